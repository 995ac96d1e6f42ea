import type { BlockAction } from '@slack/bolt';
import { readMenuValue } from '../message/review-menu.ts';
import { readSeenValue } from '../message/seen-value.ts';
import { learnPlace, type SeenMessage } from '../posting/learn-place.ts';
import type { ListenerParts } from './parts.ts';
import { personOf } from './people.ts';
import type { ActionHandler } from './route-by-name.ts';

/** The block_id of the buttons on a review's message; no other message has it. */
const REVIEW_ACTIONS = 'review_actions';

/**
 * A press on a review's message says where that message stands, which nobody knows where Slack's answer to its post was
 * lost. It is learnt before the press is handled; what waited for it is posted meanwhile.
 */
export function knowMessage(parts: ListenerParts, handle: ActionHandler): ActionHandler {
  return async (args) => {
    const { body, action, context } = args;
    const seen = seenMessage(body, action, personOf(context, body.user.id), context.botId);
    if (seen === undefined) return handle(args);
    await args.ack();
    const isNews = await learn(parts, seen);
    await Promise.all([handle(args), ...(isNews ? [parts.poster.kick(seen.reviewId)] : [])]);
  };
}

/** A press counts whether or not this works. */
async function learn({ db, logger }: ListenerParts, seen: SeenMessage): Promise<boolean> {
  const { reviewId } = seen;
  try {
    const isNews = await learnPlace(db, seen);
    if (isNews) logger.info({ reviewId }, 'A press told where a message stands whose post was not confirmed');
    return isNews;
  } catch (error) {
    logger.error({ err: error, reviewId }, 'Where a message stands could not be written down');
    return false;
  }
}

/** Undefined unless it is this bot's own message, in no thread, and its button one that only a review's message has. */
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
