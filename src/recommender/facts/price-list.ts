/** What a price is for. Each is a line of AWS's price list; the names in brackets are its usage types. */
export type PricedComponent =
  /** An instance hour behind an endpoint (`Host:`). */
  | 'hosting'
  /** An instance hour behind an asynchronous endpoint (`AsyncInf:`). */
  | 'asynchronous'
  /** An instance hour of a transform job (`Tsform:`). */
  | 'batch'
  /** A second of serverless inference at one memory size (`ServerlessInf:Mem-`). */
  | 'serverless'
  /** A second in which one unit of provisioned concurrency is kept warm (`ProvisionedConcurrency:Usage-`). */
  | 'provisioned-warm'
  /** A second of inference on provisioned concurrency (`ProvisionedConcurrency:Mem-`). */
  | 'provisioned-inference'
  /** A gigabyte into or out of an endpoint (`Hst:Data-Bytes-In`, `Hst:Data-Bytes-Out`). */
  | 'data'
  /** A gigabyte of an endpoint's storage volume for a month. */
  | 'storage';

/** One price in one Region. */
export interface PriceRow {
  readonly component: PricedComponent;
  /** Where the price is for an instance type, such as `ml.m5.xlarge`. */
  readonly instanceType?: string;
  /** Where the price is for a memory size of Serverless Inference, 1024 to 6144. */
  readonly memorySizeInMB?: number;
  /** In US dollars for one unit. */
  readonly usd: number;
  readonly source: string;
  /** When it was published or read, where known: `2026-09-27`, `2026-09`, `2026`; null where undated. */
  readonly date: string | null;
  /** It follows from another row by arithmetic: nobody quotes it. */
  readonly isDerived?: true;
  /** Another figure for the same thing, kept because nothing that was read settles which of the two is right. */
  readonly disputed?: { readonly usd: number; readonly source: string; readonly date: string | null };
}

/** The prices of one Region. */
export interface RegionPrices {
  /** AWS's name: `eu-west-1`. */
  readonly region: string;
  /** In any order. */
  readonly rows: readonly PriceRow[];
  /** When AWS published the list that all rows come from: what it lacks is no longer sold, so the table is not asked. */
  readonly asOf?: string;
}

/** The prices that an estimate may use. */
export interface PriceList {
  /** Prices that were read one by one, or taken from AWS's list. They come before the table's. */
  readonly regions: readonly RegionPrices[];
  /** Absent: only those rows are known. */
  readonly table?: PriceTable;
  /** What a team pays instead. Absent: AWS's list prices. */
  readonly team?: TeamPrices;
}

/** Prices of many Regions in little space, as text that is read when a Region is asked for. */
export interface PriceTable {
  readonly source: string;
  /** When AWS published it. */
  readonly date: string;
  /** The sizes of a family, smallest first: "large xlarge 2xlarge". */
  readonly sizes: Readonly<Record<string, string>>;
  /**
   * By Region, separated by "; ": the price of a GB-second of Serverless Inference ("serverless 2e-05"), and a price per
   * instance hour for each size of a family ("c5 .1 .2 - .8"). "-": not listed. "~" before a family: its largest size's price
   * alone, which the others are in proportion to ("~c5 4.925", and "~c6i 12xlarge 3.69792" up to that size).
   */
  readonly regions: Readonly<Record<string, string>>;
}

/** What an instance is paid as. */
export type InstanceComponent = Extract<PricedComponent, 'hosting' | 'asynchronous' | 'batch'>;

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
