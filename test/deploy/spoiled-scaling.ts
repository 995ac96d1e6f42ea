import { type Spoil, type Spoiled, set } from './spoil.ts';

const actions = (resources: Spoiled): Spoiled => resources.BaseTarget.Properties.ScheduledActions;

export const SPOILED_SCALING: Readonly<Record<string, readonly Spoil[]>> = {
  'Scheduled actions raise a minimum within its maximum, and lower it to what it was, in a time zone that is checked': [
    ['inference-components-adapters', (r) => Object.assign(actions(r)[0].ScalableTargetAction, { MinCapacity: 1 })],
    ['inference-components-adapters', (r) => Object.assign(actions(r)[0].ScalableTargetAction, { MinCapacity: 500 })],
    ['inference-components-adapters', (r) => Object.assign(actions(r)[1].ScalableTargetAction, { MinCapacity: 0 })],
    ['inference-components-adapters', (r) => Object.assign(actions(r)[0], { Timezone: undefined })],
    ['inference-components-adapters', (_, t) => Object.assign(t.Parameters.TimeZone, { AllowedPattern: undefined })],
  ],
  'What auto scaling may add is more than it has': [
    ['real-time', (r) => set(r.Target, { MaxCapacity: r.Target.Properties.MinCapacity })],
  ],
  'A policy behind a metric of every 10 s can scale out again within 2 minutes': [
    [
      'real-time-language-model',
      (r) => Object.assign(r.LoadPolicy.Properties.TargetTrackingScalingPolicyConfiguration, { ScaleOutCooldown: 300 }),
    ],
  ],
};
