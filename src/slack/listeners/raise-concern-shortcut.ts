import type { MessageShortcut, Middleware, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { mentionWords } from '../asked/mention-words.ts';
import { buildRaiseConcern } from '../decide/build-concern-dialogs.ts';
import { COMMAND } from '../ids.ts';
import { findPostedReview } from '../posting/find-posted.ts';
import { DIALOGS } from './dialogs.ts';
import type { ListenerParts } from './parts.ts';
import { personOf } from './people.ts';
import { openReviewDialog } from './review-dialogs.ts';
import { tell } from './tell.ts';

/** "Raise as a concern" on a reply in a review's thread: its text fills the dialog. */
export function handleRaiseConcernShortcut(
  parts: ListenerParts,
): Middleware<SlackShortcutMiddlewareArgs<MessageShortcut>> {
  return async ({ shortcut, ack, context }) => {
    await ack();
    const person = personOf(context, shortcut.user.id);
    const channelId = shortcut.channel.id;
    const threadTs: unknown = shortcut.message['thread_ts'];
    const messageTs = typeof threadTs === 'string' ? threadTs : shortcut.message_ts;
    const reviewId = await findPostedReview(parts.db, { teamId: person.teamId, channelId, messageTs });
    const isReply = messageTs !== shortcut.message_ts;
    // The review's own message is no concern; from there the dialog starts empty.
    const text = isReply ? mentionWords(shortcut.message.text ?? '', context.botUserId ?? '') : '';
    const told =
      reviewId === undefined
        ? `This message is in no review's thread. \`${COMMAND}\` starts a review.`
        : await openReviewDialog(
            parts,
            person,
            { reviewId, triggerId: shortcut.trigger_id },
            { ...DIALOGS.raiseConcern, build: (card) => buildRaiseConcern(card, text) },
          );
    const addressee = { userId: person.userId, channelId, responseUrl: shortcut.response_url };
    if (told !== undefined) await tell(parts, addressee, { text: told });
  };
}
