import type { Assumption, Recommendation } from '../recommender/index.ts';

export interface Assumed {
  /** Nobody said; each can be answered. */
  readonly open: readonly Assumption[];
  /** What the estimate takes for granted beside what was said. */
  readonly estimate: readonly Assumption[];
}

/** What was taken for granted, apart by whether a team can be asked for it. */
export function splitAssumptions({ assumptions, workload }: Recommendation): Assumed {
  const isOpen = ({ field }: Assumption) => workload[field] === undefined;
  return { open: assumptions.filter(isOpen), estimate: assumptions.filter((assumption) => !isOpen(assumption)) };
}
