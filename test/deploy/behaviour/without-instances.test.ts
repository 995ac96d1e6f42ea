import { describe, expect, it } from 'vitest';
import type { Load } from '../../support/oracle/load.ts';
import { simulate } from '../../support/oracle/simulate.ts';
import { changed, JOB, LOAD, SERVERLESS } from './templates.ts';

// biome-ignore format: a fixture in few lines.
const OFFICE: Load = { ...LOAD, secondsPerRequest: 0.2, atOnce: 4, requestsPerSecond: 20, busyFrom: '09:00', timeZone: 'Europe/Berlin' };

const behaviour = (template: string, stated: Partial<Load> = {}) =>
  simulate(template, { ...OFFICE, ...stated }).behaviour;

describe('a serverless endpoint that schedules keep warm from 08:45 to 18:00', () => {
  const first = (template: string, stated: Partial<Load> = {}) =>
    behaviour(template, stated).firstAnswerAfterIdleSeconds;

  // biome-ignore format: one case a line.
  it.each([
    ['has no cold start at 09:00', SERVERLESS, 0.2],
    ['has one where it is made warm at 09:15', changed(SERVERLESS, 'cron(45 8', 'cron(15 9'), null],
    ['has one where it is no longer warm at 08:50', changed(SERVERLESS, 'cron(0 18', 'cron(50 8'), null],
    ['has one where the schedule is in another time zone', changed(SERVERLESS, 'Europe/Berlin', 'UTC'), null],
    ['has one where both schedules take the capacity away', changed(SERVERLESS, '${Warm.Endp', '${Idle.Endp'), null],
    ['has no cold start where the schedules are left to the team', changed(SERVERLESS, 'cron(45 8 ? * MON-FRI *)', '!Ref When'), 0.2],
  ])('%s', (_, template, seconds) => {
    expect(first(template)).toBe(seconds);
  });

  it('takes the scheduled hours for the busy ones where nobody stated these', () => {
    expect(first(SERVERLESS, { busyFrom: undefined })).toBe(0.2);
  });

  it('says how many requests find warm capacity: 4', () => {
    expect(behaviour(SERVERLESS).basis[0]).toBe(
      'The first 4 requests at once find warm capacity in the scheduled hours; others have a cold start.',
    );
  });

  it('has a cold start without figure where nothing is provisioned', () => {
    const cold = behaviour(changed(SERVERLESS, 'ProvisionedConcurrency: 4', 'ProvisionedConcurrency: 0'));
    expect(cold.firstAnswerAfterIdleSeconds).toBeNull();
    expect(cold.basis[0]).toBe('AWS gives no figure for a cold start.');
  });

  it('holds 6 at once / 200 ms = 30 requests per second, and 31 not', () => {
    expect(behaviour(SERVERLESS, { requestsPerSecond: 30 })).toMatchObject({
      maxRequestsPerSecond: 30,
      peakReachedAfterSeconds: 0,
    });
    expect(behaviour(SERVERLESS, { requestsPerSecond: 31 }).peakReachedAfterSeconds).toBeNull();
  });
});

describe('a job of 3 instances', () => {
  it('scores 3 x 4 / 200 ms = 60 records per second, 300 s after its start, and ends by itself', () => {
    expect(behaviour(JOB)).toMatchObject({
      firstAnswerAfterIdleSeconds: null,
      zeroAfterSeconds: null,
      maxRequestsPerSecond: 60,
      peakReachedAfterSeconds: null,
    });
    expect(behaviour(JOB).basis).toContain('Assumed: it reads its first record 300 s after its start.');
  });

  it('scores half of them where an instance has 2 in work', () => {
    const two = changed(JOB, '"MaxPayloadInMB": 6', '"MaxConcurrentTransforms": 2');
    expect(behaviour(two).maxRequestsPerSecond).toBe(30);
  });
});
