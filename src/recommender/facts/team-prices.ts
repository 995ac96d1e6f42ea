/** What a team pays instead of AWS's list prices. Part of a price list: every bill of that list is computed with it. */
export interface TeamPrices {
  /** Off every list price that neither a row of `discounts` nor the plan covers, serverless, storage and data too; 0 to 95. */
  readonly discountPercent?: number | undefined;
  /** Off the list price of some instance types; the first row that matches a type counts. */
  readonly discounts?: readonly TeamDiscount[] | undefined;
  /** Rates that take the place of the list's; no discount applies to them. */
  readonly savingsPlan?: TeamSavingsPlan | undefined;
  /** What people read and type amounts in. Amounts are computed and stored in US dollars. */
  readonly currency?: TeamCurrency | undefined;
}

/** A discount on some instance types. */
export interface TeamDiscount {
  /** AWS's name, with `*` for any characters: `ml.g*`. */
  readonly instanceType: string;
  /** Off the list price, 0 to 95. */
  readonly percent: number;
}

/** A SageMaker AI Savings Plan that the team has bought. */
export interface TeamSavingsPlan {
  readonly term: '1-year' | '3-years';
  readonly payment: 'no-upfront' | 'partial-upfront' | 'all-upfront';
  /** What an instance costs under the plan. A type or Region that isn't here isn't covered. */
  readonly rates: readonly TeamRate[];
}

/** One rate of a plan. */
export interface TeamRate {
  readonly instanceType: string;
  /** AWS's name: `eu-west-1`. */
  readonly region: string;
  /** US dollars per hour. */
  readonly usd: number;
  /**
   * What it is the rate of. Absent: of real-time endpoints and of transform jobs, which AWS names as covered (SageMaker AI
   * Developer Guide, inference-cost-optimization, 2026-11). It names neither asynchronous nor serverless endpoints.
   */
  readonly component?: 'hosting' | 'asynchronous' | 'batch' | undefined;
}

/** A currency other than the US dollar. */
export interface TeamCurrency {
  /** Of ISO 4217, such as `EUR`. */
  readonly code: string;
  /** How much of it one US dollar is, above 0. */
  readonly perUsd: number;
  /** When that was read, `2026-11-20`. */
  readonly asOf: string;
}
