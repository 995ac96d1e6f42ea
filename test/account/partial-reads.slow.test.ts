import { describe, expect, it } from 'vitest';
import { readRegion } from '../../src/account/aws/read-account.ts';
import { rank } from '../../src/account/rank.ts';
import type { Faults, World } from '../support/aws/world.ts';
import { asynchronous, NOW, realTime, VARIANT, worldOf } from './support/seeded.ts';
import { readingOf, serveAws } from './support/serve-aws.ts';

// What could be read only in part, with the real SDK against the double of AWS.

const REGION = 'us-east-1';

async function audit(world: World, faults: Faults) {
  await serveAws({ [REGION]: world }, faults);
  const region = await readRegion(REGION, readingOf());
  if (!region.ok) throw new Error(region.text);
  const { lines, account } = rank([region.read], region.incomplete);
  const endpoint = (name: string) => {
    const line = lines.find((one) => one.name === name);
    if (line?.kind !== 'endpoint') throw new Error(`No endpoint ${name}`);
    // Old generations are found in a configuration alone.
    const codes = line.findings.flatMap(({ code }) => (code === 'old-generation' ? [] : [code]));
    return { ...line, codes };
  };
  return { lines, endpoint, incomplete: account.incomplete.map(({ why }) => why) };
}

const listOf = <Item>(count: number, item: (at: number) => Item): Item[] =>
  Array.from({ length: count }, (_, at) => item(at));

describe('a list that breaks off after its first page', () => {
  const elsewhere = (at: number) => ({
    ResourceId: `endpoint/other-${at}/variant/${VARIANT}`,
    ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
  });
  /** First pages full of what belongs to others. */
  const others = {
    targets: listOf(50, (at) => ({ ...elsewhere(at), MinCapacity: 1, MaxCapacity: 2 })),
    policies: listOf(10, (at) => ({ ...elsewhere(at), PolicyName: `other-${at}` })),
    alarms: listOf(100, (at) => ({ AlarmName: `other-${at}` })),
  };
  const wakeUp = { PolicyType: 'StepScaling', Alarms: [{ AlarmName: 'wake-up' }] };
  const wakeUpAlarm = { AlarmName: 'wake-up', MetricName: 'HasBacklogWithoutCapacity', StateValue: 'OK' };
  const scans = asynchronous({ name: 'scans', scales: [0, 2], policies: [wakeUp], alarms: [wakeUpAlarm] });
  const world = worldOf(others, scans);

  it('has everything on its second page where nothing is denied: scans from 0 to 2, woken by an alarm', async () => {
    const { endpoint, incomplete } = await audit(world, {});
    expect(endpoint('scans').runs).toMatchObject({ min: 0, max: 2, scaling: 'scale-to-zero' });
    expect([endpoint('scans').codes, incomplete]).toEqual([[], []]);
  });

  it.each([
    ['application-autoscaling:DescribeScalableTargets', { min: null, max: null, scaling: null }],
    ['application-autoscaling:DescribeScalingPolicies', { min: 0, max: 2 }],
    ['cloudwatch:DescribeAlarms', { min: 0, max: 2 }],
  ])('of %s is not known, so nothing is found and the gap is told', async (action, runs) => {
    const { endpoint, incomplete } = await audit(world, { deniedFromPage2: [action] });
    expect(endpoint('scans').runs).toMatchObject(runs);
    expect(endpoint('scans').codes).toEqual([]);
    const { saving, likely } = endpoint('scans');
    expect((saving ?? likely) === null).toBe(runs.min === null);
    expect(incomplete).toEqual([`Access denied. It needs ${action}.`]);
  });

  it('of 101 inference components is not 100 components', async () => {
    const shared = realTime({ name: 'shared', variant: { ModelName: undefined } });
    const components = listOf(101, (at) => ({
      InferenceComponentName: `model-${at}`,
      EndpointName: 'shared',
      CreationTime: new Date(NOW),
      Specification: { ModelName: 'shared-model' },
    }));
    const faults = { deniedFromPage2: ['sagemaker:ListInferenceComponents'] };
    const { endpoint, incomplete } = await audit(worldOf(shared, { components }), faults);
    expect(endpoint('shared').runs).toMatchObject({ hosting: 'inference-components', components: null });
    expect(endpoint('shared').workload.modelCount).toBeUndefined();
    expect(incomplete).toEqual(['Access denied. It needs sagemaker:ListInferenceComponents.']);
  });

  it('of 101 endpoints gives the 100 that came, and says that the rest is missing', async () => {
    const endpoints = listOf(101, (at) => ({ EndpointName: `many-${at}`, CreationTime: new Date(NOW) }));
    const { lines, incomplete } = await audit({ endpoints }, { deniedFromPage2: ['sagemaker:ListEndpoints'] });
    expect(lines).toHaveLength(100);
    expect(incomplete).toEqual(['Access denied. It needs sagemaker:ListEndpoints.']);
  });

  it('of 101 runs of a job gives the job, and says that the rest is missing', async () => {
    const jobs = listOf(101, (at) => ({
      TransformJobName: `scores-${at}`,
      CreationTime: new Date(NOW - at * 3_600_000),
    }));
    const { lines, incomplete } = await audit({ jobs }, { deniedFromPage2: ['sagemaker:ListTransformJobs'] });
    expect(lines.map(({ name }) => name)).toEqual(['scores']);
    expect(incomplete).toEqual(['Access denied. It needs sagemaker:ListTransformJobs.']);
  });
});

it('counts no components where one of 3 could not be described', async () => {
  const shared = realTime({ name: 'shared', variant: { ModelName: undefined } });
  const component = (at: number, Specification: object) => ({
    InferenceComponentName: `model-${at}`,
    EndpointName: 'shared',
    CreationTime: new Date(NOW),
    Specification,
  });
  const components = [
    component(0, { ModelName: 'shared-model', ComputeResourceRequirements: { MinMemoryRequiredInMb: 1024 } }),
    component(1, { BaseInferenceComponentName: 'model-0' }),
    component(2, { ComputeResourceRequirements: 'unreadable' }),
  ];
  const { endpoint } = await audit(worldOf(shared, { components }), {});
  const { workload, runs } = endpoint('shared');
  expect(runs.components).toBe(3);
  expect([workload.modelCount, workload.modelAdapters, workload.modelSizeGB]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

describe('a metric that CloudWatch could not give in whole', () => {
  const policies = [
    {
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance' },
      },
    },
  ];
  const world = worldOf(realTime({ name: 'fraud', scales: [1, 4], policies }));

  it.each(['InternalError', 'PartialData', 'Forbidden'])(
    'as %s is not one that was never published',
    async (status) => {
      const { endpoint, incomplete } = await audit(world, { statuses: { InvocationsPerInstance: status } });
      expect(endpoint('fraud').codes).toEqual([]);
      expect(incomplete).toEqual([`CloudWatch didn't return all of InvocationsPerInstance (${status}).`]);
    },
  );

  it('leaves traffic, and so the saving, not known where Invocations is missing', async () => {
    const { endpoint } = await audit(world, { statuses: { Invocations: 'InternalError' } });
    expect(endpoint('fraud').workload.monthlyRequests).toBeUndefined();
    expect(endpoint('fraud').saving).toBeNull();
  });

  it('calls no queue idle where its processed requests are missing and its backlog is 0', async () => {
    const part = asynchronous({ name: 'scans', scales: [0, 2], backlog: 0 });
    const statuses = { InvocationsProcessed: 'InternalError' };
    const { endpoint } = await audit(worldOf(part), { statuses });
    expect(endpoint('scans').codes).not.toContain('idle');
  });
});
