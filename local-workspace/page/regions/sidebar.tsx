import type { ReactElement } from 'react';
import type { Channel } from '../../state/channels.ts';
import { Icon } from '../blocks/icon.tsx';
import { channelsOf, offeredTo, type PageWorld, roleOf } from '../page-world.ts';
import { addressOf, type Place, type Tab } from '../place.ts';
import { Avatar } from './avatar.tsx';
import { type Fragment, fragment, frame, type Region } from './fragment.ts';
import { unreadNotifications } from './notifications.tsx';
import { PlaceLink } from './place-link.tsx';

/** People and places to switch to. */
export function sidebarRegions(world: PageWorld, place: Place): Region[] {
  const { person } = place;
  const { named, withBot } = channelsOf(world, person.id);
  const botName = world.manifest.botName;
  const { hasApp } = offeredTo(world, person.id);
  return [
    { name: 'sidebar', fragments: [frame(hasApp ? 'sidebar' : 'sidebar-without-app', <Sidebar hasApp={hasApp} />)] },
    { name: 'people', fragments: world.people.map((other) => personLink(world, place, other)) },
    {
      name: 'told',
      fragments: [fragment('notifications', tabLink(place, 'notifications', 'Notifications', <Icon name="bell" />))],
    },
    { name: 'channels', fragments: named.map((channel) => channelLink(world, place, channel, channel.name)) },
    ...(hasApp
      ? [
          {
            name: 'apps',
            fragments: [
              ...(withBot === undefined ? [] : [channelLink(world, place, withBot, botName)]),
              fragment('home', tabLink(place, 'home', 'App Home', <Icon name="home" />)),
            ],
          },
        ]
      : []),
  ];
}

function tabLink(place: Place, tab: Tab, label: string, sign: ReactElement): ReactElement {
  return (
    <PlaceLink
      id={`go/${tab}`}
      href={addressOf(place.person, tab)}
      isCurrent={place.tab === tab}
      sign={sign}
      label={label}
    />
  );
}

function Sidebar({ hasApp }: { hasApp: boolean }) {
  return (
    <nav className="sidebar" aria-label="Workspace">
      <p className="workspace-name">Local workspace</p>
      <h2>You are</h2>
      <div className="people" data-region="people" />
      <div className="told" data-region="told" />
      <h2>Channels</h2>
      <div data-region="channels" />
      {hasApp ? (
        <>
          <h2>App</h2>
          <div data-region="apps" />
        </>
      ) : null}
      <p className="sidebar-note">
        A Slack workspace on this computer. The bot is the real one; nothing leaves the machine.
      </p>
    </nav>
  );
}

function personLink(world: PageWorld, place: Place, other: Place['person']): Fragment {
  const isCurrent = other === place.person;
  const where = place.channel === null ? (place.tab ?? 'home') : theirChannel(world, place.channel, other.id);
  const unread = unreadNotifications(world, other.id);
  return fragment(
    other.id,
    <a
      id={`as/${other.id}`}
      href={addressOf(other, where, where === place.channel ? place.threadTs : undefined)}
      data-go=""
      aria-current={isCurrent ? 'true' : undefined}
    >
      <Avatar name={other.name} isBot={false} />
      <span className="person-name">{other.name}</span>
      <span className="role">{roleOf(world, other.id)}</span>
      {unread === 0 ? null : (
        <span className="count" title="New notifications">
          {unread}
          <span className="sr-only"> new {unread === 1 ? 'notification' : 'notifications'}</span>
        </span>
      )}
    </a>,
  );
}

/** The same channel for the other person, or their first; for a conversation with the bot, their own. */
function theirChannel(world: PageWorld, channel: Channel, userId: string): Channel | 'home' {
  if (channel.members.has(userId)) return channel;
  const { named, withBot } = channelsOf(world, userId);
  return (channel.kind === 'im' ? withBot : named[0]) ?? 'home';
}

function channelLink(world: PageWorld, place: Place, channel: Channel, label: string): Fragment {
  const isCurrent = place.channel === channel;
  return fragment(
    channel.id,
    <PlaceLink
      id={`go/${channel.id}`}
      href={addressOf(place.person, channel)}
      isCurrent={isCurrent}
      isUnread={!isCurrent && isUnread(world, place.person.id, channel)}
      sign={channel.kind === 'private' ? <Icon name="lock" /> : channel.kind === 'public' ? '#' : '@'}
      label={label}
      hidden={channel.kind === 'private' ? 'private' : undefined}
    />,
  );
}

function isUnread({ state, memory }: PageWorld, userId: string, channel: Channel): boolean {
  const since = memory.seen.get(`${userId}/${channel.id}`) ?? '';
  const isNew = ({ ts, user }: { ts: string; user: string }) => ts > since && user !== userId;
  const isNotice = state.ephemerals.some(
    (notice) => notice.channelId === channel.id && notice.userId === userId && notice.ts > since,
  );
  return isNotice || state.messages.inChannel(channel.id).some(isNew);
}
