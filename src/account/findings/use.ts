import { formatNumber } from '../../recommender/index.ts';
import { daysRead } from '../measure.ts';
import { ageInDays, runningOf } from '../runs.ts';
import { GPU_IDLE_PERCENT, idleGpu, VERIFIED_DAYS_MIN } from '../workload.ts';
import { busyShareOf, page, type Rule, type Seen } from './rule.ts';

/** Busy in at most this share of the hours, an endpoint that never stops idles most of the time. Our judgement. */
const FEW_BUSY_HOURS = 0.5;

/** Returns whether no request came for two weeks to an endpoint that is older than that. */
export function isIdle({ facts, measures: { traffic, days } }: Pick<Seen, 'facts' | 'measures'>): boolean {
  const age = ageInDays(facts);
  if (traffic === null || days === null || traffic.sum > 0 || age === null) return false;
  return days >= VERIFIED_DAYS_MIN && age >= VERIFIED_DAYS_MIN;
}

/** What is paid for and not used. */
export const USE_RULES: readonly Rule[] = [
  {
    code: 'idle',
    source: page('Viewing idle resource recommendations', 'compute-optimizer/latest/ug/view-idle-recommendations'),
    find(seen) {
      if (!isIdle(seen)) return null;
      const days = daysRead(seen.facts, seen.measures);
      return { text: `No requests in ${days} days.`, asked: 0, allowed: VERIFIED_DAYS_MIN };
    },
  },
  {
    code: 'gpu-idle',
    find({ facts, measures }) {
      const gpu = idleGpu(facts, measures);
      if (gpu === null) return null;
      const { percent, requestPercent, isUnused } = gpu;
      const found = `GPU use never exceeded ${percent} % in ${daysRead(facts, measures)} days.`;
      const minutes = (measures.traffic?.periodSeconds ?? 0) / 60;
      const light = `Requests filled only ${requestPercent} % of the busiest ${minutes} min, so a smaller GPU may do, or a CPU.`;
      const text = `${found} ${isUnused ? 'Test the model on a CPU.' : light}`;
      return { text, asked: percent, allowed: GPU_IDLE_PERCENT };
    },
  },
  {
    code: 'never-at-zero',
    source: page('Autoscale an asynchronous endpoint', 'sagemaker/latest/dg/async-inference-autoscale'),
    find({ facts, runs, measures }) {
      const share = busyShareOf(measures);
      if (runningOf(runs.option).queued === undefined || facts.targets === null || !runs.min) return null;
      if (share === null || share > FEW_BUSY_HOURS) return null;
      const percent = Math.round((1 - share) * 100);
      return { text: `Idle in ${percent} % of the hours, and it never scales to zero.`, asked: runs.min, allowed: 0 };
    },
  },
  {
    code: 'provisioned-unused',
    source: page('Monitor a serverless endpoint', 'sagemaker/latest/dg/serverless-endpoints-monitoring'),
    find({ runs, measures: { provisionedUse } }) {
      if (runs.provisionedConcurrency === null || provisionedUse === null || provisionedUse.value > 0) return null;
      const units = runs.provisionedConcurrency;
      return { text: `None of ${units} provisioned concurrency was used.`, asked: 0, allowed: units };
    },
  },
  {
    code: 'provisioned-short',
    source: page('Monitor a serverless endpoint', 'sagemaker/latest/dg/serverless-endpoints-monitoring'),
    find({ runs, measures: { provisionedSpill } }) {
      const units = runs.provisionedConcurrency;
      if (units === null || provisionedSpill === null || provisionedSpill.value <= 0) return null;
      const requests = formatNumber(Math.round(provisionedSpill.value));
      return {
        text: `${requests} requests exceeded the ${units} provisioned concurrency.`,
        asked: requests,
        allowed: units,
      };
    },
  },
];
