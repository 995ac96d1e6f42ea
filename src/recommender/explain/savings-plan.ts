import { endpointsOf } from '../costs/capacity.ts';
import { bookFor, rateFor } from '../costs/price-book.ts';
import { SAVINGS_PLAN } from '../facts/outside.ts';
import type { PriceList, TeamSavingsPlan } from '../facts/price-list.ts';
import { HOURS_PER_MONTH } from '../facts/working-figures.ts';
import { type Judgement, planOf } from '../judge/judgement.ts';
import { optionTitle } from '../options/index.ts';
import type { Choice, OptionCost, SavingsPlan } from '../recommendation.ts';
import { formatCount, formatNumber } from '../workload/measures.ts';
import { formatRate } from '../workload/money.ts';

/** Where several variants are meant and no number is stated. */
const VARIANTS = 2;

type Chosen = Pick<Choice, 'option' | 'instance' | 'sizing'> | null;

/**
 * What the team's plan covers, else what a commitment would take off where instances run all month. Undefined without a choice, and
 * without a plan where no instance always runs or there is no monthly total that something could be taken off.
 */
export function savingsPlanFor(
  judgement: Judgement,
  choice: Chosen,
  [bill]: readonly OptionCost[],
  prices: PriceList,
): SavingsPlan | undefined {
  if (judgement.choice === null || choice === null) return undefined;
  const instances = runningAllMonth(judgement, choice, bill);
  const text =
    prices.team?.savingsPlan === undefined
      ? offered(instances)
      : covered(judgement, choice, prices, prices.team.savingsPlan, instances);
  return text === undefined ? undefined : { instances, text, source: SAVINGS_PLAN.source };
}

/** Of a real-time endpoint with a monthly total; 0 of anything else. */
function runningAllMonth({ needs, choice: pair }: Judgement, choice: NonNullable<Chosen>, bill?: OptionCost): number {
  if (pair === null || choice.option !== 'real-time' || choice.sizing?.basis === 'unknown' || !bill?.monthlyUsd)
    return 0;
  const { requiresMultipleVariants, variantCount = VARIANTS } = needs.stated;
  const endpoints = endpointsOf(planOf(pair), needs) * (requiresMultipleVariants ? variantCount : 1);
  const hours = bill.components.reduce(
    (sum, { unit, monthlyQuantity }) => sum + (unit === 'hours' ? monthlyQuantity : 0),
    0,
  );
  const billed = Math.floor(hours / HOURS_PER_MONTH + ROUNDING);
  return Math.min(billed, (choice.instance?.min ?? 0) * endpoints * needs.regions.length);
}

/** Hours of a month add up with a rounding error. */
const ROUNDING = 1e-9;

/** AWS names real-time endpoints and transform jobs, and these end; asynchronous endpoints aren't named. */
function offered(instances: number): string | undefined {
  if (instances < 1) return undefined;
  const which = instances === 1 ? 'the instance that runs' : `the ${formatCount(instances, 'instance')} that run`;
  return `Savings Plans: up to ${SAVINGS_PLAN.shareMax * 100}% less for ${which} all month, for a commitment of one or three years.`;
}

/** "The Savings Plan (3 years, no upfront) covers 2 × ml.m5.xlarge all month: $0.147 instead of $0.23 per hour." */
function covered(
  { needs, choice: pair }: Judgement,
  { option, instance }: NonNullable<Chosen>,
  prices: PriceList,
  { term, payment }: TeamSavingsPlan,
  instances: number,
): string | undefined {
  const plan = `The Savings Plan (${term.replace('-', ' ')}, ${payment.replace('-', ' ')})`;
  if (pair === null) return undefined;
  if (instance === null)
    return `${plan} doesn't cover ${optionTitle(option)}: AWS names real-time endpoints and transform jobs.`;
  const component = planOf(pair).costing.lines(planOf(pair))[0]?.component ?? 'hosting';
  const { region } = needs;
  const { type } = instance;
  const rate = rateFor({ component, key: type, region }, prices.team ?? {});
  if (rate === undefined) {
    return component === 'asynchronous'
      ? `${plan} isn't counted here: AWS names real-time endpoints and transform jobs, not asynchronous ones.`
      : `${plan} has no rate for ${type} in ${region}, so it isn't counted here.`;
  }
  const listed = bookFor(prices, region).list.find(component, type)?.usd;
  const instead = listed === undefined ? '' : ` instead of ${formatRate(listed)}`;
  const which = instances > 0 ? `${formatNumber(instances)} × ${type} all month` : type;
  return `${plan} covers ${which}: ${formatRate(rate.usd)}${instead} per hour, if its commitment covers all of these hours.`;
}
