import { type EndpointFacts, keyOf, type Wanted } from '../facts.ts';
import { daysRead } from '../measure.ts';
import { metricOfAlarm, metricOfPolicy } from '../metrics.ts';
import { ageInDays, policiesOf, runningOf, targetsOf } from '../runs.ts';
import type { Target } from '../shapes.ts';
import { page, type Rule } from './rule.ts';

/** An alarm without data for less than this is waking up. Our judgement. */
const ALARM_DAYS_MIN = 2;
const DAY_MS = 86_400_000;

const ASYNCHRONOUS = page('Autoscale an asynchronous endpoint', 'sagemaker/latest/dg/async-inference-autoscale');

/** What doesn't scale, or can't. */
export const SCALING_RULES: readonly Rule[] = [
  {
    code: 'metric-never-published',
    source: page('GetMetricStatistics', 'AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics'),
    find({ facts, runs, measures }) {
      if (facts.series === null || (ageInDays(facts) ?? 0) < 1) return null;
      for (const policy of facts.policies ?? []) {
        const metric = metricOfPolicy(policy);
        if (metric === undefined || !isUnpublished(facts, metric)) continue;
        // At zero instances there is no backlog per instance.
        if (metric.metric === 'ApproximateBacklogSizePerInstance' && (runs.count ?? 0) === 0) continue;
        const dimensions = Object.keys(metric.dimensions).join(' and ');
        const text = `${policy.PolicyName} follows ${metric.metric} by ${dimensions}, which had no data in ${daysRead(facts, measures)} days. It can't scale out.`;
        return { text, asked: metric.metric };
      }
      return null;
    },
  },
  {
    code: 'no-wake-up',
    source: ASYNCHRONOUS,
    find({ facts, runs }) {
      if (runningOf(runs.option).queued === undefined) return null;
      const wakes = wakingFrom(facts, 'Instance');
      return wakes === null ? null : { text: `At zero instances, requests wait ${WAIT[wakes]}.`, asked: 0 };
    },
  },
  {
    code: 'no-wake-up',
    source: page('Scale an endpoint to zero instances', 'sagemaker/latest/dg/endpoint-auto-scaling-zero-instances'),
    find({ facts }) {
      const wakes = wakingFrom(facts, 'Copy');
      if (wakes === null) return null;
      const until = wakes === 'never' ? '' : ' until a scheduled action adds one';
      return {
        text: `At zero copies, every request fails${until}: no step scaling on NoCapacityInvocationFailures.`,
        asked: 0,
      };
    },
  },
  {
    code: 'cannot-scale',
    find({ facts }) {
      for (const { MinCapacity: min, MaxCapacity: max, SuspendedState: state } of facts.targets ?? []) {
        if (state?.DynamicScalingOutSuspended === true || state?.DynamicScalingInSuspended === true) {
          return { text: 'Dynamic scaling is suspended.' };
        }
        if (min !== undefined && min === max) {
          return {
            text: `It has a scaling target, but minimum and maximum are both ${min}.`,
            asked: min,
            allowed: max,
          };
        }
      }
      return null;
    },
  },
  {
    code: 'alarm-without-data',
    find({ facts }) {
      if (facts.series === null) return null;
      for (const alarm of facts.alarms ?? []) {
        const metric = metricOfAlarm(alarm);
        const days = alarm.StateUpdatedTimestamp === undefined ? 0 : (facts.now - alarm.StateUpdatedTimestamp) / DAY_MS;
        if (alarm.StateValue !== 'INSUFFICIENT_DATA' || days < ALARM_DAYS_MIN) continue;
        if (metric === undefined || !isUnpublished(facts, metric)) continue;
        const text = `The alarm ${alarm.AlarmName} has had no data for ${Math.floor(days)} days: ${metric.metric} isn't published with its dimensions.`;
        return { text, asked: metric.metric };
      }
      return null;
    },
  },
];

/** Returns whether a metric was asked for and came back empty. One that nobody asked for, as in pasted data, isn't known. */
function isUnpublished({ series }: EndpointFacts, metric: Omit<Wanted, 'periodSeconds'>): boolean {
  const key = keyOf(metric);
  const asked = (series ?? []).filter((one) => keyOf(one) === key);
  return asked.length > 0 && asked.every(({ points }) => points?.length === 0);
}

/** What adds the first instance or copy, where nothing does so for a single request. */
type Wakes = 'by-backlog' | 'by-schedule' | 'never';

const WAIT: Readonly<Record<Wakes, string>> = {
  'by-backlog': 'until the backlog exceeds the target: no step scaling on HasBacklogWithoutCapacity',
  'by-schedule': 'until a scheduled action adds one: no step scaling on HasBacklogWithoutCapacity',
  never: 'without end: no policy on the backlog or HasBacklogWithoutCapacity, and no schedule',
};

const AT_ONCE = { Instance: 'HasBacklogWithoutCapacity', Copy: 'NoCapacityInvocationFailures' } as const;

/** Null where one request wakes it, it never is at zero, or policies or alarms weren't read. */
export function wakingFrom(facts: EndpointFacts, dimension: keyof typeof AT_ONCE): Wakes | null {
  const asleep = targetsOf(facts, dimension).filter(({ MinCapacity: min }) => min === 0);
  const found = asleep.flatMap((target) => wakingOf(facts, target, AT_ONCE[dimension]) ?? []);
  return found.includes('never') ? 'never' : (found[0] ?? null);
}

function wakingOf(facts: EndpointFacts, target: Target, atOnce: string): Wakes | null {
  const own = policiesOf(facts, target);
  const steps = own.filter(({ PolicyType: type }) => type === 'StepScaling');
  if (facts.policies === null || (steps.length > 0 && facts.alarms === null)) return null;
  const names = new Set(steps.flatMap(({ Alarms: list = [] }) => list.map(({ AlarmName: name }) => name)));
  const alarms = (facts.alarms ?? []).filter(({ AlarmName: name }) => names.has(name));
  if (alarms.some(({ MetricName: of }) => of === atOnce)) return null;
  const tracked = own.filter((policy) => !steps.includes(policy)).map((policy) => metricOfPolicy(policy)?.metric);
  const followed = [...tracked, ...alarms.map(({ MetricName: of }) => of)];
  // What isn't known may follow the backlog, which is published at zero instances too.
  if (atOnce === AT_ONCE.Instance && followed.some((metric) => metric?.startsWith('Approximate') ?? true)) {
    return 'by-backlog';
  }
  return (facts.actions ?? []).some(({ ResourceId: id }) => id === target.ResourceId) ? 'by-schedule' : 'never';
}
