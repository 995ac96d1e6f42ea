import type { Judgement } from '../judge.ts';
import { INFERENCE_OPTIONS } from '../options/index.ts';
import type { InferenceOptionId, RejectedOption } from '../recommendation.ts';
import type { Workload, WorkloadField } from '../workload.ts';
import { findBoundary } from './boundary.ts';
import { conditionText } from './change-words.ts';
import { fixesFor } from './fixes.ts';
import { type Kernel, type Outcome, optionOf, outcomeOf, type Sample, type Surveyed } from './survey.ts';

type Changes = Partial<Workload>;
type Holds = (outcome: Outcome) => boolean;

interface Single {
  readonly field: WorkloadField;
  readonly value: unknown;
  readonly before?: number;
  readonly ratio: number;
}

/**
 * The smallest change after which a ruled-out option fits, or an outranked one wins: one field where one is enough, else
 * as few as were found; a fit without conditions before one that has to be tested. What is returned was tried on the kernel.
 */
export function wouldFitIf(
  option: InferenceOptionId,
  verdict: RejectedOption['verdict'],
  surveyed: readonly Surveyed[],
  base: Judgement,
  kernel: Kernel,
): RejectedOption['wouldFitIf'] {
  for (const holds of goalsOf(option, verdict)) {
    const single = smallestSingle(surveyed, holds, base, kernel);
    if (!single) continue;
    const condition = conditionText(single.field, single.value, single.before);
    return { text: sentence([condition], verdict), changes: { [single.field]: single.value } };
  }
  for (const holds of goalsOf(option, verdict)) {
    const changes = severalChanges(option, verdict, holds, base, kernel);
    if (!changes) continue;
    const conditions = Object.entries(changes).map(([field, value]) => conditionText(field as WorkloadField, value));
    return { text: sentence(conditions, verdict), changes };
  }
  return null;
}

/** What a change is to reach, the better first. */
function goalsOf(option: InferenceOptionId, verdict: RejectedOption['verdict']): Holds[] {
  if (verdict === 'outranked') return [(outcome) => optionOf(outcome) === option];
  const index = INFERENCE_OPTIONS.findIndex(({ id }) => id === option);
  return [({ fits }) => fits[index] === 'yes', ({ fits }) => fits[index] !== 'no'];
}

const sentence = (conditions: string[], verdict: RejectedOption['verdict']): string =>
  `It would ${verdict === 'outranked' ? 'be chosen' : 'fit'} if ${conditions.join(' and ')}.`;

/** A number that moves a little before one that moves far, and any number before a need that is given up. */
function smallestSingle(
  surveyed: readonly Surveyed[],
  holds: Holds,
  base: Judgement,
  kernel: Kernel,
): Single | undefined {
  let smallest: { surveyed: Surveyed; near: number | undefined; far: Sample; ratio: number } | undefined;
  for (const entry of surveyed) {
    const current = base.needs.stated[entry.dimension.field];
    for (const walk of entry.walks) {
      const index = walk.findIndex(({ outcome }) => holds(outcome));
      const far = walk[index];
      if (!far) continue;
      const ratio = ratioOf(current, far.value);
      if (smallest && smallest.ratio <= ratio) continue;
      const previous = walk[index - 1]?.value ?? current;
      smallest = { surveyed: entry, near: typeof previous === 'number' ? previous : undefined, far, ratio };
    }
  }
  if (!smallest) return undefined;
  const { dimension } = smallest.surveyed;
  const { near, far, ratio } = smallest;
  const { field } = dimension;
  if (dimension.kind === 'choice' || near === undefined) return { field, value: far.value, ratio };
  const boundary = findBoundary(dimension, near, far, holds, base, kernel);
  return boundary
    ? { field, value: boundary.value, before: boundary.before, ratio }
    : { field, value: far.value, ratio };
}

/** A stated number has a distance; what is not stated, and what is no number, comes after, in the order of the form. */
function ratioOf(current: unknown, value: Sample['value']): number {
  if (typeof current !== 'number' || typeof value !== 'number') return Number.MAX_VALUE;
  return current === 0 || value === 0 ? Number.MAX_VALUE / 2 : Math.max(value / current, current / value);
}

/** Mends what rules the option out, one finding after the other, and takes back every change that was not needed. */
function severalChanges(
  option: InferenceOptionId,
  verdict: RejectedOption['verdict'],
  holds: Holds,
  base: Judgement,
  kernel: Kernel,
): Changes | null {
  const { stated } = base.needs;
  const tried = new Set<string>();
  let changes: Changes = {};
  let judgement = base;
  while (!holds(outcomeOf(judgement))) {
    const fix = fixesFor(option, verdict, judgement).find((candidate) => !tried.has(JSON.stringify(candidate)));
    if (!fix || tried.size === FIXES_MAX) return null;
    tried.add(JSON.stringify(fix));
    changes = { ...changes, ...fix };
    judgement = kernel({ ...stated, ...changes });
  }
  return withoutNeedless(changes, stated, holds, kernel);
}

/** More than there are fields: a few are tried with two or three values. */
const FIXES_MAX = 60;

function withoutNeedless(changes: Changes, stated: Workload, holds: Holds, kernel: Kernel): Changes {
  let kept = changes;
  for (const field of Object.keys(changes) as WorkloadField[]) {
    const { [field]: _left, ...rest } = kept;
    if (Object.keys(rest).length > 0 && holds(outcomeOf(kernel({ ...stated, ...rest })))) kept = rest;
  }
  return kept;
}
