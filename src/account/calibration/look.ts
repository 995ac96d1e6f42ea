import { type PriceList, SHIPPED_PRICES } from '../../recommender/index.ts';
import type { Review } from '../../reviews/record.ts';
import { type Reading, readJob, readOne } from '../aws/read-account.ts';
import { driftOf } from '../drift.ts';
import { type Calibration, compareWithEstimate, type Found, type Noted, readNoted } from './compare.ts';

/** What a look at a decision's endpoint gave. */
export type Look =
  | {
      readonly kind: 'seen';
      readonly calibration: Calibration;
      /** Whether another look may measure what this one couldn't. */
      readonly verdict: 'measured' | 'later' | 'unreadable';
      /** How what runs differs from the decision. Null where it wasn't read. */
      readonly differences: readonly string[] | null;
    }
  /** No call to any Region will work. */
  | { readonly kind: 'no-access'; readonly text: string }
  | { readonly kind: 'stopped' };

/** Reads a noted endpoint; `no-access` where no call to any Region will work. */
export type ReadNoted = (
  noted: Noted,
  regions: readonly string[],
  reading: Reading,
) => Promise<Found | { kind: 'no-access'; text: string } | { kind: 'stopped' }>;

interface Looking {
  readonly read: ReadNoted;
  /** Where an endpoint is looked for that was noted without its Region. */
  readonly regions: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** The measured days: a month. */
const DAYS = 30;

/** Looks at a decision's endpoint: what it costs, and whether it runs as decided. The review must be decided and name one. */
export async function lookAt(review: Review, { read, regions, now, signal }: Looking): Promise<Look> {
  const { decision, endpoint } = review;
  if (decision === null || endpoint === null) throw new Error('Only a decision with an endpoint can be looked at');
  const noted = readNoted(endpoint, decision.option);
  const prices = pricesOf(review);
  const found = await read(noted, inOrder(review, regions), { days: DAYS, now, signal, prices, progress: () => {} });
  if (found.kind === 'stopped' || found.kind === 'no-access') return found;
  const differences = found.kind === 'read' ? driftOf(review, found) : null;
  return { kind: 'seen', ...compareWithEstimate(review, found), differences };
}

/** What the estimate was computed with: by other prices what runs would differ from it for no fault of the estimate. */
function pricesOf({ latest }: Review): PriceList {
  const { prices: team } = latest.recommendation.facts;
  return team === undefined ? SHIPPED_PRICES : { ...SHIPPED_PRICES, team };
}

/** The decided workload's Region first: two Regions may have endpoints of one name. */
function inOrder({ latest }: Review, regions: readonly string[]): string[] {
  const { region } = latest.workload;
  return region !== undefined && regions.includes(region) ? [...new Set([region, ...regions])] : [...regions];
}

/** Reads AWS, Region after Region up to the one that has it. */
export const readNotedFromAws: ReadNoted = async (noted, regions, reading) => {
  const places = noted.region === null ? regions : [noted.region];
  let unread: string | undefined;
  for (const place of places) {
    const read = await readIn(place, noted, reading);
    if (reading.signal.aborted) return { kind: 'stopped' };
    if (read.kind === 'unread') unread ??= read.why;
    else if (read.kind !== 'none') return read;
  }
  if (unread !== undefined) return { kind: 'unread', why: unread };
  const what = noted.isJob ? 'recurring transform job' : 'endpoint';
  return { kind: 'missing', why: `There's no ${what} ${noted.name} in ${places.join(', ')}.` };
};

async function readIn(
  place: string,
  { name, isJob, accountId }: Noted,
  reading: Reading,
): Promise<Found | { kind: 'no-access'; text: string } | { kind: 'none' }> {
  const read = isJob ? await readJob(name, place, reading) : await readOne(name, place, reading);
  if (!read.ok) {
    return read.isEverywhere ? { kind: 'no-access', text: read.text } : { kind: 'unread', why: read.text };
  }
  if ('line' in read) {
    return read.line === null ? { kind: 'none' } : { kind: 'read', line: read.line, days: reading.days };
  }
  if (read.reviewed === null) return { kind: 'none' };
  const { line, days, arn, lacksPolicy } = read.reviewed;
  if (accountId !== null && arn !== null && !arn.includes(`:${accountId}:`)) {
    return { kind: 'missing', why: `It's in the AWS account ${accountId}, which isn't the one that I can read.` };
  }
  return { kind: 'read', line, days, lacksPolicy };
}
