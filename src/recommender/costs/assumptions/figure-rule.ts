import type { Needs } from '../../needs.ts';
import type { Workload, WorkloadField } from '../../workload.ts';
import type { Usage } from '../bill/usage.ts';
import type { Capacity } from '../options/option-cost.ts';
import type { Plan } from '../plan.ts';
import type { Volume } from '../volume.ts';

/** An estimate, and what it would be of the same capacity at rest. */
export interface Use {
  readonly plan: Plan;
  readonly needs: Needs;
  readonly capacity: Capacity;
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
  readonly field: WorkloadField;
  readonly applies: (use: Use) => boolean;
  readonly value: (use: Use) => number | string;
  readonly text: (use: Use) => string;
}
