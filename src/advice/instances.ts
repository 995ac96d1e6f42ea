import type { Estimate, Recommendation } from '../recommender/index.ts';
import type { NamedInstances } from '../wording/named-instances.ts';
import { type Advisor, withChanges } from './advisor.ts';
import { holdsOn, timeOfChosen } from './alternatives.ts';

/** An answer with instances that somebody named. */
export interface InstancesCompared {
  readonly named: NamedInstances;
  /** The smallest of the named types that holds the load, or the smallest of all. */
  readonly type: string;
  /** Whether it holds the load; null where the load isn't known well enough. */
  readonly holds: boolean | null;
  /** The recommendation with that type. */
  readonly after: Recommendation;
}

/** More than these aren't compared: each takes an answer, and an estimate for each of its types. */
const COMPARED_MAX = 6;

/** What an answer would be on each of the instances that somebody named, in their order: the first six. */
export function compareInstances(
  advisor: Advisor,
  given: Recommendation,
  asked: readonly NamedInstances[],
): InstancesCompared[] {
  return asked.slice(0, COMPARED_MAX).flatMap((named) => {
    const type = bestOf(named, (instanceType) => {
      const workload = withChanges(given.workload, { ...timeOfChosen(given), instanceType });
      return advisor.estimate({ ...given, workload });
    });
    if (type === undefined) return [];
    const after = advisor.again({
      ...given,
      workload: withChanges(given.workload, { ...timeOfChosen(given), instanceType: type }),
    });
    return [{ named, type, holds: holdsOn(type, after), after }];
  });
}

/** The smallest type that holds the load and has a price; else one that holds it, or may, else the smallest. */
function bestOf({ types }: NamedInstances, on: (type: string) => Estimate): string | undefined {
  let holding: string | undefined;
  let open: string | undefined;
  for (const type of types) {
    const estimated = on(type);
    const holds = holdsOn(type, estimated);
    if (holds === null) open ??= type;
    if (holds !== true) continue;
    const bill = estimated.costs.find(({ option }) => option === estimated.choice?.option);
    if (bill?.monthlyUsd) return type;
    holding ??= type;
  }
  return holding ?? open ?? types[0];
}
