import { type InferenceOptionId, isJob, type PriceList, SHIPPED_PRICES } from '../recommender/index.ts';
import type { Review } from '../reviews/record.ts';
import { type Reading, readJob, readOne } from './aws/read-account.ts';
import { driftOf } from './drift.ts';
import { compareWithEstimate, type Found, type ObservedBill } from './observed-bill.ts';

export interface Seen {
  readonly bill: ObservedBill;
  /** How what runs differs from the decision, in sentences. Null where it wasn't read. */
  readonly differences: readonly string[] | null;
}

interface Looking {
  readonly read: ReadNoted;
  /** Where an endpoint is looked for that was noted without its Region. */
  readonly regions: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** The days that are read: a month. */
const DAYS = 30;

/** Looks at a decision's endpoint: what it costs, and whether it runs as decided. The review must be decided and name one. */
export async function lookAt(review: Review, { read, regions, now, signal }: Looking): Promise<Seen> {
  const { decision, endpoint } = review;
  if (decision === null || endpoint === null) throw new Error('Only a decision with an endpoint can be looked at');
  const noted = readNoted(endpoint, decision.option);
  const prices = pricesOf(review);
  const found = await read(noted, inOrder(review, regions), { days: DAYS, now, signal, prices, progress: () => {} });
  return {
    bill: compareWithEstimate(review, found),
    differences: found.kind === 'read' ? driftOf(review, found) : null,
  };
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

/** A noted endpoint: an ARN names its Region and account as well. */
interface Noted {
  readonly name: string;
  readonly isJob: boolean;
  readonly region: string | null;
  readonly accountId: string | null;
}

const ARN = /^arn:aws[a-z-]*:sagemaker:([a-z0-9-]+):(\d{12}):(endpoint|transform-job)\/(.+)$/;

/** Reads what somebody noted. A bare name is of an endpoint, or of a job where batch transform was decided. */
export function readNoted(endpoint: string, option: InferenceOptionId): Noted {
  const [, region = null, accountId = null, kind, name] = ARN.exec(endpoint) ?? [];
  if (name === undefined) return { name: endpoint, isJob: isJob(option), region: null, accountId: null };
  return { name, isJob: kind === 'transform-job', region, accountId };
}

type ReadNoted = (noted: Noted, regions: readonly string[], reading: Reading) => Promise<Found>;

/** Reads AWS, Region after Region up to the one that has it. */
export const readNotedFromAws: ReadNoted = async (noted, regions, reading) => {
  const places = noted.region === null ? regions : [noted.region];
  let unread: Found | undefined;
  for (const place of places) {
    const found = await readIn(place, noted, reading);
    if (reading.signal.aborted) return { kind: 'unread', why: "AWS didn't respond in time." };
    if (found?.kind === 'read' || found?.isEverywhere) return found;
    unread ??= found;
  }
  const what = noted.isJob ? 'recurring transform job' : 'endpoint';
  return unread ?? { kind: 'unread', why: `There's no ${what} ${noted.name} in ${places.join(', ')}.` };
};

/** Undefined where it isn't in this Region. */
async function readIn(place: string, { name, isJob, accountId }: Noted, reading: Reading): Promise<Found | undefined> {
  const read = isJob ? await readJob(name, place, reading) : await readOne(name, place, reading);
  if (!read.ok) return { kind: 'unread', why: read.text, isEverywhere: read.isEverywhere };
  if ('line' in read) return read.line === null ? undefined : { kind: 'read', line: read.line, days: reading.days };
  if (read.reviewed === null) return undefined;
  const { line, days, arn, lacksPolicy } = read.reviewed;
  if (accountId !== null && arn !== null && !arn.includes(`:${accountId}:`)) {
    return { kind: 'unread', why: `It's in the AWS account ${accountId}, which isn't the one that I can read.` };
  }
  return { kind: 'read', line, days, lacksPolicy };
}
