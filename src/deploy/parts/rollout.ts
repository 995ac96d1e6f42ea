import { instanceTypeOf, isJob } from '../../recommender/index.ts';
import { type DeploymentFacts, familyOf } from '../facts.ts';
import { startUpTimeouts } from '../images/serving-image.ts';
import { iff, NO_VALUE, type Part, ref, type Value } from '../template.ts';
import { ringsAfter } from './alarms.ts';
import { joined } from './names.ts';

// How an update reaches the traffic: step by step, watched by alarms, and back where one of them is raised.

const PARAMETER = 'RollBackOnAlarms';
const CONDITION = 'RollsBack';

/** Where AWS takes no guardrails: packages of AWS Marketplace, and Inf1 (DG deployment-guardrails-exclusions, 2026-09). A job has no fleet. */
export const rollsOut = ({ serving, workload }: DeploymentFacts): boolean =>
  !isJob(serving.option) && workload.requiresMarketplaceModel !== true && familyOf(serving.instance?.type) !== 'inf1';

/** Seconds in which an update is watched, at least. AWS's example. */
const BAKE_SECONDS = 600;

/** Most of them (API BlueGreenUpdatePolicy, RollingUpdatePolicy, 2026-09). */
const BAKE_SECONDS_MAX = 3600;

/** Seconds of whole minutes until the alarm rings, and one in which CloudWatch gets the last failure. */
const noticedAfter = (facts: DeploymentFacts): number => 60 * Math.ceil(ringsAfter(facts) / 60 + 1);

/** Whether an alarm that an update breaks rings while it is watched: where few requests come, none does. */
const isWatched = (facts: DeploymentFacts): boolean => noticedAfter(facts) <= BAKE_SECONDS_MAX;

const bakeSeconds = (facts: DeploymentFacts): number =>
  isWatched(facts) ? Math.max(BAKE_SECONDS, noticedAfter(facts)) : BAKE_SECONDS;

/** Seconds for which a fleet may be provisioned beside its start-up. Ours. */
const PROVISION_SECONDS = 1800;

/** Terraform's provider takes no more, AWS 28,800 (TF sagemaker_endpoint, API BlueGreenUpdatePolicy, 2026-09). */
const EXECUTION_SECONDS_MAX = 14_400;

/** At most as many alarms (API AutoRollbackConfig, 2026-09). */
const ALARMS_MAX = 10;

/** The parameter by which a broken endpoint is repaired: an alarm that is raised already would end the update. */
export function rollbackPart(facts: DeploymentFacts): Part {
  if (!rollsOut(facts)) return {};
  return {
    parameters: {
      [PARAMETER]: {
        Type: 'String',
        Description:
          'Whether an update rolls back when an alarm is raised. Turn it off to deploy a repair while one is raised.',
        Default: 'yes',
        AllowedValues: ['yes', 'no'],
      },
    },
    conditions: { [CONDITION]: { 'Fn::Equals': [ref(PARAMETER), 'yes'] } },
    notes: [...(isWatched(facts) ? [] : [unwatched(facts)]), ...roomFor(facts)],
  };
}

const unwatched = ({ serving }: DeploymentFacts): string =>
  `An update may end before an alarm rings that would roll it back, as few requests come. Send some yourself in the ${BAKE_SECONDS / 60} min before the old ${serving.copies === null ? 'fleet ends' : 'copies end'}, and deploy the last version again if they fail.`;

/** Which alarms are too many to roll back on. Those on errors come first. */
export function uncounted(facts: DeploymentFacts, alarms: readonly string[]): string[] {
  const left = alarms.slice(ALARMS_MAX);
  if (left.length === 0 || !rollsOut(facts)) return [];
  return [
    `An update rolls back on ${ALARMS_MAX} alarms at most: on those of errors, but not on ${joined(left, 'or')}.`,
  ];
}

/** What an update takes beside what runs. */
function roomFor(facts: DeploymentFacts): string[] {
  const { serving } = facts;
  if (serving.instance === null) return [];
  if (serving.copies !== null) return ['An update starts new copies beside the old ones: leave room for one more.'];
  const { isRolling, percent } = stepsOf(facts);
  return isRolling
    ? [`An update adds ${percent} % of the instances at a time: have quota for as many more.`]
    : ['An update starts a second fleet beside the first: have quota for twice the instances.'];
}

const rollback = (alarms: readonly string[]): Record<string, Value> => {
  const Alarms = alarms.slice(0, ALARMS_MAX).map((id) => ({ AlarmName: ref(id) }));
  return { AutoRollbackConfiguration: iff(CONDITION, { Alarms }, NO_VALUE) };
};

/** The percentage of a fleet in which there is at least one instance, and not less than `least`. */
const shareOf = (instances: number, least: number): number => Math.max(least, Math.ceil(100 / instances));

/** The steps in which a fleet is replaced, and the share of it that each takes. */
interface Steps {
  readonly isRolling: boolean;
  /** Null where all traffic moves at once. */
  readonly percent: number | null;
}

/**
 * Rolling for accelerators, which are scarce: a part of the fleet is added at a time. It takes one variant, and two instances, as
 * a step is at most half of them. Else blue/green with a canary, or all at once where one instance or none may run.
 */
function stepsOf({ serving }: DeploymentFacts): Steps {
  const instances = serving.scaling === 'fixed' ? (serving.instance?.start ?? 0) : (serving.instance?.min ?? 0);
  if (instances < 2) return { isRolling: false, percent: null };
  const hasAccelerators = (instanceTypeOf(serving.instance?.type ?? '')?.acceleratorCount ?? 0) > 0;
  if (hasAccelerators && serving.variants === 1) return { isRolling: true, percent: shareOf(instances, 25) };
  return { isRolling: false, percent: shareOf(instances, 10) };
}

const stepSeconds = (facts: DeploymentFacts): number =>
  PROVISION_SECONDS + Object.values(startUpTimeouts(facts)).reduce((sum, seconds) => sum + seconds, 0);

const inTime = (seconds: number): number => Math.min(EXECUTION_SECONDS_MAX, seconds);

/** `DeploymentConfig` of an endpoint; empty where AWS takes none. `alarms`: the logical IDs of those to go back on. */
export const rolloutOf = (facts: DeploymentFacts, alarms: readonly string[]): Record<string, Value> =>
  rollsOut(facts) ? { DeploymentConfig: { ...policyOf(facts), ...rollback(alarms) } } : {};

function policyOf(facts: DeploymentFacts): Record<string, Value> {
  const { isRolling, percent } = stepsOf(facts);
  if (isRolling && percent !== null) {
    return {
      RollingUpdatePolicy: {
        MaximumBatchSize: capacity(percent),
        WaitIntervalInSeconds: bakeSeconds(facts),
        MaximumExecutionTimeoutInSeconds: inTime(Math.ceil(100 / percent) * (bakeSeconds(facts) + stepSeconds(facts))),
      },
    };
  }
  return {
    BlueGreenUpdatePolicy: {
      TrafficRoutingConfiguration:
        percent === null
          ? { Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: 0 }
          : { Type: 'CANARY', CanarySize: capacity(percent), WaitIntervalInSeconds: bakeSeconds(facts) },
      TerminationWaitInSeconds: bakeSeconds(facts),
      MaximumExecutionTimeoutInSeconds: inTime(2 * bakeSeconds(facts) + stepSeconds(facts)),
    },
  };
}

const capacity = (percent: number): Value => ({ Type: 'CAPACITY_PERCENT', Value: percent });

/**
 * `DeploymentConfig` of an inference component, which is updated by rolling alone: half of its copies at a time, the most that a
 * step may be (API InferenceComponentRollingUpdatePolicy, 2026-09).
 */
export const componentRollout = (facts: DeploymentFacts, alarms: readonly string[]): Record<string, Value> =>
  rollsOut(facts)
    ? {
        DeploymentConfig: {
          RollingUpdatePolicy: {
            MaximumBatchSize: capacity(50),
            WaitIntervalInSeconds: bakeSeconds(facts),
            MaximumExecutionTimeoutInSeconds: inTime(2 * (bakeSeconds(facts) + stepSeconds(facts))),
          },
          ...rollback(alarms),
        },
      }
    : {};
