import type { BlockAction } from '@slack/bolt';
import { oneLine } from '../../wording/text.ts';
import type { PressOutcome } from '../outbox/enqueue.ts';
import { learnPlace, type SeenMessage } from '../outbox/jobs.ts';
import { readMenuValue, readSeenValue } from '../render/message/section.ts';
import { channelWords, escapeWithin, link, permalink } from '../render/mrkdwn.ts';
import { responseAddressOf } from './open-form.ts';
import { type ListenerParts, personOf } from './parts.ts';
import { onPress } from './press.ts';
import type { ActionListener, ButtonHandler } from './route-by-name.ts';
import { presserOf, replaceNotice } from './tell.ts';

/**
 * Handles the buttons of a private notice: posts what is stored, in its channel or in a direct message. The outbox decides
 * what is missing, because the notice may be old.
 */
export const handlePostAgainAction = (parts: ListenerParts, where: 'there' | 'own-conversation'): ButtonHandler =>
  onPress(parts, async ({ action, body, person: { teamId, userId }, find }) => {
    const outcome = await parts.poster.postAgain({
      teamId,
      reviewId: action.value ?? '',
      requesterId: userId,
      ...(where === 'own-conversation' && { channelId: userId }),
      responseAddress: responseAddressOf(body.response_url),
    });
    const name = (await find(action.value ?? ''))?.latest.workload.name ?? '';
    await replaceNotice(parts, presserOf(body), { text: describe(outcome, name, parts.teamUrl) });
    return undefined;
  });

const NAME_MAX = 100;

function describe(outcome: PressOutcome, name: string, teamUrl: string): string {
  const named = `*${escapeWithin(name, NAME_MAX)}*`;
  switch (outcome.kind) {
    case 'posted':
    case 'already-there': {
      const done = outcome.kind === 'posted' ? 'Posted' : 'Already posted';
      return `${done} in ${channelWords(outcome.channelId)}: ${link(permalink(teamUrl, outcome), oneLine(name))}`;
    }
    case 'under-way':
      return `Posting ${named} now. If that fails, I'll tell you here.`;
    case 'not-posted':
      return `I couldn't post ${named} this time either. My new message says why. It's still saved.`;
    case 'missing':
      return "This review no longer exists, so there's nothing to post.";
  }
}

/** The block_id of the buttons on a review's message. */
const REVIEW_ACTIONS = 'review_actions';

/**
 * Learns from a press where a review's message is, if Slack's answer to its post was lost, then handles the press. What
 * waited for that location is posted meanwhile.
 */
export function knowMessage(parts: ListenerParts, handle: ActionListener): ActionListener {
  return async (args) => {
    const { body, action, context } = args;
    const seen = seenMessage(body, action, personOf(context, body.user.id), context.botId);
    if (seen === undefined) return handle(args);
    await args.ack();
    const isNews = await learn(parts, seen);
    await Promise.all([handle(args), ...(isNews ? [parts.poster.kick(seen.reviewId)] : [])]);
  };
}

/** Returns whether the location is news. Never rejects: the press counts either way. */
async function learn({ db, logger }: ListenerParts, seen: SeenMessage): Promise<boolean> {
  const { reviewId } = seen;
  try {
    const isNews = await learnPlace(db, seen);
    if (isNews) logger.info({ reviewId }, 'Found an unconfirmed message by a press on it');
    return isNews;
  } catch (error) {
    logger.error({ err: error, reviewId }, "Could not save the message's location");
    return false;
  }
}

/** The review's message that was pressed; undefined for messages of other apps, replies and other buttons. */
function seenMessage(
  { message, channel }: BlockAction,
  action: BlockAction['actions'][number],
  person: Pick<SeenMessage, 'teamId' | 'userId'>,
  botId: string | undefined,
): SeenMessage | undefined {
  if (message === undefined || channel === undefined || action.block_id !== REVIEW_ACTIONS) return undefined;
  const { ts, thread_ts: threadTs, bot_id: author }: Record<string, unknown> = message;
  const isOwn = botId !== undefined && author === botId;
  if (!isOwn || typeof ts !== 'string' || (typeof threadTs === 'string' && threadTs !== ts)) return undefined;
  const reviewId = reviewOf(action);
  return reviewId === undefined ? undefined : { ...person, reviewId, channelId: channel.id, ts };
}

function reviewOf(action: BlockAction['actions'][number]): string | undefined {
  if (action.type === 'button') return readSeenValue(action.value ?? '').reviewId;
  return action.type === 'overflow' ? readMenuValue(action.selected_option.value)?.reviewId : undefined;
}
