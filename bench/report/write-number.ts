import { type Spread, spreadOf } from './statistics.ts';

/** With three significant digits. */
export function writeNumber(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value
    .toPrecision(value >= 1 ? 3 : 2)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** The median of several rounds. */
export function writeMedian(values: readonly number[]): string {
  return writeNumber(spreadOf(values).median);
}

/** The median of several rounds, with the lowest and the highest. */
export function writeSpread(values: readonly number[]): string {
  const { median, lowest, highest }: Spread = spreadOf(values);
  return values.length < 2
    ? writeRatio(median)
    : `${writeRatio(median)} (${writeRatio(lowest)}–${writeRatio(highest)})`;
}

function writeRatio(value: number): string {
  return Number.isFinite(value) ? value.toFixed(2) : '–';
}
