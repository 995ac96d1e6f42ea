import { describe, expect } from 'vitest';
import { has, itDecides } from '../decisions.ts';

const menu = { modelCount: 3, containerCount: 3, containerInvocation: 'direct' } as const;

const CONTAINERS = { chosen: 'real-time/multi-container/auto-scaling', conditional: false } as const;
const COMPONENTS = { chosen: 'real-time/inference-components/auto-scaling', conditional: false } as const;
const EACH = { chosen: 'real-time/single-model/auto-scaling' } as const;
const turnedAway = (code: string) => ({ against: { 'multi-container': [code] } });

// biome-ignore format: one case a line.
describe('a multi-container endpoint', () => {
  itDecides([
    ['serves containers from which the caller picks',
      [menu, { ...CONTAINERS, first: 'containers-stay-loaded',
        against: { serverless: has('hosting-not-on-option'), asynchronous: has('hosting-not-on-option') } }]],
    ['serves models that do not share a container, and names no number of containers where nobody stated one',
      [{ modelCount: 10, modelsShareContainer: false }, { ...CONTAINERS, says: expect.stringContaining('10 containers') }],
      [{ containerInvocation: 'direct' }, { ...CONTAINERS, says: 'The containers share one endpoint and stay loaded.' }]],
    ['serves several containers of which nothing is said if there are several models',
      [{ modelCount: 3, containerCount: 3 }, CONTAINERS]],
    ['has no cold load, so cold starts that are not accepted are no condition',
      [{ ...menu, coldStarts: 'unacceptable' }, CONTAINERS]],
    ['holds 15 containers, and not 16: then each model is a component',
      [{ modelCount: 15, modelsShareContainer: false }, CONTAINERS],
      [{ modelCount: 16, modelsShareContainer: false }, { ...COMPONENTS, ...turnedAway('containers-over-quota') }]],
    ['has no GPU: then each model is a component',
      [{ ...menu, requiresGpu: true }, { ...COMPONENTS, ...turnedAway('gpu-not-supported') }]],
    ['has variants and the streaming of an answer',
      [{ ...menu, requiresMultipleVariants: true }, CONTAINERS],
      [{ ...menu, requiresStreaming: 'response' }, CONTAINERS]],
    ['has no data capture and no models from AWS Marketplace: then an endpoint each',
      [{ ...menu, requiresDataCapture: true }, { ...EACH, ...turnedAway('data-capture-not-supported') }],
      [{ ...menu, requiresMarketplaceModel: true }, { ...EACH, ...turnedAway('marketplace-not-supported') }]],
    ['is not for a family in one container, a chain, models that scale alone or adapters',
      [{ modelCount: 3, modelsShareContainer: true }, turnedAway('shared-container-preferred')],
      [{ containerCount: 3, containerInvocation: 'serial' }, turnedAway('containers-in-sequence')],
      [{ modelCount: 3, modelsScaleIndependently: true }, turnedAway('models-scale-alone')],
      [{ modelCount: 3, modelAdapters: true }, turnedAway('adapters-over-one-base')]],
  ]);
});
