import type { InstanceComponent, PricedComponent } from '../facts/price-list.ts';
import type { TeamDiscount, TeamPrices, TeamRate } from '../facts/team-prices.ts';
import { matchesGlob } from '../workload/nearest.ts';

/** What is priced: a component, an instance type or memory size of it, and where. */
export interface PricedThing {
  readonly component: PricedComponent;
  readonly key: string | number;
  /** AWS's name: `eu-west-1`. */
  readonly region: string;
}

/** What a discount leaves of a price in US dollars. `percent`: 0 to 95, off list. */
export const lessPercent = (usd: number, percent: number): number =>
  // Without the digits that binary fractions add. Nothing off leaves the price as it is, to the last bit.
  percent === 0 ? usd : Number(((usd * (100 - percent)) / 100).toPrecision(12));

/** What the team has off its list price, 0 to 95 percent. The plan has no say in it. */
export const percentFor = (thing: PricedThing, team: TeamPrices): number =>
  discountFor(thing, team)?.percent ?? team.discountPercent ?? 0;

/** The plan's rate of it; undefined where the plan doesn't cover it. */
export function rateFor({ component, key, region }: PricedThing, { savingsPlan }: TeamPrices): TeamRate | undefined {
  if (!isInstance(component)) return undefined;
  return savingsPlan?.rates.find(
    (rate) =>
      rate.instanceType === key &&
      rate.region === region &&
      (rate.component === undefined ? component !== 'asynchronous' : rate.component === component),
  );
}

/** The discount that the team has on an instance type itself; undefined where the one on everything counts. */
export function discountFor({ component, key }: PricedThing, { discounts }: TeamPrices): TeamDiscount | undefined {
  if (!isInstance(component)) return undefined;
  return discounts?.find(({ instanceType }) => matchesGlob(instanceType, String(key)));
}

const isInstance = (component: PricedComponent): component is InstanceComponent =>
  component === 'hosting' || component === 'asynchronous' || component === 'batch';
