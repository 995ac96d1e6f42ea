import type { Capacity, Pricing, Usage } from '../../costs/costing.ts';
import type { Volume } from '../../costs/volume.ts';
import type { Judgement } from '../../judge/judgement.ts';
import type { Needs } from '../../needs/needs.ts';
import type { Assumption } from '../../recommendation.ts';
import type { Workload, WorkloadField } from '../../workload/workload.ts';

/** An assumption before the search says whether it is decisive. */
export type Assumed = Omit<Assumption, 'decisive'>;

/** What is taken for granted of one field that nobody gave. To add one: a line in the list of its kind beside this file. */
export interface AssumptionRule {
  readonly field: WorkloadField;
  /** Whether the field has any meaning for this workload. */
  readonly applies?: (needs: Needs) => boolean;
  /** What stands in its place; null where only its limits are assumed. */
  readonly value: (judgement: Judgement) => unknown;
  /** Null where there is nothing to say: of a limit, where nothing is chosen or the choice has none. */
  readonly text: (judgement: Judgement) => string | null;
  /** The contract's own defaults are named even where they change nothing. */
  readonly always?: (needs: Needs) => boolean;
}

/** An estimate, and what it would be of the same capacity at rest. */
export interface Use extends Pricing {
  readonly capacity: Capacity;
  /** Whether what serves has a price; without one nothing is priced with our figures. */
  readonly isPriced: boolean;
  readonly volume: Volume | null;
  readonly usage: Usage;
  readonly atRest: Usage;
  /** Whether instance hours follow from the load, at the stated volume or where another plan becomes the cheaper one. */
  readonly followsLoad: boolean;
  /** What it would be if this were stated as well. */
  readonly usageIf: (stated: Partial<Workload>) => Usage;
}

/** When one of our figures mattered to an estimate, and what is said of it. To add one: an entry in a list beside this. */
export interface FigureRule {
  readonly figure: string;
  /** Sizes what serves, whether or not it has a price. */
  readonly sizes?: true;
  readonly field: WorkloadField;
  readonly applies: (use: Use) => boolean;
  readonly value: (use: Use) => number | string;
  readonly text: (use: Use) => string;
  /** What is said of it once the text was said with another value. */
  readonly brief?: (use: Use) => string;
}
