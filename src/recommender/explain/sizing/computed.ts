import { fleetsOf } from '../../costs/capacity.ts';
import type { Plan } from '../../costs/costing.ts';
import type { Pace } from '../../costs/pace.ts';
import type { PriceBook } from '../../costs/price-book.ts';
import type { PlannedInstances } from '../../costs/priced-instance.ts';
import { type Volume, volumeOf } from '../../costs/volume.ts';
import { IMAGE_STEPS } from '../../facts/working-figures.ts';
import type { Needs } from '../../needs/needs.ts';
import { optionOf } from '../../options/index.ts';
import type { Sizing } from '../../recommendation.ts';
import type { ComputedWork } from '../../throughput/computed-work.ts';
import { formatCount, formatNumber, formatSeconds } from '../../workload/measures.ts';
import { weighedAgainst } from './alternatives.ts';
import { countSpan, plannedBusy } from './count.ts';

/** A model that computes its answer at once, on the type that was chosen for it: how many, and what was weighed against it. */
export function computedSizing(
  plan: Plan,
  needs: Needs,
  book: PriceBook,
  planned: PlannedInstances,
  pace: Pace,
  work: ComputedWork,
): Sizing {
  const type = String(planned.capacity.type);
  const volume = volumeOf(needs) as Volume;
  return {
    basis: 'modelled',
    typeFirm: needs.stated.instanceType !== undefined,
    count: countSpan(plan, needs, planned, volume),
    text: `${comesText(plan, needs, volume, work)}; one ${type} does ${doesText(pace)}${busyText(plan, planned)}.`,
    needs: work.kind === 'image' && needs.stated.imageSteps === undefined ? ['imageSteps'] : [],
    tokens: null,
    alternatives: weighedAgainst(plan, needs, book, type, volume),
  };
}

/** "300 requests per second of 256 tokens come at the peak", "50,000 records of 10 min of audio each are due in time" */
function comesText(plan: Plan, needs: Needs, { sizing }: Volume, work: ComputedWork): string {
  const each = sizeText(needs, work);
  if (needs.isDataset)
    return `${formatCount(Number(needs.stated.datasetRecordsPerRun), 'record')} of ${each} are due in time`;
  const isQueue = optionOf(plan.option).plannedFor === 'busiest-hour';
  const rate = (isQueue ? sizing.hourlyPeakRate : sizing.peakRate) / fleetsOf(plan, needs);
  const { concurrentRequests: streams, peakRequestsPerSecond } = needs.stated;
  if (work.kind === 'speech' && streams && peakRequestsPerSecond === undefined)
    return `${formatCount(streams, 'live stream')} send ${rateOf(rate)} of ${each}`;
  return `${rateOf(rate)} of ${each} come ${isQueue ? 'in the busiest hour' : 'at the peak'}`;
}

/** "256 tokens", "10 min of audio", "30 steps" */
export function sizeText({ stated }: Needs, { kind }: ComputedWork): string {
  switch (kind) {
    case 'encoder':
      return formatCount(Number(stated.inputTokens), 'token');
    case 'speech':
      return `${formatSeconds(Number(stated.audioSeconds))} of audio`;
    case 'image':
      return `${formatCount(stated.imageSteps ?? IMAGE_STEPS, 'step')}${(stated.images ?? 1) > 1 ? ` and ${formatNumber(Number(stated.images))} images` : ''}`;
  }
}

/** "about 140 (61–220) per second" */
function doesText({ atOnce, seconds, low, high }: Pace): string {
  const likely = atOnce / seconds;
  const [unit, per] = unitFor(likely);
  const figure = (rate: number): string => formatNumber(Number((rate * per).toPrecision(2)));
  return `about ${figure(likely)} (${figure(likely * low)}–${figure(likely * high)}) per ${unit}`;
}

function busyText(plan: Plan, planned: PlannedInstances): string {
  const busy = plannedBusy(plan, planned);
  return busy === 1 ? '' : `, and is planned to be ${formatNumber(busy * 100)}% busy`;
}

const rateOf = (perSecond: number): string => {
  const [unit, per] = unitFor(perSecond);
  return `${formatCount(Number((perSecond * per).toPrecision(3)), 'request')} per ${unit}`;
};

/** In which a rate is at least one, and its seconds. */
function unitFor(perSecond: number): readonly [unit: string, seconds: number] {
  if (perSecond >= 1) return ['second', 1];
  return perSecond >= 1 / 60 ? ['minute', 60] : ['hour', 3600];
}
