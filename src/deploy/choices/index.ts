import type { HostingPatternId, InferenceOptionId } from '../../recommender/index.ts';
import type { Builder } from '../facts.ts';
import { asynchronous } from './asynchronous.ts';
import { inferencePipeline } from './inference-pipeline.ts';
import { multiContainer } from './multi-container.ts';
import { multiModel } from './multi-model.ts';
import { realTime } from './real-time.ts';

export const builderOf = (option: InferenceOptionId, hosting: HostingPatternId): Builder | undefined => {
  if (option === 'asynchronous') return asynchronous;
  return {
    'single-model': realTime,
    'multi-model': multiModel,
    'multi-container': multiContainer,
    'inference-pipeline': inferencePipeline,
    'inference-components': undefined,
  }[hosting];
};
