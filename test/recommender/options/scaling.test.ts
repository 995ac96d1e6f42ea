import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { chosen, codesOf, ruledOutBy } from '../../support/reading.ts';

describe('instances of a real-time endpoint', () => {
  const direct = { responseTimeSeconds: 0.5 } as const;

  it('are fixed for steady traffic', () => {
    expect(explained({ ...direct, trafficPattern: 'steady' }).choice?.scaling).toBe('fixed');
  });

  it.each([['variable'], ['intermittent'], [undefined]] as const)('scale for %s traffic', (trafficPattern) => {
    const stated = trafficPattern === undefined ? direct : { ...direct, trafficPattern };
    expect(chosen(explained(stated))).toBe('real-time/single-model/auto-scaling');
  });

  it('say in words which of the two it is', () => {
    expect(explained({ ...direct, trafficPattern: 'steady' }).choice?.title).toMatch(/fixed number of instances$/);
    expect(explained({ ...direct, trafficPattern: 'variable' }).choice?.title).toBe(
      'Real-time inference with auto scaling',
    );
  });
});

describe('inference components', () => {
  const apart = { modelCount: 3, modelsScaleIndependently: true } as const;

  it.each([
    ['steady', 'fixed'],
    ['variable', 'auto-scaling'],
    ['intermittent', 'auto-scaling'],
  ] as const)('have with %s traffic a scaling that is %s', (trafficPattern, scaling) => {
    expect(explained({ ...apart, trafficPattern }).choice?.scaling).toBe(scaling);
  });

  it('go to zero in the gaps of intermittent traffic where minutes are accepted', () => {
    const answer = explained({ ...apart, trafficPattern: 'intermittent', coldStarts: 'minutes-acceptable' });
    expect(answer.choice).toMatchObject({ scaling: 'scale-to-zero', conditional: false });
  });

  it('stay on where performance comes first, or where traffic is seldom idle', () => {
    const waits = { ...apart, coldStarts: 'minutes-acceptable' } as const;
    expect(explained({ ...waits, trafficPattern: 'intermittent', costPriority: 'performance' }).choice?.scaling).toBe(
      'auto-scaling',
    );
    expect(explained({ ...waits, trafficPattern: 'variable' }).choice?.scaling).toBe('auto-scaling');
  });

  it('go to zero where that is required', () => {
    const answer = explained({ ...apart, requiresScaleToZero: true, coldStarts: 'minutes-acceptable' });
    expect(answer.choice).toMatchObject({ scaling: 'scale-to-zero', conditional: false });
    expect(answer.choice?.title).toBe('Real-time inference on inference components with scaling to zero');
  });

  const sharedGpus = { ...apart, requiresScaleToZero: true, requiresGpu: true } as const;

  it.each([{}, { responseTimeSeconds: 59.9 }])(
    'come on a condition before a queue for each model that shares GPUs: %j',
    (stated) => {
      const { choice, warnings } = explained({ ...sharedGpus, ...stated });
      expect(choice).toMatchObject({ hosting: 'inference-components', scaling: 'scale-to-zero', conditional: true });
      expect(codesOf(warnings)).toContain('wake-up-takes-minutes');
    },
  );

  it('lose to a queue for each model where callers wait 60 s or more', () => {
    for (const responseTimeSeconds of [60, 900])
      expect(chosen(explained({ ...sharedGpus, responseTimeSeconds }))).toBe('asynchronous/single-model/scale-to-zero');
  });

  it('lose to a queue for each model where no GPUs are shared', () => {
    const { requiresGpu: _, ...onCpu } = sharedGpus;
    expect(chosen(explained(onCpu))).toBe('serverless/single-model/on-demand');
  });

  it.each(['unacceptable', 'acceptable'] as const)('cannot where cold starts are %s', (coldStarts) => {
    const answer = explained({
      ...apart,
      requiresScaleToZero: true,
      responseTimeSeconds: 5,
      requiresGpu: true,
      coldStarts,
    });
    expect(answer.kind).toBe('nothing-fits');
    expect(ruledOutBy(answer, 'real-time')).toEqual(
      expect.arrayContaining(['scale-to-zero-not-supported', 'wake-up-takes-minutes']),
    );
  });
});

describe('instances behind a queue', () => {
  const queued = { payloadSizeMB: 500 } as const;

  it.each([
    ['steady', 'fixed'],
    ['variable', 'auto-scaling'],
    ['intermittent', 'scale-to-zero'],
  ] as const)('have with %s traffic a scaling that is %s', (trafficPattern, scaling) => {
    expect(explained({ ...queued, trafficPattern }).choice).toMatchObject({ option: 'asynchronous', scaling });
  });

  describe('from zero, in 480 s of waking and the time that one request takes', () => {
    const gaps = { ...queued, trafficPattern: 'intermittent', processingTimeSeconds: 60 } as const;

    it('answer within 540 s', () => {
      const answer = explained({ ...gaps, responseTimeSeconds: 540 });
      expect(answer.choice).toMatchObject({ scaling: 'scale-to-zero', conditional: false });
    });

    it('do not answer within 539 s, so they stay on', () => {
      const answer = explained({ ...gaps, responseTimeSeconds: 539 });
      expect(answer.choice).toMatchObject({ scaling: 'auto-scaling', conditional: false });
    });

    it('do not answer within 539 s, so they hold only on a condition where zero is required', () => {
      const { choice, warnings } = explained({ ...gaps, responseTimeSeconds: 539, requiresScaleToZero: true });
      expect(choice).toMatchObject({ scaling: 'scale-to-zero', conditional: true });
      expect(warnings.find(({ code }) => code === 'wake-up-over-response-time')).toMatchObject({
        asked: 540,
        allowed: 539,
      });
    });

    it('hold only on a condition where nobody says how long a request takes', () => {
      const unproven = { ...queued, trafficPattern: 'intermittent', responseTimeSeconds: 900 } as const;
      const { choice, warnings } = explained(unproven);
      expect(choice).toMatchObject({ scaling: 'scale-to-zero', conditional: true });
      expect(codesOf(warnings)).toContain('wake-up-unproven');
    });

    it('need 480 s at least, even for a request that takes no time', () => {
      const brief = { ...queued, trafficPattern: 'intermittent' } as const;
      expect(explained({ ...brief, responseTimeSeconds: 479 }).choice?.scaling).toBe('auto-scaling');
      expect(explained({ ...brief, responseTimeSeconds: 480 }).choice?.scaling).toBe('scale-to-zero');
    });
  });

  it('stay on where nothing unusual may be met, or where performance comes first', () => {
    const gaps = { ...queued, trafficPattern: 'intermittent' } as const;
    expect(explained({ ...gaps, coldStarts: 'unacceptable' }).choice?.scaling).toBe('auto-scaling');
    expect(explained({ ...gaps, costPriority: 'performance' }).choice?.scaling).toBe('auto-scaling');
  });

  it('cannot go to zero where that is required and nothing unusual may be met', () => {
    const answer = explained({ ...queued, requiresScaleToZero: true, coldStarts: 'unacceptable' });
    expect(answer.kind).toBe('nothing-fits');
    expect(ruledOutBy(answer, 'asynchronous')).toContain('wake-up-takes-minutes');
  });

  it('keep an instance for a dataset that is due before they would be awake: within 8 min and one record of 2 s', () => {
    const due = (seconds: number) =>
      explained({
        ...{ trafficPattern: 'dataset', requiresGpu: true, payloadSizeMB: 500, processingTimeSeconds: 2 },
        datasetDeadlineHours: seconds / 3600,
        datasetRunsPerMonth: 5000,
      }).choice;
    expect(due(482)).toMatchObject({ option: 'asynchronous', scaling: 'scale-to-zero' });
    expect(due(481)).toMatchObject({ option: 'asynchronous', scaling: 'auto-scaling' });
  });

  it('say so where they must go to zero all the same', () => {
    const { choice, warnings } = explained({
      ...{ trafficPattern: 'dataset', requiresGpu: true, payloadSizeMB: 500, requiresScaleToZero: true },
      ...{ datasetDeadlineHours: 0.05, datasetRunsPerMonth: 30 },
    });
    expect(choice).toMatchObject({ option: 'asynchronous', scaling: 'scale-to-zero', conditional: true });
    expect(warnings[0]).toMatchObject({ code: 'wake-up-over-response-time', asked: 480, allowed: 180 });
  });

  it('are at zero between the runs of a dataset', () => {
    const answer = explained({ trafficPattern: 'dataset', payloadSizeMB: 500 });
    expect(chosen(answer)).toBe('asynchronous/single-model/scale-to-zero');
  });
});

describe('serverless capacity', () => {
  const quiet = { trafficPattern: 'intermittent' } as const;

  it('comes on demand where a cold start is accepted', () => {
    expect(explained(quiet).choice).toMatchObject({ option: 'serverless', scaling: 'on-demand' });
    expect(explained({ ...quiet, trafficPredictable: true }).choice?.scaling).toBe('on-demand');
    expect(explained(quiet).choice?.title).toBe('Serverless inference');
  });

  it('is provisioned only where traffic is intermittent, busy times are known and cold starts are ruled out', () => {
    const all = { ...quiet, trafficPredictable: true, coldStarts: 'unacceptable' } as const;
    expect(explained(all).choice).toMatchObject({ option: 'serverless', scaling: 'provisioned-concurrency' });
    expect(explained(all).choice?.title).toBe('Serverless inference with provisioned concurrency');
    const without: Partial<Workload>[] = [
      { ...all, trafficPattern: 'variable' },
      { ...all, trafficPattern: 'steady' },
      { ...all, trafficPredictable: false },
      { ...all, coldStarts: 'acceptable' },
    ];
    for (const stated of without) expect(explained(stated).choice?.scaling).not.toBe('provisioned-concurrency');
  });

  it('is paid for while it is warm, so zero is a condition', () => {
    const warm = { ...quiet, trafficPredictable: true, coldStarts: 'unacceptable', requiresScaleToZero: true } as const;
    const { choice, warnings } = explained(warm);
    expect(choice).toMatchObject({ scaling: 'provisioned-concurrency', conditional: true });
    expect(codesOf(warnings)).toContain('warm-capacity-is-not-zero');
  });

  it('goes to zero by itself', () => {
    const answer = explained({ ...quiet, requiresScaleToZero: true });
    expect(answer.choice).toMatchObject({ option: 'serverless', scaling: 'on-demand', conditional: false });
  });
});

describe('scaling to zero on real-time inference', () => {
  it.each([
    ['a single-model endpoint', { responseTimeSeconds: 5, requiresGpu: true, coldStarts: 'acceptable' }],
    ['an inference pipeline', { containerCount: 2, containerInvocation: 'serial' }],
  ] as const)('is not to be had with %s', (_what, stated) => {
    expect(ruledOutBy(explained({ ...stated, requiresScaleToZero: true }), 'real-time')).toContain(
      'scale-to-zero-not-supported',
    );
  });
});
