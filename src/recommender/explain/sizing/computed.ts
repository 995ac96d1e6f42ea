import { sharesOf } from '../../costs/capacity.ts';
import type { Pricing } from '../../costs/costing.ts';
import type { Pace } from '../../costs/pace.ts';
import { countSpan, type PlannedInstances } from '../../costs/priced-instance.ts';
import { type Volume, volumeOf } from '../../costs/volume.ts';
import { IMAGE_STEPS } from '../../facts/working-figures.ts';
import { dueSeconds, type Needs } from '../../needs/needs.ts';
import { optionOf } from '../../options/index.ts';
import type { Sizing } from '../../recommendation.ts';
import type { ComputedWork } from '../../throughput/computed-work.ts';
import { formatCount, formatNumber, formatSeconds } from '../../workload/measures.ts';
import { weighedAgainst } from './alternatives.ts';
import { partWords } from './count.ts';
import { tooSlowBeside } from './refusals.ts';

/** A model that computes its answer at once, on the type that was chosen for it: how many, and what was weighed against it. */
export function computedSizing(pricing: Pricing, planned: PlannedInstances, pace: Pace, work: ComputedWork): Sizing {
  const { plan, needs } = pricing;
  const type = String(planned.capacity.type);
  return {
    basis: 'modelled',
    typeFirm: needs.stated.instanceType !== undefined,
    count: countSpan(plan, needs, planned),
    text: `${workText(pricing, planned, pace, work)}${tooSlowBeside(pricing, type)}`,
    needs: work.kind === 'image' && needs.stated.imageSteps === undefined ? ['imageSteps'] : [],
    tokens: null,
    alternatives: weighedAgainst(pricing, type),
  };
}

/** What comes and what one instance does of it, in one unit of time: "200 requests of 256 tokens per second come at the peak; one …". */
function workText({ plan, needs }: Pricing, planned: PlannedInstances, pace: Pace, work: ComputedWork): string {
  const { sizing } = volumeOf(needs) as Volume;
  const type = String(planned.capacity.type);
  const does = pace.atOnce / pace.seconds;
  const one = `one ${type}${work.kind === 'speech' ? ' with WhisperX' : ''} does`;
  if (needs.isDataset) {
    const due = dueSeconds(needs.stated);
    const within = due === Infinity ? 'have no deadline' : `are due within ${formatSeconds(Math.round(due))}`;
    const records = `${formatCount(Number(needs.stated.datasetRecordsPerRun), 'record')} of ${sizeText(needs, work)}`;
    const [unit, per] = unitFor(does);
    return `${records} ${within}; ${one} ${spanText(pace, per)} per ${unit}.`;
  }
  const isQueue = optionOf(plan.option).plannedFor === 'busiest-hour';
  const rate = (isQueue ? sizing.hourlyPeakRate : sizing.peakRate) / sharesOf(plan, needs);
  const [unit, per] = unitFor(Math.min(rate, does));
  const come = `${formatNumber(Number((rate * per).toPrecision(3)))} ${nounIn(needs, work)} per ${unit}`;
  const busy = `is planned to be ${formatNumber(planned.busy * 100)}% busy`;
  const isLive = needs.stated.concurrentRequests !== undefined && needs.stated.peakRequestsPerSecond === undefined;
  const comes =
    isLive && work.kind === 'speech'
      ? `${formatCount(Number(needs.stated.concurrentRequests), 'live stream')} send ${come}`
      : `${come} come${partWords(plan, needs)} ${isQueue ? 'in the busiest hour' : 'at the peak'}`;
  return `${comes}; ${one} ${spanText(pace, per)}, and ${busy}.`;
}

/** "requests of 256 tokens", "images at 30 steps" */
function nounIn({ stated }: Needs, { kind }: ComputedWork): string {
  const { images = 1, imageSteps = IMAGE_STEPS, concurrentRequests } = stated;
  switch (kind) {
    case 'encoder':
      return `requests of ${formatCount(Number(stated.inputTokens), 'token')}`;
    case 'speech':
      return `${concurrentRequests === undefined ? 'recordings' : 'windows'} of ${formatSeconds(Number(stated.audioSeconds))}`;
    case 'image':
      return `${images > 1 ? `requests of ${formatNumber(images)} images` : 'images'} at ${formatCount(imageSteps, 'step')}`;
  }
}

/** "256 tokens", "10 min of audio", "30 steps" */
export function sizeText({ stated }: Needs, { kind }: ComputedWork): string {
  switch (kind) {
    case 'encoder':
      return formatCount(Number(stated.inputTokens), 'token');
    case 'speech':
      return `${formatSeconds(Number(stated.audioSeconds))} of audio`;
    case 'image':
      return formatCount(stated.imageSteps ?? IMAGE_STEPS, 'step');
  }
}

/** "about 140 (61–220)", in a unit of `per` seconds. */
function spanText({ atOnce, seconds, low, high }: Pace, per: number): string {
  const likely = (atOnce / seconds) * per;
  const figure = (rate: number): string => formatNumber(Number(rate.toPrecision(2)));
  return `about ${figure(likely)} (${figure(likely * low)}–${figure(likely * high)})`;
}

/** In which a rate is at least one, and its seconds. */
function unitFor(perSecond: number): readonly [unit: string, seconds: number] {
  if (perSecond >= 1) return ['second', 1];
  return perSecond >= 1 / 60 ? ['minute', 60] : ['hour', 3600];
}
