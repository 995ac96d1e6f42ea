import type { Judgement, Pair } from '../judge.ts';
import type { WarningCode } from '../reasons/reason-code.ts';

/** A mistake that this workload is about to make with this choice. To add one: a file beside this, a line in `index.ts`. */
export interface Warning {
  readonly code: WarningCode;
  /** The figures that trigger it; null where nothing does. No warning without a fact that triggers it. */
  triggeredBy(judgement: Judgement, choice: Pair): WarningFigures | null;
}

export interface WarningFigures {
  readonly asked?: number | string;
  readonly allowed?: number | string;
}
