import type { HostingPatternId, Serving } from '../../recommender/index.ts';
import type { Builder } from '../facts.ts';
import { asynchronous } from './asynchronous.ts';
import { batchTransform } from './batch-transform.ts';
import { inferenceComponents } from './inference-components.ts';
import { inferencePipeline, multiContainer, multiModel, singleModel } from './real-time.ts';
import { serverless } from './serverless.ts';

const REAL_TIME: Readonly<Record<HostingPatternId, Builder>> = {
  'single-model': singleModel,
  'multi-model': multiModel,
  'multi-container': multiContainer,
  'inference-pipeline': inferencePipeline,
  'inference-components': inferenceComponents,
};

/** The builder of each option. Real-time has one for each hosting; batch transform takes a pipeline as it is. Add one here. */
const BUILDERS: Readonly<Record<Serving['option'], (hosting: HostingPatternId) => Builder>> = {
  'real-time': (hosting) => REAL_TIME[hosting],
  serverless: () => serverless,
  asynchronous: () => asynchronous,
  'batch-transform': () => batchTransform,
};

export const builderOf = ({ option, hosting }: Serving): Builder => BUILDERS[option](hosting);
