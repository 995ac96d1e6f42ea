import { describe, expect, it } from 'vitest';
import { explained } from '../../support/answers.ts';
import { has, itDecides, tells } from '../decisions.ts';

const family = { modelCount: 5, modelsShareContainer: true } as const;
const large = { ...family, payloadSizeMB: 30 } as const;
const strict = { modelsShareContainer: true, coldStarts: 'unacceptable' } as const;
/** A dataset leaves every option in, so that the number of endpoints alone decides. */
const scored = { trafficPattern: 'dataset', modelsShareContainer: true } as const;

const QUEUES = { chosen: 'asynchronous/single-model/auto-scaling', conditional: false } as const;
const EACH = { chosen: 'real-time/single-model/auto-scaling', conditional: false } as const;
const SHARED = { chosen: 'real-time/multi-model/auto-scaling', conditional: false } as const;
const TESTED = { ...SHARED, conditional: true } as const;

describe('a single model', () => {
  it('raises no question of hosting', () => {
    for (const stated of [{ modelCount: 1 }, {}]) expect(explained(stated).rejectedHosting).toEqual([]);
  });
});

// biome-ignore format: one case a line.
describe('several models one by one', () => {
  itDecides([
    ['come only where no option can serve them together: 30 MB are beyond real-time inference',
      [large, { ...QUEUES, title: expect.stringContaining('endpoint for each model'), why: has('one-model-each'),
        against: { 'multi-model': ['hosting-not-on-option'] } }]],
    ['do not come where one endpoint can take them all',
      [{ ...family, trafficPattern: 'intermittent' }, { ...SHARED, against: { 'single-model': ['many-endpoints-to-run'],
        serverless: has('hosting-not-on-option'), asynchronous: has('hosting-not-on-option') } }]],
    ['are turned away where one endpoint is wanted, also where then no option fits',
      [{ modelCount: 5, modelsShareEndpoint: true }, { ...SHARED, against: { 'single-model': ['one-endpoint-wanted'] } }],
      [{ ...large, modelsShareEndpoint: true }, { chosen: 'nothing-fits', against: { asynchronous: has('hosting-not-on-option') } }]],
    ['hold without a condition for 20 models, and only if quotas are raised for 21',
      [{ ...large, modelCount: 2 }, QUEUES],
      [{ ...large, modelCount: 20 }, QUEUES],
      [{ ...large, modelCount: 21 }, { ...QUEUES, conditional: true, warnings: tells('many-endpoints', { asked: 21 }) }]],
    ['are not even in question where a multi-model endpoint holds on a condition too: 500 models of 10 MB',
      [{ modelCount: 500, modelsShareContainer: true, payloadSizeMB: 10 },
        { ...TESTED, against: { asynchronous: has('hosting-not-on-option') } }]],
    ['may be 50 serverless endpoints, by the guide, and not 51',
      [{ ...scored, modelCount: 50 }, { against: { serverless: undefined } }],
      [{ ...scored, modelCount: 51 }, { against: { serverless: has('endpoints-over-quota') } }]],
    ['are a job each for a dataset, however many they are: 5,000',
      [{ trafficPattern: 'dataset', modelCount: 5000 }, { chosen: 'batch-transform/single-model/per-job', conditional: false,
        title: expect.stringContaining('job for each model'),
        reasons: tells('one-model-each', { text: expect.stringContaining('5,000 models run as one job each') }) }]],
    ...(['frequent', 'rare', undefined] as const).map((modelInvocationFrequency) => {
      const called = { ...strict, ...(modelInvocationFrequency && { modelInvocationFrequency }) };
      return [`that must never load have one endpoint each up to 20 of them, called ${modelInvocationFrequency}`,
        [{ ...called, modelCount: 20 }, { ...EACH, against: { 'multi-model': has('cold-loads-not-accepted') } }],
        [{ ...called, modelCount: 21 }, TESTED]] as const;
    }),
    ['have one each where 0.9 s leave no time for a cold load',
      [{ ...family, responseTimeSeconds: 0.9 }, EACH],
      [{ ...family, responseTimeSeconds: 1 }, SHARED]],
    ['that must never load share one on a condition where one endpoint is wanted',
      [{ ...strict, modelCount: 20, modelsShareEndpoint: true }, TESTED]],
    ['have data capture and models from AWS Marketplace, which endpoints for several models do not',
      [{ modelCount: 5, requiresDataCapture: true }, EACH],
      [{ modelCount: 5, requiresMarketplaceModel: true }, EACH]],
    ['are never a chain of containers',
      [{ containerCount: 2, containerInvocation: 'serial' }, { against: { 'single-model': ['containers-in-sequence'] } }]],
  ]);
});
