import type { Acknowledgement } from '../delivery/delivery.ts';
import type { User } from '../state/channels.ts';
import type { SharedFile } from '../state/files.ts';
import { filesOutput } from '../state/message-output.ts';
import { postMessage } from '../state/post.ts';
import type { Events } from './events.ts';
import { visibleChannel } from './sight.ts';
import type { World } from './world.ts';

/** What a person wrote, and whether the app heard of it. */
export interface Said {
  ts: string;
  channelId: string;
  /** Of the mention if the text has one, else of the message; undefined when the app did not subscribe to it. */
  acknowledgement: Acknowledgement | undefined;
}

/** Writes a message, with files or without. `text` is as Slack stores it: `<@U…>` for people, `&lt;` for "<". */
export async function say(
  world: World,
  events: Events,
  user: User,
  channelId: string,
  text: string,
  threadTs: string | undefined,
  shared: readonly SharedFile[] = [],
): Promise<Said> {
  const { state } = world;
  const channel = visibleChannel(state, user, channelId);
  const files = shared.map((file) => state.files.share(file).id);
  const message = postMessage(state, channelId, user.id, { text, threadTs, files });
  const asMessage = events.sendMessage(message, 'posted');
  // Of direct messages there is no app_mention (docs.slack.dev/reference/events/app_mention).
  const isHeard =
    channel.kind !== 'im' && text.includes(`<@${state.app.botUserId}>`) && channel.members.has(state.app.botUserId);
  const asMention = isHeard
    ? events.send('app_mention', {
        type: 'app_mention',
        user: user.id,
        text,
        ts: message.ts,
        channel: channelId,
        event_ts: message.ts,
        ...(files.length === 0 ? {} : { files: filesOutput(state, files) }),
        team: user.teamId ?? state.team.id,
        ...(user.teamId === undefined ? {} : { user_team: user.teamId, source_team: user.teamId }),
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      })
    : Promise.resolve(undefined);
  const [heardMessage, heardMention] = await Promise.all([asMessage, asMention]);
  return { ts: message.ts, channelId, acknowledgement: heardMention ?? heardMessage };
}
