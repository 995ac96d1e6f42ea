import type { Judgement } from '../judge.ts';
import type { Needs } from '../needs.ts';
import type { Workload, WorkloadField } from '../workload.ts';

/** What is taken for granted of one field that is not stated. To add one: a line in the list of its kind beside this file. */
export interface AssumptionRule<F extends WorkloadField = WorkloadField> {
  readonly field: F;
  /** Whether the field has any meaning for this workload. */
  readonly applies?: (needs: Needs) => boolean;
  /** What stands in its place; null where only its limits are assumed. */
  readonly value: (judgement: Judgement) => unknown;
  readonly text: (judgement: Judgement) => string;
  /** Other values, at least one on each side of every cut: where one of them changes the answer, the assumption matters. */
  readonly others: readonly NonNullable<Workload[F]>[];
  /** The contract's own defaults are named even where they change nothing. */
  readonly always?: (needs: Needs) => boolean;
}

/** Keeps a rule's field and its other values of one type, in a list of rules of many fields. */
export function rule<F extends WorkloadField>(assumption: AssumptionRule<F>): AssumptionRule {
  return assumption as unknown as AssumptionRule;
}
