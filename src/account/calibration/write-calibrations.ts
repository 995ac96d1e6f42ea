import { formatNumber, formatUsd, type InferenceOptionId, optionTitle } from '../../recommender/index.ts';
import { medianOf } from '../../reviews/figures.ts';
import { bullet, inert, table, WIDTH, wrap } from '../../terminal/lines.ts';
import type { ComparedSpeed } from './speeds.ts';
import type { StoredCalibration } from './store.ts';

/** How some estimates fared, of bills or of speeds. Ratios are measured ÷ estimated. */
export interface Fared {
  /** Those with a ratio. */
  readonly compared: number;
  /** Those of which what was measured lies within the estimate's range. */
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
  /** The speeds that teams measured, against the throughput model. */
  readonly speeds: Fared;
}

/** What `--json` prints: a line for each decision and for each measured speed, the latest first, then one for all. */
export function calibrationLines(all: readonly StoredCalibration[], speeds: readonly ComparedSpeed[]): object[] {
  const lines = all.map(({ reviewId, name, decidedAt, measuredAt, ...calibration }) => ({
    kind: 'calibration',
    review: reviewId,
    name,
    decidedAt: new Date(decidedAt).toISOString(),
    measuredAt: new Date(measuredAt).toISOString(),
    ...calibration,
  }));
  const measured = speeds.map(({ reviewId: review, ...speed }) => ({ kind: 'speed', review, ...speed }));
  return [...lines, ...measured, summaryOf(all, speeds)];
}

function summaryOf(all: readonly StoredCalibration[], speeds: readonly ComparedSpeed[]): CalibrationsLine {
  const options = [...new Set(all.map(({ option }) => option))].sort();
  const byOption = options.map((option) => [option, faredBills(all.filter((one) => one.option === option))] as const);
  const unreadable = all.filter(({ why }) => why !== null).length;
  const bills = faredBills(all);
  return {
    kind: 'calibrations',
    unreadable,
    ...bills,
    byOption: Object.fromEntries(byOption),
    speeds: faredSpeeds(speeds),
  };
}

function faredBills(all: readonly StoredCalibration[]): Fared {
  const compared = all.filter(({ ratio }) => ratio !== null);
  return fared(
    compared.flatMap(({ ratio }) => ratio ?? []),
    compared.filter(isWithin).length,
  );
}

function faredSpeeds(all: readonly ComparedSpeed[]): Fared {
  const within = all.filter(({ measured, modelled }) => measured >= modelled.low && measured <= modelled.high);
  return fared(
    all.map(({ ratio }) => ratio),
    within.length,
  );
}

function fared(unsorted: readonly number[], withinRange: number): Fared {
  const ratios = unsorted.toSorted((one, other) => one - other);
  return {
    compared: ratios.length,
    withinRange,
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
export function writeCalibrations(all: readonly StoredCalibration[], speeds: readonly ComparedSpeed[]): string {
  const bills =
    all.length === 0
      ? wrap('No decision was measured yet. One with a noted endpoint is, 30 days after it.', WIDTH)
      : billLines(all);
  return [...bills, ...(speeds.length === 0 ? [] : ['', ...speedLines(speeds)]), ''].join('\n');
}

function billLines(all: readonly StoredCalibration[]): string[] {
  const summary = faredBills(all);
  const measured = all.filter(({ why }) => why === null);
  const unreadable = all.filter(({ why }) => why !== null);
  const byOption = Object.entries(summaryOf(all, []).byOption).flatMap(([option, one]) =>
    one.compared === 0 ? [] : bullet(`${optionTitle(option as InferenceOptionId)}: ${words(one, 'estimate')}`),
  );
  return [
    ...wrap(summary.compared === 0 ? 'No estimate could be compared.' : words(summary, 'estimate'), WIDTH),
    ...(byOption.length < 2 ? [] : byOption),
    ...(measured.length === 0 ? [] : ['', ...table(COLUMNS, measured.map(rowOf))]),
    ...(unreadable.length === 0 ? [] : ['', 'Not measured']),
    ...unreadable.flatMap(({ name, endpoint, why }) => bullet(inert(`${name} (${endpoint}): ${why}`))),
    '',
    ...wrap(
      'Measured ÷ estimated, in US dollars per month by the prices of the estimate, over the last 30 days of data.',
      WIDTH,
    ),
  ];
}

const SPEED_COLUMNS = [
  { title: 'Review', width: 20 },
  { title: 'Instance type', width: 19 },
  { title: 'Modelled', width: 12 },
  { title: 'Measured', width: 12 },
  { title: 'Ratio', width: 5 },
];

function speedLines(speeds: readonly ComparedSpeed[]): string[] {
  const rate = (value: number, unit: ComparedSpeed['unit']): string =>
    `${formatNumber(Number(value.toPrecision(3)))} ${unit === 'tokens' ? 'tok/s' : 'req/s'}`;
  const rows = speeds.map(({ name, instanceType, modelled, measured, unit, ratio }) => [
    inert(name),
    inert(instanceType),
    rate(modelled.likely, unit),
    rate(measured, unit),
    shortRatio(ratio),
  ]);
  return [
    ...wrap(words(faredSpeeds(speeds), 'measured speed'), WIDTH),
    '',
    ...table(SPEED_COLUMNS, rows),
    '',
    ...wrap("Measured ÷ modelled, per second of one instance, at the load of each review's latest revision.", WIDTH),
  ];
}

function words({ compared, withinRange, medianRatio, lowestRatio, highestRatio }: Fared, what: string): string {
  const many = `${compared} ${what}${compared === 1 ? '' : 's'} compared, ${withinRange} within the range`;
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
