import type { Judgement } from '../judge.ts';
import type { InferenceOptionId } from '../recommendation.ts';
import type { WorkloadField } from '../workload.ts';
import { nearestTurn } from './nearest-turn.ts';
import type { Sample } from './outcome.ts';
import type { Surveyed, SurveyedNumber } from './survey.ts';
import type { Holds, Turn, Turns } from './turn.ts';

/** One field, changed alone. */
export interface Change {
  readonly field: WorkloadField;
  readonly value: Sample['value'];
  readonly turn?: Turn;
}

/**
 * The smallest single change that reaches what is sought: the stated number that moves the least; else what is not stated
 * and what is no number, in the order of the form; a must-have that is given up after those; and last whether there are
 * requests or stored data, since that makes another task of it.
 */
export function smallestChange(
  option: InferenceOptionId,
  surveyed: readonly Surveyed[],
  holds: Holds,
  base: Judgement,
  turns: Turns,
): Change | undefined {
  return smallestNumber(surveyed, holds, base, turns) ?? firstOfOthers(option, surveyed, holds, base, turns);
}

function smallestNumber(
  surveyed: readonly Surveyed[],
  holds: Holds,
  base: Judgement,
  turns: Turns,
): Change | undefined {
  let smallest: Change | undefined;
  let least = Infinity;
  for (const entry of surveyed) {
    const { field } = entry.dimension;
    if (!isNumber(entry) || base.needs.stated[field] === undefined) continue;
    const found = nearestTurn(entry, turns, holds, holds, least);
    if (!found) continue;
    least = found.ratio;
    smallest = { field, value: found.turn.at.value, turn: found.turn };
  }
  return smallest;
}

function firstOfOthers(
  option: InferenceOptionId,
  surveyed: readonly Surveyed[],
  holds: Holds,
  base: Judgement,
  turns: Turns,
): Change | undefined {
  const found: [Change?, Change?, Change?] = [];
  for (const entry of surveyed) {
    const change = found[0] ? undefined : otherChange(entry, holds, base, turns);
    if (change) found[easeOf(change, option, base)] ??= change;
  }
  return found[0] ?? found[1] ?? found[2];
}

function otherChange(entry: Surveyed, holds: Holds, { needs }: Judgement, turns: Turns): Change | undefined {
  const { field } = entry.dimension;
  if (!isNumber(entry)) {
    const sample = entry.walks.flat().find(({ outcome }) => holds(outcome));
    return sample && { field, value: sample.value };
  }
  if (needs.stated[field] !== undefined) return undefined;
  const found = nearestTurn(entry, turns, holds);
  return found && { field, value: found.turn.at.value, turn: found.turn };
}

const isNumber = (entry: Surveyed): entry is SurveyedNumber => entry.dimension.kind === 'number';

/** How a change is taken: lightly, as giving up what was asked for, or as another task. */
function easeOf({ field, value }: Change, option: InferenceOptionId, { needs }: Judgement): 0 | 1 | 2 {
  if (field === 'trafficPattern') {
    return option !== 'batch-transform' && (needs.isDataset || value === 'dataset') ? 2 : 0;
  }
  return isAskedFor(field, needs.stated[field]) ? 1 : 0;
}

function isAskedFor(field: WorkloadField, stated: unknown): boolean {
  if (field === 'coldStarts') return stated === 'unacceptable';
  return /^requires|^models/.test(field) && stated !== undefined && stated !== false && stated !== 'none';
}
