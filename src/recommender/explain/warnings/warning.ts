import { fleetsOf, instancesByMemory, requestsAtOnce } from '../../costs/capacity.ts';
import type { Pricing } from '../../costs/costing.ts';
import { instanceOf, plannedInstances } from '../../costs/priced-instance.ts';
import { requestsPerMonth, volumeAt } from '../../costs/volume.ts';
import type { PriceList } from '../../facts/price-list.ts';
import type { Quota } from '../../facts/quotas.ts';
import { NEAR_QUOTA_SHARE, USABLE_MEMORY_SHARE } from '../../facts/working-figures.ts';
import { type Figures, figure, type Words } from '../../findings/words.ts';
import { type Judgement, type Pair, pricingOf } from '../../judge/judgement.ts';
import type { Needs } from '../../needs/needs.ts';
import type { InferenceOption } from '../../options/option.ts';
import type { Sizing } from '../../recommendation.ts';
import { formatNumber, formatSeconds } from '../../workload/measures.ts';

/**
 * A mistake that this workload is about to make with this choice: the figures that trigger it, or null where nothing does,
 * and how it is said. No warning without a stated fact that triggers it. To add one: a row in the file of its theme, and its
 * place in `COSTLIEST_FIRST`.
 */
export interface Warning extends Words {
  readonly rule: (situation: Situation) => WarningFigures | null;
}

export interface Situation extends Pricing, Pick<Pair, 'option' | 'hosting' | 'scaling'> {
  readonly judgement: Judgement;
  readonly choice: Pair;
  /** What the instances of the choice rest on; null where it has none. */
  readonly sizing: Sizing | null;
}

export function situationOf(judgement: Judgement, choice: Pair, prices: PriceList, sizing: Sizing | null): Situation {
  const { option, hosting, scaling } = choice;
  return { ...pricingOf(judgement, choice, prices), option, hosting, scaling, judgement, choice, sizing };
}

export interface WarningFigures {
  readonly asked?: number | string;
  readonly allowed?: number | string;
  /** The option that would do better. */
  readonly other?: InferenceOption;
  readonly instead?: Figures['instead'];
}

/** The figures of what exceeds a limit. */
export const above = (asked: number | undefined, allowed: number | undefined): WarningFigures | null =>
  asked !== undefined && allowed !== undefined && asked > allowed ? { asked, allowed } : null;

/** Within a tenth of a quota, at it or under it. */
export function near(asked: number | undefined, allowed: number | undefined): WarningFigures | null {
  if (asked === undefined || allowed === undefined) return null;
  return asked <= allowed && asked > allowed * NEAR_QUOTA_SHARE ? { asked, allowed } : null;
}

export const nearQuota = (asked: number | undefined, quota: Quota | undefined): WarningFigures | null =>
  near(asked, quota?.value);

/** How a figure stands to the limit that it is near: at it, or short of it. */
export const nearness = (asked: Figures['asked'], allowed: Figures['allowed']): string =>
  figure(asked) < figure(allowed) ? 'is within 10% of' : 'is exactly at';

/** Whether the answer comes back on the connection of the call. */
export const answersOnCall = ({ option }: Situation): boolean => option.answers === 'on-the-call';

/** The instances behind the endpoints of a choice, as the estimate plans them for the busiest time. */
export interface Fleet {
  readonly type: string;
  /** Requests in work on one instance at the same moment. */
  readonly atOnce: number;
  /** Of one endpoint. */
  readonly instancesEach: number;
  readonly instances: number;
  /** As many as the load takes, of all endpoints. */
  readonly needed: number;
  /** As many as may run, with the room that auto scaling has: what the account has to allow. */
  readonly quota: number;
  /** Memory decides the quota, and not the load or how many have to stand in for one another. */
  readonly isQuotaForMemory: boolean;
  /** Of one endpoint: those that are up whatever the load. */
  readonly instancesMin: number;
  /** Behind a queue: a stated burst takes more of them than the rest of the traffic. */
  readonly areForBurst: boolean;
  /** Of one endpoint: what models can take of the memory of its instances; nothing where the type is not known. */
  readonly usableMemoryGiB: number | undefined;
}

/** Null where no instances stay behind an endpoint, and where none that is known holds the model. */
export function fleetOf(situation: Situation): Fleet | null {
  const { plan, needs, sizing } = situation;
  const { plannedFor } = situation.option;
  if (plannedFor === null) return null;
  const planned = plannedInstances(situation);
  if (planned === null) return null;
  const { capacity, floor, busiest: instancesEach } = planned;
  const { spec } = capacity;
  const fleets = fleetsOf(plan, needs);
  const isToZero = plan.scaling === 'scale-to-zero';
  // Models at zero may wake beside the others.
  const forMemory = instancesByMemory(isToZero ? { ...plan, scaling: 'fixed' } : plan, needs, capacity);
  const most = Math.max(instancesEach, forMemory);
  // Of a load that isn't known, the room for scaling is no number to ask for.
  const allowed = sizing?.basis === 'unknown' ? most : Math.max(most, instanceOf(situation)?.max ?? 0);
  const usableGiB = spec && (spec.gpuMemoryGiB || spec.memoryGiB) * USABLE_MEMORY_SHARE;
  return {
    type: String(capacity.type),
    atOnce: capacity.pace?.atOnce ?? requestsAtOnce(spec, needs.modelSizeGB),
    instancesEach,
    instances: fleets * instancesEach,
    needed: fleets * most,
    quota: fleets * allowed,
    isQuotaForMemory: forMemory > 1 && forMemory === most,
    instancesMin: plan.scaling === 'fixed' ? instancesEach : plan.scaling === 'scale-to-zero' ? 0 : floor,
    areForBurst: plannedFor === 'busiest-hour' && instancesEach > withoutBurst(situation),
    usableMemoryGiB: usableGiB && usableGiB * instancesEach,
  };
}

/** The type that the estimate plans, of jobs too; undefined where nothing is an instance, or none holds the model. */
export function plannedType(situation: Situation): string | undefined {
  const planned = plannedInstances(situation);
  return planned === null ? undefined : String(planned.capacity.type);
}

function withoutBurst({ plan, needs, book }: Pricing): number {
  if (!needs.stated.burstRequests) return Infinity;
  const stated = { ...needs.stated, burstRequests: undefined };
  return Number(plannedInstances({ plan, needs: { ...needs, stated }, book })?.busiest);
}

/** Requests per second to plan for; 0 where nothing was said of it. */
export const peakRate = (needs: Needs): number => volumeAt(needs, requestsPerMonth(needs) ?? 0, 0).sizing.peakRate;

/** "2,000 requests of 60 s" */
export const burstWords = ({ stated, processingTimeSeconds = 0 }: Needs): string =>
  `${formatNumber(Number(stated.burstRequests))} requests of ${formatSeconds(processingTimeSeconds)}`;
