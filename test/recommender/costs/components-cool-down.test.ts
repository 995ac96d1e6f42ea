import { describe, expect, it } from 'vitest';
import { recommend, type Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { workload } from '../../support/workloads.ts';

/** One model that is called all through 4 hours of every day, and costs nothing while it sleeps. */
const daily: Partial<Workload> = {
  trafficPattern: 'intermittent',
  busyHoursPerDay: 4,
  monthlyRequests: 100_000,
  processingTimeSeconds: 0.1,
  coldStarts: 'minutes-acceptable',
  requiresScaleToZero: true,
  instanceType: 'ml.m5.xlarge',
};

const hoursOf = (option: string, stated: Partial<Workload>): number | undefined =>
  explained(stated).costs.find((cost) => cost.option === option)?.components[0]?.monthlyQuantity;

const DAYS = 730 / 24;

describe('scaling in', () => {
  it('takes inference components 16 minutes for their copies and 10 for the instances: 4 h 26 min per day', () => {
    expect(hoursOf('real-time', daily)).toBeCloseTo(DAYS * (4 + 26 / 60), 1);
  });

  it('takes a queue 2.5 minutes, where one request is below its target: 4 h 2.5 min per day', () => {
    expect(hoursOf('asynchronous', { ...daily, responseTimeSeconds: 900 })).toBeCloseTo(DAYS * (4 + 2.5 / 60), 1);
  });

  it('brings what a stated peak takes, also to what goes to zero: 2 more ml.m5.xlarge for 2.7 min per day, and for 26 min after it', () => {
    const busier = { ...daily, monthlyRequests: 1_000_000 };
    const peakHours = (0.5 * 1_000_000) / (100 * 3600);
    const more =
      (hoursOf('real-time', { ...busier, peakRequestsPerSecond: 100 }) ?? 0) - (hoursOf('real-time', busier) ?? 0);
    expect(more).toBeCloseTo(2 * (peakHours + DAYS * (26 / 60)), 6);
  });

  it('is said with its minutes', () => {
    const { choice, assumptions } = recommend(workload({ ...daily, modelsScaleIndependently: true, modelCount: 2 }));
    expect(choice).toMatchObject({ hosting: 'inference-components', scaling: 'scale-to-zero' });
    expect(assumptions.find(({ field, text }) => field === 'coldStarts' || /cooldown/.test(text))?.text).toContain(
      'Each wake-up takes 7 min, of which 5 min are billed, and zero comes 26 min after the last answer.',
    );
  });
});
