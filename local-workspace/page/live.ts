import type { ServerResponse } from 'node:http';
import type { PageWorld } from './page-world.ts';
import { readPlace } from './place.ts';
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
        if (place.channel !== null) markSeen(world, place.person.id, place.channel.id);
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
      const { person, channel } = readPlace(world, query);
      // Tells the app that its home tab was opened, so that it publishes it.
      if (channel === null) person.openHome().catch(() => undefined);
    },
    refresh,
    stop() {
      unsubscribe();
      for (const response of [...responses]) response.end();
    },
  };
}

function markSeen({ state, memory }: PageWorld, userId: string, channelId: string): void {
  const notices = state.ephemerals.filter((notice) => notice.channelId === channelId && notice.userId === userId);
  const latest = [...state.messages.inChannel(channelId), ...notices].reduce(
    (last, { ts }) => (ts > last ? ts : last),
    '',
  );
  memory.seen.set(`${userId}/${channelId}`, latest);
}
