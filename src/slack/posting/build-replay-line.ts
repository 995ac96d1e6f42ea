import type { Review } from '../../reviews/record.ts';
import type { Replayed } from '../../reviews/replay/compare-with-today.ts';
import { mrkdwn } from '../block-kit/text.ts';
import type { Message } from '../message/review-card.ts';
import { describeReplay } from './replay-words.ts';

/** One line for the thread: with today's quotas and prices this review would come out otherwise. */
export function buildReplayLine(
  { latest, decision }: Pick<Review, 'latest' | 'decision'>,
  replayed: Pick<Replayed, 'now' | 'limitBroken' | 'savingUsd'>,
): Message {
  const before = decision?.option ?? latest.recommendation.choice?.option ?? null;
  const text = `By today's quotas and prices: ${describeReplay({ before, ...replayed })}. Nothing is changed; "Change answers" runs it again.`;
  return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
}
