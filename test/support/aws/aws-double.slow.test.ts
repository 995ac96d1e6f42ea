import {
  ApplicationAutoScalingClient,
  DescribeScalingPoliciesCommand,
  paginateDescribeScalingPolicies,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  DeleteEndpointCommand,
  DescribeModelCommand,
  ListEndpointsCommand,
  paginateListEndpoints,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AwsDouble, startAwsDouble } from './aws-double.ts';
import { HOUR_MS, type World } from './world.ts';

const NOW = Date.UTC(2026, 10, 26);
const DAY_MS = 24 * HOUR_MS;
const named = (number: number): string => `endpoint-${String(number).padStart(2, '0')}`;
const variant = { EndpointName: 'endpoint-00', VariantName: 'AllTraffic' };
const resource = { ResourceId: 'endpoint/endpoint-00/variant/AllTraffic' };
const dimension = { ScalableDimension: 'sagemaker:variant:DesiredInstanceCount' };

const WORLD: World = {
  endpoints: Array.from({ length: 25 }, (_, number) => ({
    EndpointName: named(number),
    EndpointConfigName: 'config',
    CreationTime: new Date(NOW - (100 - number) * DAY_MS),
  })),
  models: [{ ModelName: 'model', PrimaryContainer: { Image: 'image' } }],
  policies: Array.from({ length: 12 }, (_, number) => ({ PolicyName: `policy-${number}`, ...resource, ...dimension })),
  series: [
    {
      namespace: 'AWS/SageMaker',
      metric: 'Invocations',
      dimensions: variant,
      at: (hour) => (hour % 24 === 9 ? [[1, 120]] : [[0, 1]]),
    },
  ],
};

const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' };
const dayAgo = new Date(NOW - DAY_MS);

describe('the double of AWS', () => {
  let double: AwsDouble;
  let shared: { region: string; endpoint: string; credentials: typeof credentials; maxAttempts: number };
  let sagemaker: SageMakerClient;
  let cloudwatch: CloudWatchClient;
  let scaling: ApplicationAutoScalingClient;

  beforeAll(async () => {
    double = await startAwsDouble({ 'eu-west-1': WORLD }, { now: NOW });
    shared = { region: 'eu-west-1', endpoint: double.url, credentials, maxAttempts: 1 };
    sagemaker = new SageMakerClient(shared);
    cloudwatch = new CloudWatchClient(shared);
    scaling = new ApplicationAutoScalingClient(shared);
  });
  beforeEach(() => double.misbehave({}));
  afterAll(() => double.close());

  /** One metric over a day, or since `start`. */
  async function ask(
    metric: string,
    stat: string,
    period: number,
    more: { start?: Date; dimensions?: Record<string, string>; unit?: 'Count'; most?: number } = {},
  ) {
    const dimensions = Object.entries(more.dimensions ?? variant).map(([Name, Value]) => ({ Name, Value }));
    const Metric = { Namespace: 'AWS/SageMaker', MetricName: metric, Dimensions: dimensions };
    const MetricStat = { Metric, Period: period, Stat: stat, ...(more.unit && { Unit: more.unit }) };
    const answer = await cloudwatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: [{ Id: 'q', MetricStat }],
        StartTime: more.start ?? dayAgo,
        EndTime: new Date(NOW),
        ScanBy: 'TimestampAscending',
        MaxDatapoints: more.most,
      }),
    );
    return { ...answer.MetricDataResults?.[0], next: answer.NextToken };
  }

  it('lists 10 endpoints to a page, the newest first, and refuses a page of 101', async () => {
    const first = await sagemaker.send(new ListEndpointsCommand({}));
    expect(first.Endpoints).toHaveLength(10);
    expect(first.Endpoints?.[0]?.EndpointName).toBe('endpoint-24');
    expect(first.Endpoints?.[0]?.CreationTime).toEqual(new Date(NOW - 76 * DAY_MS));
    const all: unknown[] = [];
    for await (const page of paginateListEndpoints({ client: sagemaker }, { SortBy: 'Name', SortOrder: 'Ascending' })) {
      all.push(...(page.Endpoints ?? []).map(({ EndpointName }) => EndpointName));
    }
    expect(all).toEqual(Array.from({ length: 25 }, (_, number) => named(number)));
    const filtered = await sagemaker.send(new ListEndpointsCommand({ NameContains: '-07' }));
    expect(filtered.Endpoints?.map(({ EndpointName }) => EndpointName)).toEqual(['endpoint-07']);
    await expect(sagemaker.send(new ListEndpointsCommand({ MaxResults: 101 }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('less than or equal to 100'),
    });
  });

  it('gives 10 scaling policies to a page and no more, and refuses another namespace', async () => {
    const pages: number[] = [];
    for await (const page of paginateDescribeScalingPolicies({ client: scaling }, { ServiceNamespace: 'sagemaker' })) {
      pages.push(page.ScalingPolicies?.length ?? 0);
    }
    expect(pages).toEqual([10, 2]);
    const others = [
      new DescribeScalingPoliciesCommand({ ServiceNamespace: 'sagemaker', MaxResults: 11 }),
      new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs' }),
    ];
    for (const one of others) await expect(scaling.send(one)).rejects.toThrow();
  });

  it('is empty without an error for other dimensions, another unit, and a period too fine for its age', async () => {
    const empty = [
      await ask('Invocations', 'Sum', 3600, { dimensions: { EndpointName: 'endpoint-00' } }),
      await ask('Invocations', 'Sum', 3600, { unit: 'Count' }),
      await ask('Invocations', 'Sum', 60, { start: new Date(NOW - 16 * DAY_MS) }),
    ];
    expect(empty.map(({ Values, StatusCode }) => [Values, StatusCode])).toEqual(Array(3).fill([[], 'Complete']));
    const swapped = { VariantName: variant.VariantName, EndpointName: variant.EndpointName };
    expect((await ask('Invocations', 'Sum', 86_400, { dimensions: swapped })).Values).toEqual([120]);
  });

  it('cuts an answer at the most datapoints, says PartialData and gives a token', async () => {
    const cut = await ask('Invocations', 'Sum', 300, { most: 100 });
    expect([cut.Values?.length, cut.StatusCode]).toEqual([100, 'PartialData']);
    expect(cut.next).toBeDefined();
  });

  it('refuses 501 queries, an Id that starts with a capital, a period of 90 s and one Id twice', async () => {
    const query = (Id: string, Period = 60) => {
      return { Id, MetricStat: { Metric: { Namespace: 'N', MetricName: 'M' }, Period, Stat: 'Sum' } };
    };
    const refused = [
      Array.from({ length: 501 }, (_, number) => query(`q${number}`)),
      [query('Q')],
      [query('q', 90)],
      [query('q'), query('q')],
    ];
    for (const MetricDataQueries of refused) {
      const asked = new GetMetricDataCommand({ MetricDataQueries, StartTime: dayAgo, EndTime: new Date(NOW) });
      await expect(cloudwatch.send(asked)).rejects.toThrow(/must|Period|not/);
    }
  });

  it('refuses and counts what would change something, a denied action, every third call, and a call without a signature', async () => {
    await expect(sagemaker.send(new DeleteEndpointCommand({ EndpointName: 'endpoint-00' }))).rejects.toThrow();
    expect(double.seen.writes).toEqual(['sagemaker:DeleteEndpoint']);
    double.misbehave({ denied: ['sagemaker:ListEndpoints'] });
    await expect(sagemaker.send(new ListEndpointsCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('not authorized to perform: sagemaker:ListEndpoints'),
    });
    double.misbehave({ throttleEvery: 3 });
    const names = await Promise.all(
      Array.from({ length: 9 }, () =>
        sagemaker.send(new ListEndpointsCommand({})).then(
          () => 'answered',
          (error: Error) => error.name,
        ),
      ),
    );
    expect(names.filter((name) => name === 'ThrottlingException')).toHaveLength(3);
    expect((await fetch(double.url, { method: 'POST' })).status).toBe(403);
  });

  it('never answers an action that hangs, and shows how many calls are in flight', async () => {
    double.misbehave({ hanging: ['sagemaker:DescribeModel'] });
    const calls = () => double.seen.calls.get('sagemaker:DescribeModel') ?? 0;
    const before = calls();
    const patience = new AbortController();
    const sent = { abortSignal: patience.signal };
    const hanging = [0, 1].map(() => sagemaker.send(new DescribeModelCommand({ ModelName: 'model' }), sent));
    await expect.poll(calls).toBe(before + 2);
    patience.abort();
    const ends = await Promise.allSettled(hanging);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(double.seen.mostInFlight.get('eu-west-1')).toBeGreaterThan(1);
  });
});
