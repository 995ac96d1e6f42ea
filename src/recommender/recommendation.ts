import type { TeamCurrency, TeamDiscount, TeamSavingsPlan } from './facts/price-list.ts';
import type { Source } from './facts/sources.ts';
import type { MeasurementSource } from './workload/measurements/measurement.ts';
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
  /** A whole sentence in English, with its figures. */
  text: string;
  /** What the workload needs, where the reason compares: a number in the unit of its field, or a word. */
  asked?: number | string;
  /** The limit that it was compared with, in the same unit. */
  allowed?: number | string;
  /** The name of the team's rule; of a reason with the code `policy` only. */
  rule?: string;
  /** Of the AWS fact. Absent where the reason follows from the workload alone. */
  source?: Source;
}

/** What is recommended. */
export interface Choice {
  /** How SageMaker AI serves the model. */
  option: InferenceOptionId;
  /** How models and containers share it. */
  hosting: HostingPatternId;
  /** How capacity follows the traffic. */
  scaling: Scaling;
  /** "Real-time inference with auto scaling" */
  title: string;
  /** What the estimate prices; null where nothing is an instance. */
  instance: ChosenInstance | null;
  /** What type and count rest on; null where nothing is an instance. Absent in answers of earlier versions. */
  sizing?: Sizing | null;
  /** How long capacity takes to come and to go; null where nothing scales by alarms. Absent in answers of earlier versions. */
  times?: ScalingTimes | null;
  /** What it runs in each of several Regions, the workload's own first. Absent where it runs in one, as jobs do. */
  regions?: ChosenRegion[];
  /** How far the option depends on what isn't stated. */
  confidence: 'firm' | 'likely' | 'needs-facts';
  /** What would lead to another option, the likeliest first. Empty where the answer is firm. */
  holdsIf: HoldsIf[];
  /** It holds only if a stated condition is tested or met. */
  conditional: boolean;
}

/** A Region in which a choice runs, with its part of the bill. */
export interface ChosenRegion {
  /** AWS's name: `eu-west-1`. Null for a second Region that nobody named: it is priced like the first. */
  code: string | null;
  /** US dollars per month, likely. Null where it isn't known. */
  monthlyUsd: number | null;
  /** Null where nothing is an instance. */
  instance: ChosenInstance | null;
}

/** Of each variant of each endpoint, or of each job. A fixed number and a job have `min`, `start` and `max` alike. */
export interface ChosenInstance {
  /** AWS's name, such as `ml.g5.xlarge`. */
  type: string;
  /** 0 where it scales to zero. */
  min: number;
  /** At least 1: where it scales and never to zero, as many as hold the mean load of the busy hours. */
  start: number;
  /** At least `start`; where it scales, with room above what the peak takes, and no fewer than the high end of the count. */
  max: number;
  /** What the load takes at most, where `max` has room above it. */
  peak?: number;
  /** The least in known busy hours, over `min`: scheduled actions raise it before them. Absent where nothing is scheduled. */
  busyMin?: number;
  /** Why it holds the load: memory, and requests in progress. Empty where its size isn't known. */
  holds: string;
  /** Production variants of each endpoint, where there are several. */
  variants?: number;
  /** Endpoints, where each model has one. */
  endpoints?: number;
}

/** Of each endpoint, in seconds, as the template's alarms and policies have it. */
export interface ScalingTimes {
  /** From the first request after an idle period until an instance serves. Null where one is always on. */
  wakeUpSeconds: number | null;
  /** From the start of a higher load until another instance serves. */
  addedAfterSeconds: number;
  /** From the answer to the last request until an instance that isn't needed is gone; the last one too, where it scales to zero. */
  removedAfterSeconds: number;
}

/** From the least to the most that is expected, and what is likely. */
export interface Span {
  /** At most `likely`. */
  low: number;
  /** At least `low`, at most `high`. */
  likely: number;
  /** At least `likely`. */
  high: number;
}

/**
 * What a size rests on, best first. `measured`: this model's speed on this type was measured. `stated`: the processing time was
 * stated. `modelled`: the speed follows from model and GPU. `bounded`: the speed isn't known, and every plausible one takes as
 * many. `unknown`: it isn't known, and it matters.
 */
export type SizingBasis = 'measured' | 'stated' | 'modelled' | 'bounded' | 'unknown';

/** What the type and the number of instances rest on. */
export interface Sizing {
  /** How fast one instance is known to be. */
  basis: SizingBasis;
  /** No ordinary value of an unstated fact leads to another type. */
  typeFirm: boolean;
  /** Instances at the peak, of each endpoint or job. Null where it isn't known. */
  count: Span | null;
  /** What decides, in one sentence with its figures. */
  text: string;
  /** What to state or measure, the most telling first. */
  needs: WorkloadField[];
  /**
   * What 95 of 100 requests wait at most for a free worker at the peak, in seconds. Absent where callers don't wait, where their rate,
   * time or limit isn't stated, and in answers of earlier versions.
   */
  waitSeconds?: { p95: number };
  /** Of a model that writes tokens, where its load is known; else null. */
  tokens: TokenSizing | null;
  /** What the type was chosen against, by the month's bill. Empty where it wasn't chosen by it. */
  alternatives: SizingAlternative[];
  /** The team's own measurement that the speed rests on. Absent where there is none, and in answers of earlier versions. */
  measured?: SizingMeasurement;
  /** The constraints that bind, the one that costs most first. Absent in answers of earlier versions. */
  decides?: Decider[];
}

/** What of a workload may decide its size, beside how much of it there is. */
export type DecidingField =
  | 'responseTimeSeconds'
  | 'processingTimeSeconds'
  | 'answerSeconds'
  | 'streamTokensPerSecond'
  | 'concurrentRequests'
  | 'inputTokens'
  | 'outputTokens'
  | 'contextTokens'
  | 'memory'
  | 'invocation-limit';

/** A constraint that binds: relaxed by half, it gives another type, fewer instances or a bill that is a tenth lower. */
export interface Decider {
  /** `memory`: of GPUs or instances. `invocation-limit`: how long AWS lets a call take. */
  field: DecidingField;
  /** As stated or assumed, in the unit of the field; of memory in GB. */
  value: number;
  /** US dollars per month with it relaxed by half. Null where no bill is known. */
  relaxedMonthlyUsd: number | null;
}

/** What a team measured, at the load that an instance is planned for, against what the throughput model says of it. */
export interface SizingMeasurement {
  /** What measured it. */
  source: MeasurementSource;
  /** The type that was measured: the chosen one where the basis is `measured`, else the one that its speed is scaled from. */
  instanceType: string;
  /** RFC 3339 date. Null where the file doesn't say. */
  measuredAt: string | null;
  /** As the file names it. Null where it doesn't. */
  model: string | null;
  /** Requests in progress on one instance. Null where the file doesn't say. */
  concurrency: number | null;
  /** A whole request at that load, in seconds. `rate`: requests in progress by requests per second. Null where it isn't known. */
  latency: { seconds: number; statistic: 'p95' | 'p50' | 'mean' | 'rate' } | null;
  /** In what both speeds are counted, per second of one instance. */
  unit: 'tokens' | 'requests';
  /** Above 0. */
  measured: number;
  /** Without the measurement, at the same load. Null where the model says nothing of it. */
  modelled: Span | null;
}

/** The load of a model that writes tokens, and what its users see at the peak. */
export interface TokenSizing {
  /** Output tokens per second of the busiest second. Null where the rate isn't known. */
  neededPerSecond: number | null;
  /** Output tokens per second that one instance makes at most. */
  eachPerSecond: Span;
  /** Output tokens per second of one stream, at the peak. */
  perStream: Span;
  /** Seconds until the first token, at the peak. */
  firstTokenSeconds: Span;
  /** Seconds until the whole answer, at the peak. */
  answerSeconds: Span;
  /** Requests in progress at the peak, on all instances. */
  inProgress: number;
}

/** Another type that holds the load. */
export interface SizingAlternative {
  /** AWS's name, such as `ml.g5.xlarge`. */
  type: string;
  /** Instances at the peak, at least 1. */
  count: number;
  /** US dollars per month, likely. */
  monthlyUsd: number;
  /** Why it is named, as a clause: "the next cheapest". */
  why: string;
}

/** A field that isn't stated, or whose stated time leaves no room, a value of it, and the option that this value leads to. */
export interface HoldsIf {
  /** Which fact. */
  field: WorkloadField;
  /** The condition as a clause, without a full stop. */
  text: string;
  /** Null where nothing would fit. */
  to: InferenceOptionId | null;
  /** An ordinary value that leads there. Absent in answers of earlier versions. */
  value?: string | number | boolean;
  /** Of a number, how far it leads there. */
  range?: Extent;
  /** Of a word, further ordinary ones that lead there too. Absent where there are none. */
  alike?: readonly (string | number | boolean)[];
}

/** How far along a number something holds: from the least to the most, and the numbers next to these, at which it doesn't. */
export interface Extent {
  /** In the unit of the field. */
  readonly least: number;
  /** Absent where the least is as far as was looked. */
  readonly below?: number;
  /** In the unit of the field, at least `least`. */
  readonly most: number;
  /** Absent where the most is as far as was looked. */
  readonly above?: number;
}

/** An option that isn't recommended. */
export interface RejectedOption {
  /** Which one. */
  option: InferenceOptionId;
  /** AWS's name: "Serverless Inference". */
  title: string;
  /** `ruled-out`: it can't serve the workload. `outranked`: it can, and another serves it better. */
  verdict: 'ruled-out' | 'outranked';
  /** At least one, the strongest first. */
  reasons: Reason[];
  /** The smallest change that makes it fit (if ruled out) or win (if outranked); null where none was searched or none can. */
  wouldFitIf: null | { text: string; changes: Partial<Workload> };
}

/** A hosting pattern that was in question and isn't recommended. */
export interface RejectedHosting {
  /** Which one. */
  hosting: HostingPatternId;
  /** AWS's name: "Multi-model endpoint". */
  title: string;
  /** The strongest first. Empty where it only ranks lower. */
  reasons: Reason[];
}

/** A line of the bill. A price that is not known is null, and so is what follows from it; never 0. */
export interface CostComponent {
  /** "Instances (ml.g5.xlarge, always on)" */
  name: string;
  /** What AWS bills, in the plural: "hours". */
  unit: string;
  /** US dollars for one unit, as the team pays them. */
  unitPriceUsd: number | null;
  /** Units per month, at least 0. 0 with a cost of null: not known. */
  monthlyQuantity: number;
  /** US dollars per month. */
  monthlyCostUsd: number | null;
  /** `listed`: in AWS's price list. `derived`: follows from a listed price. `regional-guide`: another Region's, adjusted. */
  basis: 'listed' | 'derived' | 'regional-guide' | 'unknown';
}

/** What an option that fits costs, without taxes: by AWS's list prices, or by what the team pays instead. */
export interface OptionCost {
  /** Which one. */
  option: InferenceOptionId;
  /** US dollars per month: `low` ≤ `likely` ≤ `high`. Null without a volume or a price. */
  monthlyUsd: null | { low: number; likely: number; high: number };
  /** The same at AWS's list prices. Absent where it doesn't differ. */
  listMonthlyUsd?: { low: number; likely: number; high: number };
  /** As they come in the month, idle hours included. Null where load or speed aren't known. */
  perMillionOutputTokensUsd: null | {
    low: number;
    high: number;
    /** Of the speed. Null where the team measured it itself. */
    source: Source | null;
    basis?: 'measured' | 'modelled';
  };
  /** The total rests on how fast an instance is by a model of it. */
  isModelled?: true;
  /** The bill, what serves the model first. */
  components: CostComponent[];
  /** What the estimate assumes or leaves out, in sentences. */
  note: string | null;
}

/** Something else of AWS's than an endpoint or transform job that may serve the workload. */
export interface OutsideOption {
  /** Which one. */
  id: 'bedrock-on-demand' | 'bedrock-imported' | 'processing-job' | 'lambda';
  /** What it does and what it doesn't, in one or two sentences, with the condition it depends on. Never with a price. */
  text: string;
  /** The page that describes it. */
  source: Source;
}

/** What a SageMaker AI Savings Plan would take off the bill of the choice, or what the team's own does. */
export interface SavingsPlan {
  /** Instances that run all month, on all endpoints; 0 only where the team has a plan. */
  instances: number;
  /** The offer in one or two sentences. AWS publishes the most that it takes off, and no rate for a family. */
  text: string;
  /** The page that states it. */
  source: Source;
}

/** One field, changed alone, after which the option is another. */
export interface Flip {
  /** Which fact changes. */
  field: WorkloadField;
  /** As stated, in the unit of the field. Null where it isn't stated. */
  from: unknown;
  /** The nearest value that changes the option. */
  to: unknown;
  /** What is recommended then. Null where no option fits. */
  option: InferenceOptionId | null;
  /** The change as a sentence. */
  text: string;
}

/** What was taken for granted because it was not stated. */
export interface Assumption {
  /** Which fact wasn't stated. */
  field: WorkloadField;
  /** What was assumed, in the unit of the field. */
  value: unknown;
  /** The assumption as a sentence. */
  text: string;
  /** An ordinary value other than this one leads to another option. */
  decisive: boolean;
}

/** A fact that decides and that nobody stated. */
export interface OpenQuestion {
  /** Which one. */
  field: WorkloadField;
  /** Words of the person that can be read as each of the answers. Absent where nothing was said about it. */
  words?: string;
  /** At least two; of words, one for each reading. */
  answers: OpenAnswer[];
  /** Where leaving the words out leads: they state none of the answers. Absent where nothing was said about it. */
  otherwise?: Pick<OpenAnswer, 'option' | 'cost'>;
}

/** Words that can be read in more than one way, or whose reading is not certain. The workload states none of the readings. */
export interface Doubt {
  /** As typed. */
  readonly words: string;
  /** What they may state, likeliest first. */
  readonly readings: readonly DoubtReading[];
}

/** One fact that some words may state. */
export interface DoubtReading {
  /** What they may be about. */
  readonly field: WorkloadField;
  /** In the unit of the field. */
  readonly value: string | boolean | number;
}

/** Ordinary values of the fact that lead to the same option. */
export interface OpenAnswer {
  /** Null where no option fits. */
  option: InferenceOptionId | null;
  /** The field that it states, where that isn't the question's: words may be about one or the other. */
  field?: WorkloadField;
  /** At least one, in the unit of the field. */
  values: (string | boolean | number)[];
  /** At the first of the values. Null where no option fits. */
  cost: Pick<OptionCost, 'option' | 'monthlyUsd' | 'components' | 'isModelled'> | null;
}

/** How a workload should be served, or why nothing serves it. Plain data: JSON keeps it whole. */
export interface Recommendation {
  /** `nothing-fits`: `choice` is null. */
  kind: 'recommended' | 'nothing-fits';
  /** As understood: only what was stated. */
  workload: Workload;
  /** Null where no option fits. */
  choice: Choice | null;
  /** Why this one, strongest first. */
  rationale: Reason[];
  /** Each of the other options; all four where no option fits. */
  rejected: RejectedOption[];
  /** Only where more than one hosting pattern was in question. */
  rejectedHosting: RejectedHosting[];
  /** Of the options that fit, the choice first. */
  costs: OptionCost[];
  /**
   * US dollars per month on inference components that a schedule takes to zero outside of the stated busy hours. Absent where nothing
   * is saved, and in answers of earlier versions.
   */
  outsideHours?: { monthlyUsd: number; zero: true };
  /**
   * What else of AWS's to look at: over the budget, or where it is the plain alternative. Absent where there is nothing, and in
   * answers of earlier versions.
   */
  outside?: OutsideOption[];
  /** Absent where no instance of the choice runs all month and the team has no plan, and in answers of earlier versions. */
  savingsPlan?: SavingsPlan;
  /** What would lead to another option, one fact at a time. */
  flips: Flip[];
  /** Those that decide the answer come first. */
  assumptions: Assumption[];
  /** What to ask where too little is known to choose, or whether any option fits: at most two. Absent where that is claimed. */
  questions?: OpenQuestion[];
  /** Words in doubt that the answer was weighed with: none changes it, or it is asked. Absent where there were none. */
  doubts?: Doubt[];
  /** What to know before deploying, the costliest first. */
  warnings: Reason[];
  /** Settings and features of AWS's that suit the choice; nothing fails without them. Absent in answers of earlier versions. */
  notes?: Reason[];
  /** When quotas and prices were read, to the day, month or year, and a hash of all of them. `prices`: where the team has its own. */
  facts: { quotasAsOf: string; pricesAsOf: string; version: string; prices?: PricesUsed };
  /** What the team's policy did; absent where no rule of it holds. */
  policy?: PolicyApplied;
}

/** What an answer's bills were computed with where the team has its own prices. */
export interface PricesUsed {
  /** When AWS's list was read: `pricesAsOf`. */
  list: string;
  /** As in {@link TeamPrices}. */
  discountPercent?: number;
  /** As in {@link TeamPrices}. */
  discounts?: TeamDiscount[];
  /** `rates`: those of its bills and of what would change it; empty where the plan covers none of them. */
  savingsPlan?: TeamSavingsPlan;
  /** What the headline's total is said in beside US dollars. */
  currency?: TeamCurrency;
}

/** Options, instance types and Regions that a rule names. The last two may have `*` for any characters. */
export interface RuledCases {
  /** Any of these. */
  readonly option?: readonly InferenceOptionId[] | undefined;
  /** Any of these, such as `ml.p*`. */
  readonly instanceType?: readonly string[] | undefined;
  /** Any of these, such as `us-*`. */
  readonly region?: readonly string[] | undefined;
}

/** A rule of a team about what may serve a workload. Plain data: it is stored with each answer that it held for. */
export interface Guardrail {
  /** 1 to 50 characters, unlike every other rule's. People read it. */
  readonly name: string;
  /** The Regions in which it holds, as in `RuledCases`. Absent: in every Region. */
  readonly when?: { readonly region?: readonly string[] | undefined } | undefined;
  /** What it rules out: whatever any of the lists names. */
  readonly forbid?: RuledCases | undefined;
  /** What it leaves: each list rules out whatever it doesn't name. */
  readonly allow?: RuledCases | undefined;
  /** `tags`: names of tags that templates must ask for. */
  readonly require?:
    | { readonly availability?: 'multi-az' | undefined; readonly tags?: readonly string[] | undefined }
    | undefined;
  /** US dollars per month that an option may cost at most. An unknown cost passes. */
  readonly limit?: { readonly budgetUsd: number } | undefined;
  /** US dollars per month up to which it forbids nothing. An unknown cost doesn't pass. */
  readonly except?: { readonly budgetUsd: number } | undefined;
  /** Slack IDs of the people who may set it aside. Absent: nobody may. */
  readonly overriddenBy?: readonly string[] | undefined;
}

/** A team's policy as it was applied to an answer, so that the answer can be made again when the policy has changed. */
export interface PolicyApplied {
  /** Of the policy, as eight hexadecimal digits. */
  version: string;
  /** The rules that hold for the workload, without those that were set aside. */
  rules: readonly Guardrail[];
  /** The names of the rules that made the answer another one; empty where none did. */
  decidedBy: readonly string[];
  /** What would be chosen without the rules; null where that is the same. */
  technicallyBest: TechnicallyBest | null;
  /** The answers that are the team's defaults. */
  assumed?: Partial<Workload>;
  /** The rules that were set aside, the first one first. */
  overrides?: readonly RuleOverride[];
}

/** A choice that the rules of a team don't allow. */
export interface TechnicallyBest {
  /** Which one. */
  option: InferenceOptionId;
  /** As in a choice. */
  title: string;
  /** What its estimate prices. Null where nothing is an instance. */
  instance: ChosenInstance | null;
  /** What the number of instances rests on. Absent where nothing is an instance, and in answers of earlier versions. */
  basis?: SizingBasis;
  /** Null where it is not known. */
  monthlyUsd: number | null;
}

/** Who set a rule aside for one review, when, in milliseconds since 1970, and why. */
export interface RuleOverride {
  /** The rule's name. */
  rule: string;
  /** The person's Slack ID. */
  byId: string;
  /** Milliseconds since 1970. */
  at: number;
  /** As typed. */
  reason: string;
}
