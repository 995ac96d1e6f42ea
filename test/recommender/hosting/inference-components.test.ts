import { describe, expect, it } from 'vitest';
import { explained } from '../../support/answers.ts';
import { has, itDecides } from '../decisions.ts';

const apart = { modelCount: 3, modelsScaleIndependently: true } as const;
const adapters = { modelCount: 3, modelAdapters: true } as const;
const toZero = { coldStarts: 'minutes-acceptable', responseTimeSeconds: 5, requiresGpu: true } as const;

const COMPONENTS = { chosen: 'real-time/inference-components/auto-scaling', conditional: false } as const;
const ON_GPU = { ...COMPONENTS, against: { serverless: has('gpu-not-supported') } } as const;
const ELSEWHERE = {
  serverless: has('hosting-not-on-option'),
  asynchronous: has('hosting-not-on-option'),
  'batch-transform': expect.any(Array),
};
const JOBS = { chosen: 'batch-transform/single-model/per-job' } as const;
const EACH = { chosen: 'real-time/single-model/auto-scaling' } as const;
const turnedAway = (code: string | undefined) => ({ against: { 'inference-components': code && [code] } });

// biome-ignore format: one case a line.
describe('inference components', () => {
  itDecides([
    ['serve models that scale on their own, which no other option has',
      [apart, { ...COMPONENTS, first: 'components-share-instances', against: ELSEWHERE }],
      [{ ...apart, requiresGpu: true }, ON_GPU]],
    ['serve adapters over one base, which they load once',
      [adapters, { ...COMPONENTS, first: 'adapters-share-base' }],
      [{ modelCount: 200, modelAdapters: true, requiresGpu: true }, ON_GPU],
      [{ modelAdapters: true }, { ...COMPONENTS, against: ELSEWHERE }]],
    ['serve containers on GPUs from which the caller picks',
      [{ modelCount: 2, containerCount: 2, containerInvocation: 'direct', requiresGpu: true }, ON_GPU]],
    ['stream, since the call names the component, also where a multi-model endpoint cannot',
      [{ modelCount: 5, modelAdapters: true, requiresStreaming: 'response' }, COMPONENTS],
      [{ modelCount: 50, modelsShareContainer: true, requiresStreaming: 'response' }, COMPONENTS]],
    ['promise no data capture, variants or AWS Marketplace, which no page of AWS lists for them: then an endpoint each',
      [{ ...apart, requiresDataCapture: true }, { ...EACH, ...turnedAway('data-capture-not-supported') }],
      [{ ...apart, requiresMultipleVariants: true }, { ...EACH, ...turnedAway('variants-not-supported') }],
      [{ ...apart, requiresMarketplaceModel: true }, { ...EACH, ...turnedAway('marketplace-not-supported') }]],
    ['are not needed by a family in one container, nor by a menu of containers',
      [{ modelCount: 3, modelsShareContainer: true }, turnedAway('components-not-needed')],
      [{ modelCount: 3, modelsShareContainer: false }, turnedAway('components-not-needed')]],
    ['are not for several models that every request passes in order, and no question for one that need not scale to zero',
      [{ modelCount: 3, containerCount: 3, containerInvocation: 'serial' }, turnedAway('containers-in-sequence')],
      [{ modelCount: 1 }, turnedAway(undefined)],
      [{ modelCount: 1, containerCount: 2 }, turnedAway(undefined)]],
    ['let one model go to zero on real-time inference, where that is required or minutes are accepted in long idle periods',
      [{ ...toZero, requiresScaleToZero: true }, { chosen: 'real-time/inference-components/scale-to-zero',
        against: { 'single-model': ['scale-to-zero-not-supported'] } }],
      [{ ...toZero, trafficPattern: 'intermittent' }, { chosen: 'real-time/inference-components/scale-to-zero',
        against: { 'single-model': ['zero-needs-components'] } }]],
    ['give way to a job each for a dataset',
      [{ ...adapters, trafficPattern: 'dataset' }, { ...JOBS, ...turnedAway('hosting-not-on-option') }],
      [{ ...apart, trafficPattern: 'dataset' }, { ...JOBS, ...turnedAway('hosting-not-on-option') }]],
  ]);

  it('that go to zero say so', () => {
    expect(explained({ ...toZero, requiresScaleToZero: true }).rationale.map(({ text }) => text)).toContain(
      'It costs nothing while idle: as an inference component, the model scales to zero.',
    );
  });
});
