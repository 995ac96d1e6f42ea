import { describe, expect, it } from 'vitest';
import { recommend } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { chosen, codesOf, hostingRejectedBy, ruledOutBy } from '../../support/reading.ts';
import { workload } from '../../support/workloads.ts';

const chain = { containerCount: 3, containerInvocation: 'serial' } as const;

describe('an inference pipeline', () => {
  it('serves a chain of containers in real time', () => {
    const answer = explained(chain);
    expect(chosen(answer)).toBe('real-time/inference-pipeline/auto-scaling');
    expect(answer.rationale[0]).toMatchObject({ code: 'sequence-on-one-endpoint' });
    expect(answer.rationale[0]?.text).toContain('3 containers');
    expect(ruledOutBy(answer, 'serverless')).toEqual(['hosting-not-on-option']);
    expect(ruledOutBy(answer, 'asynchronous')).toEqual(['hosting-not-on-option']);
  });

  it('serves a chain over a dataset as one batch job', () => {
    const answer = explained({ ...chain, trafficPattern: 'dataset' });
    expect(chosen(answer)).toBe('batch-transform/inference-pipeline/per-job');
    expect(codesOf(answer.rationale)).toEqual(
      expect.arrayContaining(['scores-stored-data', 'sequence-on-one-endpoint']),
    );
  });

  it('serves several containers of which nothing is said if there is one model, and names that', () => {
    const answer = recommend(workload({ modelCount: 1, containerCount: 2 }));
    expect(answer.choice?.hosting).toBe('inference-pipeline');
    expect(answer.assumptions).toContainEqual(
      expect.objectContaining({ field: 'containerInvocation', value: 'serial' }),
    );
  });

  it.each([2, 15])('holds %d containers', (containerCount) => {
    expect(explained({ ...chain, containerCount }).choice).toMatchObject({
      hosting: 'inference-pipeline',
      conditional: false,
    });
  });

  it('needs two: one container in series is one model', () => {
    expect(explained({ ...chain, containerCount: 1 }).choice?.hosting).toBe('single-model');
  });

  it('does not say how many containers there are where that is not given', () => {
    const answer = explained({ containerInvocation: 'serial' });
    expect(answer.choice?.hosting).toBe('inference-pipeline');
    expect(answer.rationale[0]?.text).not.toMatch(/\d/);
  });

  it('has GPUs, variants and streaming', () => {
    for (const stated of [
      { requiresGpu: true },
      { requiresMultipleVariants: true },
      { requiresStreaming: 'response' },
    ] as const) {
      expect(explained({ ...chain, ...stated }).choice).toMatchObject({
        hosting: 'inference-pipeline',
        conditional: false,
      });
    }
  });

  it('has data capture by one page of AWS and not by another, so it has to be tested', () => {
    const { choice, warnings } = explained({ ...chain, requiresDataCapture: true });
    expect(choice).toMatchObject({ hosting: 'inference-pipeline', conditional: true });
    expect(codesOf(warnings)).toContain('data-capture-disputed');
  });

  it('has no models from AWS Marketplace, and nothing else serves a chain', () => {
    const answer = explained({ ...chain, requiresMarketplaceModel: true });
    expect(answer.kind).toBe('nothing-fits');
    expect(ruledOutBy(answer, 'real-time')).toContain('marketplace-not-supported');
  });

  it('keeps an instance, so nothing serves a chain of requests that must scale to zero', () => {
    const answer = explained({ ...chain, requiresScaleToZero: true });
    expect(answer.kind).toBe('nothing-fits');
    expect(ruledOutBy(answer, 'real-time')).toContain('scale-to-zero-not-supported');
  });

  it('is not for 50 MB, which no option with a pipeline takes', () => {
    const answer = explained({ ...chain, payloadSizeMB: 50 });
    expect(answer.kind).toBe('nothing-fits');
    expect(ruledOutBy(answer, 'asynchronous')).toContain('hosting-not-on-option');
  });

  it('is not for models that no request passes in order', () => {
    expect(hostingRejectedBy(explained({ modelCount: 3 }), 'inference-pipeline')).toEqual(['no-fixed-sequence']);
  });
});
