import type { Judgement } from '../judge.ts';
import type { Needs } from '../needs.ts';
import type { WorkloadField } from '../workload.ts';

/** What is taken for granted of one field that is not stated. To add one: a line in the list of its kind beside this file. */
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
