import { type EndpointFacts, keyOf, type Wanted } from '../../../src/account/facts.ts';
import { wantedFor } from '../../../src/account/metrics.ts';
import { type Reviewed, reviewEndpoint } from '../../../src/account/review.ts';
import { belongsTo } from '../../../src/account/runs.ts';
import {
  actionShape,
  alarmShape,
  componentShape,
  configShape,
  endpointShape,
  modelShape,
  policyShape,
  targetShape,
} from '../../../src/account/shapes.ts';
import { CLOUDWATCH } from '../../support/aws/cloudwatch.ts';
import { SAGEMAKER } from '../../support/aws/sagemaker.ts';
import type { World } from '../../support/aws/world.ts';
import { NOW } from './seeded.ts';

// Reads a seeded endpoint from the double's own answers, without HTTP: rules are tried in milliseconds.

const arn = (resource: string): string => `arn:aws:sagemaker:us-east-1:123456789012:${resource}`;

/** The facts of one endpoint of a world, as they would be read in us-east-1. */
export function factsOf(world: World, name: string, { days = 30 }: { days?: number } = {}): EndpointFacts {
  const endpoint = endpointShape.parse(SAGEMAKER['DescribeEndpoint']?.(world, { EndpointName: name }, arn));
  const config = configShape.parse(
    world.configs?.find((one) => one.EndpointConfigName === endpoint.EndpointConfigName),
  );
  const components = (world.components ?? [])
    .filter((one) => one.EndpointName === name)
    .map((one) => componentShape.parse(one));
  const own = { name, components };
  const isOwn = ({ ResourceId: id }: { ResourceId: string }) => belongsTo(own, id);
  const facts: EndpointFacts = {
    region: 'us-east-1',
    name,
    endpoint,
    config,
    models: (world.models ?? [])
      .filter((one) => one.ModelName.startsWith(`${name}-`))
      .map((one) => modelShape.parse(one)),
    components,
    targets: (world.targets ?? []).map((one) => targetShape.parse(one)).filter(isOwn),
    policies: (world.policies ?? []).map((one) => policyShape.parse(one)).filter(isOwn),
    actions: (world.actions ?? []).map((one) => actionShape.parse(one)).filter(isOwn),
    alarms: (world.alarms ?? []).map((one) => alarmShape.parse(one)),
    series: null,
    imageGB: null,
    gaps: [],
    now: NOW,
    days,
  };
  return { ...facts, series: seriesOf(world, wantedFor(facts), days) };
}

/** What reviewing that endpoint finds. */
export const reviewed = (world: World, name: string, more: { days?: number } = {}): Reviewed =>
  reviewEndpoint(factsOf(world, name, more));

function seriesOf(world: World, wanted: readonly Wanted[], days: number): EndpointFacts['series'] {
  const unique = [...new Map(wanted.map((one) => [keyOf(one), one])).values()];
  const answer = CLOUDWATCH['GetMetricData']?.(
    world,
    {
      MetricDataQueries: unique.map(({ namespace, metric, dimensions, statistic, periodSeconds }, at) => ({
        Id: `m${at}`,
        MetricStat: {
          Metric: {
            Namespace: namespace,
            MetricName: metric,
            Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
          },
          Period: periodSeconds,
          Stat: statistic,
        },
      })),
      StartTime: NOW / 1000 - days * 86_400,
      EndTime: NOW / 1000,
      ScanBy: 'TimestampAscending',
    },
    NOW,
  );
  const results = answer?.['MetricDataResults'] as readonly { Timestamps: Date[]; Values: number[] }[];
  return unique.map((one, at) => ({
    ...one,
    points: (results[at]?.Timestamps ?? []).map(
      (time, point) => [time.getTime(), results[at]?.Values[point] ?? 0] as const,
    ),
  }));
}
