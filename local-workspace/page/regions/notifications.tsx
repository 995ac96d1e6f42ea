import type { Notification } from '../../state/notifications.ts';
import { NamesContext, namesIn } from '../blocks/names.ts';
import { SlackText } from '../blocks/slack-block.tsx';
import { type PageWorld, userName } from '../page-world.ts';
import { addressOf, type Place } from '../place.ts';
import { clockTime } from './clock-time.ts';
import { fragment, frame, type Region } from './fragment.ts';

/** The new messages that a person was notified of, latest first. */
export function notificationsOf({ state }: PageWorld, userId: string): Notification[] {
  return state.notifications.filter((notification) => notification.userId === userId).toReversed();
}

/** How many of them came since they last looked at the list. */
export function unreadNotifications(world: PageWorld, userId: string): number {
  const since = world.memory.seen.get(`${userId}/notifications`) ?? '';
  return notificationsOf(world, userId).filter(({ ts }) => ts > since).length;
}

export function notificationsRegions(world: PageWorld, place: Place): Region[] {
  const { person } = place;
  const key = `${person.id}-notifications`;
  const shown = notificationsOf(world, person.id).map((notification) =>
    fragment(
      notification.ts,
      <NamesContext value={namesIn(world.state)}>
        <NotificationView world={world} place={place} notification={notification} />
      </NamesContext>,
    ),
  );
  const empty = (
    <p className="empty">
      A new message that mentions {person.name} or their user group is listed here, and so is a direct message. Edits
      notify nobody.
    </p>
  );
  return [
    { name: 'main', fragments: [frame(key, <NotificationsFrame name={person.name} regionKey={key} />)] },
    { name: key, fragments: shown.length > 0 ? shown : [fragment('empty', empty)] },
  ];
}

function NotificationsFrame({ name, regionKey }: { name: string; regionKey: string }) {
  return (
    <main className="main">
      <header className="main-head">
        <h1>Notifications of {name}</h1>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className="scroll" aria-label="Notifications" tabIndex={0}>
        <div className="notifications" data-region={regionKey} />
      </section>
    </main>
  );
}

interface NotificationViewProps {
  world: PageWorld;
  place: Place;
  notification: Notification;
}

function NotificationView({ world, place, notification }: NotificationViewProps) {
  const { channel: channelId, ts, threadTs, text } = notification;
  const channel = world.state.channels.get(channelId);
  const author = world.state.messages.find(channelId, ts)?.user;
  const where = channel?.kind === 'im' ? 'a direct message' : `#${channel?.name}`;
  return (
    <article className="notification" aria-labelledby={`notification/${ts}`}>
      <h2 className="message-head" id={`notification/${ts}`}>
        <span className="author">{author === undefined ? 'A deleted message' : userName(world, author)}</span>
        {channel === undefined ? null : (
          <a href={addressOf(place.person, channel, threadTs)} data-go="">
            {threadTs === undefined ? `in ${where}` : `in a thread of ${where}`}
          </a>
        )}
        <time className="time">{clockTime(ts)}</time>
      </h2>
      <SlackText text={text} />
    </article>
  );
}
