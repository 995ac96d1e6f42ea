import { currencyName, formatUsd, type InferenceOptionId, optionTitle } from '../../recommender/index.ts';
import { medianOf } from '../../reviews/figures.ts';
import { bullet, inert, table, WIDTH, wrap } from '../../terminal/lines.ts';
import type { StoredCalibration } from './store.ts';

/** How the estimates of some decisions fared. Ratios are measured ÷ estimated. */
export interface Fared {
  /** Decisions with a ratio. */
  readonly compared: number;
  /** Those whose month lies within the estimate's range. */
  readonly withinRange: number;
  /** Null without any. */
  readonly medianRatio: number | null;
  readonly lowestRatio: number | null;
  readonly highestRatio: number | null;
}

/** The last line of `--json`: all decisions together, and by option. */
export interface CalibrationsLine extends Fared {
  readonly kind: 'calibrations';
  /** Decisions that couldn't be measured. */
  readonly unreadable: number;
  readonly byOption: Partial<Record<InferenceOptionId, Fared>>;
}

/** What `--json` prints: a line for each decision, the latest first, then one for all. */
export function calibrationLines(all: readonly StoredCalibration[]): object[] {
  const lines = all.map(({ reviewId, name, decidedAt, measuredAt, ...calibration }) => ({
    kind: 'calibration',
    review: reviewId,
    name,
    decidedAt: new Date(decidedAt).toISOString(),
    measuredAt: new Date(measuredAt).toISOString(),
    ...calibration,
  }));
  return [...lines, summaryOf(all)];
}

function summaryOf(all: readonly StoredCalibration[]): CalibrationsLine {
  const options = [...new Set(all.map(({ option }) => option))].sort();
  const byOption = options.map((option) => [option, fared(all.filter((one) => one.option === option))] as const);
  const unreadable = all.filter(({ why }) => why !== null).length;
  return { kind: 'calibrations', unreadable, ...fared(all), byOption: Object.fromEntries(byOption) };
}

function fared(all: readonly StoredCalibration[]): Fared {
  const ratios = all.flatMap(({ ratio }) => ratio ?? []).toSorted((one, other) => one - other);
  return {
    compared: ratios.length,
    withinRange: all.filter((one) => one.ratio !== null && isWithin(one)).length,
    medianRatio: medianOf(ratios),
    lowestRatio: ratios[0] ?? null,
    highestRatio: ratios.at(-1) ?? null,
  };
}

/** Returns whether the measured month lies within the estimate's range. */
export function isWithin({
  estimatedUsd,
  measuredUsd,
}: Pick<StoredCalibration, 'estimatedUsd' | 'measuredUsd'>): boolean {
  if (estimatedUsd === null || measuredUsd === null) return false;
  return measuredUsd >= estimatedUsd.low && measuredUsd <= estimatedUsd.high;
}

const COLUMNS = [
  { title: 'Review', width: 22 },
  { title: 'Endpoint', width: 22 },
  { title: 'Estimated', width: 9 },
  { title: 'Measured', width: 8 },
  { title: 'Ratio', width: 5 },
];

/** The same for a terminal. */
export function writeCalibrations(all: readonly StoredCalibration[]): string {
  if (all.length === 0) {
    return `${wrap('No decision was measured yet. One with a noted endpoint is, 30 days after it.', WIDTH).join('\n')}\n`;
  }
  const summary = summaryOf(all);
  const measured = all.filter(({ why }) => why === null);
  const unreadable = all.filter(({ why }) => why !== null);
  const byOption = Object.entries(summary.byOption).flatMap(([option, one]) =>
    one.compared === 0 ? [] : bullet(`${optionTitle(option as InferenceOptionId)}: ${words(one)}`),
  );
  return [
    ...wrap(summary.compared === 0 ? 'No estimate could be compared.' : words(summary), WIDTH),
    ...(byOption.length < 2 ? [] : byOption),
    ...(measured.length === 0 ? [] : ['', ...table(COLUMNS, measured.map(rowOf))]),
    ...(unreadable.length === 0 ? [] : ['', 'Not measured']),
    ...unreadable.flatMap(({ name, endpoint, why }) => bullet(inert(`${name} (${endpoint}): ${why}`))),
    '',
    ...wrap(
      `Measured ÷ estimated, in ${currencyName()} per month by the prices of the estimate, over the last 30 days of data.`,
      WIDTH,
    ),
    '',
  ].join('\n');
}

function words({ compared, withinRange, medianRatio, lowestRatio, highestRatio }: Fared): string {
  const many = `${compared} ${compared === 1 ? 'estimate' : 'estimates'} compared, ${withinRange} within the range`;
  const ratios = compared === 1 ? '' : `, from ${shortRatio(lowestRatio)} to ${shortRatio(highestRatio)}`;
  return `${many}. Median ratio ${shortRatio(medianRatio)}${ratios}.`;
}

const shortRatio = (ratio: number | null): string => (ratio === null ? '–' : ratio.toFixed(2));

function rowOf({ name, endpoint, estimatedUsd, measuredUsd, ratio }: StoredCalibration): string[] {
  return [
    inert(name),
    inert(endpoint),
    estimatedUsd === null ? 'unknown' : formatUsd(estimatedUsd.likely),
    measuredUsd === null ? 'unknown' : formatUsd(measuredUsd),
    shortRatio(ratio),
  ];
}
