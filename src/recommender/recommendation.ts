import type { Source } from './facts/sources.ts';
import type { Workload, WorkloadField } from './workload/workload.ts';

/** A way SageMaker AI serves a model. */
export type InferenceOptionId = 'real-time' | 'serverless' | 'asynchronous' | 'batch-transform';

/** How models and containers share it. */
export type HostingPatternId =
  | 'single-model'
  | 'multi-model'
  | 'multi-container'
  | 'inference-pipeline'
  | 'inference-components';

/** How its capacity follows the traffic. */
export type Scaling = 'fixed' | 'auto-scaling' | 'scale-to-zero' | 'on-demand' | 'provisioned-concurrency' | 'per-job';

/** Why: a code, one sentence with the numbers in it, and the source where it rests on an AWS fact. */
export interface Reason {
  /** Of the closed list `ReasonCode`, or, in a stored answer, of that of an earlier version. */
  code: string;
  text: string;
  asked?: number | string;
  allowed?: number | string;
  source?: Source;
}

export interface Choice {
  option: InferenceOptionId;
  hosting: HostingPatternId;
  scaling: Scaling;
  /** "Real-time inference with auto scaling" */
  title: string;
  /** What the estimate prices; null where nothing is an instance. */
  instance: ChosenInstance | null;
  /** How far the option depends on what isn't stated. */
  confidence: 'firm' | 'likely' | 'needs-facts';
  /** What would lead to another option, the likeliest first. Empty where the answer is firm. */
  holdsIf: HoldsIf[];
  /** It holds only if a stated condition is tested or met. */
  conditional: boolean;
}

/** Of each endpoint or job. A fixed number and a job have `min`, `start` and `max` alike. */
export interface ChosenInstance {
  type: string;
  /** 0 where it scales to zero. */
  min: number;
  /** At least 1. */
  start: number;
  max: number;
  /** Why it holds the load: memory, and requests in progress. Empty where its size isn't known. */
  holds: string;
}

/** An unstated field, an ordinary value of it, and the option that this value leads to. */
export interface HoldsIf {
  field: WorkloadField;
  text: string;
  /** Null where nothing would fit. */
  to: InferenceOptionId | null;
  /** An ordinary value that leads there. Absent in answers of earlier versions. */
  value?: string | number | boolean;
  /** Of a number, how far it leads there. */
  range?: Extent;
}

/** How far along a number something holds: from the least to the most, and the numbers next to these, at which it doesn't. */
export interface Extent {
  readonly least: number;
  /** Absent where the least is as far as was looked. */
  readonly below?: number;
  readonly most: number;
  /** Absent where the most is as far as was looked. */
  readonly above?: number;
}

export interface RejectedOption {
  option: InferenceOptionId;
  title: string;
  verdict: 'ruled-out' | 'outranked';
  /** At least one. */
  reasons: Reason[];
  /** The smallest change that makes it fit (if ruled out) or win (if outranked); null where none was searched or none can. */
  wouldFitIf: null | { text: string; changes: Partial<Workload> };
}

export interface RejectedHosting {
  hosting: HostingPatternId;
  title: string;
  reasons: Reason[];
}

/** A line of the bill. A price that is not known is null, and so is what follows from it; never 0. */
export interface CostComponent {
  name: string;
  unit: string;
  unitPriceUsd: number | null;
  monthlyQuantity: number;
  monthlyCostUsd: number | null;
  basis: 'listed' | 'derived' | 'regional-guide' | 'unknown';
}

export interface OptionCost {
  option: InferenceOptionId;
  monthlyUsd: null | { low: number; likely: number; high: number };
  /** At the stated input length. Null where the speed wasn't measured publicly. */
  perMillionOutputTokensUsd: null | { low: number; high: number; source: Source };
  components: CostComponent[];
  note: string | null;
}

/** The workload split over two options, for less than half of what the choice costs. */
export interface Hybrid {
  /** "Nightly batch, serverless for the rest" */
  title: string;
  /** The condition, what then serves, and both amounts, in one sentence. */
  text: string;
  parts: HybridPart[];
  /** In US dollars: the parts together. */
  monthlyUsd: number;
}

/** One of the two options. */
export interface HybridPart {
  option: InferenceOptionId;
  /** Of all requests, above 0 and under 1. */
  share: number;
  monthlyUsd: number;
}

/** One field, changed alone, after which the option is another. */
export interface Flip {
  field: WorkloadField;
  from: unknown;
  to: unknown;
  option: InferenceOptionId | null;
  text: string;
}

/** What was taken for granted because it was not stated. */
export interface Assumption {
  field: WorkloadField;
  value: unknown;
  text: string;
  /** An ordinary value other than this one leads to another option. */
  decisive: boolean;
}

export interface Recommendation {
  kind: 'recommended' | 'nothing-fits';
  /** As understood: only what was stated. */
  workload: Workload;
  choice: Choice | null;
  /** Why this one, strongest first. */
  rationale: Reason[];
  /** Each of the other options; all four where no option fits. */
  rejected: RejectedOption[];
  /** Only where more than one hosting pattern was in question. */
  rejectedHosting: RejectedHosting[];
  costs: OptionCost[];
  /** What two options together would save; often empty, and absent from answers of earlier versions. */
  hybrids: Hybrid[];
  flips: Flip[];
  /** Those that decide the answer come first. */
  assumptions: Assumption[];
  warnings: Reason[];
  facts: { quotasAsOf: string; pricesAsOf: string; version: string };
}
