import type { Person } from '../people/person.ts';
import type { Channel } from '../state/channels.ts';
import { channelsOf, offeredTo, type PageWorld } from './page-world.ts';

export type Tab = 'home' | 'notifications';

/** Who looks at what. All of it is in the page's address, so a reload shows the same. */
export interface Place {
  person: Person;
  /** Null on a tab. */
  channel: Channel | null;
  /** What is shown in place of a channel. */
  tab: Tab | null;
  /** The message whose thread is open. */
  threadTs: string | undefined;
}

/** Reads an address. Defaults to the first person and the first channel. */
export function readPlace(world: PageWorld, query: URLSearchParams): Place {
  const person = world.people.find(({ name }) => name.toLowerCase() === query.get('as')) ?? (world.people[0] as Person);
  const where = query.get('in');
  if (where === 'notifications' || (where === 'home' && offeredTo(world, person.id).hasApp)) {
    return { person, channel: null, tab: where, threadTs: undefined };
  }
  const { named, withBot } = channelsOf(world, person.id);
  const first = named.find(({ id }) => id === world.firstChannelId) ?? (named[0] as Channel);
  const reachable = withBot === undefined ? named : [...named, withBot];
  // By its name in this page's own addresses, by its id in Slack's.
  const byName = where === 'bot' ? withBot : named.find(({ name }) => name === where);
  const channel = byName ?? reachable.find(({ id }) => id === where) ?? first;
  const threadTs = query.get('thread') ?? undefined;
  const hasThread = threadTs !== undefined && world.state.messages.find(channel.id, threadTs) !== undefined;
  return { person, channel, tab: null, threadTs: hasThread ? threadTs : undefined };
}

/** The address of a place. */
export function addressOf(person: Person, where: Channel | Tab, threadTs?: string): string {
  const name = typeof where === 'string' ? where : where.kind === 'im' ? 'bot' : where.name;
  const query = new URLSearchParams({ as: person.name.toLowerCase(), in: name });
  if (threadTs !== undefined) query.set('thread', threadTs);
  return `/?${query}`;
}
