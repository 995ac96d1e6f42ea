import { fixesOf, type Obstacle } from '../findings/index.ts';
import type { Needs } from '../needs/needs.ts';
import type { Reason } from '../recommendation.ts';
import { FARTHEST, isAskedFor, isCount, isFactOfModel } from '../search/would-fit.ts';
import type { Workload, WorkloadField } from '../workload/workload.ts';

/** How hard it is to lift what is in the way: nobody can, at the cost of a must-have, or by a number that is near. */
export type Hardness = 'fixed' | 'gives-up' | 'light';

const HARDEST_FIRST: readonly Hardness[] = ['fixed', 'gives-up', 'light'];

/** A reason against an option, and how hard it is to lift. */
export interface Held {
  readonly reason: Reason;
  readonly hardness: Hardness;
}

/** By the lightest of the changes that would clear it. A rule of the team's own is the team's to change. */
export function hardnessOf(obstacle: Obstacle, needs: Needs): Hardness {
  if (obstacle.code === 'policy') return 'light';
  const ways = fixesOf(obstacle, needs).map((fix) => hardnessOfFix(fix, needs));
  return HARDEST_FIRST.findLast((hardness) => ways.includes(hardness)) ?? 'fixed';
}

function hardnessOfFix(fix: Partial<Workload>, { stated, model }: Needs): Hardness {
  const changed = Object.entries(fix) as [WorkloadField, unknown][];
  const isFixed = ([field, value]: [WorkloadField, unknown]): boolean =>
    field === 'trafficPattern' || isCount(field) || isFactOfModel(field, model) || isFar(stated[field], value);
  if (changed.length === 0 || changed.some(isFixed)) return 'fixed';
  return changed.some(([field]) => isAskedFor(field, stated[field])) ? 'gives-up' : 'light';
}

/** A number that has to move further than this is another workload. */
const isFar = (from: unknown, to: unknown): boolean =>
  typeof from === 'number' && typeof to === 'number' && Math.max(from / to, to / from) > FARTHEST;

/** Two reasons of one fact say the same of two options: no GPUs, but not 6 MB of one and 4 MB of another. */
export const factOf = ({ code, allowed }: Reason): string => `${code} ${allowed ?? ''}`;

/**
 * The reasons against each option, first the one that nothing lifts, unless another option leads with that fact already and
 * there is something else to say. `said`: facts that lead elsewhere.
 */
export function leadApart(options: readonly (readonly Held[])[], said: readonly string[]): Reason[][] {
  const ofOne = options.flatMap((held) => {
    const facts = new Set(held.map(({ reason }) => factOf(reason)));
    return facts.size === 1 ? [...facts] : [];
  });
  const led = new Set([...said, ...ofOne]);
  return options.map((held) => {
    const reasons = HARDEST_FIRST.flatMap((hardness) => held.filter((each) => each.hardness === hardness)).map(
      ({ reason }) => reason,
    );
    const lead = reasons.find((reason) => !led.has(factOf(reason))) ?? reasons[0];
    if (lead === undefined) return [];
    led.add(factOf(lead));
    return [lead, ...reasons.filter((reason) => reason !== lead)];
  });
}
