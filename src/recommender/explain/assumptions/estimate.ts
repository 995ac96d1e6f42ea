import { usedLines } from '../../costs/bill.ts';
import { DATA, type Pricing, type Usage } from '../../costs/costing.ts';
import { dayShapeOf, isLoadAlone, type Volume, volumeAt, volumeOf } from '../../costs/volume.ts';
import type { PriceList } from '../../facts/price-list.ts';
import {
  ANSWER_SHARE,
  BREAK_EVEN_PROCESSING_SECONDS,
  BUSY_HOURS_INTERMITTENT,
  LARGEST_PAYLOAD_SHARE,
  TARGET_UTILISATION,
} from '../../facts/working-figures.ts';
import { type Judgement, type Priced, pricingOf } from '../../judge/judgement.ts';
import { countsByPace, type Needs } from '../../needs/needs.ts';
import { formatCount, formatMB, formatNumber } from '../../workload/measures.ts';
import type { Workload, WorkloadField } from '../../workload/workload.ts';
import type { PairedBreakEven } from '../bills.ts';
import type { Assumed, FigureRule, Use } from './assumption.ts';
import { CHOICES, WORKINGS } from './estimate-workings.ts';
import { PRECISION_FIGURES, SPEED_FIGURES } from './models-and-needs.ts';

const DAYS_PER_WEEK = 7;
const WORKING_DAYS_PER_WEEK = 5;

/** It charges for what goes in and out of the endpoint. */
const paysByData = ({ plan }: Use): boolean => plan.costing.lines(plan).includes(DATA);

/** How much is served and when, of what a team can state instead. */
const VOLUMES = [
  {
    figure: 'month-from-peak',
    field: 'monthlyRequests',
    applies: (use) => isMonthFromPeak(use) && paysByMonth(use),
    value: ({ volume }) => Math.min(Number.MAX_VALUE, Number(volume?.requestsPerMonth)),
    text: ({ needs: { stated, traffic, peakRequestsPerSecond }, volume }) => {
      const { mean } = dayShapeOf(traffic);
      const rate = `${mean === 1 ? '' : `${formatNumber(mean * 100)}% of `}${formatNumber(Number((peakRequestsPerSecond ?? 0).toPrecision(3)))} per second`;
      const hours = `${formatCount(stated.busyHoursPerDay || 24, 'hour')} per day`;
      const days = `${formatCount(stated.busyDaysPerWeek || DAYS_PER_WEEK, 'day')} per week`;
      return `Requests per month: not given; ${formatNumber(Number(volume?.requestsPerMonth))} are priced, at ${rate}, ${hours}, ${days}.`;
    },
  },
  {
    figure: 'month-from-concurrency',
    field: 'monthlyRequests',
    applies: ({ needs, volume, plan, followsLoad }) =>
      volume !== null && isLoadAlone(needs) && (plan.scaling !== 'fixed' || !followsLoad),
    value: ({ needs }) => dayShapeOf(needs.traffic).mean,
    text: ({ needs: { stated, traffic } }) => {
      const share = formatNumber(dayShapeOf(traffic).mean * TARGET_UTILISATION * 100);
      return `Requests per month: not given; on average ${share}% of ${formatNumber(Number(stated.concurrentRequests))} in progress is priced, ${formatCount(stated.busyHoursPerDay || 24, 'hour')} per day, without data.`;
    },
  },
  {
    figure: 'busy-hours',
    field: 'busyHoursPerDay',
    applies: ({ plan, needs }) =>
      needs.traffic === 'intermittent' && !needs.stated.busyHoursPerDay && plan.scaling !== 'on-demand',
    value: () => BUSY_HOURS_INTERMITTENT,
    text: () => `Busy hours: not given; ${BUSY_HOURS_INTERMITTENT} per day are priced.`,
  },
  {
    figure: 'busy-days',
    field: 'busyDaysPerWeek',
    applies: ({ needs: { stated }, usage, usageIf }) =>
      Boolean(stated.busyHoursPerDay) &&
      !stated.busyDaysPerWeek &&
      isOther(usage, usageIf({ busyDaysPerWeek: WORKING_DAYS_PER_WEEK })),
    value: () => DAYS_PER_WEEK,
    text: () => `Busy days: not given; all ${DAYS_PER_WEEK} per week are priced.`,
  },
  {
    figure: 'payload',
    field: 'payloadSizeMB',
    applies: (use) =>
      use.volume?.dataGB === 0 &&
      paysByData(use) &&
      use.needs.stated.payloadSizeMB === undefined &&
      use.needs.stated.payloadByReference !== true,
    value: () => 0,
    text: () => "Payload: not given; data in and out isn't priced.",
  },
  {
    figure: 'largest-payload',
    field: 'payloadSizeMB',
    applies: ({ needs, usage }) => usage.dataGB > 0 && !(needs.isDataset && needs.stated.datasetSizeGB !== undefined),
    value: ({ needs }) => Number(needs.payloadSizeMB),
    text: ({ needs }) =>
      `${needs.isDataset ? 'Records' : 'Payloads'} are priced at ${LARGEST_PAYLOAD_SHARE.likely * 100}% of the largest, ${formatMB(Number(needs.payloadSizeMB))}, and ${ANSWER_SHARE.likely * 100}% of that in the other direction.`,
  },
] as const satisfies readonly FigureRule[];

const isMonthFromPeak = ({ needs, volume }: Use): boolean =>
  volume !== null &&
  !needs.isDataset &&
  needs.stated.monthlyRequests === undefined &&
  Boolean(needs.peakRequestsPerSecond);

/** Instances that stay on for the peak are the same for any month below it. */
function paysByMonth({ plan, usage, atRest }: Use): boolean {
  if (usage.dataGB > 0 || usage.inferenceSeconds > 0) return true;
  return plan.scaling !== 'fixed' && usage.instanceHours > atRest.instanceHours;
}

function isOther(usage: Use['usage'], other: Use['usage']): boolean {
  return Object.entries(usage).some(([meter, quantity]) => quantity !== other[meter as keyof Use['usage']]);
}

/** What an estimate takes for granted; of the choice's own, or only of others that fit. */
export interface PricedAssumption extends Assumed {
  readonly ofRivals: boolean;
}

/**
 * The figures of ours that the estimates made use of: those of the choice, then what only its rivals rest on, over whose
 * amounts it won. Each once; what concerns rivals alone names them. A job over a dataset wins whatever the others cost.
 */
export function pricedAssumptions(
  judgement: Judgement,
  prices: PriceList,
  turns: readonly PairedBreakEven[],
): PricedAssumption[] {
  const { needs, ranked } = judgement;
  const found = new Map<string, Found>();
  for (const [index, { pair, monthlyUsd }] of ranked.entries()) {
    if (index > 0 && (monthlyUsd === null || needs.isDataset)) continue;
    for (const used of usedFigures(pricingOf(judgement, pair, prices), volumesOf(index, turns, needs))) {
      const key = `${used.figure} ${used.value}`;
      const known = found.get(key);
      if (known) known.users.push(index);
      else found.set(key, { used, users: [index] });
    }
  }
  const said = new Set<string>();
  return [...found.values()].map(({ used: { figure, field, value, say, sayBriefly }, users }) => {
    const brief = said.has(figure) ? sayBriefly?.() : undefined;
    said.add(figure);
    const ofRivals = users[0] !== 0;
    const titles = titlesOf(users, ranked);
    if (brief !== undefined) return { field, value, text: `${titles}: ${brief}.`, ofRivals };
    return { field, value, text: ofRivals ? `${say().slice(0, -1)} (${titles}).` : say(), ofRivals };
  });
}

/** A figure of ours, and whose estimates made use of it. */
interface Found {
  readonly used: UsedFigure;
  readonly users: number[];
}

/** The volumes at which an option and another one cost the same, as the bills name them. */
function volumesOf(index: number, turns: readonly PairedBreakEven[], needs: Needs): Volume[] {
  const { processingTimeSeconds = BREAK_EVEN_PROCESSING_SECONDS } = needs;
  if ((needs.processingTimeSeconds === undefined && !countsByPace(needs)) || volumeOf(needs) === null) return [];
  return turns
    .filter(({ better, worse }) => better === index || worse === index)
    .map(({ point }) => volumeAt(needs, point.requests, processingTimeSeconds));
}

/** "Real-time and Asynchronous Inference" */
const titlesOf = (users: readonly number[], ranked: readonly Priced[]): string =>
  users
    .map((index) => ranked[index]?.pair.option.title)
    .join(' and ')
    .replaceAll(' Inference and ', ' and ');

const RULES = [...CHOICES, ...SPEED_FIGURES, ...PRECISION_FIGURES, ...VOLUMES, ...WORKINGS];

type FigureId = (typeof RULES)[number]['figure'];
type RuleOf<Figure> = FigureRule & { readonly figure: Figure };

/** A figure of ours that an estimate made use of. */
interface UsedFigure {
  readonly figure: FigureId;
  /** The field of the workload that stands closest to it: stated, it would be stated instead, or bear on it. */
  readonly field: WorkloadField;
  readonly value: number | string;
  /** One sentence, the same for all estimates in which the figure has this value. */
  readonly say: () => string;
  /** Once it was said of another value. */
  readonly sayBriefly: (() => string) | undefined;
}

/**
 * Which of our figures mattered in the estimate of this plan, those that can be stated instead first. `turns` are volumes at
 * which it is compared with another plan: a break-even rests on figures of which the month itself may make no use.
 */
export function usedFigures(pricing: Pricing, turns: readonly Volume[] = []): UsedFigure[] {
  const { plan, needs, book } = pricing;
  const { capacityFor, usageOf } = plan.costing;
  const capacity = capacityFor(pricing);
  if (!capacity) return [];
  const usageAt = (at: Volume, asNeeded = needs): Usage => usageOf(plan, asNeeded, at, capacity);
  const volume = volumeOf(needs);
  const atRest = usageAt(volumeAt(needs, 0, 0));
  const usage = volume ? usageAt(volume) : atRest;
  const usageIf = (stated: Partial<Workload>): Usage => {
    const asNeeded = { ...needs, stated: { ...needs.stated, ...stated } };
    const other = volumeOf(asNeeded);
    return other ? usageAt(other, asNeeded) : atRest;
  };
  const isBusier = ({ instanceHours }: Usage): boolean => instanceHours > atRest.instanceHours;
  const followsLoad = isBusier(usage) || turns.some((turn) => isBusier(usageAt(turn)));
  const isPriced = usedLines(plan, needs, volume, capacity).every(({ line }) =>
    book.find(line.component, line.byType ? capacity.type : ''),
  );
  const use: Use = { ...pricing, capacity, isPriced, volume, usage, atRest, followsLoad, usageIf };
  const used: UsedFigure[] = [];
  for (const { applies, figure, field, value, text, brief, sizes } of RULES as readonly RuleOf<FigureId>[]) {
    if ((isPriced || sizes) && applies(use))
      used.push({ figure, field, value: value(use), say: () => text(use), sayBriefly: brief && (() => brief(use)) });
  }
  return used;
}
