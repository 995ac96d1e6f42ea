import { describe, expect, it } from 'vitest';
import { recommend } from '../../../src/recommender/index.ts';
import { codesOf } from '../../support/reading.ts';
import { workload } from '../../support/workloads.ts';

describe('serverless concurrency beyond what a new account starts with', () => {
  const quiet = { trafficPattern: 'intermittent', responseTimeSeconds: 5 } as const;

  it('is a warning for 11 requests at once, not for 10', () => {
    const eleven = recommend(workload({ ...quiet, burstRequests: 11 }));
    expect(eleven.choice?.option).toBe('serverless');
    expect(eleven.warnings.find(({ code }) => code === 'account-concurrency-may-be-lower')).toMatchObject({
      asked: 11,
      allowed: 10,
    });
    const ten = recommend(workload({ ...quiet, burstRequests: 10 }));
    expect(codesOf(ten.warnings)).not.toContain('account-concurrency-may-be-lower');
  });

  it('is none on real-time inference, nor where nothing is said of it', () => {
    const direct = recommend(workload({ trafficPattern: 'variable', responseTimeSeconds: 5, burstRequests: 150 }));
    expect(direct.choice?.option).toBe('real-time');
    expect(codesOf(direct.warnings)).not.toContain('account-concurrency-may-be-lower');
    expect(codesOf(recommend(workload(quiet)).warnings)).not.toContain('account-concurrency-may-be-lower');
  });
});

describe('an endpoint for each model, beyond what an account starts with', () => {
  const each = { payloadSizeMB: 30, modelsShareContainer: true } as const;

  it('is a warning for 5 models on instances, not for 4', () => {
    const five = recommend(workload({ ...each, modelCount: 5 }));
    expect(five.choice).toMatchObject({ option: 'asynchronous', hosting: 'single-model' });
    expect(five.warnings.find(({ code }) => code === 'endpoint-quota-may-be-lower')).toMatchObject({
      asked: 5,
      allowed: '4 instances across its endpoints',
    });
    const four = recommend(workload({ ...each, modelCount: 4 }));
    expect(codesOf(four.warnings)).not.toContain('endpoint-quota-may-be-lower');
  });

  it('is a warning for 6 models on serverless endpoints, not for 5', () => {
    const scheduled = { trafficPattern: 'dataset', datasetRunsPerMonth: 8760 } as const;
    const six = recommend(workload({ ...scheduled, modelCount: 6 }));
    expect(six.choice).toMatchObject({ option: 'serverless', hosting: 'single-model' });
    expect(six.warnings.find(({ code }) => code === 'endpoint-quota-may-be-lower')).toMatchObject({
      asked: 6,
      allowed: '5 endpoints',
    });
    const five = recommend(workload({ ...scheduled, modelCount: 5 }));
    expect(codesOf(five.warnings)).not.toContain('endpoint-quota-may-be-lower');
  });

  it('is none for a job each, nor for models that share an endpoint', () => {
    const jobs = recommend(workload({ trafficPattern: 'dataset', modelCount: 50 }));
    expect(codesOf(jobs.warnings)).not.toContain('endpoint-quota-may-be-lower');
    const shared = recommend(workload({ modelCount: 50, modelsShareContainer: true }));
    expect(codesOf(shared.warnings)).not.toContain('endpoint-quota-may-be-lower');
  });
});
