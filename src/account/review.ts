import { type Advisor, createAdvisor } from '../advice/advisor.ts';
import {
  type Measurement,
  type PriceList,
  type Reason,
  type Recommendation,
  SHIPPED_PRICES,
  type Workload,
  type WorkloadField,
} from '../recommender/index.ts';
import type { EndpointFacts, Unknown } from './facts.ts';
import { RELIABILITY_RULES } from './findings/reliability.ts';
import { findAll, type Rule } from './findings/rule.ts';
import { SCALING_RULES } from './findings/scaling.ts';
import { isIdle, USE_RULES } from './findings/use.ts';
import { daysRead, type Measures, measure, ownSeries } from './measure.ts';
import { priceNow, unsureOf } from './price-now.ts';
import { containersOf, policiesOf, type Runs, runsOf } from './runs.ts';
import { conditionsFor, elsewhere, type Held, instancesAtPeak, type Likely, savingsOf } from './saving.ts';
import { heldBy, measurementOf, withSeen } from './throughput.ts';
import { type Measured, type ReadWorkload, VERIFIED_DAYS_MIN, workloadOf } from './workload.ts';

/** In US dollars per month, both by the same prices at the measured volume. Null where a price or the volume isn't known. */
export interface MonthlyUsd {
  readonly now: number | null;
  readonly recommended: number | null;
}

/** What `--json` prints for an endpoint. */
export interface EndpointLine {
  readonly kind: 'endpoint';
  readonly region: string | null;
  readonly name: string;
  readonly runs: Runs;
  readonly workload: Workload;
  readonly measured: Readonly<Partial<Record<WorkloadField, Measured>>>;
  /** The setting that each configured field was read from. */
  readonly configured: Readonly<Partial<Record<WorkloadField, string>>>;
  readonly monthlyUsd: MonthlyUsd | null;
  /** What `monthlyUsd.now` counts. */
  readonly counted: string | null;
  /**
   * Verified: by at least 14 days of data, at the measured peak, every fact of it measured or stated, and the answer firm. It may
   * be negative.
   */
  readonly saving: number | null;
  /** What would be saved where facts hold that nobody measured or stated. Null where it is verified, or nothing would be. */
  readonly likely: Likely | null;
  readonly recommendation: Recommendation;
  readonly findings: readonly Reason[];
  readonly unknown: readonly Unknown[];
}

/** A reviewed endpoint, and what the account's own rules need of it. */
export interface Reviewed {
  readonly line: EndpointLine;
  /** Null where the model wasn't read, or has several containers. */
  readonly image: string | null;
  /** Days of data. */
  readonly days: number | null;
  /** Days that are said to be read; null without data. */
  readonly daysRead: number | null;
  /** Whether all was read and measured that a saving rests on. */
  readonly isMeasured: boolean;
  /** Null where the endpoint itself wasn't read. */
  readonly arn: string | null;
  /** Whether a scaling target has no policy, so that nothing moves it. Null where that wasn't read. */
  readonly lacksPolicy: boolean | null;
}

const RULES: readonly Rule[] = [...USE_RULES, ...SCALING_RULES, ...RELIABILITY_RULES];

/** Reviews one endpoint at AWS's list prices. */
export const reviewEndpoint = (facts: EndpointFacts): Reviewed => reviewBy(SHIPPED_PRICES, facts);

/**
 * Reviews one endpoint: what runs, its measured workload, what it should be, the saving, and what is wrong. Both bills are by
 * `prices`. A team's policy has no say in it.
 */
export function reviewBy(prices: PriceList, facts: EndpointFacts): Reviewed {
  const runs = runsOf(facts);
  const measures = measure(facts);
  const held = heldBy(runs, measures);
  const { read, recommendation } = advise(facts, runs, measures, held, createAdvisor({ prices }));
  const seen = { facts, runs, measures, read, prices };
  const price = priceNow({ facts, runs, measures, workload: read.workload }, prices);
  const { monthlyUsd: now, basis } = price;
  const isUnused = isIdle(seen);
  const recommended = isUnused ? 0 : recommendedUsd(recommendation);
  const isMeasured = isReadFor(facts) && isMeasuredFor(measures, isUnused);
  const conditions = isUnused ? [] : conditionsFor(runs, held, recommendation);
  const difference = isMeasured && now !== null && recommended !== null ? now - recommended : null;
  const line: EndpointLine = {
    kind: 'endpoint',
    region: facts.region,
    name: facts.name,
    runs,
    workload: recommendation.workload,
    measured: read.measured,
    configured: read.configured,
    monthlyUsd: now === null && recommended === null ? null : { now, recommended },
    counted: basis,
    ...savingsOf(difference, conditions),
    recommendation,
    findings: findAll(RULES, seen),
    unknown: [
      ...facts.gaps,
      ...unsureOf(price),
      ...(isUnused ? [] : untried(runs, recommendation)),
      ...withTurns(read.unknown, recommendation),
    ],
  };
  const containers = (facts.models ?? []).flatMap(containersOf);
  const image = containers.length === 1 ? (containers[0]?.Image ?? null) : null;
  const arn = facts.endpoint?.EndpointArn ?? null;
  const { days } = measures;
  const said = days === null ? null : daysRead(facts, measures);
  return { line, image, days, daysRead: said, isMeasured, arn, lacksPolicy: lacksPolicy(facts) };
}

/**
 * What should run, by the measured workload. An instance holds at least what it was seen to hold, and may hold more. So that is a
 * measurement of its type where it needs fewer instances than the measured time does, and what the size rests on where as many
 * are needed as held the peak.
 */
function advise(
  facts: EndpointFacts,
  runs: Runs,
  measures: Measures,
  held: Held | null,
  advisor: Advisor,
): { read: ReadWorkload; recommendation: Recommendation } {
  const read = workloadOf(facts, runs, measures);
  const recommendation = advisor.advise(read.workload);
  const { instance } = runs;
  const byTime = instancesAtPeak(recommendation, instance);
  if (held === null || instance === null || byTime === null) return { read, recommendation };
  const measurement = measurementOf(facts, instance, held, measures);
  if (byTime <= held.instances) {
    const isAsSeen = byTime === held.instances;
    return { read, recommendation: isAsSeen ? withSeen(recommendation, measurement, held) : recommendation };
  }
  const measured = withMeasurement(read, measurement);
  const byMeasurement = advisor.advise(measured.workload);
  return (instancesAtPeak(byMeasurement, instance) ?? Infinity) < byTime
    ? { read: measured, recommendation: byMeasurement }
    : { read, recommendation };
}

function withMeasurement(read: ReadWorkload, measurement: Measurement): ReadWorkload {
  const { peakRequestsPerSecond: from } = read.measured;
  return {
    ...read,
    workload: { ...read.workload, measurements: [measurement] },
    measured: { ...read.measured, ...(from && { measurements: from }) },
  };
}

function lacksPolicy(facts: EndpointFacts): boolean | null {
  const { targets, policies } = facts;
  if (targets === null || policies === null) return null;
  return targets.some((target) => policiesOf(facts, target).length === 0);
}

/** The likely month of the recommended option, which is sized for the peak in its workload. */
export function recommendedUsd({ choice, costs }: Recommendation): number | null {
  return costs.find(({ option }) => option === choice?.option)?.monthlyUsd?.likely ?? null;
}

/** Returns whether all was read that a saving rests on: what runs, what scales it, and its metrics. */
function isReadFor(facts: EndpointFacts): boolean {
  const { endpoint, config, models, targets } = facts;
  const isMissing = [endpoint, config, models, targets].includes(null);
  return !isMissing && ownSeries(facts).every(({ points }) => points !== null);
}

/** Returns whether there are two weeks of data, and a peak and latency that the recommended option was sized for. */
function isMeasuredFor({ days, traffic, p95 }: Measures, isUnused: boolean): boolean {
  return (days ?? 0) >= VERIFIED_DAYS_MIN && (isUnused || (traffic !== null && traffic.sum > 0 && p95 !== null));
}

function untried(runs: Runs, recommendation: Recommendation): Unknown[] {
  const on = elsewhere(runs, recommendation);
  const why = `Measured on ${runs.instance} alone. Load-test ${on} before you switch.`;
  return on === undefined ? [] : [{ what: 'latency after the change', why }];
}

/** Beside each unknown, the value of it that leads to another option and would undo the saving. */
function withTurns(unknown: readonly Unknown[], { choice }: Recommendation): Unknown[] {
  const turns = new Map((choice?.holdsIf ?? []).map(({ field, text }) => [field as string, text]));
  const told = unknown.map(({ what, why }) => {
    const turn = turns.get(what);
    turns.delete(what);
    return { what, why: turn === undefined ? why : `${why} ${sentence(turn)}` };
  });
  return [...told, ...[...turns].map(([what, turn]) => ({ what, why: sentence(turn) }))];
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
