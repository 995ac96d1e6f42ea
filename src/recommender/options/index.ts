import type { InferenceOptionId } from '../recommendation.ts';
import { ASYNCHRONOUS } from './asynchronous.ts';
import { BATCH_TRANSFORM } from './batch-transform.ts';
import type { InferenceOption } from './inference-option.ts';
import { REAL_TIME } from './real-time.ts';
import { SERVERLESS } from './serverless.ts';

/** The inference options, in the order in which they are shown. Add one here. */
export const INFERENCE_OPTIONS: readonly InferenceOption[] = [REAL_TIME, SERVERLESS, ASYNCHRONOUS, BATCH_TRANSFORM];

const BY_ID: Record<InferenceOptionId, InferenceOption> = {
  'real-time': REAL_TIME,
  serverless: SERVERLESS,
  asynchronous: ASYNCHRONOUS,
  'batch-transform': BATCH_TRANSFORM,
};

export const optionOf = (id: InferenceOptionId): InferenceOption => BY_ID[id];

/** AWS's name of an option: "Real-time Inference". */
export const optionTitle = (id: InferenceOptionId): string => BY_ID[id].title;
