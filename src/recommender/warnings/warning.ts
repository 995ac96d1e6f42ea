import type { PriceBook } from '../costs/index.ts';
import type { Judgement, Pair } from '../judge.ts';
import type { Needs } from '../needs.ts';
import type { InferenceOption } from '../options/inference-option.ts';

/**
 * A mistake that this workload is about to make with this choice: the figures that trigger it, or null where nothing does.
 * No warning without a stated fact that triggers it. To add one: a code, a rule in a file beside this, a line in `index.ts`,
 * and its words.
 */
export type Warning = (situation: Situation) => WarningFigures | null;

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
