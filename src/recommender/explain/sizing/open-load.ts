import type { Pricing } from '../../costs/costing.ts';
import { plannedInstances } from '../../costs/priced-instance.ts';
import { requestsPerMonth } from '../../costs/volume.ts';
import { processingLimit } from '../../findings/words.ts';
import { sizeFieldOf } from '../../needs/computed-model.ts';
import { countsByPace, type Needs, restated } from '../../needs/needs.ts';
import { optionOf } from '../../options/index.ts';
import { isSpan, plausibleFor } from '../../search/plausible.ts';
import type { WorkloadField } from '../../workload/workload.ts';

/** The number of instances is the same for every plausible value of the one fact that it waits for. */
export interface Bounded {
  readonly field: 'processingTimeSeconds' | 'monthlyRequests';
  /** At the peak, at least 1. */
  readonly count: number;
  /** The most of it that `count` instances hold, of two digits. */
  readonly most: number;
  /** The ends of what is plausible. */
  readonly needs: readonly [least: Needs, most: Needs];
}

/** What a count waits for, the most telling first; of these, `processingTimeSeconds` and `monthlyRequests` may be bounded. */
export function missingForCount(needs: Needs): WorkloadField[] {
  const { isDataset, model, stated, processingTimeSeconds } = needs;
  const missing: WorkloadField[] = [];
  if (processingTimeSeconds === undefined && !countsByPace(needs)) missing.push('processingTimeSeconds');
  if (isDataset) {
    if (stated.datasetRecordsPerRun === undefined) missing.push('datasetRecordsPerRun');
    if (stated.datasetRunsPerMonth === undefined)
      missing.push(stated.datasetDeadlineHours === undefined ? 'datasetDeadlineHours' : 'datasetRunsPerMonth');
  } else if (areUncounted(needs) && model?.figures?.task === 'speech-to-text') missing.push('audioSeconds');
  else if (requestsPerMonth(needs) === undefined) missing.push('monthlyRequests');
  return missing;
}

/** What tells as well as its seconds how long a request takes. */
export function sizesAsked({ model, stated, processingTimeSeconds }: Needs): WorkloadField[] {
  const field = sizeFieldOf(model?.figures, model?.known?.id);
  return field === undefined || processingTimeSeconds !== undefined || stated[field] ? [] : [field];
}

/** Live streams of which nobody says how much audio they send at once. */
const areUncounted = ({ stated, concurrentRequests, peakRequestsPerSecond }: Needs): boolean =>
  stated.concurrentRequests !== undefined &&
  concurrentRequests === undefined &&
  peakRequestsPerSecond === undefined &&
  stated.audioSeconds === undefined;

/** Undefined where more than one fact is missing, where it isn't one of a span, or where it matters. */
export function boundedCount(pricing: Pricing): Bounded | undefined {
  const { plan, needs } = pricing;
  const [field, ...others] = missingForCount(needs);
  if (others.length > 0 || (field !== 'processingTimeSeconds' && field !== 'monthlyRequests')) return undefined;
  const span = plausibleFor(field, needs);
  if (span === undefined || !isSpan(span)) return undefined;
  const withValue = (value: number): Needs => restated(needs, { [field]: value });
  const planned = (value: number) => plannedInstances({ ...pricing, needs: withValue(value) });
  const [least, most] = [planned(span.from), planned(span.to)];
  if (!least?.isSized || !most?.isSized || least.busiest !== most.busiest) return undefined;
  // As many are set up without the fact; where it takes more, it matters.
  if (least.busiest > (plannedInstances(pricing)?.busiest ?? 0)) return undefined;
  if (least.capacity.type !== most.capacity.type) return undefined;
  const holds = (value: number): boolean => planned(value)?.busiest === least.busiest;
  const longest = Math.min(
    needs.responseTimeSeconds ?? Infinity,
    processingLimit(optionOf(plan.option), needs)?.value ?? span.to,
  );
  const limit = field === 'processingTimeSeconds' ? longest : 1e12;
  return {
    field,
    count: least.busiest,
    most: mostThat(holds, span.to, Math.max(span.to, limit)),
    needs: [withValue(span.from), withValue(span.to)],
  };
}

const STEPS = 60;

/** By bisection, from a number that does to one that may not; rounded down to two digits. */
function mostThat(holds: (value: number) => boolean, from: number, to: number): number {
  if (holds(to)) return to;
  let [does, fails] = [from, to];
  for (let step = 0; step < STEPS && fails > does * 1.001; step++) {
    const middle = Math.sqrt(does * fails);
    if (holds(middle)) does = middle;
    else fails = middle;
  }
  return roundedDown(does);
}

function roundedDown(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.floor(value / unit + 1e-9) * unit).toPrecision(2));
}
