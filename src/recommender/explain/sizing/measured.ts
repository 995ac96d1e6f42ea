import { sharesOf } from '../../costs/capacity.ts';
import type { Plan, Pricing } from '../../costs/costing.ts';
import type { Pace } from '../../costs/pace.ts';
import { countSpan, type PlannedInstances } from '../../costs/priced-instance.ts';
import { type Volume, volumeOf } from '../../costs/volume.ts';
import { unitOf } from '../../findings/words.ts';
import { dueSeconds, type Needs } from '../../needs/needs.ts';
import { optionOf } from '../../options/index.ts';
import type { Sizing, SizingMeasurement } from '../../recommendation.ts';
import type { Level } from '../../throughput/measured-types.ts';
import type { Rest } from '../../throughput/plan.ts';
import { SOURCE_NAMES } from '../../workload/measurements/measurement.ts';
import { formatCount, formatNumber, formatSeconds } from '../../workload/measures.ts';
import { weighedAgainst } from './alternatives.ts';
import { partWords } from './count.ts';

/** What a speed rests on, as data. */
export function measurementOf({ type, level, unit, perSecond, modelled }: Rest): SizingMeasurement {
  const { source, measuredAt, model } = level.of;
  return {
    source,
    instanceType: type,
    measuredAt,
    model,
    concurrency: level.concurrency,
    latency: level.latency && { seconds: level.latency.seconds, statistic: level.latency.statistic },
    unit,
    measured: perSecond,
    modelled: modelled && { low: modelled.low, likely: modelled.likely, high: modelled.high },
  };
}

/** ", measured (AIPerf, 2026-11-20, 16 in progress)"; of another type: ", modelled from 1,240 on ml.g5.xlarge (AIPerf, …)". */
export function restWords(rest: Rest | null, isMeasured: boolean, per = 1): string {
  if (rest === null) return '';
  const words = runWords(rest.level);
  return isMeasured
    ? `, measured (${words})`
    : `, modelled from ${figure(rest.perSecond * per)} on ${rest.type} (${words})`;
}

/** "AIPerf, 2026-11-20, 16 in progress, p95 4.2 s" */
export function runWords({ concurrency, latency, of }: Level): string {
  return [
    SOURCE_NAMES[of.source],
    of.measuredAt,
    concurrency === null ? null : `${figure(concurrency)} in progress`,
    latency === null
      ? null
      : `${LATENCY_NAMES[latency.statistic]} ${formatSeconds(Number(latency.seconds.toPrecision(2)))}`,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

const LATENCY_NAMES: Readonly<Record<NonNullable<SizingMeasurement['latency']>['statistic'], string>> = {
  p95: 'p95',
  p50: 'p50',
  mean: 'mean',
  rate: 'mean',
};

/** A measured figure keeps three digits. */
const figure = (value: number): string => formatNumber(Number(value.toPrecision(3)));

/** A model that doesn't write tokens, of which the team measured how many requests an instance does. */
export function ownSizing(
  pricing: Pricing,
  planned: PlannedInstances,
  pace: Pace,
  { basis, rest }: NonNullable<Pace['own']>,
): Sizing {
  const { plan, needs } = pricing;
  const type = String(planned.capacity.type);
  const volume = volumeOf(needs) as Volume;
  return {
    basis,
    typeFirm: needs.stated.instanceType !== undefined,
    count: countSpan(plan, needs, planned),
    text: `${loadWords(plan, needs, volume)}; one ${type} does ${doesWords(pace)}${restWords(rest, basis === 'measured')}${busyWords(planned)}.`,
    needs: [],
    tokens: null,
    alternatives: weighedAgainst(pricing, type),
    measured: measurementOf(rest),
  };
}

/** "300 requests per second come at the peak" */
function loadWords(plan: Plan, needs: Needs, { sizing, isLoad }: Volume): string {
  if (needs.isDataset) {
    const due = dueSeconds(needs.stated);
    const within = due === Infinity ? 'have no deadline' : `are due within ${formatSeconds(Math.round(due))}`;
    return `${formatCount(Number(needs.stated.datasetRecordsPerRun), 'record')} ${within}`;
  }
  const fleets = sharesOf(plan, needs);
  if (isLoad)
    return `${figure(Number(needs.concurrentRequests) / fleets)} requests${partWords(plan, needs)} are in progress at the peak`;
  const isQueue = optionOf(plan.option).plannedFor === 'busiest-hour';
  const rate = (isQueue ? sizing.hourlyPeakRate : sizing.requestRate) / fleets;
  return `${figure(rate)} ${unitOf(needs)}s per second come${partWords(plan, needs)} ${isQueue ? 'in the busiest hour' : 'at the peak'}`;
}

function doesWords({ atOnce, seconds, low, high }: Pace): string {
  const likely = atOnce / seconds;
  return `${figure(likely)} per second (${figure(likely * low)}–${figure(likely * high)})`;
}

const busyWords = ({ busy }: PlannedInstances): string =>
  busy === 1 ? '' : `, and is planned to be ${formatNumber(busy * 100)}% busy`;
