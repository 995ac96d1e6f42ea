import { createAdvisor } from '../advice/advisor.ts';
import {
  bookFor,
  named,
  optionOf,
  type PriceList,
  type Recommendation,
  SHIPPED_PRICES,
  type Workload,
} from '../recommender/index.ts';
import type { Unknown } from './facts.ts';
import { type MonthlyUsd, recommendedUsd } from './review.ts';
import type { TransformJob } from './shapes.ts';

const OPTION = 'batch-transform';

/** A job that was started some time in the days that were read. */
export interface JobRun {
  readonly name: string;
  /** When it was created, in milliseconds since 1970. */
  readonly created: number;
}

/** What `--json` prints for a recurring transform job. */
export interface JobLine {
  readonly kind: 'transform-job';
  readonly region: string;
  /** What the names of its runs start with. */
  readonly name: string;
  readonly runs: {
    readonly option: typeof OPTION;
    readonly hosting: 'single-model';
    readonly instance: string | null;
    readonly count: number | null;
    readonly perMonth: number;
    readonly meanHours: number | null;
    readonly model: string | null;
  };
  readonly workload: Workload;
  readonly measured: Readonly<Record<string, { statistic: string; days: number; points: number }>>;
  readonly monthlyUsd: MonthlyUsd | null;
  readonly saving: number | null;
  readonly likely: null;
  readonly recommendation: Recommendation;
  readonly findings: readonly [];
  readonly unknown: readonly Unknown[];
}

/** Fewer runs in the time that was read aren't called recurring. Our judgement: AWS keeps no schedule of a job. */
const RUNS_MIN = 3;

/** The runs of recurring jobs, by the stem of their names; within a stem the newest first. */
export function recurring(runs: readonly JobRun[]): Map<string, JobRun[]> {
  const stems = new Map<string, JobRun[]>();
  for (const run of runs) {
    const stem = stemOf(run.name);
    stems.set(stem, [...(stems.get(stem) ?? []), run]);
  }
  for (const [stem, own] of stems) {
    if (own.length < RUNS_MIN || stem === '') stems.delete(stem);
    else
      stems.set(
        stem,
        own.toSorted((one, other) => other.created - one.created),
      );
  }
  return stems;
}

/** A name without the date, number or ID that tells its runs apart: "nightly-scoring" of "nightly-scoring-2026-11-25-02-00". */
export function stemOf(name: string): string {
  return name
    .split(/[-_]/)
    .filter((part) => !/\d/.test(part) || /^v\d{1,2}$/.test(part))
    .join('-');
}

interface JobRuns {
  readonly runs: readonly JobRun[];
  readonly described: readonly TransformJob[];
  /** Of runs that were read. */
  readonly days: number;
  /** What its bills are counted by. Default: AWS's list prices. */
  readonly prices?: PriceList | undefined;
}

/** Reviews a recurring job from the runs that were described: a sample of all of them. */
export function reviewJob(
  name: string,
  region: string,
  { runs, described, days, prices = SHIPPED_PRICES }: JobRuns,
): JobLine {
  const [latest] = described;
  const hours = described.flatMap(({ TransformStartTime: start, TransformEndTime: end }) =>
    start === undefined || end === undefined ? [] : [(end - start) / 3_600_000],
  );
  const meanHours = hours.length === 0 ? null : hours.reduce((sum, each) => sum + each, 0) / hours.length;
  const perMonth = Math.round(((runs.length * 30) / days) * 10) / 10;
  const instance = latest?.TransformResources?.InstanceType ?? null;
  const count = latest?.TransformResources?.InstanceCount ?? null;
  const workload: Workload = {
    ...named(name.slice(0, 80)),
    trafficPattern: 'dataset',
    datasetRunsPerMonth: perMonth,
    region,
  };
  const recommendation = createAdvisor({ prices }).advise(workload);
  const price = instance === null ? undefined : bookFor(prices, region).find(optionOf(OPTION).priced, instance)?.usd;
  const now = price === undefined || count === null || meanHours === null ? null : price * count * meanHours * perMonth;
  const recommended = recommendedUsd(recommendation);
  return {
    kind: 'transform-job',
    region,
    name,
    runs: {
      option: OPTION,
      hosting: 'single-model',
      instance,
      count,
      perMonth,
      meanHours: meanHours === null ? null : Number(meanHours.toPrecision(3)),
      model: latest?.ModelName ?? null,
    },
    workload,
    measured: { datasetRunsPerMonth: { statistic: 'count of jobs', days, points: runs.length } },
    monthlyUsd: now === null && recommended === null ? null : { now, recommended },
    // Without its records there is no second bill.
    saving: now === null || recommended === null ? null : now - recommended,
    likely: null,
    recommendation,
    findings: [],
    unknown: [
      { what: 'datasetRecordsPerRun', why: 'A job says neither its records nor the size of its input.' },
      { what: 'datasetSizeGB', why: 'A job says neither its records nor the size of its input.' },
      { what: 'processingTimeSeconds', why: 'Transform jobs publish no latency per record.' },
      { what: 'datasetDeadlineHours', why: 'When a run has to be done is known to its users.' },
    ],
  };
}
