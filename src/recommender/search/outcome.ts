import type { Judgement, Pair } from '../judge/judgement.ts';
import { INFERENCE_OPTIONS } from '../options/index.ts';
import type { InferenceOptionId } from '../recommendation.ts';
import type { Workload, WorkloadField } from '../workload/workload.ts';

// What would change the answer. Knows the kernel, which it asks hundreds of times, and how a change is said.

/** The kernel with its prices: the one thing that the search asks. */
export type Kernel = (workload: Workload) => Judgement;

/** What the search looks at in a judgement. Hundreds are made for one answer. */
export interface Outcome {
  readonly choice: Pair | null;
  /** What would serve of each option, in the options' order; null where it is ruled out. */
  readonly bests: readonly (Pair | null)[];
  /** What each would cost per month, in the options' order, worked out once somebody asks; null where it is not known. */
  readonly usd: readonly (number | null)[];
  /** The option that suits the traffic's shape, where costs were weighed against it; else null. */
  readonly weighed: InferenceOptionId | null;
}

const INDEX = Object.fromEntries(INFERENCE_OPTIONS.map(({ id }, index) => [id, index])) as Record<
  InferenceOptionId,
  number
>;

export const indexOf = (option: InferenceOptionId): number => INDEX[option];

export function outcomeOf({ choice, verdicts, ranked, economics }: Judgement): Outcome {
  const bests: (Pair | null)[] = [];
  for (const { best } of verdicts) bests.push(best);
  const weighed =
    economics === null ? null : economics.kind === 'decides' ? economics.other.option.id : optionOf({ choice });
  return {
    choice,
    bests,
    weighed,
    get usd() {
      const usd: (number | null)[] = bests.map(() => null);
      for (const { pair, monthlyUsd } of ranked) usd[INDEX[pair.option.id]] = monthlyUsd;
      return usd;
    },
  };
}

/** What the kernel says when one field, alone, has another value. */
export interface Sample {
  readonly value: number | string | boolean;
  readonly outcome: Outcome;
}

export interface NumberSample extends Sample {
  readonly value: number;
}

export const optionOf = ({ choice }: Pick<Judgement, 'choice'>): InferenceOptionId | null => choice?.option.id ?? null;

export function withValue(workload: Workload, field: WorkloadField, value: unknown): Workload {
  const changed = { ...workload };
  (changed as Record<string, unknown>)[field] = value;
  return changed;
}
