import { findModel } from '../facts/known-models.ts';
import { FAILED_SHARE_MAX, type MeasuredPoint, type Measurement } from '../workload/measurements/measurement.ts';

// What a team measured of the model that it serves, by instance type and load. Which of it counts, and what contradicts it, is decided here.

/** A load that was measured, and what came of it on one instance. */
export interface Level {
  /** Requests in progress, above 0. Null where neither the file nor its times say. */
  readonly concurrency: number | null;
  readonly requestsPerSecond: number;
  readonly outputTokensPerSecond: number | null;
  /** Of a request. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** Of a whole request. Null where nobody timed it. */
  readonly latency: Latency | null;
  readonly firstTokenSeconds: number | null;
  readonly of: Measurement;
}

/** `rate`: requests in progress by requests per second, which is the mean (Little's law). */
export interface Latency {
  readonly seconds: number;
  readonly statistic: 'p95' | 'p50' | 'mean' | 'rate';
}

/** Two levels of about the same load on one type of which one is at least twice as fast as the other. */
export interface Disagreement {
  readonly type: string;
  readonly counts: Level;
  readonly other: Level;
}

/** What counts of some measurements of one model, and what doesn't. */
export interface MeasuredTypes {
  /** By type, as measured with requests like the workload's: by concurrency, each load once, unknown ones last. */
  readonly levels: ReadonlyMap<string, readonly Level[]>;
  /** Likewise of requests with over twice or under half as many tokens: only how they compare with the model counts. */
  readonly apart: ReadonlyMap<string, readonly Level[]>;
  readonly untyped: readonly Measurement[];
  readonly otherModels: readonly Measurement[];
  /** Of requests of which nobody says how long their answers were, where that is what the speed depends on. */
  readonly tokenless: readonly Measurement[];
  readonly failed: readonly PointOf[];
  readonly disagreements: readonly Disagreement[];
}

/** What a measurement has to be of to count. */
export interface MeasuredOf {
  readonly modelId: string | undefined;
  /** Per weight. Undefined where nothing is known of the model. */
  readonly bits: number | undefined;
  /** Tokens of a request, the most with its images; undefined where they aren't stated. */
  readonly inputTokens: number | undefined;
  readonly inputTokensMost: number | undefined;
  readonly outputTokens: number | undefined;
  readonly writesTokens: boolean;
}

const KEPT = new WeakMap<readonly Measurement[], Map<string, MeasuredTypes>>();

/** The same object for the same measurements of the same model and tokens: what is planned is kept by it. */
export function measuredTypes(measurements: readonly Measurement[], of: MeasuredOf): MeasuredTypes {
  const kept = KEPT.get(measurements) ?? new Map<string, MeasuredTypes>();
  KEPT.set(measurements, kept);
  const key = JSON.stringify([
    of.modelId,
    of.bits,
    of.inputTokens,
    of.inputTokensMost,
    of.outputTokens,
    of.writesTokens,
  ]);
  const known = kept.get(key) ?? weighed(measurements, of);
  kept.set(key, known);
  return known;
}

function weighed(measurements: readonly Measurement[], of: MeasuredOf): MeasuredTypes {
  const ofModel = measurements.filter((measurement) => isOfModel(measurement, of));
  const isSilent = (measurement: Measurement): boolean => of.writesTokens && !saysTokens(measurement);
  const typed = ofModel.filter((measurement) => measurement.instanceType !== null && !isSilent(measurement));
  const points = typed.flatMap((measurement) => measurement.points.map((point) => ({ of: measurement, point })));
  const held = points.filter(({ point }) => !hasFailed(point));
  const alike = byType(held.filter(({ point }) => haveTokensAlike(point, of)));
  const apart = byType(held.filter(({ point }) => !haveTokensAlike(point, of)));
  return {
    levels: new Map([...alike].map(([type, levels]) => [type, merged(levels)])),
    apart: new Map([...apart].map(([type, levels]) => [type, merged(levels)])),
    untyped: ofModel.filter((measurement) => measurement.instanceType === null && !isSilent(measurement)),
    otherModels: measurements.filter((measurement) => !ofModel.includes(measurement)),
    tokenless: ofModel.filter(isSilent),
    failed: points.filter(({ point }) => hasFailed(point)),
    disagreements: [...alike].flatMap(([type, levels]) => disagreementsOf(type, levels)),
  };
}

interface PointOf {
  readonly of: Measurement;
  readonly point: MeasuredPoint;
}

const hasFailed = ({ failedShare }: MeasuredPoint): boolean => (failedShare ?? 0) > FAILED_SHARE_MAX;

/** In the order of their names. */
function byType(points: readonly PointOf[]): Map<string, Level[]> {
  const levels = new Map<string, Level[]>();
  for (const { of, point } of points) {
    const type = String(of.instanceType);
    levels.set(type, [...(levels.get(type) ?? []), levelOf(of, point)]);
  }
  return new Map([...levels].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A name that nobody knows says nothing. Of weights only those bits count that the file's name says: a server may quantise. */
function isOfModel({ model }: Measurement, { modelId, bits }: MeasuredOf): boolean {
  const measured = model === null ? undefined : findModel(model);
  const stated = modelId === undefined ? undefined : findModel(modelId);
  if (measured === undefined || stated === undefined) return true;
  return measured.id === stated.id && (measured.bits === undefined || bits === undefined || measured.bits === bits);
}

/** Rows are of the team's own requests, as the workload states them. A tool sends what it was given: a few tokens, or thousands. */
const saysTokens = ({ source, points }: Measurement): boolean =>
  source === 'row' || points.some((point) => point.outputTokensPerSecond !== null || Boolean(point.outputTokens));

/** Speeds of requests with up to twice as many tokens, or half, are taken as they are. */
const TOKENS_WITHIN = 2;

function haveTokensAlike(point: MeasuredPoint, { inputTokens, inputTokensMost, outputTokens }: MeasuredOf): boolean {
  return (
    isAlike(point.outputTokens, outputTokens, outputTokens) &&
    isAlike(point.inputTokens, inputTokens, inputTokensMost ?? inputTokens)
  );
}

const isAlike = (measured: number | null, least: number | undefined, most: number | undefined): boolean =>
  !measured || !least || !most || (measured * TOKENS_WITHIN >= least && measured <= most * TOKENS_WITHIN);

function levelOf(of: Measurement, point: MeasuredPoint): Level {
  const { instanceCount: count } = of;
  const { mean, p50, p95 } = point.seconds;
  const requestsPerSecond = point.requestsPerSecond / count;
  const typical = mean ?? p50;
  const together = point.concurrency === null ? null : point.concurrency / count;
  const concurrency = together ?? (typical === null ? null : requestsPerSecond * typical);
  // Some testers write 0 of a server that doesn't say.
  const [inputTokens, outputTokens] = [point.inputTokens || null, point.outputTokens || null];
  const written = point.outputTokensPerSecond === null ? null : point.outputTokensPerSecond / count;
  return {
    concurrency,
    requestsPerSecond,
    outputTokensPerSecond: written ?? (outputTokens === null ? null : requestsPerSecond * outputTokens),
    inputTokens,
    outputTokens: outputTokens ?? (written === null ? null : written / requestsPerSecond),
    latency: latencyOf({ p95, p50, mean, rate: concurrency === null ? null : concurrency / requestsPerSecond }),
    firstTokenSeconds: point.timeToFirstTokenSeconds,
    of,
  };
}

const STATISTICS = ['p95', 'p50', 'mean', 'rate'] as const;

/** The strictest that is known. */
function latencyOf(seconds: Readonly<Record<Latency['statistic'], number | null>>): Latency | null {
  const statistic = STATISTICS.find((one) => seconds[one] !== null);
  return statistic === undefined ? null : { statistic, seconds: seconds[statistic] as number };
}

/** Loads are about the same within a tenth. */
const SAME_LOAD = 1.1;

function isSameLoad({ concurrency: one }: Level, { concurrency: other }: Level): boolean {
  if (one === null || other === null) return one === other;
  return Math.max(one / other, other / one) <= SAME_LOAD;
}

const dateOf = ({ of: { measuredAt } }: Level): string => measuredAt ?? '';

/** Of one type: the tokens where both say them. */
function speedOf(level: Level, other: Level): number {
  const areWritten = level.outputTokensPerSecond !== null && other.outputTokensPerSecond !== null;
  return (areWritten ? level.outputTokensPerSecond : level.requestsPerSecond) as number;
}

/** The later one counts, of the same date the slower one. Whatever the order in which they are given. */
function countsBefore(a: Level, b: Level): number {
  const [one, other] = [dateOf(a), dateOf(b)];
  if (one !== other) return one > other ? -1 : 1;
  return speedOf(a, b) - speedOf(b, a) || (a.latency?.seconds ?? 0) - (b.latency?.seconds ?? 0);
}

/** Levels in tokens and in requests have no order among each other, so all begin in that of their texts. */
const inOrder = (levels: readonly Level[]): Level[] =>
  levels
    .map((level) => ({ level, text: JSON.stringify(level) }))
    .toSorted((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ level }) => level)
    .toSorted(countsBefore);

/** Each load once. What an earlier day measured among a later day's loads doesn't count: it was another container, or traffic. */
function merged(levels: readonly Level[]): Level[] {
  const kept: Level[] = [];
  for (const level of inOrder(levels)) {
    const isCovered = kept.some((other) => isSameLoad(level, other)) || isWithin(level, kept);
    if (!isCovered) kept.push(level);
  }
  return kept.toSorted((a, b) => (a.concurrency ?? Infinity) - (b.concurrency ?? Infinity));
}

function isWithin(level: Level, kept: readonly Level[]): boolean {
  const later = kept.filter((other) => dateOf(other) > dateOf(level));
  const { concurrency } = level;
  if (concurrency === null) return later.length > 0;
  const loads = later.flatMap((other) => other.concurrency ?? []);
  return concurrency >= Math.min(...loads) && concurrency <= Math.max(...loads);
}

const DISAGREE = 2;

function disagreementsOf(type: string, levels: readonly Level[]): Disagreement[] {
  const sorted = inOrder(levels);
  return sorted.flatMap((counts, at) =>
    sorted.slice(at + 1).flatMap((other): Disagreement[] => {
      // Rows are joined by type, whatever runs and files they come from.
      const isOneRun = counts.of === other.of && counts.of.source !== 'row';
      if (isOneRun || !isSameLoad(counts, other)) return [];
      const [one, two] = [speedOf(counts, other), speedOf(other, counts)];
      return Math.max(one / two, two / one) >= DISAGREE ? [{ type, counts, other }] : [];
    }),
  );
}
