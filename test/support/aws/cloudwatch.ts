import { pageOf } from './pages.ts';
import { AwsError, type Faults, HOUR_MS, type Samples, type Series, type Shape, type World } from './world.ts';

/** CloudWatch's reads. `now` is the double's clock, in milliseconds. */
export const CLOUDWATCH: Readonly<Record<string, (world: World, input: Shape, now: number, faults?: Faults) => Shape>> =
  {
    GetMetricData: getMetricData,
    DescribeAlarms(world, input) {
      const names = input['AlarmNames'] as readonly string[] | undefined;
      const prefix = input['AlarmNamePrefix'];
      const found = (world.alarms ?? []).filter(
        ({ AlarmName: name }) => (!names || names.includes(name)) && (!prefix || name.startsWith(String(prefix))),
      );
      const [page, next] = pageOf(found, input, { usual: 50, most: 100, size: 'MaxRecords' });
      return { MetricAlarms: page, CompositeAlarms: [], ...next };
    },
  };

/** Of one call: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const QUERIES_MAX = 500;
const POINTS_MAX = 100_800;
const DAY_MS = 24 * HOUR_MS;

interface Query {
  readonly Id: string;
  readonly Label?: string;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
    };
    readonly Period: number;
    readonly Stat: string;
    readonly Unit?: string;
  };
}

type Point = readonly [timestamp: Date, value: number];

function getMetricData(world: World, input: Shape, now: number, { statuses = {} }: Faults = {}): Shape {
  const queries = (input['MetricDataQueries'] ?? []) as readonly Query[];
  const start = Number(input['StartTime']) * 1000;
  const end = Math.min(Number(input['EndTime']) * 1000, now);
  check(queries, start, Number(input['EndTime']) * 1000);
  const most = Math.min(POINTS_MAX, Number(input['MaxDatapoints'] ?? POINTS_MAX));
  const ascending = input['ScanBy'] === 'TimestampAscending';
  const [from, skip] = placeOf(input['NextToken']);
  const results: Shape[] = [];
  let room = most;
  let next: string | undefined;
  for (const [at, query] of queries.entries()) {
    if (at < from) continue;
    const fault = statuses[query.MetricStat?.Metric.MetricName ?? ''];
    if (fault !== undefined) {
      results.push({ Id: query.Id, Timestamps: [], Values: [], StatusCode: fault });
      continue;
    }
    const all = pointsOf(world, query, start, end, now);
    if (!ascending) all.reverse();
    const first = at === from ? skip : 0;
    const points = all.slice(first, first + room);
    room -= points.length;
    const isCut = first + points.length < all.length;
    results.push({
      Id: query.Id,
      Label: query.Label ?? query.MetricStat?.Metric.MetricName,
      Timestamps: points.map(([timestamp]) => timestamp),
      Values: points.map(([, value]) => value),
      StatusCode: isCut ? 'PartialData' : 'Complete',
    });
    if (isCut) {
      next = Buffer.from(`point ${at} ${first + points.length}`).toString('base64');
      break;
    }
  }
  return { MetricDataResults: results, Messages: [], ...(next === undefined ? {} : { NextToken: next }) };
}

function placeOf(token: unknown): [query: number, point: number] {
  if (token === undefined) return [0, 0];
  const [, query, point] = /^point (\d+) (\d+)$/.exec(Buffer.from(String(token), 'base64').toString()) ?? [];
  if (query === undefined) throw new AwsError('InvalidNextToken', 'The token is not valid.');
  return [Number(query), Number(point)];
}

function check(queries: readonly Query[], start: number, end: number): void {
  const refuse = (message: string): never => {
    throw new AwsError('ValidationError', message);
  };
  if (queries.length === 0) refuse('The collection MetricDataQueries must not be empty.');
  if (queries.length > QUERIES_MAX) {
    refuse(`The collection MetricDataQueries must not have a size greater than ${QUERIES_MAX}.`);
  }
  if (!(start < end)) refuse('The parameter StartTime must be less than the parameter EndTime.');
  const ids = new Set<string>();
  for (const { Id: id, MetricStat: stat } of queries) {
    if (!/^[a-z][a-zA-Z0-9_]*$/.test(id)) refuse(`The value ${id} for parameter MetricDataQueries.Id is not matching`);
    if (ids.has(id)) refuse(`The values for parameter id in MetricDataQueries are not unique: ${id}`);
    ids.add(id);
    const period = stat?.Period ?? 0;
    if (stat && (period < 60 ? ![1, 5, 10, 20, 30].includes(period) : period % 60 !== 0)) {
      refuse(`Period ${period} must be 1, 5, 10, 20, 30 or a multiple of 60`);
    }
    if (stat && !/^(Sum|Average|Minimum|Maximum|SampleCount|p\d{1,2}(\.\d+)?)$/.test(stat.Stat)) {
      refuse(`The value ${stat.Stat} for parameter Stat is not a supported statistic.`);
    }
  }
}

/** A series that nobody publishes, another unit and a period too fine for its age are empty, without an error. */
function pointsOf(
  { series = NO_SERIES }: World,
  { MetricStat: stat }: Query,
  start: number,
  end: number,
  now: number,
): Point[] {
  if (!stat) return [];
  const { Metric: metric, Period: period, Stat: statistic, Unit: unit } = stat;
  const age = now - start;
  if (age > 15 * DAY_MS && period % 300 !== 0) return [];
  if (age > 63 * DAY_MS && period % 3600 !== 0) return [];
  const key = keyOf(metric.Namespace, metric.MetricName, metric.Dimensions ?? []);
  const found = indexOf(series).get(key);
  if (!found || (unit !== undefined && unit !== (found.unit ?? 'None'))) return [];
  const points: Point[] = [];
  for (let at = start; at < end; at += period * 1000) {
    const value = statisticOf(samplesIn(found, at, Math.min(end, at + period * 1000)), statistic);
    if (value !== undefined) points.push([new Date(at), value]);
  }
  return points;
}

const NO_SERIES: readonly Series[] = [];
const INDEXES = new WeakMap<readonly Series[], Map<string, Series>>();

/** The series by what they are published as: an account of 500 endpoints has thousands. */
function indexOf(series: readonly Series[]): Map<string, Series> {
  const known = INDEXES.get(series);
  if (known) return known;
  const index = new Map(
    series.map((one) => {
      const dimensions = Object.entries(one.dimensions).map(([Name, Value]) => ({ Name, Value }));
      return [keyOf(one.namespace, one.metric, dimensions), one];
    }),
  );
  INDEXES.set(series, index);
  return index;
}

/** Dimensions match in any order, but all of them and no others. */
function keyOf(namespace: string, metric: string, dimensions: readonly { Name: string; Value: string }[]): string {
  const sorted = dimensions.map(({ Name, Value }) => `${Name}=${Value}`).sort();
  return [namespace, metric, ...sorted].join('\n');
}

function samplesIn({ at, burst = 1 / 12 }: Series, from: number, to: number): Samples {
  const samples: [number, number][] = [];
  for (let hour = Math.floor(from / HOUR_MS); hour * HOUR_MS < to; hour += 1) {
    const share = shareOf(
      Math.max(from, hour * HOUR_MS) - hour * HOUR_MS,
      Math.min(to, (hour + 1) * HOUR_MS) - hour * HOUR_MS,
      burst,
    );
    for (const [value, count] of at(hour) ?? []) samples.push([value, count * share]);
  }
  return samples;
}

/** The share of an hour's samples between two of its moments, where its first five minutes have `burst` of them. */
function shareOf(from: number, to: number, burst: number): number {
  const early = Math.max(0, Math.min(to, HOUR_MS / 12) - from);
  const late = to - from - early;
  return (early / (HOUR_MS / 12)) * burst + (late / (HOUR_MS * (11 / 12))) * (1 - burst);
}

function statisticOf(samples: Samples, statistic: string): number | undefined {
  const taken = samples.filter(([, count]) => count > 0);
  if (taken.length === 0) return undefined;
  const count = taken.reduce((sum, [, times]) => sum + times, 0);
  const sum = taken.reduce((total, [value, times]) => total + value * times, 0);
  if (statistic === 'SampleCount') return count;
  if (statistic === 'Sum') return sum;
  if (statistic === 'Average') return sum / count;
  const values = taken.toSorted(([one], [other]) => one - other);
  if (statistic === 'Minimum') return values[0]?.[0];
  if (statistic === 'Maximum') return values.at(-1)?.[0];
  let left = (Number(statistic.slice(1)) / 100) * count;
  for (const [value, times] of values) {
    left -= times;
    if (left <= 1e-9) return value;
  }
  return values.at(-1)?.[0];
}
