import { describe, expect } from 'vitest';
import { has, itDecides } from '../decisions.ts';

const chain = { containerCount: 3, containerInvocation: 'serial' } as const;

const PIPELINE = { chosen: 'real-time/inference-pipeline/auto-scaling', conditional: false } as const;
const NOTHING = { chosen: 'nothing-fits' } as const;

// biome-ignore format: one case a line.
describe('an inference pipeline', () => {
  itDecides([
    ['serves a chain of containers in real time',
      [chain, { ...PIPELINE, first: 'sequence-on-one-endpoint', says: expect.stringContaining('3 containers'),
        against: { serverless: ['hosting-not-on-option'], asynchronous: ['hosting-not-on-option'] } }]],
    ['serves a chain over a dataset as one batch job',
      [{ ...chain, trafficPattern: 'dataset' },
        { chosen: 'batch-transform/inference-pipeline/per-job', why: has('scores-stored-data', 'sequence-on-one-endpoint') }]],
    ['serves several containers of which nothing is said if there is one model',
      [{ modelCount: 1, containerCount: 2 }, PIPELINE]],
    ['holds 2 to 15 containers; one in series is one model',
      [{ ...chain, containerCount: 2 }, PIPELINE],
      [{ ...chain, containerCount: 15 }, PIPELINE],
      [{ ...chain, containerCount: 1 }, { chosen: 'real-time/single-model/auto-scaling' }]],
    ['does not say how many containers there are where that is not given',
      [{ containerInvocation: 'serial' }, { ...PIPELINE, says: expect.not.stringMatching(/\d/) }]],
    ['has GPUs, variants and streaming',
      [{ ...chain, requiresGpu: true }, PIPELINE],
      [{ ...chain, requiresMultipleVariants: true }, PIPELINE],
      [{ ...chain, requiresStreaming: 'response' }, PIPELINE]],
    ['has data capture by one page of AWS and not by another, so it has to be tested',
      [{ ...chain, requiresDataCapture: true }, { ...PIPELINE, conditional: true, warned: has('data-capture-disputed') }]],
    ['has no models from AWS Marketplace, and nothing else serves a chain',
      [{ ...chain, requiresMarketplaceModel: true }, { ...NOTHING, against: { 'real-time': has('marketplace-not-supported') } }]],
    ['keeps an instance, so nothing serves a chain of requests that must scale to zero',
      [{ ...chain, requiresScaleToZero: true }, { ...NOTHING, against: { 'real-time': has('scale-to-zero-not-supported') } }]],
    ['is not for 50 MB, which no option with a pipeline takes',
      [{ ...chain, payloadSizeMB: 50 }, { ...NOTHING, against: { asynchronous: has('hosting-not-on-option') } }]],
    ['is not for models that no request passes in order',
      [{ modelCount: 3 }, { against: { 'inference-pipeline': ['no-fixed-sequence'] } }]],
  ]);
});
