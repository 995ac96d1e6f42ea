import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  paginateDescribeScalingPolicies,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  DeleteEndpointCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeInferenceComponentCommand,
  DescribeModelCommand,
  DescribeTransformJobCommand,
  ListEndpointsCommand,
  ListInferenceComponentsCommand,
  ListTransformJobsCommand,
  paginateListEndpoints,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { ListServiceQuotasCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
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
  configs: [
    { EndpointConfigName: 'config', ProductionVariants: [{ VariantName: 'AllTraffic', InstanceType: 'ml.m5.large' }] },
  ],
  models: [{ ModelName: 'model', PrimaryContainer: { Image: 'image' } }],
  components: [
    { InferenceComponentName: 'one', EndpointName: 'endpoint-00', CreationTime: new Date(NOW - DAY_MS) },
    { InferenceComponentName: 'two', EndpointName: 'endpoint-01', CreationTime: new Date(NOW - DAY_MS) },
  ],
  jobs: [
    { TransformJobName: 'old', CreationTime: new Date(NOW - 60 * DAY_MS) },
    { TransformJobName: 'new', CreationTime: new Date(NOW - DAY_MS) },
  ],
  targets: [{ ...resource, ...dimension, MinCapacity: 1, MaxCapacity: 4 }],
  policies: Array.from({ length: 12 }, (_, number) => ({ PolicyName: `policy-${number}`, ...resource, ...dimension })),
  alarms: [{ AlarmName: 'low', StateValue: 'INSUFFICIENT_DATA' }, { AlarmName: 'high' }],
  quotas: [{ QuotaName: 'ml.m5.large for endpoint usage', Value: 4 }],
  images: { mine: [{ imageSizeInBytes: 5 }] },
  objects: { 'bucket/model.tar.gz': 7 },
  series: [
    {
      namespace: 'AWS/SageMaker',
      metric: 'Invocations',
      dimensions: variant,
      at: (hour) => (hour % 24 === 9 ? [[1, 120]] : [[0, 1]]),
      burst: 0.5,
    },
    {
      namespace: 'AWS/SageMaker',
      metric: 'ModelLatency',
      dimensions: variant,
      unit: 'Microseconds',
      at: () => [
        [40_000, 96],
        [900_000, 4],
      ],
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

  it('describes an endpoint with its configuration, model, component and job, and names one that is not there', async () => {
    const { EndpointStatus, EndpointConfigName = '' } = await sagemaker.send(
      new DescribeEndpointCommand({ EndpointName: 'endpoint-00' }),
    );
    expect(EndpointStatus).toBe('InService');
    const config = await sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName }));
    expect(config.ProductionVariants?.[0]?.InstanceType).toBe('ml.m5.large');
    const model = await sagemaker.send(new DescribeModelCommand({ ModelName: 'model' }));
    expect(model.PrimaryContainer?.Image).toBe('image');
    const component = await sagemaker.send(new DescribeInferenceComponentCommand({ InferenceComponentName: 'one' }));
    expect(component.EndpointName).toBe('endpoint-00');
    const components = await sagemaker.send(new ListInferenceComponentsCommand({ EndpointNameEquals: 'endpoint-01' }));
    expect(components.InferenceComponents?.map((one) => one.InferenceComponentName)).toEqual(['two']);
    const job = await sagemaker.send(new DescribeTransformJobCommand({ TransformJobName: 'old' }));
    expect(job.TransformJobStatus).toBe('Completed');
    const jobs = await sagemaker.send(new ListTransformJobsCommand({ CreationTimeAfter: dayAgo }));
    expect(jobs.TransformJobSummaries).toEqual([]);
    await expect(sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'none' }))).rejects.toMatchObject({
      message: 'Could not find endpoint "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/none".',
    });
  });

  it('gives 10 scaling policies to a page and no more, targets by resource, and refuses another namespace', async () => {
    const pages: number[] = [];
    for await (const page of paginateDescribeScalingPolicies({ client: scaling }, { ServiceNamespace: 'sagemaker' })) {
      pages.push(page.ScalingPolicies?.length ?? 0);
    }
    expect(pages).toEqual([10, 2]);
    const asked = { ServiceNamespace: 'sagemaker' as const, ResourceIds: [resource.ResourceId] };
    const { ScalableTargets } = await scaling.send(new DescribeScalableTargetsCommand(asked));
    expect(ScalableTargets?.[0]?.MaxCapacity).toBe(4);
    const others = [
      new DescribeScalingPoliciesCommand({ ServiceNamespace: 'sagemaker', MaxResults: 11 }),
      new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs' }),
    ];
    for (const one of others) await expect(scaling.send(one)).rejects.toThrow();
  });

  it('gives alarms, quotas, image sizes and the size of an object', async () => {
    const { MetricAlarms } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: ['low'] }));
    expect(MetricAlarms?.map(({ StateValue }) => StateValue)).toEqual(['INSUFFICIENT_DATA']);
    const quotas = new ServiceQuotasClient(shared);
    const { Quotas } = await quotas.send(new ListServiceQuotasCommand({ ServiceCode: 'sagemaker' }));
    expect(Quotas?.[0]).toMatchObject({ QuotaName: 'ml.m5.large for endpoint usage', Value: 4 });
    const images = await new ECRClient(shared).send(new DescribeImagesCommand({ repositoryName: 'mine' }));
    expect(images.imageDetails?.[0]?.imageSizeInBytes).toBe(5);
    const s3 = new S3Client(shared);
    const head = await s3.send(new HeadObjectCommand({ Bucket: 'bucket', Key: 'model.tar.gz' }));
    expect(head.ContentLength).toBe(7);
    await expect(s3.send(new HeadObjectCommand({ Bucket: 'bucket', Key: 'none' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  it('sums 120 requests of one hour, half of them in its first five minutes, and reports zeros for idle hours', async () => {
    const hourly = await ask('Invocations', 'Sum', 3600);
    expect(hourly.Values).toHaveLength(24);
    expect([hourly.Values?.[9], hourly.Values?.[10]]).toEqual([120, 0]);
    const fine = await ask('Invocations', 'Sum', 300);
    expect(fine.Values).toHaveLength(288);
    expect([fine.Values?.[108], Math.max(...(fine.Values ?? []))]).toEqual([60, 60]);
    expect(fine.Timestamps?.[108]).toEqual(new Date(NOW - DAY_MS + 9 * HOUR_MS));
    expect((await ask('Invocations', 'Sum', 86_400)).Values).toEqual([120]);
  });

  it('gives p95, p99, average and maximum over one long period', async () => {
    const [p95, p99, average, most] = await Promise.all(
      ['p95', 'p99', 'Average', 'Maximum'].map(async (stat) => (await ask('ModelLatency', stat, 2_592_000)).Values),
    );
    expect([p95, p99, average, most]).toEqual([[40_000], [900_000], [74_400], [900_000]]);
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
