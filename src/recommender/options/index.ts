import type { RejectionWords } from '../findings/words.ts';
import type { InferenceOptionId } from '../recommendation.ts';
import { ASYNCHRONOUS } from './asynchronous.ts';
import { BATCH_TRANSFORM } from './batch-transform.ts';
import type { InferenceOption } from './option.ts';
import { REAL_TIME } from './real-time.ts';
import { SERVERLESS } from './serverless.ts';

// The inference options, one file each: limits, judging, scaling, costs, what it loses on. Knows costs, findings and needs;
// no option knows another, nor a hosting pattern.

const OPTIONS = {
  'real-time': REAL_TIME,
  serverless: SERVERLESS,
  asynchronous: ASYNCHRONOUS,
  'batch-transform': BATCH_TRANSFORM,
} as const satisfies Record<InferenceOptionId, InferenceOption>;

/** The inference options, in the order in which they are shown. Add one above. */
export const INFERENCE_OPTIONS: readonly InferenceOption[] = Object.values(OPTIONS);

export const LOSSES: Readonly<Record<LossCode, RejectionWords>> = Object.assign(
  {},
  ...INFERENCE_OPTIONS.map(({ losses }) => losses),
);

export type LossCode = LossOf<(typeof OPTIONS)[InferenceOptionId]>;
type LossOf<Option> = Option extends InferenceOption<infer Loss> ? Loss : never;

export const optionOf = (id: InferenceOptionId): InferenceOption => OPTIONS[id];

/** Whether an option scores data in jobs, and serves no endpoint. */
export const isJob = (id: InferenceOptionId): boolean => OPTIONS[id].answers === 'as-a-job';

/** Whether an option runs on instances that somebody sizes. */
export const hasInstances = (id: InferenceOptionId): boolean => optionOf(id).costing.instancesOf !== undefined;

/** Whether an option answers requests from a queue. */
export const isQueue = (id: InferenceOptionId): boolean => OPTIONS[id].answers === 'from-a-queue';

/** Whether an option answers callers who wait, from instances. */
export const answersFromInstances = (id: InferenceOptionId): boolean =>
  OPTIONS[id].answers === 'on-the-call' && hasInstances(id);

/** AWS's name of an option: "Real-time Inference". */
export const optionTitle = (id: InferenceOptionId): string => OPTIONS[id].title;
