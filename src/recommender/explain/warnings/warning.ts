import type { PriceBook } from '../../costs/price-book.ts';
import type { Quota } from '../../facts/quotas.ts';
import { NEAR_QUOTA_SHARE } from '../../facts/working-figures.ts';
import { type Figures, figure, type Words } from '../../findings/words.ts';
import type { Judgement, Pair } from '../../judge/judgement.ts';
import type { Needs } from '../../needs/needs.ts';
import type { InferenceOption } from '../../options/option.ts';

/**
 * A mistake that this workload is about to make with this choice: the figures that trigger it, or null where nothing does,
 * and how it is said. No warning without a stated fact that triggers it. To add one: a row in the file of its theme, and its
 * place in `COSTLIEST_FIRST`.
 */
export interface Warning extends Words {
  readonly rule: (situation: Situation) => WarningFigures | null;
}

/** What a rule may look at. */
export interface Situation extends Pick<Pair, 'option' | 'hosting' | 'scaling'> {
  readonly needs: Needs;
  readonly judgement: Judgement;
  readonly choice: Pair;
  readonly book: PriceBook;
}

export interface WarningFigures {
  readonly asked?: number | string;
  readonly allowed?: number | string;
  /** The option that would do better. */
  readonly other?: InferenceOption;
}

/** Within a tenth of a quota, at it or under it. */
export function near(asked: number | undefined, allowed: number | undefined): WarningFigures | null {
  if (asked === undefined || allowed === undefined) return null;
  return asked <= allowed && asked > allowed * NEAR_QUOTA_SHARE ? { asked, allowed } : null;
}

export const nearQuota = (asked: number | undefined, quota: Quota | undefined): WarningFigures | null =>
  near(asked, quota?.value);

/** How a figure stands to the limit that it is near: at it, or short of it. */
export const nearness = (asked: Figures['asked'], allowed: Figures['allowed']): string =>
  figure(asked) < figure(allowed) ? 'is within 10% of' : 'is exactly at';

/** Whether the answer comes back on the connection of the call. */
export const answersOnCall = ({ option }: Situation): boolean => option.answers === 'on-the-call';
