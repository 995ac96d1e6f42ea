import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../src/deploy/deployment.ts';
import type { Workload } from '../../src/recommender/index.ts';
import { at, list } from '../support/deploy-rules/rule.ts';
import { deployed, example } from './cases.ts';

const realTime = (stated: Partial<Workload>): Deployment => deployed(stated, { option: 'real-time' });

const alarm = ({ template }: Deployment, id: string) => template.Resources[id]?.Properties;

const rollsBackOn = ({ template }: Deployment): unknown[] => {
  const rollback = at(template.Resources['Endpoint'], 'Properties', 'DeploymentConfig', 'AutoRollbackConfiguration');
  return list(at(rollback, 'Fn::If', 1, 'Alarms')).map((named) => at(named, 'AlarmName', 'Ref'));
};

describe('a steady endpoint without requests', () => {
  const CALLED = { trafficPattern: 'steady', modelSizeGB: 1, requiresGpu: false, processingTimeSeconds: 0.1 } as const;
  const steady = (monthlyRequests: number, more: Partial<Workload> = {}) =>
    alarm(realTime({ ...CALLED, monthlyRequests, ...more }), 'NoRequests');

  it.each([
    [50_000_000, 300, '10 min'],
    // 5 min twice have 27 of them, and each of two variants has half.
    [120_000, 900, '30 min'],
    [30_000, 1800, '1 hour'],
  ])('is told after two periods that are never empty: %i per month, %i s', (monthly, period, words) => {
    const raised = steady(monthly);
    expect(raised).toMatchObject({ Period: period, EvaluationPeriods: 2, DatapointsToAlarm: 2 });
    expect(raised?.['AlarmDescription']).toContain(`No request to the endpoint in ${words}, though`);
  });

  it('waits longer where two variants share the requests', () => {
    expect(steady(200_000)).toMatchObject({ Period: 300 });
    expect(steady(200_000, { requiresMultipleVariants: true })).toMatchObject({ Period: 900 });
  });
});

describe('a multi-model endpoint', () => {
  const tenants = (more: Partial<Workload> = {}) => realTime(example('tenant-models', more));

  it('watches how long requests wait for their model where callers have a time', () => {
    const watched = tenants({ responseTimeSeconds: 4 });
    expect(alarm(watched, 'ModelLoading')).toMatchObject({
      MetricName: 'ModelLoadingWaitTime',
      Statistic: 'Average',
      Threshold: 2e6,
    });
    expect(alarm(watched, 'ModelLoading')?.['AlarmDescription']).toMatch(
      /wait over 2 s for their model to load, half of the 4 s .* Take a type with more memory, or /,
    );
    expect(alarm(tenants({ responseTimeSeconds: undefined }), 'ModelLoading')).toBeUndefined();
    expect(alarm(realTime(example('fraud-scoring')), 'ModelLoading')).toBeUndefined();
  });

  it('rolls no update back on a latency that loading makes', () => {
    const watched = tenants({ responseTimeSeconds: 4 });
    expect(alarm(watched, 'Latency')).toBeDefined();
    expect(rollsBackOn(watched)).toEqual(['Errors']);
  });
});

describe('many variants', () => {
  it('roll back on errors, and a note names the alarms that are too many', () => {
    const ten = realTime(example('fraud-scoring', { requiresMultipleVariants: true, variantCount: 7 }));
    expect(rollsBackOn(ten)).toHaveLength(10);
    expect(ten.notes).toContain(
      'An update rolls back on 10 alarms at most: on those of errors, but not on Candidate3Latency, Candidate4Latency, Candidate5Latency or Candidate6Latency.',
    );
  });

  it('have no such note where all alarms count', () => {
    const five = realTime(example('fraud-scoring', { requiresMultipleVariants: true, variantCount: 5 }));
    expect(rollsBackOn(five)).toHaveLength(10);
    expect(five.notes.join(' ')).not.toContain('alarms at most');
  });
});
