import { type BilledType, byBill, cheapestByBill, yearOf } from '../../costs/choose-by-bill.ts';
import { candidatesOf, gravitonOf, typesFor } from '../../costs/choose-instance.ts';
import { isPaced, type Pricing } from '../../costs/costing.ts';
import type { PricedType } from '../../costs/holding-types.ts';
import { componentOf } from '../../costs/priced-instance.ts';
import { timedOnChosen } from '../../costs/scaled-time.ts';
import { volumeOf } from '../../costs/volume.ts';
import type { Candidates } from '../../costs/writing-types.ts';
import { instanceTypeOf } from '../../facts/instance-types.ts';
import { isGpuInstance, restated } from '../../needs/needs.ts';
import type { SizingAlternative } from '../../recommendation.ts';
import { gpuTypeOf } from '../../throughput/gpus.ts';

const ALTERNATIVES_MAX = 3;

/** Nobody takes a type for more times the bill. */
const WORTH_NAMING = 3;

/** The next by the month's bill, each of another kind than the chosen one; and the newest GPU, where it is another. */
export function alternativesTo(own: string, billed: readonly BilledType<PricedType>[]): SizingAlternative[] {
  const chosen = billed.find(({ type: { type } }) => type === own);
  const most = chosen === undefined ? Infinity : chosen.usd * WORTH_NAMING;
  const others = billed.filter(({ type: { type }, usd }) => type !== own && usd <= most);
  const kinds = new Set([kindOf(own)]);
  const next: BilledType<PricedType>[] = [];
  for (const other of others) {
    const kind = kindOf(other.type.type);
    if (next.length === ALTERNATIVES_MAX || kinds.has(kind)) continue;
    kinds.add(kind);
    next.push(other);
  }
  const named = next.map((other) =>
    alternative(other, chosen && other.usd < chosen.usd ? cheaperWhy(other, chosen) : "next by the month's bill"),
  );
  const newest = others.reduce<BilledType<PricedType> | undefined>(
    (best, other) => (best === undefined || yearOf(other) > yearOf(best) ? other : best),
    undefined,
  );
  const isNew =
    newest !== undefined && chosen !== undefined && yearOf(newest) > yearOf(chosen) && !next.includes(newest);
  return isNew ? [...named, alternative(newest, 'the newest GPU')] : named;
}

/** What was given up for the chosen one, as far as that is known. */
function cheaperWhy(other: BilledType<PricedType>, chosen: BilledType<PricedType>): string {
  const gpus = ({ type: { spec }, count }: BilledType<PricedType>): number => spec.gpuCount * count;
  if (gpus(other) > gpus(chosen)) return 'cheaper, with more GPUs';
  return yearOf(other) < yearOf(chosen) ? 'cheaper, with an older GPU' : 'cheaper';
}

/** Its GPU or, of a type without one, the letter of its family, which says how much memory it has for each vCPU. */
const kindOf = (type: string): string =>
  gpuTypeOf(type)?.gpu ?? `${/^ml\.[a-z]+/.exec(type)?.[0]}${instanceTypeOf(type)?.isArm ? ' Graviton' : ''}`;

export const alternative = (
  { type: { type, scaled }, count, usd }: BilledType<PricedType>,
  why: string,
): SizingAlternative => ({
  type,
  count,
  monthlyUsd: usd,
  why: scaled ? `${why}, with a modelled time (±40%)` : why,
});

/** What a model that doesn't write tokens was weighed against; none where the volume or the Region's prices aren't known. */
export function weighedAgainst({ plan, needs, book }: Pricing, own: string): SizingAlternative[] {
  const volume = volumeOf(needs);
  if (volume === null) return [];
  const { instanceType } = needs.stated;
  const changes = { instanceType: undefined, requiresGpu: isGpuInstance(instanceType) };
  const free = timedOnChosen(instanceType === undefined ? needs : restated(needs, changes), own);
  const pricing = { plan, needs: free, book };
  // Where the speed was measured, nothing may be known of some.
  const pacedOf = (candidates: Candidates) => typesFor(plan, free, candidates).filter((type) => isPaced(free, type));
  const gravitonInstead = (): BilledType<PricedType> | undefined => {
    // A stated time that measurements take the place of is no measure of what was never measured.
    const types = pacedOf(gravitonOf(componentOf(plan), book)).filter(
      ({ pace }) => pace || needs.measured === undefined,
    );
    const cheapest = cheapestByBill(pricing, types, volume);
    return cheapest && byBill(pricing, [cheapest], volume)[0];
  };
  const all = byBill(pricing, pacedOf(candidatesOf(pricing)), volume).filter(({ type }) => type.isListed);
  const chosen = all.find(({ type: { type } }) => type === own);
  const graviton = isGpuInstance(own) ? undefined : gravitonInstead();
  const isCheaper = graviton !== undefined && chosen !== undefined && graviton.usd < chosen.usd;
  const others = alternativesTo(own, all);
  return isCheaper ? [alternative(graviton, 'only if the image is built for arm64 (Graviton)'), ...others] : others;
}
