import type { Template } from '../../../src/deploy/template.ts';
import { at, countIn, each, list, type Rule, resourcesOf, same } from './rule.ts';

const targetsIn = (template: Template) => resourcesOf(template, 'AWS::ApplicationAutoScaling::ScalableTarget');

/** Seconds after which a policy behind a metric of every 10 s has to be able to scale out again. */
const QUICK_COOL_DOWN_MAX = 120;

export const SCALING_RULES: readonly Rule[] = [
  each(
    'Scheduled actions raise a minimum within its maximum, and lower it to what it was, in a time zone that is checked',
    targetsIn,
    ({ MinCapacity = 0, MaxCapacity, ScheduledActions }, template) => {
      if (ScheduledActions === undefined) return undefined;
      const [raise, lower, ...more] = list(ScheduledActions);
      const raised = at(raise, 'ScalableTargetAction', 'MinCapacity');
      const [least, busy, most] = [MinCapacity, raised, MaxCapacity].map((count) => countIn(template, count));
      if (more.length > 0 || !same(at(lower, 'ScalableTargetAction', 'MinCapacity'), MinCapacity))
        return 'not lowered to the minimum';
      if (!(Number(busy) > Number(least) && Number(busy) <= Number(most))) return `${least} to ${busy} of ${most}`;
      const zones = [raise, lower].map((action) => at(action, 'Timezone', 'Ref'));
      const isChecked = zones.every((name) => template.Parameters[String(name)]?.AllowedPattern !== undefined);
      return !isChecked && 'no time zone';
    },
  ),
  each('What auto scaling may add is more than it has', targetsIn, ({ MinCapacity, MaxCapacity }, template) => {
    const [least, most] = [MinCapacity, MaxCapacity].map((count) => countIn(template, count));
    return !(Number(most) > Number(least)) && `${least} to ${most}`;
  }),
  each(
    'A policy behind a metric of every 10 s can scale out again within 2 minutes',
    (template) => resourcesOf(template, 'AWS::ApplicationAutoScaling::ScalingPolicy'),
    ({ TargetTrackingScalingPolicyConfiguration: policy }) => {
      const metric = String(at(policy, 'PredefinedMetricSpecification', 'PredefinedMetricType'));
      const seconds = Number(at(policy, 'ScaleOutCooldown'));
      return metric.endsWith('HighResolution') && !(seconds <= QUICK_COOL_DOWN_MAX) && `${seconds} s`;
    },
  ),
];
