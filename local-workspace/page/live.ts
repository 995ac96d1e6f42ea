import type { ServerResponse } from 'node:http';
import type { PageWorld } from './page-world.ts';
import { type Place, readPlace } from './place.ts';
import { changesSince, type RegionChange } from './regions/fragment.ts';
import { pageTitle, regionsAt } from './regions/regions-at.tsx';

/** What one message of the stream of events carries. */
export interface LiveChange {
  title: string;
  regions: RegionChange[];
}

export interface Live {
  /** Shows a place in this response, now and whenever it changes, until the browser leaves. */
  show(query: URLSearchParams, response: ServerResponse): void;
  /** Call after a change that the workspace's journal doesn't record. */
  refresh(): void;
  stop(): void;
}

/** Keeps every open page up to date by server-sent events: the regions that changed, and nothing else. */
export function createLive(world: PageWorld): Live {
  const refreshes = new Set<() => void>();
  let isDue = false;

  // Events come in bursts, and one update for all of them is enough.
  const refresh = () => {
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      for (const each of [...refreshes]) each();
    });
  };
  const unsubscribe = world.workspace.subscribe(refresh);
  const responses = new Set<ServerResponse>();

  return {
    show(query, response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      const sent = new Map<string, Map<string, string>>();
      const update = () => {
        const place = readPlace(world, query);
        markSeen(world, place);
        const regions = changesSince(sent, regionsAt(world, place));
        if (regions.length === 0) return;
        const change: LiveChange = { title: pageTitle(world, place), regions };
        response.write(`data: ${JSON.stringify(change)}\n\n`);
      };
      refreshes.add(update);
      responses.add(response);
      response.once('close', () => {
        refreshes.delete(update);
        responses.delete(response);
      });
      update();
      const { person, tab } = readPlace(world, query);
      // Tells the app that its home tab was opened, so that it publishes it.
      if (tab === 'home') person.openHome().catch(() => undefined);
    },
    refresh,
    stop() {
      unsubscribe();
      // One may be due, and would write after the end.
      refreshes.clear();
      for (const response of [...responses]) response.end();
    },
  };
}

function markSeen({ state, memory }: PageWorld, { person, channel, tab }: Place): void {
  const { id: userId } = person;
  const isTheirs = (shown: { userId: string }) => shown.userId === userId;
  if (tab === 'notifications') memory.seen.set(`${userId}/${tab}`, latestOf(state.notifications.filter(isTheirs)));
  if (channel === null) return;
  const notices = state.ephemerals.filter((notice) => notice.channelId === channel.id && isTheirs(notice));
  memory.seen.set(`${userId}/${channel.id}`, latestOf([...state.messages.inChannel(channel.id), ...notices]));
}

function latestOf(messages: readonly { ts: string }[]): string {
  return (
    messages
      .map(({ ts }) => ts)
      .sort()
      .at(-1) ?? ''
  );
}
