import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/recommender/index.ts';
import { type Arranged, arrangementOf } from '../../../src/recommender/needs/needs.ts';
import { workload } from '../../support/workloads.ts';

// biome-ignore format: one case a line.
const CASES: [string, Partial<Workload>, Arranged][] = [
  ['nothing said: one model', {}, { arrangement: 'one', models: 1, containers: 1 }],
  ['one model, one container', { modelCount: 1, containerCount: 1 }, { arrangement: 'one', models: 1, containers: 1 }],
  ['two models: they share a container', { modelCount: 2 }, { arrangement: 'family', models: 2, containers: 1 }],
  ['models that share a container, none counted: two at least', { modelsShareContainer: true }, { arrangement: 'family', models: 2, containers: 1 }],
  ['how often a typical one is called says nothing of how many there are', { modelInvocationFrequency: 'rare' },
    { arrangement: 'one', models: 1, containers: 1 }],
  ['they share an endpoint', { modelsShareEndpoint: true }, { arrangement: 'family', models: 2, containers: 1 }],
  ['models that do not share a container', { modelsShareContainer: false }, { arrangement: 'menu', models: 2, containers: 2 }],
  ['five models that do not share a container: a container each', { modelCount: 5, modelsShareContainer: false },
    { arrangement: 'menu', models: 5, containers: 5 }],
  ['several containers and several models: called directly', { modelCount: 3, containerCount: 3 }, { arrangement: 'menu', models: 3, containers: 3 }],
  ['several containers and one model: in series', { modelCount: 1, containerCount: 3 }, { arrangement: 'chain', models: 1, containers: 3 }],
  ['several containers, no model counted: in series', { containerCount: 2 }, { arrangement: 'chain', models: 1, containers: 2 }],
  ['in series, none counted: two at least', { containerInvocation: 'serial' }, { arrangement: 'chain', models: 1, containers: 2 }],
  ['several models in series stay a chain', { modelCount: 3, containerCount: 3, containerInvocation: 'serial' },
    { arrangement: 'chain', models: 3, containers: 3 }],
  ['one container in series is no chain', { containerCount: 1, containerInvocation: 'serial' }, { arrangement: 'one', models: 1, containers: 1 }],
  ['several models, called directly, none of the containers counted', { modelCount: 4, containerInvocation: 'direct' },
    { arrangement: 'menu', models: 4, containers: 4 }],
  ['called directly but said to share a container', { modelCount: 4, containerInvocation: 'direct', modelsShareContainer: true },
    { arrangement: 'family', models: 4, containers: 1 }],
  ['adapters', { modelAdapters: true, modelCount: 200 }, { arrangement: 'adapters', models: 200, containers: 1 }],
  ['adapters come before scaling alone', { modelAdapters: true, modelsScaleIndependently: true, modelCount: 3 },
    { arrangement: 'adapters', models: 3, containers: 1 }],
  ['models that scale alone', { modelsScaleIndependently: true, modelCount: 3 }, { arrangement: 'independent', models: 3, containers: 1 }],
  ['models that scale alone, each in its own container', { modelsScaleIndependently: true, modelCount: 3, containerCount: 3 },
    { arrangement: 'independent', models: 3, containers: 3 }],
  ['one model has nobody to scale apart from', { modelsScaleIndependently: true, modelCount: 1 }, { arrangement: 'one', models: 1, containers: 1 }],
  ['one of one is active', { activeModelCount: 1 }, { arrangement: 'one', models: 1, containers: 1 }],
];

describe('how models and containers belong together', () => {
  it.each(CASES)('%s', (_what, stated, arranged) => {
    expect(arrangementOf(workload(stated))).toEqual(arranged);
  });
});
