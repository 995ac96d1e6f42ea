import {
  FAILED_SHARE_MAX,
  formatNumber,
  type MeasuredPoint,
  type Measurement,
  type Recommendation,
  roundedModelled,
} from '../recommender/index.ts';
import { writeMeasured } from './quantities/index.ts';

/** The measurements with others added. A run that is there already isn't added again. */
export function withMeasured(there: readonly Measurement[], added: readonly Measurement[]): Measurement[] {
  const known = new Set(there.map(keyOf));
  return [...there, ...added.filter((one) => !known.has(keyOf(one)) && known.add(keyOf(one)))];
}

/** Those of some measurements that others don't hold. */
export function measuredBeyond(some: readonly Measurement[], others: readonly Measurement[]): Measurement[] {
  const known = new Set(others.map(keyOf));
  return some.filter((one) => !known.has(keyOf(one)));
}

const keyOf = (one: Measurement): string => JSON.stringify(one);

const NAMED_MAX = 3;

/** What was added and what was taken out: "measurement added: GuideLLM on ml.g6e.xlarge (2026-11-20)". */
export function measurementChanges(before: readonly Measurement[], after: readonly Measurement[]): string[] {
  return [...changed('added', measuredBeyond(after, before)), ...changed('removed', measuredBeyond(before, after))];
}

function changed(what: 'added' | 'removed', measurements: readonly Measurement[]): string[] {
  const names = [...new Set(measurements.map(writeMeasured))];
  if (names.length === 0) return [];
  const more = names.length > NAMED_MAX ? ` and ${names.length - NAMED_MAX} more` : '';
  return [
    `${measurements.length === 1 ? 'measurement' : 'measurements'} ${what}: ${names.slice(0, NAMED_MAX).join('; ')}${more}`,
  ];
}

/** "modelled 1,150 tokens/s (800–1,600), measured 1,240"; undefined where the size rests on no measurement. */
export function measuredAgainstModel({ choice }: Pick<Recommendation, 'choice'>): string | undefined {
  const speed = choice?.sizing?.measured;
  if (speed === undefined) return undefined;
  const unit = `${speed.unit}/s`;
  const measured = `measured ${exact(speed.measured)}`;
  if (speed.modelled === null) return `${measured} ${unit}`;
  const { low, likely, high } = speed.modelled;
  const range = low === high ? '' : ` (${rounded(low)}–${rounded(high)})`;
  return `modelled ${rounded(likely)} ${unit}${range}, ${measured}`;
}

/** What was measured is known to three digits. */
const exact = (value: number): string => formatNumber(Number(value.toPrecision(3)));

const rounded = (value: number): string => formatNumber(roundedModelled(value));

/** "up to 1,830 tokens/s with 64 requests in progress": the most that a run did without failures that count. */
export function bestMeasured({ points }: Measurement): string | undefined {
  const sound = points.filter(({ failedShare }) => (failedShare ?? 0) <= FAILED_SHARE_MAX);
  const [best] = sound.toSorted((one, other) => speedOf(other) - speedOf(one));
  if (best === undefined) return undefined;
  const { outputTokensPerSecond: tokens, requestsPerSecond, concurrency } = best;
  const speed = tokens === null ? `${rounded(requestsPerSecond)} requests/s` : `${rounded(tokens)} tokens/s`;
  return `up to ${speed}${concurrency === null ? '' : ` with ${formatNumber(concurrency)} in progress`}`;
}

const speedOf = ({ outputTokensPerSecond, requestsPerSecond }: MeasuredPoint): number =>
  outputTokensPerSecond ?? requestsPerSecond;
