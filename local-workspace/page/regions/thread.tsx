import { Icon } from '../blocks/icon.tsx';
import type { PageWorld } from '../page-world.ts';
import { addressOf, type Place } from '../place.ts';
import { Composer } from './composer.tsx';
import { frame, type Region } from './fragment.ts';
import { threadFragments } from './message-list.tsx';

/** The thread in the pane beside the channel; nothing while none is open. */
export function threadRegions(world: PageWorld, place: Place): Region[] {
  const { threadTs, person } = place;
  if (threadTs === undefined) return [{ name: 'pane', fragments: [] }];
  const key = `${person.id}-${threadTs}`;
  return [
    { name: 'pane', fragments: [frame(key, <ThreadFrame world={world} place={place} regionKey={key} />)] },
    { name: `thread-${key}`, fragments: threadFragments(world, place) },
  ];
}

function ThreadFrame({ world, place, regionKey }: { world: PageWorld; place: Place; regionKey: string }) {
  const { channel, person, threadTs } = place;
  if (channel === null || threadTs === undefined) return null;
  return (
    <aside className="thread" aria-labelledby="thread-title">
      <header className="main-head">
        <h2 id="thread-title" tabIndex={-1}>
          Thread
        </h2>
        <a
          className="icon-button"
          id="close-thread"
          href={addressOf(person, channel)}
          data-go=""
          data-close-thread={`channel/${threadTs}/replies`}
          aria-label="Close the thread"
        >
          <Icon name="close" />
        </a>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className="scroll" role="log" aria-label="Replies" tabIndex={0} data-scroll="">
        <div className="messages" data-region={`thread-${regionKey}`} />
      </div>
      <Composer world={world} place={place} threadTs={threadTs} />
    </aside>
  );
}
