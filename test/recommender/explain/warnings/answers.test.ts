import { describe, expect, it } from 'vitest';
import { recommend } from '../../../../src/recommender/index.ts';
import { codesOf } from '../../../support/reading.ts';
import { workload } from '../../../support/workloads.ts';
import { PRICES } from '../../costs/support.ts';
import { optionFor, told, warned } from './told.ts';

const variable = { trafficPattern: 'variable' } as const;

describe('a request of 50 s and more', () => {
  it.each([
    ['real-time', variable],
    ['serverless', { trafficPattern: 'intermittent' }],
  ] as const)(
    'needs a socket timeout of 70 s in the client on %s: a warning at 50 s, none at 49.9 s',
    (option, traffic) => {
      expect(optionFor({ ...traffic, processingTimeSeconds: 50 })).toBe(option);
      const slow = warned('client-timeout-too-short', { ...traffic, processingTimeSeconds: 50 });
      expect(slow).toMatchObject({ asked: 50, allowed: 70 });
      expect(warned('client-timeout-too-short', { ...traffic, processingTimeSeconds: 49.9 })).toBeUndefined();
    },
  );

  it('needs none with streaming, nor behind a queue', () => {
    const streamed = { ...variable, requiresStreaming: 'response', processingTimeSeconds: 55 } as const;
    expect(warned('client-timeout-too-short', streamed)).toBeUndefined();
    const queued = { ...variable, payloadSizeMB: 500, processingTimeSeconds: 55 };
    expect(optionFor(queued)).toBe('asynchronous');
    expect(warned('client-timeout-too-short', queued)).toBeUndefined();
  });
});

describe('a request over 60 s that fits only as a stream', () => {
  it('is a warning at 60.1 s, not at 60 s, and not where it need not stream', () => {
    const streamed = (processingTimeSeconds: number) =>
      ({ requiresStreaming: 'response', processingTimeSeconds }) as const;
    expect(warned('only-streaming-has-time', streamed(60.1))).toMatchObject({ asked: 60.1, allowed: 60 });
    expect(warned('only-streaming-has-time', streamed(60))).toBeUndefined();
    expect(warned('only-streaming-has-time', { processingTimeSeconds: 60.1 })).toBeUndefined();
  });
});

describe('a model that takes almost all the time that there is', () => {
  it('is a warning at 1.81 s of 2 s, not at 1.8 s', () => {
    const needed = { ...variable, responseTimeSeconds: 2 };
    const late = warned('response-time-without-margin', { ...needed, processingTimeSeconds: 1.81 });
    expect(late).toMatchObject({ asked: 1.81, allowed: 2 });
    expect(warned('response-time-without-margin', { ...needed, processingTimeSeconds: 1.8 })).toBeUndefined();
  });

  it('is none with streaming, nor for a dataset', () => {
    const tight = { responseTimeSeconds: 100, processingTimeSeconds: 99 } as const;
    expect(warned('response-time-without-margin', tight)).toBeDefined();
    expect(warned('response-time-without-margin', { ...tight, requiresStreaming: 'response' })).toBeUndefined();
    expect(warned('response-time-without-margin', { ...tight, trafficPattern: 'dataset' })).toBeUndefined();
  });
});

const behindGateway = { trafficPattern: 'variable', callerTimeoutSeconds: 29 } as const;

describe('a request that only just fits into the connection of 29 s', () => {
  it('is a warning at 26.2 s, not at 26.1 s', () => {
    const near = warned('caller-timeout-near', { ...behindGateway, processingTimeSeconds: 26.2 });
    expect(near).toMatchObject({ asked: 26.2, allowed: 29 });
    expect(near?.source?.url).toContain('apigateway');
    expect(warned('caller-timeout-near', { ...behindGateway, processingTimeSeconds: 26.1 })).toBeUndefined();
  });

  it('is the condition of the choice beyond 29 s, said once', () => {
    const { warnings } = told({ ...behindGateway, responseTimeSeconds: 45, processingTimeSeconds: 29.1 });
    expect(codesOf(warnings)).toEqual(['caller-timeout-shorter']);
  });

  it('is none with streaming, for a dataset, nor behind a queue', () => {
    const tight = { ...behindGateway, processingTimeSeconds: 28 } as const;
    expect(warned('caller-timeout-near', { ...tight, requiresStreaming: 'response' })).toBeUndefined();
    expect(
      warned('caller-timeout-near', { ...tight, trafficPattern: 'dataset', datasetRunsPerMonth: 8760 }),
    ).toBeUndefined();
    expect(warned('caller-timeout-near', { ...tight, payloadSizeMB: 500 })).toBeUndefined();
  });
});

describe('an answer that may come after 29 s', () => {
  it('is a warning at 29.1 s of response time where nobody said how long a request takes, not at 29 s', () => {
    const late = warned('caller-timeout-shorter-than-need', { ...behindGateway, responseTimeSeconds: 29.1 });
    expect(late).toMatchObject({ asked: 29.1, allowed: 29 });
    expect(warned('caller-timeout-shorter-than-need', { ...behindGateway, responseTimeSeconds: 29 })).toBeUndefined();
  });

  it('is none where a request is known to take 2 s, with streaming, or for a dataset', () => {
    const open = { ...behindGateway, responseTimeSeconds: 45 } as const;
    expect(warned('caller-timeout-shorter-than-need', { ...open, processingTimeSeconds: 2 })).toBeUndefined();
    expect(warned('caller-timeout-shorter-than-need', { ...open, requiresStreaming: 'response' })).toBeUndefined();
    expect(warned('caller-timeout-shorter-than-need', { ...open, trafficPattern: 'dataset' })).toBeUndefined();
    expect(warned('caller-timeout-shorter-than-need', behindGateway)).toBeUndefined();
  });
});

describe('a stream', () => {
  it('longer than the connection of 29 s is cut off: a warning at 29.1 s, not at 29 s', () => {
    const stream = (processingTimeSeconds: number) =>
      ({ ...behindGateway, requiresStreaming: 'response', processingTimeSeconds }) as const;
    expect(warned('stream-longer-than-connection', stream(29.1))).toMatchObject({ asked: 29.1, allowed: 29 });
    expect(warned('stream-longer-than-connection', stream(29))).toBeUndefined();
  });

  it('of unknown length, or on a connection of unknown length, is no warning', () => {
    const { callerTimeoutSeconds: _unknown, ...open } = behindGateway;
    const streaming = { requiresStreaming: 'response' } as const;
    expect(warned('stream-longer-than-connection', { ...behindGateway, ...streaming })).toBeUndefined();
    expect(
      warned('stream-longer-than-connection', { ...open, ...streaming, processingTimeSeconds: 45 }),
    ).toBeUndefined();
  });
});

describe('an asynchronous answer', () => {
  const queued = { trafficPattern: 'variable', payloadSizeMB: 500 } as const;

  it('is left in S3 after the caller of 29 s has gone, which is a warning, with and without a response time', () => {
    expect(optionFor({ ...queued, callerTimeoutSeconds: 29 })).toBe('asynchronous');
    expect(warned('answer-after-connection', { ...queued, callerTimeoutSeconds: 29 })?.text).toContain(
      'Poll S3 for the result',
    );
    const due = { ...queued, callerTimeoutSeconds: 29, responseTimeSeconds: 900 };
    expect(warned('answer-after-connection', due)).toMatchObject({ asked: 29, allowed: 900 });
  });

  it('is no warning where the connection holds for all of 900 s, nor where nothing is said of one', () => {
    const held = { ...queued, callerTimeoutSeconds: 900, responseTimeSeconds: 900 };
    expect(warned('answer-after-connection', held)).toBeUndefined();
    expect(warned('answer-after-connection', queued)).toBeUndefined();
  });

  it('is no warning for a dataset', () => {
    const scheduled = {
      trafficPattern: 'dataset',
      datasetRunsPerMonth: 8760,
      payloadSizeMB: 500,
      callerTimeoutSeconds: 29,
    } as const;
    expect(optionFor(scheduled)).toBe('asynchronous');
    expect(warned('answer-after-connection', scheduled)).toBeUndefined();
  });
});

describe('a cold start against an answer that is due soon', () => {
  const gaps = { trafficPattern: 'intermittent' } as const;

  it('is a warning at 9.9 s, not at 10 s', () => {
    expect(told({ ...gaps, responseTimeSeconds: 9.9 }).chosen).toBe('serverless/single-model/on-demand');
    expect(warned('cold-start-against-response-time', { ...gaps, responseTimeSeconds: 9.9 })?.asked).toBe(9.9);
    expect(warned('cold-start-against-response-time', { ...gaps, responseTimeSeconds: 10 })).toBeUndefined();
  });

  it('is none where cold starts were said to be acceptable, and none where capacity is kept warm', () => {
    const soon = { ...gaps, responseTimeSeconds: 2 } as const;
    expect(warned('cold-start-against-response-time', { ...soon, coldStarts: 'acceptable' })).toBeUndefined();
    const warm = { ...gaps, responseTimeSeconds: 0.5, trafficPredictable: true } as const;
    expect(told(warm).chosen).toBe('serverless/single-model/provisioned-concurrency');
    expect(warned('cold-start-against-response-time', warm)).toBeUndefined();
  });

  it('is none where no response time is stated, nor in real time', () => {
    expect(warned('cold-start-against-response-time', gaps)).toBeUndefined();
    expect(
      warned('cold-start-against-response-time', { trafficPattern: 'variable', responseTimeSeconds: 2 }),
    ).toBeUndefined();
  });
});

describe('inference components at zero', () => {
  const components = { modelCount: 3, modelsScaleIndependently: true, trafficPattern: 'intermittent' } as const;

  it('fail requests while they wake, which is a warning', () => {
    const { choice, warnings } = recommend(workload({ ...components, coldStarts: 'minutes-acceptable' }));
    expect(choice?.scaling).toBe('scale-to-zero');
    expect(codesOf(warnings)).toContain('requests-fail-while-waking');
    expect(codesOf(warnings)).not.toContain('wakes-only-with-policy');
  });

  it('that stay on have none', () => {
    const { choice, warnings } = recommend(workload({ ...components, coldStarts: 'acceptable' }));
    expect(choice?.scaling).toBe('auto-scaling');
    expect(codesOf(warnings)).not.toContain('requests-fail-while-waking');
  });
});

describe('an asynchronous endpoint at zero', () => {
  it('wakes only with a separate policy, which is a warning', () => {
    const { choice, warnings } = recommend(workload({ trafficPattern: 'intermittent', payloadSizeMB: 500 }));
    expect(choice).toMatchObject({ option: 'asynchronous', scaling: 'scale-to-zero' });
    expect(warnings.find(({ code }) => code === 'wakes-only-with-policy')?.text).toContain('HasBacklogWithoutCapacity');
    expect(codesOf(warnings)).not.toContain('requests-fail-while-waking');
  });

  it('that stays on has none', () => {
    const { choice, warnings } = recommend(workload({ trafficPattern: 'variable', payloadSizeMB: 500 }));
    expect(choice).toMatchObject({ option: 'asynchronous', scaling: 'auto-scaling' });
    expect(codesOf(warnings)).not.toContain('wakes-only-with-policy');
  });
});

describe('a cold load', () => {
  it('is a warning on every multi-model endpoint', () => {
    const { choice, warnings } = recommend(workload({ modelCount: 3000, modelsShareContainer: true }));
    expect(choice?.hosting).toBe('multi-model');
    expect(warnings.find(({ code }) => code === 'cold-load-takes-seconds')?.text).toContain('S3');
  });

  it.each([
    ['a multi-container endpoint, whose containers stay loaded', { modelCount: 3, containerCount: 3 }],
    ['inference components', { modelCount: 3, modelsScaleIndependently: true }],
    ['one model', { modelCount: 1 }],
  ])('is none on %s', (_what, stated) => {
    expect(codesOf(recommend(workload(stated)).warnings)).not.toContain('cold-load-takes-seconds');
  });
});

describe('one instance in production', () => {
  const direct = { trafficPattern: 'variable', responseTimeSeconds: 0.5 } as const;

  it('is a warning where one is said to be enough, not where two are wanted or nothing is said', () => {
    expect(warned('one-instance-in-production', { ...direct, availability: 'single-instance' })?.allowed).toBe(1);
    expect(warned('one-instance-in-production', { ...direct, availability: 'multi-az' })).toBeUndefined();
    expect(warned('one-instance-in-production', direct)).toBeUndefined();
  });

  it('is a warning where one ml.m5.xlarge does all of 28 requests per second, not where 28.1 need a second one', () => {
    const peak = (peakRequestsPerSecond: number) =>
      ({ ...direct, processingTimeSeconds: 0.1, peakRequestsPerSecond, instanceType: 'ml.m5.xlarge' }) as const;
    expect(warned('one-instance-in-production', peak(28), PRICES)).toMatchObject({ asked: 28, allowed: 1 });
    expect(warned('one-instance-in-production', peak(28.1), PRICES)).toBeUndefined();
    expect(warned('one-instance-in-production', peak(0), PRICES)).toBeUndefined();
  });

  it('is a warning where one does all of 4,000,000 requests per month, as it is where a peak says so', () => {
    const month = { ...direct, processingTimeSeconds: 0.08, monthlyRequests: 4_000_000, modelSizeGB: 1 } as const;
    expect(warned('one-instance-in-production', month, PRICES)?.text).toMatch(
      /^Run at least 2 instances in production: the estimate has one,/,
    );
    expect(warned('one-instance-in-production', month, PRICES)).not.toHaveProperty('asked');
    expect(warned('one-instance-in-production', { ...month, monthlyRequests: 400_000_000 }, PRICES)).toBeUndefined();
    expect(warned('one-instance-in-production', { ...month, availability: 'multi-az' }, PRICES)).toBeUndefined();
  });

  it('is a warning from 730 requests per month on, one an hour, and only where it is estimated that one is enough', () => {
    const month = (monthlyRequests: number) => ({ ...direct, processingTimeSeconds: 0.1, monthlyRequests }) as const;
    expect(warned('one-instance-in-production', month(730), PRICES)).toBeDefined();
    expect(warned('one-instance-in-production', month(729), PRICES)).toBeUndefined();
    const { processingTimeSeconds: _unknown, ...endless } = month(730);
    expect(warned('one-instance-in-production', endless, PRICES)).toBeUndefined();
  });

  it('is none behind a queue, on copies that go to zero, without servers, nor for a dataset', () => {
    const single = { availability: 'single-instance' } as const;
    expect(told({ ...single, payloadSizeMB: 500 }).chosen).toContain('asynchronous');
    expect(warned('one-instance-in-production', { ...single, payloadSizeMB: 500 })).toBeUndefined();
    const zero = {
      ...single,
      trafficPattern: 'intermittent',
      coldStarts: 'minutes-acceptable',
      requiresGpu: true,
      responseTimeSeconds: 5,
    } as const;
    expect(told(zero).chosen).toBe('real-time/inference-components/scale-to-zero');
    expect(warned('one-instance-in-production', zero)).toBeUndefined();
    expect(warned('one-instance-in-production', { ...single, trafficPattern: 'intermittent' })).toBeUndefined();
    const stored = { ...single, trafficPattern: 'dataset', requiresMultipleVariants: true } as const;
    expect(told(stored).chosen).toContain('real-time');
    expect(warned('one-instance-in-production', stored)).toBeUndefined();
  });
});
