import { HOSTING } from '../findings/hosting.ts';
import { FINDINGS } from '../findings/index.ts';
import type { Words } from '../findings/words.ts';
import { HOSTING_MERITS, type HostingMeritCode } from '../hosting/index.ts';
import { LOSSES, type LossCode } from '../options/index.ts';
import { MERITS } from './merits.ts';
import { FIT_MERITS } from './merits-of-fit.ts';
import { TRAFFIC_MERITS } from './merits-of-traffic.ts';
import { REJECTED } from './rejected.ts';
import { WARNINGS } from './warnings/index.ts';

/** The closed list of why, made of the tables that say it. A code says one thing, whatever the numbers are. */
export type ReasonCode =
  | keyof typeof FINDINGS
  | keyof typeof HOSTING
  | keyof typeof MERITS
  | keyof typeof FIT_MERITS
  | keyof typeof TRAFFIC_MERITS
  | HostingMeritCode
  | keyof typeof REJECTED
  | LossCode
  | keyof typeof WARNINGS;

/** How every code is said. */
export const REASON_WORDS: Readonly<Record<ReasonCode, Words>> = {
  ...FINDINGS,
  ...HOSTING,
  ...FIT_MERITS,
  ...TRAFFIC_MERITS,
  ...HOSTING_MERITS,
  ...MERITS,
  ...REJECTED,
  ...LOSSES,
  ...WARNINGS,
};
