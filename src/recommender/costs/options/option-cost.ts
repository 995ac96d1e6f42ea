import type { Needs } from '../../needs.ts';
import type { CostLine } from '../bill/cost-lines.ts';
import type { Usage } from '../bill/usage.ts';
import type { InstanceType } from '../instances/instance-types.ts';
import type { Plan } from '../plan.ts';
import type { PriceBook, PriceKey } from '../price-book.ts';
import type { Volume } from '../volume.ts';

/** What serves: an instance type, or a memory size of Serverless Inference in MB. */
export interface Capacity {
  readonly type: PriceKey;
  /** Absent for a memory size, and where EC2's description of a stated instance type is not at hand. */
  readonly spec?: InstanceType | undefined;
}

/** How an inference option is paid for. To add one: a file beside this, and a line in `index.ts`. */
export interface OptionCosting {
  /** The lines of its bill, the one that drives it first. */
  readonly lines: (plan: Plan) => readonly CostLine[];
  /** What would serve; nothing where no size holds the model. */
  readonly capacityFor: (plan: Plan, needs: Needs, book: PriceBook) => Capacity | undefined;
  /** What a month uses at this processing time. More requests or longer processing never use less. */
  readonly usageOf: (plan: Plan, needs: Needs, volume: Volume, processingSeconds: number, capacity: Capacity) => Usage;
}
