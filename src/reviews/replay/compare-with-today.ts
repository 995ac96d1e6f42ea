import type { InferenceOptionId, Recommendation } from '../../recommender/index.ts';
import type { Review } from '../record.ts';

/** What today's quotas and prices make of a review that was judged by others. */
export interface Replayed {
  /** The version of today's quotas and prices. */
  factsVersion: string;
  /** What the team goes with: its decision, otherwise what was recommended. Null where nothing fitted. */
  before: InferenceOptionId | null;
  /** What is recommended today; null where nothing fits any more. */
  now: InferenceOptionId | null;
  /** The recommendation is another one than it was. */
  differs: boolean;
  /** What the team goes with is ruled out today, and was not then. */
  limitBroken: boolean;
  /**
   * What today's recommendation would save against what the team goes with, in US dollars a year at today's prices: negative
   * where it costs more, null where one of the two is not known or nothing differs.
   */
  savingUsd: number | null;
}

/** Whether anything came of it that the team might want to know. */
export function isToRevisit({ differs, limitBroken }: Pick<Replayed, 'differs' | 'limitBroken'>): boolean {
  return differs || limitBroken;
}

export function compareWithToday(
  { latest, decision }: Pick<Review, 'latest' | 'decision'>,
  today: Recommendation,
): Replayed {
  const recommended = latest.recommendation.choice?.option ?? null;
  const before = decision?.option ?? recommended;
  const now = today.choice?.option ?? null;
  const differs = now !== recommended && now !== before;
  return {
    factsVersion: today.facts.version,
    before,
    now,
    differs,
    limitBroken: isRuledOut(today, before) && !isRuledOut(latest.recommendation, before),
    savingUsd: differs ? yearlySaving(today, before, now) : null,
  };
}

function isRuledOut({ rejected }: Recommendation, option: InferenceOptionId | null): boolean {
  return rejected.some((other) => other.option === option && other.verdict === 'ruled-out');
}

function yearlySaving(
  { costs }: Recommendation,
  before: InferenceOptionId | null,
  now: InferenceOptionId | null,
): number | null {
  const monthly = (option: InferenceOptionId | null) =>
    costs.find((cost) => cost.option === option)?.monthlyUsd?.likely ?? null;
  const [from, to] = [monthly(before), monthly(now)];
  return from === null || to === null ? null : 12 * (from - to);
}
