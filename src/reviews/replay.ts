import type { InferenceOptionId, Recommendation } from '../recommender/index.ts';
import { isRuledOut } from './approvals.ts';
import type { Review } from './record.ts';

/** A review's recommendation with today's quotas and prices, compared with the stored one. */
export interface Replayed {
  /** The team's decision, otherwise the recommendation. Null where no option fitted. */
  before: InferenceOptionId | null;
  /** Today's recommendation; null where no option fits. */
  now: InferenceOptionId | null;
  differs: boolean;
  /** Whether the team's option is ruled out today but wasn't before. */
  limitBroken: boolean;
  /**
   * What today's recommendation would save, in USD per year at today's prices. Negative where it costs more; null where a price
   * is unknown or nothing differs.
   */
  savingUsd: number | null;
}

export const isToRevisit = ({ differs, limitBroken }: Pick<Replayed, 'differs' | 'limitBroken'>): boolean =>
  differs || limitBroken;

export function compareWithToday(
  { latest, decision }: Pick<Review, 'latest' | 'decision'>,
  today: Recommendation,
): Replayed {
  const recommended = latest.recommendation.choice?.option ?? null;
  const before = decision?.option ?? recommended;
  const now = today.choice?.option ?? null;
  const differs = now !== recommended && now !== before;
  return {
    before,
    now,
    differs,
    limitBroken: isRuledOut({ recommendation: today }, before) && !isRuledOut(latest, before),
    savingUsd: differs ? yearlySaving(today, before, now) : null,
  };
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
