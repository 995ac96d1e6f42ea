import { describe, expect, it } from 'vitest';
import { explained } from '../../support/answers.ts';
import { chosen, codesOf, hostingRejectedBy, ruledOutBy } from '../../support/reading.ts';

describe('inference components', () => {
  it.each([
    ['models that scale on their own', { modelCount: 3, modelsScaleIndependently: true }],
    ['models that share accelerators', { modelCount: 3, modelsScaleIndependently: true, requiresGpu: true }],
    ['adapters over one base', { modelCount: 200, modelAdapters: true, requiresGpu: true }],
    ['adapters of which nothing else is said', { modelAdapters: true }],
    [
      'containers on GPUs from which the caller picks',
      { modelCount: 2, containerCount: 2, containerInvocation: 'direct', requiresGpu: true },
    ],
  ] as const)('serve %s', (_what, stated) => {
    const answer = explained(stated);
    expect(chosen(answer)).toBe('real-time/inference-components/auto-scaling');
    expect(answer.choice?.conditional).toBe(false);
    expect(ruledOutBy(answer, 'serverless')).toContain(
      'requiresGpu' in stated ? 'gpu-not-supported' : 'hosting-not-on-option',
    );
  });

  it('load the base of adapters once, and say so first', () => {
    const { rationale } = explained({ modelCount: 3, modelAdapters: true });
    expect(codesOf(rationale)[0]).toBe('adapters-share-base');
    expect(codesOf(explained({ modelCount: 3, modelsScaleIndependently: true }).rationale)[0]).toBe(
      'components-share-instances',
    );
  });

  it('stream, since the call names the component', () => {
    const answer = explained({ modelCount: 5, modelAdapters: true, requiresStreaming: 'response' });
    expect(answer.choice).toMatchObject({ hosting: 'inference-components', conditional: false });
  });

  it('stream where a multi-model endpoint cannot', () => {
    const answer = explained({ modelCount: 50, modelsShareContainer: true, requiresStreaming: 'response' });
    expect(chosen(answer)).toBe('real-time/inference-components/auto-scaling');
  });

  it.each(['requiresDataCapture', 'requiresMultipleVariants', 'requiresMarketplaceModel'] as const)(
    'promise no %s, which no page of AWS lists for them: then an endpoint each',
    (need) => {
      const answer = explained({ modelCount: 3, modelsScaleIndependently: true, [need]: true });
      expect(chosen(answer)).toBe('real-time/single-model/auto-scaling');
      expect(hostingRejectedBy(answer, 'inference-components')).toHaveLength(1);
    },
  );

  it('are not needed by a family in one container, nor by a menu of containers', () => {
    const family = explained({ modelCount: 3, modelsShareContainer: true });
    expect(hostingRejectedBy(family, 'inference-components')).toEqual(['components-not-needed']);
    const menu = explained({ modelCount: 3, modelsShareContainer: false });
    expect(hostingRejectedBy(menu, 'inference-components')).toEqual(['components-not-needed']);
  });

  it('are not for several models that every request passes in order', () => {
    const answer = explained({ modelCount: 3, containerCount: 3, containerInvocation: 'serial' });
    expect(hostingRejectedBy(answer, 'inference-components')).toEqual(['containers-in-sequence']);
  });

  it('are no question for one model that need not scale to zero', () => {
    expect(hostingRejectedBy(explained({ modelCount: 1 }), 'inference-components')).toBeUndefined();
    const chain = explained({ modelCount: 1, containerCount: 2 });
    expect(hostingRejectedBy(chain, 'inference-components')).toBeUndefined();
  });

  it('let one model go to zero on real-time inference, which its own endpoint cannot', () => {
    const answer = explained({
      requiresScaleToZero: true,
      coldStarts: 'minutes-acceptable',
      responseTimeSeconds: 5,
      requiresGpu: true,
    });
    expect(chosen(answer)).toBe('real-time/inference-components/scale-to-zero');
    expect(hostingRejectedBy(answer, 'single-model')).toEqual(['scale-to-zero-not-supported']);
    expect(answer.rationale.map(({ text }) => text)).toContain(
      'It costs nothing while idle: as an inference component, the model scales to zero.',
    );
  });

  it('let one model go to zero in long idle periods where minutes are accepted, and say what its own endpoint lacks', () => {
    const answer = explained({
      trafficPattern: 'intermittent',
      coldStarts: 'minutes-acceptable',
      responseTimeSeconds: 5,
      requiresGpu: true,
    });
    expect(chosen(answer)).toBe('real-time/inference-components/scale-to-zero');
    expect(hostingRejectedBy(answer, 'single-model')).toEqual(['zero-needs-components']);
  });

  it('are not on the other options', () => {
    const answer = explained({ modelCount: 3, modelsScaleIndependently: true });
    for (const option of ['serverless', 'asynchronous', 'batch-transform'] as const) {
      expect(ruledOutBy(answer, option)).toBeDefined();
    }
  });

  it('give way to a job each for a dataset', () => {
    for (const stated of [{ modelAdapters: true }, { modelsScaleIndependently: true }]) {
      const answer = explained({ trafficPattern: 'dataset', modelCount: 5, ...stated });
      expect(chosen(answer)).toBe('batch-transform/single-model/per-job');
      expect(hostingRejectedBy(answer, 'inference-components')).toEqual(['hosting-not-on-option']);
    }
  });
});
