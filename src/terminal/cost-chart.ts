import { type CostCurve, type CostPoint, formatNumber, formatUsd, optionTitle } from '../recommender/index.ts';
import { capitalized } from '../wording/text.ts';
import { COUNTED, writeBreakEven, writeBriefCount, writeCurveAssumption } from '../wording/volumes.ts';
import { bullet, table } from './lines.ts';

/** What each option that fits costs at growing volumes: a chart where options compete, and usual volumes where none is given. */
export function curveLines(curve: CostCurve | null): string[] {
  if (curve === null) return [];
  // A volume of 0 has no place on a logarithmic axis.
  const points = curve.points.filter(({ volume }) => volume > 0);
  const isDrawn =
    curve.options.length > 1 && points.length > 1 && points.some(({ usd }) => usd.some((each) => each > 0));
  const chart = isDrawn ? [...drawChart({ ...curve, points }), ...readings({ ...curve, points })] : [];
  const usual = usualVolumes(curve);
  return [...chart, ...(chart.length > 0 && usual.length > 0 ? [''] : []), ...usual];
}

const LABEL_WIDTH = 9;
const PLOT_WIDTH = 66;
const PLOT_HEIGHT = 11;

/** A line per option in its initial, logarithmic both ways, with the given volume marked. */
function drawChart({ options, points }: CostCurve): string[] {
  const amounts = points.flatMap(({ usd }) => usd);
  const highest = Math.max(...amounts);
  const scale = rounded(Math.min(...amounts.map((usd) => Math.max(usd, highest / SPAN_MAX))), highest);
  const rowOf = (usd: number): number => {
    const share = Math.log(Math.max(usd, scale.low) / scale.low) / Math.log(scale.high / scale.low);
    return Math.round((1 - share) * (PLOT_HEIGHT - 1));
  };
  const stated = points.find(({ isStated }) => isStated);
  const statedAt = stated === undefined ? undefined : columnOf(stated.volume, points);
  const blank = Array.from({ length: PLOT_WIDTH }, (_, column): string => (column === statedAt ? ':' : ' '));
  const grid = Array.from({ length: PLOT_HEIGHT }, () => [...blank]);
  // The choice is drawn last, over the others.
  for (const [at, option] of [...options.entries()].reverse()) {
    for (let column = 0; column < PLOT_WIDTH; column++) {
      const row = grid[rowOf(costAt(column, points, at))];
      if (row) row[column] = initialOf(option);
    }
  }
  const labels = new Map(ticksOf(scale).map((usd) => [rowOf(usd), amountLabel(usd)]));
  const lines = grid.map((row, at) => `${(labels.get(at) ?? '').padStart(LABEL_WIDTH)} |${row.join('')}`.trimEnd());
  return [
    ...lines,
    `${' '.repeat(LABEL_WIDTH)} +${'-'.repeat(PLOT_WIDTH)}`,
    volumeLine(points),
    ...(stated === undefined || statedAt === undefined ? [] : [youAreHere(stated.volume, statedAt)]),
  ];
}

/** "$0.05", "$10,000", "$10M": at most as wide as the labels. */
function amountLabel(round: number): string {
  if (round < 1) return formatUsd(round);
  const whole = `$${formatNumber(round)}`;
  if (round < 1e6 && whole.length <= LABEL_WIDTH) return whole;
  return `$${round < 1e15 ? shortCount(round) : round.toExponential()}`;
}

const initialOf = (option: CostCurve['options'][number]): string => optionTitle(option).charAt(0);

/** Amounts further below the highest than this are drawn at the bottom. */
const SPAN_MAX = 10_000;

const STEPS = [1, 2, 5, 10];

interface Scale {
  low: number;
  high: number;
}

/** From the next round amount below to the next one above. */
function rounded(least: number, most: number): Scale {
  const below = 10 ** Math.floor(Math.log10(least));
  const above = 10 ** Math.floor(Math.log10(most));
  const low = below * (STEPS.findLast((step) => step * below <= least) ?? 1);
  const high = above * (STEPS.find((step) => step * above > most) ?? 10);
  return { low, high };
}

/** Round amounts within a scale: 1, 2 and 5 of each decade where they are few, else 1 alone. */
function ticksOf({ low, high }: Scale): number[] {
  const from = Math.floor(Math.log10(low));
  const decades = Array.from({ length: Math.ceil(Math.log10(high)) - from + 1 }, (_, at) => 10 ** (from + at));
  const steps = high / low > 100 ? [1] : [1, 2, 5];
  return decades.flatMap((decade) => steps.map((step) => step * decade)).filter((usd) => usd >= low && usd <= high);
}

/** Where a volume lies between the smallest and the largest. */
function columnOf(volume: number, points: readonly CostPoint[]): number {
  const [first, last] = [points[0]?.volume ?? 1, points.at(-1)?.volume ?? 1];
  return Math.round((Math.log(volume / first) / Math.log(last / first)) * (PLOT_WIDTH - 1));
}

/** The cost at a column, by the points on both sides of it. */
function costAt(column: number, points: readonly CostPoint[], option: number): number {
  const after = Math.max(
    1,
    points.findIndex(({ volume }) => columnOf(volume, points) >= column),
  );
  const [from, to] = [points[after - 1], points[after]];
  if (from === undefined || to === undefined) return 0;
  const [start, end] = [columnOf(from.volume, points), columnOf(to.volume, points)];
  const share = end === start ? 1 : (column - start) / (end - start);
  const [low = 0, high = 0] = [from.usd[option], to.usd[option]];
  return low + (high - low) * share;
}

/** "10K" below its column, for each power of ten that has room, or each round volume where these are few. */
function volumeLine(points: readonly CostPoint[]): string {
  const powers = points.filter(({ volume }) => Number.isInteger(Math.log10(volume)));
  const round = points.filter(({ isStated }) => !isStated);
  let line = '';
  for (const { volume } of powers.length > 2 ? powers : round) {
    const label = shortCount(volume);
    const at = Math.min(LABEL_WIDTH + 2 + columnOf(volume, points), LABEL_WIDTH + 2 + PLOT_WIDTH - label.length);
    if (line === '' || at > line.length + 1) line = line.padEnd(at) + label;
  }
  return line;
}

function youAreHere(volume: number, column: number): string {
  const text = `you are here: ${writeBriefCount(volume)}`;
  const at = LABEL_WIDTH + 2 + column;
  if (at + 2 + text.length <= LABEL_WIDTH + 2 + PLOT_WIDTH) return `${' '.repeat(at)}^ ${text}`;
  return `${`${text} `.padStart(at)}^`;
}

const THOUSANDS = ['', 'K', 'M', 'B', 'T'];

/** "10", "500K", "1M": of a volume with one digit other than 0. */
function shortCount(round: number): string {
  const group = Math.min(Math.floor(Math.log10(round) / 3), THOUSANDS.length - 1);
  return `${formatNumber(Number((round / 1000 ** group).toPrecision(1)))}${THOUSANDS[group]}`;
}

/** What the lines are, and where they cross. Options that always cost the same share a line. */
function readings(curve: CostCurve): string[] {
  const { options, points, counts } = curve;
  const lines = new Map<string, CostCurve['options'][number][]>();
  for (const [at, option] of options.entries()) {
    const amounts = points.map(({ usd }) => formatUsd(usd[at] ?? 0)).join();
    lines.set(amounts, [...(lines.get(amounts) ?? []), option]);
  }
  const legend = [...lines.values()].map(([first, ...others]) =>
    first === undefined ? '' : `${initialOf(first)}: ${[first, ...others].map(optionTitle).join(' and ')}`,
  );
  return [
    ...bullet(`By ${COUNTED[counts]}. ${legend.join('. ')}.`),
    ...[writeBreakEven(curve), writeCurveAssumption(curve)].flatMap((line) => (line === undefined ? [] : bullet(line))),
  ];
}

const OPTION_WIDTH = 24;
const AMOUNT_WIDTH = 15;

function usualVolumes({ usual, options, counts }: CostCurve): string[] {
  if (usual.length === 0) return [];
  const columns = [
    { title: capitalized(COUNTED[counts]), width: OPTION_WIDTH },
    ...usual.map(({ volume }) => ({ title: writeBriefCount(volume), width: AMOUNT_WIDTH })),
  ];
  const rows = options.map((option, at) => [optionTitle(option), ...usual.map(({ usd }) => formatUsd(usd[at] ?? 0))]);
  return table(columns, rows);
}
