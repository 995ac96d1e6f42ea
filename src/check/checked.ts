import type { Runs } from '../account/runs.ts';
import type { TeamPrices } from '../recommender/index.ts';
import type { Bounds, MonthlyBounds } from './costs.ts';
import type { Kind } from './endpoints.ts';
import type { Finding } from './findings/finding.ts';
import type { RegionFrom } from './regions.ts';
import type { FileFault } from './templates/declared.ts';

/** What a template declares, as JSON. Amounts are US dollars per month. */
export interface CheckedEndpoint {
  /** As the file's format names it. */
  readonly address: string;
  readonly file: string;
  readonly kind: Kind;
  /** That of its prices. */
  readonly region: string;
  readonly regionFrom: RegionFrom;
  readonly runs: Pick<Runs, 'option' | 'hosting' | 'scaling' | 'instance'>;
  readonly monthlyUsd: MonthlyBounds & { readonly atDecisionLoad?: number };
  readonly findings: readonly Finding[];
  /** What was held to the decision, also where nothing differs. */
  readonly compared: readonly string[];
  readonly differs: readonly Difference[];
  /** What only exists at deployment, or isn't in the files. */
  readonly unknown: readonly string[];
}

export interface Difference {
  readonly what: string;
  readonly decided: string | number;
  readonly found: string | number;
}

export interface Size {
  /** Several are instance pools. Empty where it isn't known. */
  readonly types: readonly string[];
  readonly counts: Bounds;
  readonly isShadow: boolean;
}

export interface Assessed {
  readonly line: CheckedEndpoint;
  /** What people call it: its name in AWS, else its address. */
  readonly name: string;
  /** Instances of all variants but shadows; copies of a component. */
  readonly counts: Bounds;
  /** Instances of each variant, shadows last. Empty for what has none. */
  readonly sizes: readonly Size[];
  /** Of the first type; undefined where nothing is an instance, or it has no price. */
  readonly hourlyUsd: number | undefined;
  readonly runs: Runs | null;
  readonly isCompared?: boolean;
}

export interface Checked {
  readonly endpoints: readonly Assessed[];
  readonly files: readonly string[];
  readonly notes: readonly string[];
  readonly faults: readonly FileFault[];
  /** What the team pays; absent where the amounts are AWS's list prices. */
  readonly prices?: TeamPrices;
  /** Against a base; absent without one. */
  readonly change?: Change;
}

/** One endpoint that a change adds, removes or alters. */
export interface ChangedEndpoint {
  readonly address: string;
  readonly file: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** At the minimum, in US dollars per month. Null where it isn't there, or isn't known. */
  readonly monthlyUsd: { readonly from: number | null; readonly to: number | null };
}

export interface Change {
  /** All endpoints at their minimum, in US dollars per month; those without a known one aren't counted. */
  readonly monthlyUsd: { readonly from: number; readonly to: number };
  readonly endpoints: readonly ChangedEndpoint[];
}
