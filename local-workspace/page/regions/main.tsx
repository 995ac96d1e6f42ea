import { Icon } from '../blocks/icon.tsx';
import { offeredTo, type PageWorld } from '../page-world.ts';
import type { Place } from '../place.ts';
import { Composer, titleOf } from './composer.tsx';
import { type Fragment, fragment, frame, type Region } from './fragment.ts';
import { homeRegions } from './home.tsx';
import { channelFragments } from './message-list.tsx';
import { notificationsRegions } from './notifications.tsx';

/** The middle of the page: a channel, or a tab. */
export function mainRegions(world: PageWorld, place: Place): Region[] {
  if (place.channel !== null) return channelRegions(world, place, place.channel.id);
  return place.tab === 'notifications' ? notificationsRegions(world, place) : homeRegions(world, place);
}

function channelRegions(world: PageWorld, place: Place, channelId: string): Region[] {
  const key = `${place.person.id}-${channelId}`;
  const hasHint = !world.memory.hintIsGone && offeredTo(world, place.person.id).hasApp;
  return [
    { name: 'main', fragments: [frame(key, <ChannelFrame world={world} place={place} regionKey={key} />)] },
    { name: `facts-${key}`, fragments: [channelFacts(world, place)] },
    { name: `hint-${key}`, fragments: hasHint ? [fragment('hint', <Hint world={world} />)] : [] },
    { name: `messages-${key}`, fragments: channelFragments(world, place) },
  ];
}

function ChannelFrame({ world, place, regionKey }: { world: PageWorld; place: Place; regionKey: string }) {
  const title = titleOf(world, place);
  const beginning =
    place.channel?.kind === 'im'
      ? `This conversation is between you and ${title}.`
      : `This is the very beginning of ${title}.`;
  return (
    <main className="main">
      <header className="main-head">
        <h1>{title}</h1>
        <div className="facts" data-region={`facts-${regionKey}`} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className="scroll" role="log" aria-label={`Messages in ${title}`} tabIndex={0} data-scroll="">
        <p className="beginning">{beginning}</p>
        <div data-region={`hint-${regionKey}`} />
        <h2 className="sr-only">Messages</h2>
        <div className="messages" data-region={`messages-${regionKey}`} />
      </div>
      <Composer world={world} place={place} />
    </main>
  );
}

function channelFacts(world: PageWorld, { channel }: Place): Fragment {
  const { botName } = world.manifest;
  const isMember = channel?.members.has(world.state.app.botUserId) === true;
  return fragment(
    'facts',
    <div>
      {isMember ? (
        <span className="fact">{channel.kind === 'im' ? 'Only you see this' : `${botName} is in this channel`}</span>
      ) : (
        <>
          <span className="fact">{botName} is not in this channel</span>
          <button type="button" id="invite" className="button" data-act={JSON.stringify({ kind: 'invite' })}>
            Add it
          </button>
        </>
      )}
    </div>,
  );
}

function Hint({ world }: { world: PageWorld }) {
  return (
    <section className="hint" aria-labelledby="hint-title">
      <h2 id="hint-title">Things to try</h2>
      <p>A button types the command for you. Press Enter to send it.</p>
      <ul>
        {world.suggestions.map(({ text, why }) => (
          <li key={text}>
            <button type="button" data-type={text}>
              <b>{why}</b>
              <code>{text}</code>
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="icon-button hint-close"
        aria-label="Close the hint"
        data-act={JSON.stringify({ kind: 'closeHint' })}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}
