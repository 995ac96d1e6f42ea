import { type PriceList, type PricesUsed, SHIPPED_PRICES } from '../recommender/index.ts';
import type { Unknown } from './facts.ts';
import { type Merge, mergeReason, mergesOf, quotaReasons } from './findings/fleet.ts';
import type { JobLine } from './jobs.ts';
import type { EndpointLine, Reviewed } from './review.ts';
import type { Quota } from './shapes.ts';

/** The last line that `--json` prints. */
export interface AccountLine {
  readonly kind: 'account';
  readonly endpoints: number;
  /** Of what is priced. `recommended` is `now` less the saving: what has no verified saving stays as it is. */
  readonly monthlyUsd: { readonly now: number; readonly recommended: number };
  /** Verified, with what several endpoints share counted once. */
  readonly saving: number;
  readonly merges: readonly Omit<Merge, 'beyondOwn'>[];
  /** What the bills are counted with where the team has its own prices; absent: AWS's list prices. */
  readonly prices?: PricesUsed;
  /** The file of a recorded account; absent where AWS was read. */
  readonly recordedIn?: string;
  /** What was not read, and why. */
  readonly incomplete: readonly Unknown[];
}

/** A line of an audit, before the account's. */
export type Line = EndpointLine | JobLine;

/** An audit: the largest saving first, what has none last. */
export interface Audit {
  readonly lines: readonly Line[];
  readonly account: AccountLine;
}

/** What was read of one Region. */
export interface RegionRead {
  readonly reviewed: readonly Reviewed[];
  readonly jobs: readonly JobLine[];
  readonly quotas: readonly Quota[];
}

/** Of the team's prices those that any line's bills are counted with. */
function pricesUsed(lines: readonly Line[]): PricesUsed | undefined {
  const used = lines.flatMap(({ recommendation }) => recommendation.facts.prices ?? []);
  const [first] = used;
  if (first === undefined) return undefined;
  const rates = new Set(used.flatMap(({ savingsPlan }) => savingsPlan?.rates ?? []));
  return {
    ...first,
    list: used.map(({ list }) => list).toSorted()[0] ?? first.list,
    ...(first.savingsPlan && { savingsPlan: { ...first.savingsPlan, rates: [...rates] } }),
  };
}

/** Ranks what was found in all Regions, and adds what only shows over all endpoints. */
export function rank(
  regions: readonly RegionRead[],
  incomplete: readonly Unknown[],
  prices: PriceList = SHIPPED_PRICES,
): Audit {
  const merges = regions.flatMap(({ reviewed }) => mergesOf(reviewed, prices));
  const lines = regions.flatMap((region) => linesOf(region, merges));
  const jobs = regions.flatMap((region) => region.jobs);
  const all: Line[] = [...lines, ...jobs].toSorted(
    (one, other) => (other.saving ?? -Infinity) - (one.saving ?? -Infinity) || (one.name < other.name ? -1 : 1),
  );
  const now = all.reduce((sum, { monthlyUsd }) => sum + (monthlyUsd?.now ?? 0), 0);
  const own = all.reduce((sum, { saving }) => sum + (saving ?? 0), 0);
  const used = pricesUsed(all);
  const saving = merges.reduce((sum, { beyondOwn }) => sum + beyondOwn, own);
  return {
    lines: all,
    account: {
      kind: 'account',
      endpoints: lines.length,
      monthlyUsd: { now, recommended: now - saving },
      saving,
      merges: merges.map(({ beyondOwn: _counted, ...merge }) => merge),
      ...(used && { prices: used }),
      incomplete,
    },
  };
}

function linesOf({ reviewed, quotas }: RegionRead, merges: readonly Merge[]): EndpointLine[] {
  const overQuota = quotaReasons(reviewed, quotas);
  return reviewed.map(({ line }) => {
    const merge = merges.find(({ region, endpoints }) => region === line.region && endpoints.includes(line.name));
    const quota = overQuota.get(line.runs.instance ?? '');
    const more = [...(merge ? [mergeReason(merge)] : []), ...(quota ? [quota] : [])];
    return more.length === 0 ? line : { ...line, findings: [...line.findings, ...more] };
  });
}
