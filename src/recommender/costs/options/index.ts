import type { InferenceOptionId } from '../../recommendation.ts';
import type { OptionCosting } from '../costing.ts';
import { ASYNCHRONOUS_COST } from './asynchronous-cost.ts';
import { BATCH_TRANSFORM_COST } from './batch-transform-cost.ts';
import { REAL_TIME_COST } from './real-time-cost.ts';
import { SERVERLESS_COST } from './serverless-cost.ts';

/** How each inference option is paid for. */
export const OPTION_COSTS: Record<InferenceOptionId, OptionCosting> = {
  'real-time': REAL_TIME_COST,
  serverless: SERVERLESS_COST,
  asynchronous: ASYNCHRONOUS_COST,
  'batch-transform': BATCH_TRANSFORM_COST,
};
