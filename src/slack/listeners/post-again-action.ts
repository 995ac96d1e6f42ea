import type { BlockAction, ButtonAction, Middleware, SlackActionMiddlewareArgs } from '@slack/bolt';
import { channelWords } from '../notices/channel-words.ts';
import type { PressOutcome } from '../posting/post-again.ts';
import { responseAddressOf } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import { personOf } from './people.ts';
import { replaceNotice } from './tell.ts';

/**
 * The buttons of a private notice: post what is stored, where it was to stand or into one's own conversation with the
 * bot. The record decides what is still to be posted; the notice may be old, and cannot be taken back.
 */
export function handlePostAgainAction(
  parts: ListenerParts,
  where: 'there' | 'own-conversation',
): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const { teamId, userId } = personOf(context, body.user.id);
    const responseAddress = responseAddressOf(body.response_url);
    const outcome = await parts.poster.postAgain({
      teamId,
      reviewId: action.value ?? '',
      requesterId: userId,
      ...(where === 'own-conversation' && { channelId: userId }),
      ...(responseAddress && { responseAddress }),
    });
    const presser = { userId, responseUrl: body.response_url, channelId: body.channel?.id };
    await replaceNotice(parts, presser, { text: describe(outcome) });
  };
}

function describe(outcome: PressOutcome): string {
  switch (outcome.kind) {
    case 'posted':
      return `Posted in ${channelWords(outcome.channelId)}.`;
    case 'already-there':
      return `It is in ${channelWords(outcome.channelId)} already; nothing was posted again.`;
    case 'under-way':
      return 'It is being posted. If that fails, you are told here.';
    case 'not-posted':
      return 'Slack refused it again. A new notice says why; your answer is still stored.';
    case 'missing':
      return 'This review is not in the record any more, so there is nothing to post.';
  }
}
