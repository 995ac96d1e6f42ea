import type { MessageShortcut, Middleware, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { readWords } from '../../wording/read-words.ts';
import { clip } from '../block-kit/text.ts';
import { draftOf } from '../form/read-form.ts';
import { openForm } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import { isPublicChannel, personOf } from './people.ts';
import { noticeOf, workloadFrom } from './sagemaker-endpoint-command.ts';
import { tell } from './tell.ts';

/** A workload's description takes so many characters. */
const DESCRIPTION_MAX = 2000;

/** The form does not wait longer for the message's address: it must open within three seconds. In milliseconds. */
const LINK_LIMIT_MS = 800;

/** "Review this workload" on a message: its text fills the form, and its address goes into the description. */
export function handleReviewMessageShortcut(
  parts: ListenerParts,
): Middleware<SlackShortcutMiddlewareArgs<MessageShortcut>> {
  return async ({ shortcut, ack, context }) => {
    await ack();
    const userId = shortcut.user.id;
    const channelId = shortcut.channel.id;
    const link = await findLink(parts, channelId, shortcut.message_ts);

    // A message of blocks or files alone has no text.
    const words = readWords(shortcut.message.text ?? '');
    const description = clip(words.description ?? '', DESCRIPTION_MAX - link.length - 1);
    const workload = { ...workloadFrom(words), description: `${description}\n${link}`.trim() };
    const opened = await openForm(parts, {
      triggerId: shortcut.trigger_id,
      person: personOf(context, userId),
      draft: draftOf(workload),
      metadata: { channelId, isPublic: isPublicChannel(shortcut.channel) },
      notice: noticeOf(words.faults),
      responseUrl: shortcut.response_url,
    });
    if (!opened.ok) await tell(parts, { userId, channelId, responseUrl: shortcut.response_url }, { text: opened.text });
  };
}

/** The message's address; '' where Slack does not give it in time, or not at all, as where the bot is no member. */
async function findLink({ interactive, logger }: ListenerParts, channel: string, ts: string): Promise<string> {
  const asked = interactive.chat.getPermalink({ channel, message_ts: ts }).then(
    ({ permalink }) => permalink ?? '',
    (error: unknown) => {
      logger.info({ err: error }, 'A message has no address for us');
      return '';
    },
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, LINK_LIMIT_MS, '');
  });
  const link = await Promise.race([asked, late]);
  clearTimeout(timer);
  return link;
}
