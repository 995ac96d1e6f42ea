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
  /** Verified. */
  readonly saving: number;
  /** More, where facts hold that nobody measured or stated. What several endpoints share is in it once. */
  readonly likely: number;
  /** Of metrics, as far as any endpoint has them; null without. */
  readonly days: number | null;
  readonly merges: readonly Omit<Merge, 'beyondOwn'>[];
  /** What the bills are counted with where the team has its own prices; absent: AWS's list prices. */
  readonly prices?: PricesUsed;
  readonly incomplete: readonly Unknown[];
}

/** A line of an audit, before the account's. */
export type Line = EndpointLine | JobLine;

/** An audit: the largest verified saving first, then the largest likely one, what has none last. */
export interface Audit {
  readonly lines: readonly Line[];
  readonly account: AccountLine;
}

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
    (one, other) =>
      (other.saving ?? -Infinity) - (one.saving ?? -Infinity) ||
      (other.likely?.saving ?? 0) - (one.likely?.saving ?? 0) ||
      (one.name < other.name ? -1 : 1),
  );
  const sumOf = (amounts: readonly (number | null | undefined)[]) =>
    amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
  const now = sumOf(all.map(({ monthlyUsd }) => monthlyUsd?.now));
  const saving = sumOf(all.map((line) => line.saving));
  const own = sumOf(all.map((line) => line.likely?.saving));
  const days = regions.flatMap(({ reviewed }) => reviewed.flatMap(({ daysRead }) => daysRead ?? []));
  const used = pricesUsed(all);
  return {
    lines: all,
    account: {
      kind: 'account',
      endpoints: lines.length,
      monthlyUsd: { now, recommended: now - saving },
      saving,
      likely: own + sumOf(merges.map(({ beyondOwn }) => beyondOwn)),
      days: days.length === 0 ? null : Math.max(...days),
      merges: merges.map(({ beyondOwn: _counted, ...merge }) => merge),
      ...(used && { prices: used }),
      incomplete,
    },
  };
}

/** The lines as people read them: what saves for certain, then what likely does, then the rest. */
export function forReading(lines: readonly Line[]): readonly Line[] {
  const rankOf = ({ saving, likely }: Line) => ((saving ?? 0) > 0 ? 0 : likely === null ? 2 : 1);
  return lines.toSorted((one, other) => rankOf(one) - rankOf(other));
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
