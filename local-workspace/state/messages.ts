import type { Json } from '../json.ts';

/** A message in a channel, as Slack writes it into payloads and answers. */
export interface Message {
  type: 'message';
  channelId: string;
  ts: string;
  /** Who wrote it; the bot's user id when the app did. */
  user: string;
  text: string;
  blocks: Json[] | undefined;
  threadTs: string | undefined;
  metadata: Json | undefined;
  /** Ids of files that were shared with it. */
  files: string[];
  edited: { user: string; ts: string } | undefined;
  /** Posted through a response URL: the app never learns its `ts` and cannot edit it. */
  viaResponseUrl: boolean;
  /** Who reacted, by the emoji's name, in the order in which the emoji came. Absent: nobody. */
  reactions?: Map<string, string[]>;
}

/** "Only visible to you": seen by one person, unknown to the Web API once posted. */
export interface Ephemeral {
  channelId: string;
  userId: string;
  ts: string;
  text: string;
  blocks: Json[] | undefined;
  threadTs: string | undefined;
}

export interface Messages {
  add(message: Message): void;
  find(channelId: string, ts: string): Message | undefined;
  remove(message: Message): void;
  /** What a channel shows: without the replies in threads. */
  inChannel(channelId: string): Message[];
  /** A thread's first message and its replies. */
  inThread(channelId: string, ts: string): Message[];
  all(): readonly Message[];
}

export function createMessages(kept: readonly Message[] = []): Messages {
  let all = [...kept];
  return {
    add(message) {
      all.push(message);
    },
    find: (channelId, ts) => all.find((message) => message.channelId === channelId && message.ts === ts),
    remove(message) {
      all = all.filter((other) => other !== message);
    },
    inChannel: (channelId) =>
      all.filter((message) => message.channelId === channelId && (message.threadTs ?? message.ts) === message.ts),
    inThread: (channelId, ts) =>
      all.filter((message) => message.channelId === channelId && (message.threadTs ?? message.ts) === ts),
    all: () => all,
  };
}
