import {
  type CostComponent,
  type CostCurve,
  type CostPoint,
  formatSeconds,
  formatUsd,
  type InferenceOptionId,
  type OptionCost,
  optionTitle,
  type Recommendation,
} from '../../../recommender/index.ts';
import {
  noteBesideBill,
  writeBillLine,
  writeLikelyUsd,
  writeMonthlyCost,
  writeWithPrices,
} from '../../../wording/money.ts';
import { writePaidCost, writeTeamPrices } from '../../../wording/team-prices.ts';
import { context, say, sayLines, section } from '../blocks.ts';
import { SLACK_LIMITS } from '../limits.ts';
import type { ChartBlock, Message, MessageBlock } from '../message.ts';
import { clip, escapeWithin, joinLines, reasonLine } from '../mrkdwn.ts';

const NAME_MAX = 100;
const UNIT_MAX = 40;
const LINE_MAX = 400;
const NOTE_MAX = 400;
const PRICES_MAX = 200;
const TEXT_MAX = 1800;
const CURVE_TEXT_MAX = 1200;

export function buildCosts(recommendation: Recommendation): Message {
  const { choice, costs, facts, savingsPlan } = recommendation;
  const [first] = costs;
  if (first === undefined) {
    return say('No option that fits has a price, so there is no estimate.');
  }
  const prices = [writeWithPrices(facts.pricesAsOf), writeTeamPrices(facts.prices)];
  const words = prices.filter((part) => part !== undefined).join(', ');
  const isOfChoice = costs.some(({ option }) => option === choice?.option);
  const plan = savingsPlan !== undefined && isOfChoice ? [reasonLine(savingsPlan)] : [];
  const heading = `*Cost per month*${words === '' ? '' : ` ${escapeWithin(words, PRICES_MAX)}`}`;
  return {
    text: `Cost: ${optionTitle(first.option)} ${writeMonthlyCost(first)}`,
    blocks: [section(joinLines([heading, ...billLines(costs), ...plan], TEXT_MAX))],
  };
}

/** Each option with its total, a line for each of its components, and what limits the estimate; what limits all of them last. */
function billLines(costs: readonly OptionCost[]): string[] {
  const notes = costs.map(({ note }) => (note === null ? '' : noteBesideBill(note)));
  const [first = ''] = notes;
  const [limit = ''] = /^No total without [^:.]+\./.exec(first) ?? [];
  const shared = costs.length > 1 && notes.every((note) => note.startsWith(limit)) ? limit : '';
  const lines = costs.flatMap((cost, at) => {
    const own = (notes[at] ?? '').slice(shared.length).trim();
    return [
      `*${optionTitle(cost.option)}*: ${writePaidCost(cost)}`,
      ...cost.components.map(componentLine),
      ...(own === '' ? [] : [`• ${escapeWithin(own, NOTE_MAX)}`]),
    ];
  });
  return shared === '' ? lines : [...lines, escapeWithin(shared, NOTE_MAX)];
}

function componentLine(component: CostComponent): string {
  const { name, unit } = component;
  const line = writeBillLine({ ...component, name: clip(name, NAME_MAX), unit: clip(unit, UNIT_MAX) });
  return `• ${escapeWithin(line, LINE_MAX)}`;
}

interface CostsByVolume {
  blocks: MessageBlock[];
  /** The chart's figures for screen readers; '' without a chart. */
  text: string;
}

/** Cost against volume as a chart, or else as text; nothing without a curve. */
export function buildCostsByVolume(
  curve: CostCurve | null,
  { costs }: Pick<Recommendation, 'costs'>,
  { chart }: { chart: boolean },
): CostsByVolume {
  if (curve === null) return { blocks: [], text: '' };
  const lines = curveLines(curve, [...curve.usual, ...curve.points], amountsBy(costs));
  return {
    blocks: chart ? [buildChart(curve), ...assumedBlocks(curve)] : [section(joinLines(lines, CURVE_TEXT_MAX))],
    text: lines.join('\n').replaceAll('*', ''),
  };
}

type Amounts = (option: InferenceOptionId, usd: number) => string;

/** Amounts as the bills of the options are written: those that rest on a modelled speed to two digits. */
const amountsBy =
  (costs: readonly OptionCost[]): Amounts =>
  (option, usd) => {
    const cost = costs.find((each) => each.option === option);
    return (cost && writeLikelyUsd({ ...cost, monthlyUsd: spanAt(cost, usd) })) ?? formatUsd(usd);
  };

/** The same distance from low to high as in the bill: an amount that could turn out otherwise isn't exact. */
function spanAt({ monthlyUsd }: OptionCost, usd: number): OptionCost['monthlyUsd'] {
  if (monthlyUsd === null) return null;
  const { low, likely, high } = monthlyUsd;
  return likely === usd ? monthlyUsd : { low: low === high ? usd : 0, likely: usd, high: usd };
}

/** What a chart rests on that nobody stated. */
const assumedBlocks = ({ assumedSeconds }: CostCurve): MessageBlock[] =>
  assumedSeconds === null ? [] : [context(`The chart assumes ${formatSeconds(assumedSeconds)} per request.`)];

const AXES: Readonly<Record<CostCurve['counts'], string>> = {
  requests: 'Requests per month',
  records: 'Records per run',
  runs: 'Runs per month',
};

function buildChart(curve: CostCurve): ChartBlock {
  const { label } = SLACK_LIMITS.chart;
  const categories = curve.points.map(({ volume, isStated }) =>
    clip(isStated ? `${shortCount(volume)} · you are here` : shortCount(volume), label),
  );
  return {
    type: 'data_visualization',
    title: `Cost per month by ${AXES[curve.counts].toLowerCase()}`,
    chart: {
      type: 'line',
      series: curve.options.map((option, at) => ({
        name: clip(shortTitle(option), label),
        data: curve.points.map(({ usd }, index) => ({
          label: categories[index] ?? '',
          value: inCents(usd[at] ?? 0),
        })),
      })),
      axis_config: { categories, x_label: AXES[curve.counts], y_label: 'USD per month' },
    },
  };
}

/** The cost at some volumes: a line for each option. */
function curveLines(curve: CostCurve, some: readonly CostPoint[], amountAt: Amounts): string[] {
  const points = some
    .toSorted((a, b) => a.volume - b.volume)
    .filter(({ volume }, at, all) => volume !== all[at - 1]?.volume);
  const assumed = curve.assumedSeconds === null ? '' : `, assuming ${formatSeconds(curve.assumedSeconds)} each`;
  return [
    `*Cost by ${AXES[curve.counts].toLowerCase()}*${assumed}`,
    ...curve.options.map((option, at) => {
      const amounts = spansOf(points, at, (usd) => amountAt(option, usd)).map(amountOf);
      return `• ${shortTitle(option)}: ${amounts.join(' · ')}`;
    }),
  ];
}

/** Volumes that cost the same. */
interface Span {
  from: number;
  to: number;
  amount: string;
  isStated: boolean;
}

/** Joins neighbours that cost the same; the stated volume stands alone. */
function spansOf(points: readonly CostPoint[], at: number, write: (usd: number) => string): Span[] {
  const spans: Span[] = [];
  for (const { volume, isStated, usd } of points) {
    const amount = write(usd[at] ?? 0);
    const last = spans.at(-1);
    if (last?.amount === amount && !last.isStated && !isStated) last.to = volume;
    else spans.push({ from: volume, to: volume, amount, isStated });
  }
  return spans;
}

/** "10k–1M $172", "*3M $179* (you are here)" */
function amountOf({ from, to, amount, isStated }: Span): string {
  const text = `${from === to ? '' : `${shortCount(from)}–`}${shortCount(to)} ${amount}`;
  return isStated ? `*${text}* (you are here)` : text;
}

/** "Asynchronous": a chart has no room for the whole title. */
const shortTitle = (option: CostCurve['options'][number]): string => optionTitle(option).replace(/ inference$/i, '');

const inCents = (amount: number): number => Math.round(amount * 100) / 100;

const UNITS: readonly (readonly [size: number, unit: string])[] = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
];
const TOO_LARGE = 1e15;

/** "500k", "1.23M": three digits are enough for an axis. */
function shortCount(count: number): string {
  const rounded = Number(count.toPrecision(3));
  if (rounded >= TOO_LARGE || (rounded > 0 && rounded < 0.001)) return rounded.toExponential().replace('+', '');
  const [size, unit] = UNITS.find(([least]) => rounded >= least) ?? [1, ''];
  return `${Number((rounded / size).toPrecision(3))}${unit}`;
}

export function buildByVolume(
  recommendation: Recommendation,
  curve: CostCurve | null,
  { chart = true }: { chart?: boolean },
): Message {
  const { text, blocks } = buildCostsByVolume(curve, recommendation, { chart });
  return blocks.length === 0 ? buildCosts(recommendation) : { text, blocks };
}

export function buildBreakEven(
  recommendation: Recommendation,
  options: readonly InferenceOptionId[],
  curve: CostCurve | null,
  { chart = true }: { chart?: boolean },
): Message {
  const { costs } = recommendation;
  const missing = options.filter((option) => !costs.some((cost) => cost.option === option));
  const found = costs.flatMap(({ note }) => (note?.includes(' is cheaper than ') ? [note] : []));
  const none =
    costs.length > 1 ? 'No break-even up to 10 billion requests per month.' : 'No break-even: only one option fits.';
  const lines = [
    ...missing.flatMap((option) => ruledOutLines(recommendation, option)),
    ...(found.length > 0 ? [`*Break-even:* ${escapeWithin(found.join(' '), TEXT_MAX / 2)}`] : [none]),
    ...costs.map((cost) => `• ${optionTitle(cost.option)}: ${writeMonthlyCost(cost)}`),
  ];
  const { text, blocks } = sayLines(lines, TEXT_MAX);
  const byVolume = costs.length > 1 ? buildCostsByVolume(curve, recommendation, { chart }) : { text: '', blocks: [] };
  return { text: [text, byVolume.text].join('\n').trim(), blocks: [...blocks, ...byVolume.blocks] };
}

export function ruledOutLines({ rejected }: Recommendation, option: InferenceOptionId): string[] {
  const [first] = rejected.find((other) => other.option === option)?.reasons ?? [];
  return first === undefined
    ? []
    : [`*${optionTitle(option)}* is ruled out, so it has no estimate: ${reasonLine(first)}`];
}
