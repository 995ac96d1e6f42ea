import {
  formatNumber,
  formatUsd,
  INSTANCE_POOL_REGIONS,
  isQueue,
  type PricedStandIn,
  QUOTAS,
  RESERVABLE_INSTANCES,
} from '../../recommender/index.ts';
import { type DeploymentFacts, instanceOf } from '../facts.ts';
import { alsoRunsOn } from '../images/serving-image.ts';
import { iff, NO_VALUE, type Part, ref, type Value } from '../template.ts';
import { joined } from './names.ts';

// On which instance types a variant runs: the chosen one, those that stand in for it, and capacity that was reserved.

interface Capacity {
  readonly part: Part;
  /** Of a variant. */
  readonly properties: Readonly<Record<string, Value>>;
}

const FALLBACK = 'InstanceFallback';
const PLAN = 'TrainingPlanArn';
const HAS_FALLBACK = `Has${FALLBACK}`;

/**
 * Seconds in which all types are tried before a deployment or a scale-out fails; 300 to 3,600 may be set (API ProductionVariant,
 * 2026-09). Ours: AWS's example has 600 for two types.
 */
const PROVISION_SECONDS = 1200;

/** The types of a variant. A processor type has none beside it: AWS seldom lacks one, and each type of a pool takes a quota. */
export function capacityOf(facts: DeploymentFacts): Capacity {
  const { type } = instanceOf(facts);
  const others = pooled(facts).map((standIn) => standIn.type);
  const { part, properties } = isReserved(facts)
    ? reservation(type)
    : others.length > 0
      ? fallback([type, ...others])
      : { part: {}, properties: { InstanceType: type } };
  return {
    part: { ...part, notes: standInNotes(facts) },
    properties: {
      ...properties,
      ...(others.length > 0 && !isQueue(facts.serving.option) && BY_LOAD),
    },
  };
}

/** Types of a pool differ in what they take at once (AWS's sample of 2026-08 requires it). A queue is no caller. */
const BY_LOAD = { RoutingConfig: { RoutingStrategy: 'LEAST_OUTSTANDING_REQUESTS' } };

/** A training plan is asked for, and the type can be reserved. An endpoint of several variants takes none. */
const isReserved = (facts: DeploymentFacts): boolean =>
  facts.extras.has('training-plan') && RESERVABLE_INSTANCES.has(instanceOf(facts).type) && facts.serving.variants === 1;

/** Those that the proposed image runs on. */
const standInsOf = (facts: DeploymentFacts): readonly PricedStandIn[] =>
  (facts.serving.standIns?.others ?? []).filter(({ type }) => alsoRunsOn(facts, type));

/** Those that stand in by themselves: where a team named the type, nothing else runs without its word. */
function pooled(facts: DeploymentFacts): readonly PricedStandIn[] {
  const { serving, isTerraform, workload } = facts;
  if (
    isTerraform ||
    isReserved(facts) ||
    workload.instanceType !== undefined ||
    !INSTANCE_POOL_REGIONS.has(serving.region)
  )
    return [];
  return standInsOf(facts).slice(0, QUOTAS.instancePools.value - 1);
}

/** `InstancePools` in place of `InstanceType`, by priority (DG realtime-endpoints-heterogeneous, 2026-09). */
function fallback(types: readonly string[]): Capacity {
  const [first = '', ...others] = types;
  const pools = types.map((InstanceType, at) => ({ InstanceType, Priority: at + 1 }));
  return {
    part: {
      parameters: {
        [FALLBACK]: {
          Type: 'String',
          Description: `Yes: if AWS has no ${first}, the endpoint takes ${others.join(', then ')}. Each needs its endpoint quota. No: ${first} alone.`,
          Default: 'Yes',
          AllowedValues: ['Yes', 'No'],
        },
      },
      conditions: { [HAS_FALLBACK]: { 'Fn::Equals': [ref(FALLBACK), 'Yes'] } },
    },
    properties: {
      InstanceType: iff(HAS_FALLBACK, NO_VALUE, first),
      InstancePools: iff(HAS_FALLBACK, pools, NO_VALUE),
      VariantInstanceProvisionTimeoutInSeconds: iff(HAS_FALLBACK, PROVISION_SECONDS, NO_VALUE),
    },
  };
}

/** A training plan has one type, and one endpoint takes one plan (DG training-plan-utilization-for-inference-endpoints, 2026-09). */
function reservation(type: string): Capacity {
  return {
    part: {
      parameters: {
        [PLAN]: {
          Type: 'String',
          Description: `Active training plan for endpoints that reserves ${type}. The endpoint stops serving when the plan ends, and can't scale beyond it.`,
          AllowedPattern: '^arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:[0-9]{12}:training-plan/.+$',
          ConstraintDescription: 'The ARN of a training plan.',
        },
      },
    },
    properties: {
      InstanceType: type,
      CapacityReservationConfig: {
        CapacityReservationPreference: 'capacity-reservations-only',
        MlReservationArn: ref(PLAN),
      },
    },
  };
}

/** What happens where AWS has none of the chosen type, and what it costs. Nothing of processor types. */
function standInNotes(facts: DeploymentFacts): string[] {
  const { standIns } = facts.serving;
  if (standIns === null) return [];
  const { type } = standIns.chosen;
  const pool = pooled(facts);
  if (pool.length > 0) return [poolNote(facts, standIns.chosen, pool)];
  const none = `If AWS has no ${type}, the endpoint isn't created${facts.serving.scaling === 'fixed' ? '' : " and can't scale out"}`;
  const others = standInsOf(facts).map((other) => other.type);
  if (others.length === 0) return [`${none}.${alternativesText(facts)}`];
  return [`${none}${oneTypeWhy(facts)}. ${joined(others, 'or')} would hold the load with as many instances.`];
}

/** Why there is no pool where others could stand in. */
function oneTypeWhy({ isTerraform, workload, serving }: DeploymentFacts): string {
  if (workload.instanceType !== undefined) return ': you named the type';
  return isTerraform ? ': this format names one type' : `: AWS lists no instance pools in ${serving.region}`;
}

/** "… ml.g6.2xlarge, then ml.g6e.xlarge. The bill of $3,100 per month is for the first; if all are ml.g6e.xlarge, it's $7,100." */
function poolNote({ sizing, serving }: DeploymentFacts, chosen: PricedStandIn, pool: readonly PricedStandIn[]): string {
  const dearest = pool.at(-1) ?? chosen;
  const basis = sizing?.basis === 'modelled' ? 'modelled' : serving.scaling === 'fixed' ? 'listed' : 'estimated';
  const types = pool.map(({ type }) => type).join(', then ');
  const costs =
    chosen.usdPerMonth === null || dearest.usdPerMonth === null
      ? `An instance-hour costs ${formatUsd(chosen.usdPerHour)} to ${formatUsd(dearest.usdPerHour)}.`
      : `The bill of ${formatUsd(chosen.usdPerMonth, basis)} per month is for ${chosen.type}; if all are ${dearest.type}, it's ${formatUsd(dearest.usdPerMonth, basis)}.`;
  return `If AWS has no ${chosen.type}, the endpoint takes ${types}. ${costs} Request an endpoint quota for each type first, or set ${FALLBACK} to No.`;
}

const ALTERNATIVES_NAMED = 2;

/** Types that take another number of instances to hold the load. */
function alternativesText({ sizing }: DeploymentFacts): string {
  const alternatives = (sizing?.alternatives ?? []).slice(0, ALTERNATIVES_NAMED);
  if (alternatives.length === 0) return '';
  const isCounted = sizing?.count !== null;
  const named = alternatives.map(({ type, count }) => (isCounted ? `${formatNumber(count)} × ${type}` : type));
  const are = isCounted ? 'would hold the load' : 'would hold the model';
  return ` No other type carries as much one for one. ${joined(named, 'or')} ${are}.`;
}
