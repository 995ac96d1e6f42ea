import type { CostComponent } from '../../recommendation.ts';
import type { CostLine } from './cost-lines.ts';

/** A line of a bill, with what it comes to. */
export interface Entry {
  readonly line: CostLine;
  readonly component: CostComponent;
}

export type PricedEntry = Entry & { readonly component: { readonly unitPriceUsd: number } };
export type PaidEntry = Entry & { readonly component: { readonly monthlyCostUsd: number } };

export const isPriced = (entry: Entry): entry is PricedEntry => entry.component.unitPriceUsd !== null;
export const isPaid = <E extends Entry>(entry: E): entry is E & PaidEntry => entry.component.monthlyCostUsd !== null;
