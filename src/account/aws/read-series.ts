import { keyOf, type Series, type Unknown, type Wanted } from '../facts.ts';
import { resultShape } from '../shapes.ts';
import type { AwsRegion } from './open-region.ts';
import { whyNot } from './pages.ts';

/** Of one GetMetricData call (API_GetMetricData.html, read 2026-11). */
const QUERIES_MAX = 500;
const POINTS_MAX = 100_800;

const DAY_SECONDS = 86_400;

/** Reads many metrics of many endpoints, as few calls as the limits allow. `series` is null where nothing came. */
export async function readSeries(
  region: AwsRegion,
  wanted: readonly Wanted[],
  { now, days }: { now: number; days: number },
): Promise<{ series: Series[] | null; gaps: Unknown[] }> {
  const unique = [...new Map(wanted.map((one) => [`${keyOf(one)}\n${one.periodSeconds}`, one])).values()];
  const answers = await Promise.all(chunksOf(unique, days).map((chunk) => readChunk(region, chunk, now, days)));
  const gaps = new Map(answers.flatMap((answer) => answer.gaps.map((gap) => [gap.why, gap] as const)));
  const series = answers.flatMap((answer) => answer.series);
  const isUnread = series.length > 0 && series.every(({ points }) => points === null);
  return { series: isUnread ? null : series, gaps: [...gaps.values()] };
}

function chunksOf(wanted: readonly Wanted[], days: number): Wanted[][] {
  const chunks: Wanted[][] = [];
  let points = Infinity;
  for (const one of wanted) {
    const own = Math.ceil((days * DAY_SECONDS) / one.periodSeconds) + 1;
    const last = chunks.at(-1);
    if (last === undefined || points + own > POINTS_MAX || last.length >= QUERIES_MAX) {
      chunks.push([one]);
      points = own;
    } else {
      last.push(one);
      points += own;
    }
  }
  return chunks;
}

async function readChunk(region: AwsRegion, wanted: readonly Wanted[], now: number, days: number) {
  const points = wanted.map((): [number, number][] => []);
  const base = {
    MetricDataQueries: wanted.map(({ namespace, metric, dimensions, statistic, periodSeconds }, at) => ({
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
    StartTime: new Date(now - days * DAY_SECONDS * 1000),
    EndTime: new Date(now),
    ScanBy: 'TimestampAscending' as const,
  };
  const statuses = wanted.map((): string => 'no result');
  let token: string | undefined;
  do {
    const answer = await region.getMetricData({ ...base, NextToken: token });
    if (!answer.ok) {
      return { series: wanted.map(unread), gaps: [{ what: 'metrics', why: whyNot(answer) }] };
    }
    for (const result of answer.value.MetricDataResults ?? []) {
      const at = Number(result.Id?.slice(1));
      const { data } = resultShape.safeParse(result);
      if (!(at in points) || statuses[at] === UNDOCUMENTED) continue;
      // A page's status replaces that of the page before: PartialData is followed by the rest.
      statuses[at] = data === undefined ? UNDOCUMENTED : (data.StatusCode ?? COMPLETE);
      for (const [point, time] of (data?.Timestamps ?? []).entries()) {
        points[at]?.push([time, data?.Values?.[point] ?? 0]);
      }
    }
    token = answer.value.NextToken;
  } while (token !== undefined && token !== '');
  const gaps = wanted.flatMap(({ metric }, at): Unknown[] => {
    if (statuses[at] === COMPLETE) return [];
    return [{ what: 'metrics', why: `CloudWatch didn't return all of ${metric} (${statuses[at]}).` }];
  });
  return {
    series: wanted.map(
      (one, at): Series => ({
        ...one,
        points: statuses[at] === COMPLETE ? (points[at] ?? []) : null,
      }),
    ),
    gaps,
  };
}

/** All data points in the time range were returned (API_MetricDataResult.html, read 2026-11). */
const COMPLETE = 'Complete';
const UNDOCUMENTED = 'not as documented';

const unread = (one: Wanted): Series => ({ ...one, points: null });
