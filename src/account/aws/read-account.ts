import { setImmediate as nextTurn } from 'node:timers/promises';
import * as z from 'zod';
import { type PriceList, SHIPPED_PRICES } from '../../recommender/index.ts';
import type { Unknown } from '../facts.ts';
import { type JobLine, type JobRun, recurring, reviewJob, stemOf } from '../jobs.ts';
import { wantedFor } from '../metrics.ts';
import { type Audit, type RegionRead, rank } from '../rank.ts';
import { type EndpointLine, type Reviewed, reviewBy } from '../review.ts';
import { jobShape, quotaShape } from '../shapes.ts';
import { unknownWords } from '../write-account.ts';
import type { Hopeless } from './calls.ts';
import { type AwsRegion, IN_FLIGHT_MAX, openRegion } from './open-region.ts';
import { described, listAll } from './pages.ts';
import { readEndpoint, readShared, type Shared } from './read-endpoint.ts';
import { readSeries } from './read-series.ts';

export interface Reading {
  /** Of metrics, 1 to 62. */
  readonly days: number;
  /** In milliseconds since 1970. */
  readonly now: number;
  /** Ends the reading with what was found. */
  readonly signal: AbortSignal;
  /** Called now and then. */
  readonly progress: (text: string) => void;
  /** What bills are counted by. Default: AWS's list prices. */
  readonly prices?: PriceList | undefined;
  /** Of one attempt, in milliseconds; shorter in tests. */
  readonly attemptMs?: number;
}

/** The Regions to read. Undefined: the one of AWS's own configuration. */
export type Regions = readonly [string | undefined, ...(string | undefined)[]];

/** Why nothing of a Region can be read: one sentence. */
interface Unread {
  readonly ok: false;
  readonly text: string;
  /** Whether no other Region can be read either. */
  readonly isEverywhere: boolean;
}

/** An account's Region, or why nothing of it can be read. */
export type ReadRegion =
  | { readonly ok: true; readonly read: RegionRead; readonly incomplete: readonly Unknown[] }
  | Unread;

/** Reads in a Region, whose clients are closed afterwards. */
async function inRegion<Read>(
  asked: string | undefined,
  reading: Reading,
  read: (region: AwsRegion, name: string) => Promise<Read | Unread>,
): Promise<Read | Unread> {
  const region = await openRegion(asked, reading);
  try {
    if (region.name !== null) return await read(region, region.name);
    return asked === undefined
      ? { ok: false, text: 'No AWS Region is set. Name one, or set AWS_REGIONS or AWS_REGION.', isEverywhere: true }
      : { ok: false, text: `${asked} isn't an AWS Region. Write it like eu-west-1.`, isEverywhere: false };
  } finally {
    region.close();
  }
}

/** Described and measured together: one GetMetricData call holds about this number of endpoints. */
const BATCH = 10;
/** Batches at once; the gate holds their requests to five. */
const BATCHES = 3;
/** Of a recurring job, how many runs are described. */
const RUNS_DESCRIBED = 10;

/** What a gap in their list is called. */
const JOBS = 'transform jobs';

const namedShape = z.object({ EndpointName: z.string() });
const runShape = z.object({ TransformJobName: z.string(), CreationTime: z.date() });

/** Reads an endpoint in the first Region that has it; or one sentence that says why it wasn't read. */
export async function findEndpoint(
  name: string,
  regions: Regions,
  reading: Reading,
): Promise<{ readonly ok: true; readonly line: EndpointLine } | { readonly ok: false; readonly text: string }> {
  const { found, missed } = await readEach(
    regions,
    (region) => readOne(name, region, reading),
    ({ reviewed }) => reviewed !== null,
  );
  const line = found.at(-1)?.reviewed?.line;
  if (line !== undefined) return { ok: true, line };
  if (found.length === 0) return { ok: false, text: whyMissed(missed) };
  const looked = regions.flatMap((region) => (missed.some(({ what }) => what === region) ? [] : (region ?? [])));
  const where = looked.length === 0 ? '' : ` in ${looked.join(', ')}`;
  const rest = missed.length === 0 ? '' : ` Not read: ${unknownWords(missed).join(' ')}`;
  return { ok: false, text: `No endpoint named ${name}${where}.${rest}` };
}

/** Reads and ranks all of the Regions; or one sentence that says why nothing can be read. After a stop, what was found. */
export async function readAccount(
  regions: Regions,
  reading: Reading,
): Promise<{ readonly ok: true; readonly audit: Audit } | { readonly ok: false; readonly text: string }> {
  const { found, missed } = await readEach(regions, (region) => readRegion(region, reading));
  if (found.length === 0) return { ok: false, text: whyMissed(missed) };
  const read = found.map((one) => one.read);
  return { ok: true, audit: rank(read, [...found.flatMap(({ incomplete }) => incomplete), ...missed], reading.prices) };
}

/** Reads Region after Region, up to what `isLast` says. What fails everywhere isn't tried again. */
async function readEach<Read extends { readonly ok: true }>(
  regions: Regions,
  readOneRegion: (region: string | undefined) => Promise<Read | Unread>,
  isLast: (read: Read) => boolean = () => false,
): Promise<{ found: Read[]; missed: Unknown[] }> {
  const found: Read[] = [];
  const missed: Unknown[] = [];
  for (const [at, region] of regions.entries()) {
    const read = await readOneRegion(region);
    if (read.ok) found.push(read);
    else {
      const same = read.isEverywhere ? regions.slice(at) : [region];
      missed.push(...same.map((one) => ({ what: one ?? 'Region', why: read.text })));
    }
    if (read.ok ? isLast(read) : read.isEverywhere) break;
  }
  return { found, missed };
}

/** Why no Region was read: one reason alone, or each with its Regions. */
function whyMissed(missed: readonly Unknown[]): string {
  const [first] = missed;
  return missed.every(({ why }) => why === first?.why) ? (first?.why ?? '') : unknownWords(missed).join(' ');
}

/** Reads one endpoint of a Region. `null` where there is none of that name. */
export function readOne(
  name: string,
  regionName: string | undefined,
  reading: Reading,
): Promise<{ ok: true; reviewed: Reviewed | null } | Unread> {
  return inRegion(regionName, reading, async (region) => {
    const shared = await readShared(region);
    if (shared.hopeless !== null) return { ok: false, ...shared.hopeless };
    const [first] = await reviewBatch(region, [name], shared, reading);
    if (first?.kind === 'hopeless') return { ok: false, ...first };
    if (first?.kind === 'stopped') return { ok: false, text: 'Stopped.', isEverywhere: true };
    if (first?.kind !== 'reviewed') return { ok: true, reviewed: null };
    // Nobody listed it, so it may not be there.
    const gap = first.gaps.find(({ what }) => what === 'endpoint');
    return gap === undefined
      ? { ok: true, reviewed: first.reviewed }
      : { ok: false, text: gap.why, isEverywhere: false };
  });
}

/** Reads every endpoint and recurring transform job of a Region. After a stop, what was found until then. */
export function readRegion(regionName: string | undefined, reading: Reading): Promise<ReadRegion> {
  return inRegion(regionName, reading, async (region, name) => {
    const listed = await listAll('endpoints', region.listEndpoints, (page) => page.Endpoints, namedShape);
    if (listed.hopeless !== null) return { ok: false, ...listed.hopeless };
    const names = listed.part.map(({ EndpointName: one }) => one);
    const [shared, quotas, jobs] = await Promise.all([
      readShared(region),
      listAll('quotas', region.listQuotas, (page) => page.Quotas, quotaShape),
      readJobs(region, name, reading),
    ]);
    const { reviewed, gaps } = await reviewAll(region, name, names, shared, reading);
    const incomplete = [...listed.gaps, ...quotas.gaps, ...jobs.gaps, ...gaps];
    const read = { reviewed, jobs: jobs.lines, quotas: quotas.part };
    return {
      ok: true,
      read,
      incomplete: incomplete.map(({ what, why }) => ({ what: `${name}: ${what}`, why })),
    };
  });
}

async function reviewAll(
  region: AwsRegion,
  regionName: string,
  names: readonly string[],
  shared: Shared,
  reading: Reading,
): Promise<{ reviewed: Reviewed[]; gaps: Unknown[] }> {
  const reviewed: Reviewed[] = [];
  const gaps = new Map(shared.gaps.map((gap) => [gap.why, gap]));
  let next = 0;
  const work = async () => {
    while (next < names.length && !reading.signal.aborted) {
      const batch = names.slice(next, next + BATCH);
      next += BATCH;
      for (const one of await reviewBatch(region, batch, shared, reading)) {
        if (one.kind === 'hopeless') gaps.set(one.text, { what: 'endpoints', why: one.text });
        if (one.kind !== 'reviewed') continue;
        reviewed.push(one.reviewed);
        for (const gap of one.gaps) gaps.set(gap.why, gap);
      }
      reading.progress(`${regionName}: ${reviewed.length} of ${names.length} endpoints`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(BATCHES, IN_FLIGHT_MAX) }, work));
  if (reading.signal.aborted) {
    const why = `Stopped after ${reviewed.length} of ${names.length}.`;
    gaps.set(why, { what: 'endpoints', why });
  }
  return { reviewed, gaps: [...gaps.values()] };
}

type BatchEntry =
  | { kind: 'reviewed'; reviewed: Reviewed; gaps: readonly Unknown[] }
  | { kind: 'missing' }
  | { kind: 'stopped' }
  | Hopeless;

/** Reviews some endpoints whose metrics fit into a call or two. Their series are dropped as soon as they are read. */
async function reviewBatch(
  region: AwsRegion,
  names: readonly string[],
  shared: Shared,
  reading: Reading,
): Promise<BatchEntry[]> {
  // Metrics start and end at a full five minutes, as CloudWatch stores them.
  const now = Math.floor(reading.now / 300_000) * 300_000;
  const { days, prices = SHIPPED_PRICES } = reading;
  const read = await Promise.all(names.map((name) => readEndpoint(region, name, shared, { now, days })));
  const wanted = read.flatMap((one) => (one.kind === 'read' ? wantedFor(one.facts) : []));
  const { series, gaps } = await readSeries(region, wanted, { now, days });
  if (reading.signal.aborted) return read.map(() => ({ kind: 'stopped' }));
  const entries: BatchEntry[] = [];
  for (const one of read) {
    if (one.kind !== 'read') {
      entries.push(one);
      continue;
    }
    // A review is some milliseconds of computing. A bot that audits answers people between two of them.
    await nextTurn();
    const facts = { ...one.facts, series, gaps: [...one.facts.gaps, ...gaps] };
    entries.push({ kind: 'reviewed', reviewed: reviewBy(prices, facts), gaps: facts.gaps });
  }
  return entries;
}

/** Reads one recurring transform job of a Region, by its name or that of a run. `null` where there is none. */
export function readJob(
  name: string,
  regionName: string | undefined,
  reading: Reading,
): Promise<{ ok: true; line: JobLine | null } | Unread> {
  return inRegion(regionName, reading, async (region, place) => {
    const { lines, gaps, hopeless } = await readJobs(region, place, reading, stemOf(name));
    if (hopeless !== null) return { ok: false, ...hopeless };
    const [line = null] = lines;
    // A part of its runs would be a part of its month.
    const gap = line === null ? gaps[0] : gaps.find(({ what }) => what === JOBS);
    return gap === undefined ? { ok: true, line } : { ok: false, text: gap.why, isEverywhere: false };
  });
}

/** `only`: of this stem alone. */
async function readJobs(
  region: AwsRegion,
  regionName: string,
  { now, days, prices }: Reading,
  only?: string,
): Promise<{ lines: JobLine[]; gaps: Unknown[]; hopeless: Hopeless | null }> {
  const since = new Date(now - days * 86_400_000);
  const listed = await listAll(
    JOBS,
    (token) => region.listJobs(since, token),
    (page) => page.TransformJobSummaries,
    runShape,
  );
  const runs = listed.part.map(
    ({ TransformJobName: name, CreationTime: at }): JobRun => ({ name, created: at.getTime() }),
  );
  const gaps = [...listed.gaps];
  const stems = [...recurring(runs)].filter(([stem]) => only === undefined || stem === only);
  const lines = await Promise.all(
    stems.map(async ([stem, own]) => {
      const answers = await Promise.all(
        own
          .slice(0, RUNS_DESCRIBED)
          .map(async ({ name }) => described('transform job', await region.describeJob(name), jobShape)),
      );
      gaps.push(...answers.flatMap((answer) => answer.gaps).slice(0, 1));
      const jobs = answers.flatMap(({ item }) => (item === null ? [] : [item]));
      return reviewJob(stem, regionName, { runs: own, described: jobs, days, prices });
    }),
  );
  return { lines, gaps, hopeless: listed.hopeless };
}
