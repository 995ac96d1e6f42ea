import { endpointsOf } from '../costs/capacity.ts';
import { SAVINGS_PLAN } from '../facts/outside.ts';
import { HOURS_PER_MONTH } from '../facts/working-figures.ts';
import { type Judgement, planOf } from '../judge/judgement.ts';
import type { Choice, OptionCost, SavingsPlan } from '../recommendation.ts';
import { formatCount } from '../workload/measures.ts';

/** Where several variants are meant and no number is stated. */
const VARIANTS = 2;

/**
 * What a commitment would take off, where instances run all month. AWS names real-time endpoints and transform jobs, and these end;
 * asynchronous endpoints aren't named, and serverless ones aren't covered. Undefined where no instance always runs, and without a
 * monthly total that it could be taken off.
 */
export function savingsPlanFor(
  { needs, choice: pair }: Judgement,
  choice: Pick<Choice, 'option' | 'instance' | 'sizing'> | null,
  [bill]: readonly OptionCost[],
): SavingsPlan | undefined {
  if (pair === null || choice?.option !== 'real-time' || choice.sizing?.basis === 'unknown') return undefined;
  if (!bill?.monthlyUsd) return undefined;
  const { requiresMultipleVariants, variantCount = VARIANTS } = needs.stated;
  const endpoints = endpointsOf(planOf(pair), needs) * (requiresMultipleVariants ? variantCount : 1);
  const hours = bill.components.find(({ unit }) => unit === 'hours')?.monthlyQuantity ?? 0;
  const billed = Math.floor(hours / HOURS_PER_MONTH + ROUNDING);
  const instances = Math.min(billed, (choice.instance?.min ?? 0) * endpoints);
  if (instances < 1) return undefined;
  const which = instances === 1 ? 'the instance that runs' : `the ${formatCount(instances, 'instance')} that run`;
  return {
    instances,
    text: `Savings Plans: up to ${SAVINGS_PLAN.shareMax * 100}% less for ${which} all month, for a commitment of one or three years.`,
    source: SAVINGS_PLAN.source,
  };
}

/** Hours of a month add up with a rounding error. */
const ROUNDING = 1e-9;
