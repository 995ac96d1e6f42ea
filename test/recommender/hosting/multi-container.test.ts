import { describe, expect, it } from 'vitest';
import { recommend } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { codesOf, hostingRejectedBy, ruledOutBy } from '../../support/reading.ts';
import { workload } from '../../support/workloads.ts';

const menu = { modelCount: 3, containerCount: 3, containerInvocation: 'direct' } as const;

describe('a multi-container endpoint', () => {
  it('serves containers from which the caller picks', () => {
    const answer = explained(menu);
    expect(answer.choice).toMatchObject({ option: 'real-time', hosting: 'multi-container', conditional: false });
    expect(codesOf(answer.rationale)[0]).toBe('containers-stay-loaded');
    expect(ruledOutBy(answer, 'serverless')).toContain('hosting-not-on-option');
    expect(ruledOutBy(answer, 'asynchronous')).toContain('hosting-not-on-option');
  });

  it('serves models that do not share a container', () => {
    const answer = explained({ modelCount: 10, modelsShareContainer: false });
    expect(answer.choice?.hosting).toBe('multi-container');
    expect(answer.rationale[0]?.text).toContain('10 containers');
  });

  it('names no number of containers where nobody stated one', () => {
    const answer = explained({ containerInvocation: 'direct' });
    expect(answer.choice?.hosting).toBe('multi-container');
    expect(answer.rationale[0]?.text).toBe('The containers share one endpoint and stay loaded.');
  });

  it('serves several containers of which nothing is said if there are several models, and names that', () => {
    const answer = recommend(workload({ modelCount: 3, containerCount: 3 }));
    expect(answer.choice?.hosting).toBe('multi-container');
    expect(answer.assumptions).toContainEqual(
      expect.objectContaining({ field: 'containerInvocation', value: 'direct' }),
    );
  });

  it('has no cold load, so cold starts that are not accepted are no condition', () => {
    const answer = explained({ ...menu, coldStarts: 'unacceptable' });
    expect(answer.choice).toMatchObject({ hosting: 'multi-container', conditional: false });
  });

  it('holds 15 containers', () => {
    expect(explained({ modelCount: 15, modelsShareContainer: false }).choice?.hosting).toBe('multi-container');
  });

  it('does not hold 16 containers: then each model is a component', () => {
    const answer = explained({ modelCount: 16, modelsShareContainer: false });
    expect(answer.choice?.hosting).toBe('inference-components');
    expect(hostingRejectedBy(answer, 'multi-container')).toEqual(['containers-over-quota']);
    expect(answer.rejectedHosting.find(({ hosting }) => hosting === 'multi-container')?.reasons[0]).toMatchObject({
      asked: 16,
      allowed: 15,
    });
  });

  it('has no GPU: then each model is a component', () => {
    const answer = explained({ ...menu, requiresGpu: true });
    expect(answer.choice).toMatchObject({ hosting: 'inference-components', conditional: false });
    expect(hostingRejectedBy(answer, 'multi-container')).toEqual(['gpu-not-supported']);
  });

  it('has variants and the streaming of an answer', () => {
    expect(explained({ ...menu, requiresMultipleVariants: true }).choice).toMatchObject({
      hosting: 'multi-container',
      conditional: false,
    });
    expect(explained({ ...menu, requiresStreaming: 'response' }).choice?.hosting).toBe('multi-container');
  });

  it.each(['requiresDataCapture', 'requiresMarketplaceModel'] as const)('has no %s: then an endpoint each', (need) => {
    const answer = explained({ ...menu, [need]: true });
    expect(answer.choice).toMatchObject({ option: 'real-time', hosting: 'single-model' });
    expect(hostingRejectedBy(answer, 'multi-container')).toHaveLength(1);
  });

  it.each([
    ['a family in one container', { modelCount: 3, modelsShareContainer: true }, 'shared-container-preferred'],
    ['a chain', { containerCount: 3, containerInvocation: 'serial' }, 'containers-in-sequence'],
    ['models that scale alone', { modelCount: 3, modelsScaleIndependently: true }, 'models-scale-alone'],
    ['adapters', { modelCount: 3, modelAdapters: true }, 'adapters-over-one-base'],
  ] as const)('is not for %s', (_what, stated, code) => {
    expect(hostingRejectedBy(explained(stated), 'multi-container')).toEqual([code]);
  });
});
