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
  const isUnread = unique.length > 0 && answers.every(({ series }) => series.length === 0 && gaps.size > 0);
  return { series: isUnread ? null : answers.flatMap(({ series }) => series), gaps: [...gaps.values()] };
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
  let token: string | undefined;
  do {
    const answer = await region.getMetricData({ ...base, NextToken: token });
    if (!answer.ok) return { series: [], gaps: [{ what: 'metrics', why: whyNot(answer) }] };
    for (const result of answer.value.MetricDataResults ?? []) {
      const { success, data } = resultShape.safeParse(result);
      const own = points[Number(data?.Id?.slice(1))];
      if (!success || own === undefined) continue;
      for (const [at, time] of (data.Timestamps ?? []).entries()) own.push([time, data.Values?.[at] ?? 0]);
    }
    token = answer.value.NextToken;
  } while (token !== undefined && token !== '');
  return { series: wanted.map((one, at): Series => ({ ...one, points: points[at] ?? [] })), gaps: [] };
}
