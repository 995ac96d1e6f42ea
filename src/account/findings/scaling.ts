import { type EndpointFacts, keyOf, type Wanted } from '../facts.ts';
import { daysRead } from '../measure.ts';
import { metricOfAlarm, metricOfPolicy } from '../metrics.ts';
import { ageInDays, policiesOf, runningOf, targetsOf } from '../runs.ts';
import type { Policy } from '../shapes.ts';
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
      for (const target of targetsOf(facts, 'Instance')) {
        if (target.MinCapacity !== 0 || wakes(facts, policiesOf(facts, target), 'HasBacklogWithoutCapacity')) continue;
        const text =
          'At zero instances, requests wait until the backlog exceeds the target: no step scaling on HasBacklogWithoutCapacity.';
        return { text, asked: 0 };
      }
      return null;
    },
  },
  {
    code: 'no-wake-up',
    source: page('Scale an endpoint to zero instances', 'sagemaker/latest/dg/endpoint-auto-scaling-zero-instances'),
    find({ facts }) {
      for (const target of targetsOf(facts, 'Copy')) {
        if (target.MinCapacity !== 0 || wakes(facts, policiesOf(facts, target), 'NoCapacityInvocationFailures'))
          continue;
        return {
          text: 'At zero copies, every request fails: no step scaling on NoCapacityInvocationFailures.',
          asked: 0,
        };
      }
      return null;
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

/** Returns whether step scaling follows this metric, or might: where policies or alarms weren't read, it can't be told. */
function wakes({ policies, alarms }: EndpointFacts, own: readonly Policy[], metric: string): boolean {
  if (policies === null) return true;
  const steps = own.filter(({ PolicyType: type }) => type === 'StepScaling');
  if (steps.length === 0) return false;
  if (alarms === null) return true;
  const names = new Set(steps.flatMap(({ Alarms: list = [] }) => list.map(({ AlarmName: name }) => name)));
  return alarms.some(({ AlarmName: name, MetricName: of }) => names.has(name) && of === metric);
}
