import { describe, expect, it } from 'vitest';
import { explained } from '../../support/answers.ts';
import { chosen, codesOf, hostingRejectedBy, ruledOutBy } from '../../support/reading.ts';

describe('a single model', () => {
  it('raises no question of hosting', () => {
    expect(explained({ modelCount: 1 }).rejectedHosting).toEqual([]);
    expect(explained({}).rejectedHosting).toEqual([]);
  });
});

describe('several models one by one', () => {
  const large = { payloadSizeMB: 30, modelsShareContainer: true } as const;

  it('come only where no option can serve them together: 30 MB are beyond real-time inference', () => {
    const answer = explained({ ...large, modelCount: 5 });
    expect(chosen(answer)).toBe('asynchronous/single-model/auto-scaling');
    expect(answer.choice?.title).toContain('endpoint for each model');
    expect(codesOf(answer.rationale)).toContain('one-model-each');
    expect(hostingRejectedBy(answer, 'multi-model')).toEqual(['hosting-not-on-option']);
  });

  it('do not come where one endpoint can take them all', () => {
    const answer = explained({ modelCount: 5, modelsShareContainer: true, trafficPattern: 'intermittent' });
    expect(answer.choice?.hosting).toBe('multi-model');
    expect(hostingRejectedBy(answer, 'single-model')).toEqual(['many-endpoints-to-run']);
    expect(ruledOutBy(answer, 'serverless')).toContain('hosting-not-on-option');
    expect(ruledOutBy(answer, 'asynchronous')).toContain('hosting-not-on-option');
  });

  it('do not come where one endpoint is wanted, so that no option fits', () => {
    const answer = explained({ ...large, modelCount: 5, modelsShareEndpoint: true });
    expect(answer.kind).toBe('nothing-fits');
    expect(ruledOutBy(answer, 'asynchronous')).toContain('hosting-not-on-option');
  });

  it('are turned away where one endpoint is wanted and can be had', () => {
    const answer = explained({ modelCount: 5, modelsShareEndpoint: true });
    expect(answer.choice?.hosting).toBe('multi-model');
    expect(hostingRejectedBy(answer, 'single-model')).toEqual(['one-endpoint-wanted']);
  });

  it.each([2, 20])('hold without a condition for %d models', (modelCount) => {
    expect(explained({ ...large, modelCount }).choice).toMatchObject({
      hosting: 'single-model',
      conditional: false,
    });
  });

  it('hold only if quotas are raised for 21 models', () => {
    const { choice, warnings } = explained({ ...large, modelCount: 21 });
    expect(choice).toMatchObject({ option: 'asynchronous', hosting: 'single-model', conditional: true });
    expect(warnings.find(({ code }) => code === 'many-endpoints')).toMatchObject({ asked: 21 });
  });

  it('are not even in question where a multi-model endpoint holds on a condition too: 500 models of 10 MB', () => {
    const answer = explained({ modelCount: 500, modelsShareContainer: true, payloadSizeMB: 10 });
    expect(answer.choice).toMatchObject({ option: 'real-time', hosting: 'multi-model', conditional: true });
    expect(ruledOutBy(answer, 'asynchronous')).toContain('hosting-not-on-option');
  });

  describe('on serverless endpoints', () => {
    // A dataset leaves every option in, so that the number of endpoints alone decides.
    const scored = { trafficPattern: 'dataset', modelsShareContainer: true } as const;

    it('may be 50 of them, by the guide', () => {
      expect(ruledOutBy(explained({ ...scored, modelCount: 50 }), 'serverless')).toBeUndefined();
    });

    it('may not be 51 of them', () => {
      expect(ruledOutBy(explained({ ...scored, modelCount: 51 }), 'serverless')).toContain('endpoints-over-quota');
    });
  });

  it('are a job each for a dataset, however many they are', () => {
    const { choice, rationale } = explained({ trafficPattern: 'dataset', modelCount: 5000 });
    expect(choice).toMatchObject({ option: 'batch-transform', hosting: 'single-model', conditional: false });
    expect(choice?.title).toContain('job for each model');
    expect(rationale.find(({ code }) => code === 'one-model-each')?.text).toContain('5,000 models run as one job each');
  });

  describe('that must never load while a caller waits', () => {
    const strict = { modelsShareContainer: true, coldStarts: 'unacceptable' } as const;

    it.each(['frequent', 'rare', undefined] as const)(
      'have one endpoint each up to 20 of them, called %s',
      (modelInvocationFrequency) => {
        const calls = modelInvocationFrequency && { modelInvocationFrequency };
        const few = explained({ ...strict, ...calls, modelCount: 20 });
        expect(few.choice).toMatchObject({ option: 'real-time', hosting: 'single-model', conditional: false });
        expect(hostingRejectedBy(few, 'multi-model')).toContain('cold-loads-not-accepted');
        const many = explained({ ...strict, ...calls, modelCount: 21 });
        expect(many.choice).toMatchObject({ option: 'real-time', hosting: 'multi-model', conditional: true });
      },
    );

    it('have one too where 0.9 s leave no time for a cold load', () => {
      const quick = explained({ modelsShareContainer: true, modelCount: 5, responseTimeSeconds: 0.9 });
      expect(quick.choice).toMatchObject({ option: 'real-time', hosting: 'single-model' });
      const slower = explained({ modelsShareContainer: true, modelCount: 5, responseTimeSeconds: 1 });
      expect(slower.choice).toMatchObject({ option: 'real-time', hosting: 'multi-model' });
    });

    it('share one on a condition where one endpoint is wanted', () => {
      const { choice } = explained({ ...strict, modelCount: 20, modelsShareEndpoint: true });
      expect(choice).toMatchObject({ option: 'real-time', hosting: 'multi-model', conditional: true });
    });
  });

  it.each(['requiresDataCapture', 'requiresMarketplaceModel'] as const)(
    'have %s, which endpoints for several models do not',
    (need) => {
      const answer = explained({ modelCount: 5, [need]: true });
      expect(answer.choice).toMatchObject({ option: 'real-time', hosting: 'single-model' });
    },
  );
});

describe('a chain of containers', () => {
  it('is never served one by one', () => {
    const answer = explained({ containerCount: 2, containerInvocation: 'serial' });
    expect(hostingRejectedBy(answer, 'single-model')).toEqual(['containers-in-sequence']);
  });
});
