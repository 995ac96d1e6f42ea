import type { Ephemeral, Message } from '../../state/messages.ts';
import { NamesContext, namesIn } from '../blocks/names.ts';
import { type PageWorld, userName } from '../page-world.ts';
import type { Place } from '../place.ts';
import { type Fragment, fragment } from './fragment.ts';
import { MessageView, PrivateView } from './message-view.tsx';

/** What a channel shows to a person, oldest first: messages, notices for them alone, and who was added. */
export function channelFragments(world: PageWorld, place: Place): Fragment[] {
  const { channel, person } = place;
  if (channel === null) return [];
  const { messages, ephemerals } = world.state;
  const items = [
    ...messages.inChannel(channel.id).map((message) => shown(world, place, message, 'channel')),
    ...ephemerals
      .filter(({ channelId, userId, threadTs }) => channelId === channel.id && userId === person.id && !threadTs)
      .map((message) => shownPrivately(world, message, 'channel')),
    ...arrivals(world, channel.id),
  ];
  return items.sort((one, other) => one.at - other.at).map(({ item }) => item);
}

/** A thread: its first message, the replies, and private messages in it. */
export function threadFragments(world: PageWorld, place: Place): Fragment[] {
  const { channel, person, threadTs } = place;
  if (channel === null || threadTs === undefined) return [];
  const { messages, ephemerals } = world.state;
  const items = [
    ...messages.inThread(channel.id, threadTs).map((message) => shown(world, place, message, 'thread')),
    ...ephemerals
      .filter((notice) => notice.channelId === channel.id && notice.userId === person.id)
      .filter((notice) => notice.threadTs === threadTs)
      .map((message) => shownPrivately(world, message, 'thread')),
  ];
  return items.sort((one, other) => one.at - other.at).map(({ item }) => item);
}

interface Item {
  /** Seconds since 1970. */
  at: number;
  item: Fragment;
}

function shown(world: PageWorld, place: Place, message: Message, pane: 'channel' | 'thread'): Item {
  const element = (
    <NamesContext value={namesIn(world.state)}>
      <MessageView world={world} place={place} message={message} pane={pane} />
    </NamesContext>
  );
  return { at: Number(message.ts), item: fragment(message.ts, element) };
}

function shownPrivately(world: PageWorld, message: Ephemeral, pane: 'channel' | 'thread'): Item {
  const element = (
    <NamesContext value={namesIn(world.state)}>
      <PrivateView world={world} message={message} pane={pane} />
    </NamesContext>
  );
  return { at: Number(message.ts), item: fragment(message.ts, element) };
}

function arrivals(world: PageWorld, channelId: string): Item[] {
  return world.state.journal.entries.flatMap((entry, index) => {
    if (entry.kind !== 'channel' || entry.change !== 'joined' || entry.channelId !== channelId) return [];
    return [{ at: entry.at / 1000, item: arrival(`arrival-${index}`, userName(world, world.state.app.botUserId)) }];
  });
}

function arrival(key: string, name: string): Fragment {
  return fragment(key, <p className="system-line">{name} was added to this channel.</p>);
}
