import { describe, expect, it } from 'vitest';
import { busyHours } from '../../src/deploy/parts/schedule.ts';
import type { Workload } from '../../src/recommender/index.ts';
import { explained, surely } from '../support/answers.ts';
import { at, list } from '../support/deploy-rules/rule.ts';
import { workload } from '../support/workloads.ts';
import { deployed } from './cases.ts';

const hours = (stated: Partial<Workload>) => busyHours(workload(stated));

describe('the busy hours as cron expressions', () => {
  it('start 15 min before 08:30 and end 9 hours after it, Monday to Friday', () => {
    expect(hours({ busyFrom: '08:30', busyHoursPerDay: 9, busyDaysPerWeek: 5 })).toEqual({
      start: 'cron(15 8 ? * MON-FRI *)',
      end: 'cron(30 17 ? * MON-FRI *)',
    });
  });

  it('begin on the day before where they start at midnight, and end on the next where they pass it', () => {
    expect(hours({ busyFrom: '00:00', busyHoursPerDay: 6, busyDaysPerWeek: 5 })?.start).toBe(
      'cron(45 23 ? * SUN-THU *)',
    );
    expect(hours({ busyFrom: '20:00', busyHoursPerDay: 8, busyDaysPerWeek: 5 })?.end).toBe('cron(0 4 ? * TUE-SAT *)');
  });

  it('run from Monday 22:00 to Saturday 22:00 where five days are busy around the clock from 22:00', () => {
    expect(hours({ busyFrom: '22:00', busyHoursPerDay: 24, busyDaysPerWeek: 5 })).toEqual({
      start: 'cron(45 21 ? * MON *)',
      end: 'cron(0 22 ? * SAT *)',
    });
    expect(hours({ busyHoursPerDay: 24, busyDaysPerWeek: 5 })?.start).toBe('cron(45 23 ? * SUN *)');
  });

  it('are none where 6 min are left between two days, nor without a start', () => {
    expect(hours({ busyFrom: '00:00', busyHoursPerDay: 23.9 })).toBeUndefined();
    expect(hours({ busyHoursPerDay: 9 })).toBeUndefined();
  });
});

// biome-ignore format: a fixture in few lines.
const VARIES = { trafficPattern: 'variable', trafficPredictable: true, peakRequestsPerSecond: 100, processingTimeSeconds: 0.1, responseTimeSeconds: 1,
  modelSizeGB: 1, requiresVpc: true } as const;

function templateOf(stated: Partial<Workload>) {
  const recommendation = surely({ ...VARIES, ...stated });
  const deployment = deployed({ ...VARIES, ...stated });
  const actions = list(deployment.template.Resources['Target']?.Properties['ScheduledActions']);
  return { deployment, actions, recommendation };
}

describe('the scheduled actions of an endpoint', () => {
  it('raise the minimum in the stated hours and time zone, and the bill pays for what they keep on', () => {
    const office = { busyFrom: '08:30', busyHoursPerDay: 9, busyDaysPerWeek: 5, timeZone: 'Europe/Berlin' } as const;
    const { deployment, actions, recommendation } = templateOf(office);
    const { RaiseMinimumSchedule, TimeZone } = deployment.template.Parameters;
    expect(actions.map((action) => at(action, 'ScalableTargetAction', 'MinCapacity'))).toEqual([
      recommendation.choice?.instance?.busyMin,
      recommendation.choice?.instance?.min,
    ]);
    expect([RaiseMinimumSchedule?.Default, TimeZone?.Default]).toEqual(['cron(15 8 ? * MON-FRI *)', 'Europe/Berlin']);
    const unscheduled = templateOf({ ...office, trafficPredictable: false });
    const hoursOf = ({ costs }: typeof recommendation) => costs[0]?.components[0]?.monthlyQuantity ?? 0;
    expect(unscheduled.actions).toEqual([]);
    expect(hoursOf(recommendation)).toBeGreaterThan(hoursOf(unscheduled.recommendation));
  });

  it('ask when they are due where nobody said it', () => {
    const { deployment } = templateOf({});
    expect(deployment.template.Parameters['RaiseMinimumSchedule']?.Default).toBeUndefined();
  });

  it('are none where 6 min are left between two days, and nobody is told of any', () => {
    const { actions, recommendation } = templateOf({ busyFrom: '00:00', busyHoursPerDay: 23.9 });
    expect(actions).toEqual([]);
    expect(recommendation.rationale.map(({ code }) => code)).not.toContain('schedule-before-peaks');
  });
});

describe('what scaling keeps to', () => {
  it('is 70 % of what an instance takes in a minute: 2 at once of 100 ms are 840 requests', () => {
    const { deployment } = templateOf({ instanceType: 'ml.c6i.large' });
    const policy = deployment.template.Resources['LoadPolicy']?.Properties['TargetTrackingScalingPolicyConfiguration'];
    expect(at(policy, 'TargetValue')).toBe(2 * 0.7 * (60 / 0.1));
  });

  it('is never less than one request in progress: one GPU that works on one takes one', () => {
    // biome-ignore format: a fixture in few lines.
    const long = { trafficPattern: 'variable', processingTimeSeconds: 30, responseTimeSeconds: 40, requiresGpu: true } as const;
    // biome-ignore format: a fixture in few lines.
    const { deployment } = templateOf({ ...long, trafficPredictable: false, peakRequestsPerSecond: 0.2, modelSizeGB: 8 });
    const policy = deployment.template.Resources['LoadPolicy']?.Properties['TargetTrackingScalingPolicyConfiguration'];
    expect(at(policy, 'TargetValue')).toBe(1);
  });

  it('is at least as much backlog as an instance works on at once, since that counts as well', () => {
    // biome-ignore format: a fixture in few lines.
    const queued = { trafficPattern: 'intermittent', coldStarts: 'minutes-acceptable', requiresScaleToZero: true, modelId: 'mixtral-8x7b',
      modelPrecisionBits: 4, payloadSizeMB: 50, responseTimeSeconds: 3600, concurrentRequests: 4, inputTokens: 500, outputTokens: 300 } as const;
    const { EndpointConfig, BacklogPolicy } = deployed(queued, { option: 'asynchronous' }).template.Resources;
    const atOnce = at(
      EndpointConfig?.Properties,
      'AsyncInferenceConfig',
      'ClientConfig',
      'MaxConcurrentInvocationsPerInstance',
    );
    const target = at(BacklogPolicy?.Properties, 'TargetTrackingScalingPolicyConfiguration', 'TargetValue');
    expect(Number(atOnce)).toBeGreaterThan(5);
    expect(Number(target)).toBeGreaterThanOrEqual(Number(atOnce));
  });

  it('is no more than memory holds where no tokens are given', () => {
    // biome-ignore format: a fixture in few lines.
    const chat = { modelId: 'deepseek-r1', concurrentRequests: 16, requiresStreaming: 'response', contextTokens: 32_768 } as const;
    const stated = { ...chat, region: 'us-east-2' } as const;
    const [, held] = /holds up to ([\d,]+)/.exec(explained(stated).choice?.instance?.holds ?? '') ?? [];
    const policy = deployed(stated, { option: 'real-time' }).template.Resources['LoadPolicy']?.Properties[
      'TargetTrackingScalingPolicyConfiguration'
    ];
    expect(Number(at(policy, 'TargetValue'))).toBeLessThanOrEqual(Number(held));
  });
});
