import type { DoubtReading, Workload, WorkloadField } from '../../recommender/index.ts';
import { type Heard, sensibleReadings } from '../heard.ts';
import { hasNumber, wordsOf } from './items.ts';
import { clean } from './numbers.ts';
import { lookAgain } from './second-look.ts';
import type { Assigned, Claim, Doubtful, Range, Reading } from './types.ts';
import { PER_SECOND } from './units.ts';
import { RESOLVE_WORDS as WORDS } from './words/sets.ts';

/** Two readings of a field as strong as each other leave it open. */
const CLOSE = 0.25;

/** A statement weaker than this falls to a doubt about the same field elsewhere. */
const WEAK = 0.9;

/** Amounts of which several are one thing: the largest payload, a budget for the wait. Any other has one value, or is asked. */
const OF_SEVERAL: ReadonlySet<WorkloadField> = new Set(['payloadSizeMB', 'responseTimeSeconds', 'modelSizeGB']);

interface Resolved {
  says: Partial<Workload>;
  used: Claim[];
  unclear: Doubtful[];
}

/** What a text states and what it leaves open, with the items of each. */
interface Settlement extends Pick<Heard, 'says' | 'from' | 'unclear'> {
  /** What each fact was read from. */
  stated: readonly (Range & { field: WorkloadField })[];
  /** What is unclear. */
  asked: readonly Range[];
  /** Everything that was read, whatever came of it. */
  read: readonly Range[];
}

/** Settles for each field what the claims about it state together. */
export function resolve(reading: Reading): Settlement {
  const { claims, doubts, items, text } = reading;
  const resolved: Resolved = { says: {}, used: [], unclear: [] };
  const corrected = correctionIn(items);
  for (const [field, about] of grouped(claims)) {
    const meant = corrected < 0 ? about : afterCorrection(corrected, about);
    settle(resolved, field, meant);
    if (meant.length < about.length) reading.understood.push(...about.filter((claim) => !meant.includes(claim)));
  }
  for (const doubt of doubts) {
    const stated = resolved.used.find(({ field }) => field === doubt.field);
    // Words in doubt beside a firm statement of the same field: only another value makes it unclear.
    if (stated === undefined) resolved.unclear.push(doubt);
    else if (!covers(stated, doubt) && stated.weight < (doubt.field.startsWith('requires') ? 1.4 : WEAK)) {
      const { field, from, to, value } = stated;
      delete resolved.says[field];
      resolved.unclear.push({ field, from, to, reading: value as DoubtReading['value'] }, doubt);
    }
  }
  relate(resolved);
  lookAgain(reading, resolved);
  const spoken = ({ from, to }: { from: number; to: number }) => wordsOf(text, reading, from, to);
  const { says } = resolved;
  const from: Partial<Record<WorkloadField, string>> = {};
  const stated = resolved.used.flatMap((claim) => statedBy(reading, claim));
  for (const place of stated) if (says[place.field] !== undefined) from[place.field] ??= spoken(place);
  const open = widestOf(resolved.unclear.filter(({ field }) => says[field] === undefined));
  return {
    says,
    from,
    unclear: open.map(({ field, readings, ...place }) => ({
      field,
      words: spoken(place),
      ...sensibleReadings(field, readings),
    })),
    stated,
    asked: open.flatMap(({ parts, ...place }) => parts ?? [place]),
    read: [...claims, ...doubts, ...reading.understood],
  };
}

/** In as many items a fact is stated again in the same breath. */
const BREATH = 12;

/**
 * Where a fact is stated, the words for it first. It may be stated twice, as in "2 AZs, cannot go down": with a number close by the
 * words for it are longer, and one far off counts as said of nothing.
 */
function statedBy(reading: Reading, { field, value, from, to }: Claim) {
  const {
    claims,
    items,
    clauses: { sentenceOf },
  } = reading;
  const words = { field, from, to };
  const others: (Range & { field: WorkloadField })[] = [];
  for (const claim of claims) {
    if (claim.field !== field || claim.value !== value) continue;
    const [first, last] = [Math.min(words.from, claim.from), Math.max(words.to, claim.to)];
    if (!items.some((_, at) => claim.from <= at && at < claim.to && hasNumber(reading, at))) others.push(claim);
    else if (last - first <= BREATH && sentenceOf[first] === sentenceOf[last - 1])
      Object.assign(words, { from: first, to: last });
  }
  return [words, ...others];
}

/** One doubt for each field that the same words may be about, with all that they may state of it. */
function widestOf(doubts: readonly Doubtful[]): (Doubtful & { readings: DoubtReading['value'][] })[] {
  const isWithin = (outer: Doubtful, inner: Doubtful) => outer.field === inner.field && covers(outer, inner);
  const widest = doubts.filter(
    (doubt, at) => !doubts.some((other, place) => isWithin(other, doubt) && (!isWithin(doubt, other) || place < at)),
  );
  return widest.map((doubt) => {
    const within = doubts.filter((other) => isWithin(doubt, other));
    return { ...doubt, readings: within.flatMap(({ reading }) => (reading === undefined ? [] : [reading])) };
  });
}

function grouped(claims: readonly Claim[]): Map<WorkloadField, Claim[]> {
  const groups = new Map<WorkloadField, Claim[]>();
  for (const claim of claims) groups.set(claim.field, [...(groups.get(claim.field) ?? []), claim]);
  return groups;
}

const covers = (one: { from: number; to: number }, other: { from: number; to: number }) =>
  one.from <= other.from && other.to <= one.to;

function settle(resolved: Resolved, field: WorkloadField, all: readonly Claim[]): void {
  const firm = all.filter(({ hint }) => !hint);
  const claims = firm.length > 0 ? firm : [...all];
  const best = claims.reduce((one, other) => (other.weight > one.weight ? other : one));
  const others = claims.filter(({ value }) => !same(value, best.value));
  const state = (claim: Claim) => {
    (resolved.says as Record<string, unknown>)[field] = claim.value;
    resolved.used.push(claim);
  };
  if (others.length === 0) state(best);
  else if (field === 'trafficPattern') settlePattern(resolved, claims, state);
  else if (field === 'payloadSizeMB' || field === 'modelSizeGB')
    state(claims.reduce((one, other) => ((other.value as number) > (one.value as number) ? other : one)));
  else if (field === 'coldStarts')
    state(claims.find(({ value }) => value === 'unacceptable') ?? claims.find(isOfMinutes) ?? best);
  else if (field === 'requiresStreaming') state(claims.find(({ value }) => value === 'bidirectional') ?? best);
  else if (isSure(field, best, others)) state(best);
  else contradict(resolved, claims);
}

/** Asks about claims of a field that exclude each other, the firmest and newest first. */
function contradict({ unclear }: Resolved, claims: readonly Claim[]): void {
  const place = { from: Math.min(...claims.map(({ from }) => from)), to: Math.max(...claims.map(({ to }) => to)) };
  const likeliest = [...claims].sort((one, other) => other.weight - one.weight || other.from - one.from);
  for (const { field, value } of likeliest)
    unclear.push({ field, ...place, reading: value as DoubtReading['value'], parts: claims });
}

const isOfMinutes = ({ value }: Claim): boolean => value === 'minutes-acceptable';

/** Whether one of several values is so much better stated that the others don't count. */
const isSure = (field: WorkloadField, best: Claim, others: readonly Claim[]): boolean =>
  (typeof best.value !== 'number' || OF_SEVERAL.has(field)) &&
  others.every(({ weight }) => best.weight - weight >= CLOSE);

function same(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') return Math.abs(one - other) <= 0.03 * Math.max(one, other);
  return one === other;
}

/** Steady and sporadic exclude each other; peaks do not exclude long idle times, and rows to score are no traffic. */
function settlePattern(resolved: Resolved, claims: readonly Claim[], state: (claim: Claim) => void): void {
  const of = (value: string) => claims.find((claim) => claim.value === value);
  const [steady, variable, intermittent, dataset] = [of('steady'), of('variable'), of('intermittent'), of('dataset')];
  if (dataset && !steady && !variable) {
    state(dataset);
    return;
  }
  if (steady && intermittent) {
    contradict(resolved, claims);
    return;
  }
  const claim = intermittent ?? variable ?? dataset ?? steady;
  if (claim) state(claim);
}

const CORRECTIONS: readonly (readonly string[])[] = `
  wait no ; no wait ; scratch that ; correction ; forget the ; forget that ; i mean ; meant ;
  typo ; edit : ; , no , ; make that ; rather ; update : ; sorry ; oops ; actually no ; no , actually
`
  .split(';')
  .map((words) => words.trim().split(/\s+/));

const CORRECTING: ReadonlySet<string | undefined> = new Set(CORRECTIONS.map(([first]) => first));

/** Where "wait, no" and the like stand; -1 where nothing is corrected. */
const correctionIn = (items: Reading['items']): number => items.findIndex((_, place) => isCorrection(items, place));

const isCorrection = (items: Reading['items'], place: number): boolean =>
  CORRECTING.has(items[place]?.text) &&
  CORRECTIONS.some((words) => words.every((word, offset) => items[place + offset]?.text === word));

/** "4k rps, sorry, 400 rps": whether a correction lies between two amounts, right in front of the second. */
export const isCorrected = ({ items }: Reading, first: number, second: number): boolean => {
  const from = Math.max(first + 1, second - 5);
  return items.slice(from, second).some((_, offset) => isCorrection(items, from + offset));
};

/** What is said after a correction counts instead of what was said before, as firmly as it was said. */
function afterCorrection(at: number, claims: readonly Claim[]): readonly Claim[] {
  const firm = claims.filter(({ hint }) => !hint);
  const meant = firm.length > 0 ? firm : claims;
  const later = meant.filter(({ from }) => from >= at);
  return later.length > 0 ? later : meant;
}

/** What facts mean for each other: hours narrow a rate, and a volume must be possible beside a steady rate. */
function relate(resolved: Resolved): void {
  const { says } = resolved;
  const monthly = resolved.used.find(({ field }) => field === 'monthlyRequests');
  if (monthly?.rate !== undefined && says.monthlyRequests !== undefined) {
    const { busyHoursPerDay: hours = 24, busyDaysPerWeek: days = 7 } = says;
    const share = (monthly.rate > 100 ? hours / 24 : 1) * (monthly.rate > 5 ? days / 7 : 1);
    says.monthlyRequests = clean(says.monthlyRequests * share);
  }
  const { trafficPattern, busyHoursPerDay = 24, peakRequestsPerSecond: peak, monthlyRequests } = says;
  if (trafficPattern === 'steady' && peak !== undefined && monthlyRequests !== undefined && monthly) {
    const possible = peak * PER_SECOND * (busyHoursPerDay / 24);
    if (possible > monthlyRequests * 8) {
      const place = { from: monthly.from, to: monthly.to };
      const busiest = resolved.used.find(({ field }) => field === 'peakRequestsPerSecond') ?? place;
      delete says.monthlyRequests;
      delete says.peakRequestsPerSecond;
      resolved.unclear.push(
        { field: 'monthlyRequests', ...place, reading: monthlyRequests },
        { field: 'peakRequestsPerSecond', from: busiest.from, to: busiest.to, reading: peak },
      );
    }
  }
}

/** After "wait, no" a quantity by itself is about what was said before it in the same unit. */
export function correctedField(
  { items, claims }: Reading,
  { at, quantity }: Assigned,
  all: readonly Assigned[],
  index: number,
): (Claim & { said: number }) | undefined {
  const marked = items.slice(Math.max(0, at - 5), at).some(({ text }) => WORDS.marks.has(text));
  if (!marked) return undefined;
  const before = all.slice(0, index).findLast((other) => other.quantity.dimension === quantity.dimension);
  const claim = before && claims.find(({ from, to }) => from <= before.at && before.at < to);
  return claim && before && { ...claim, said: before.quantity.value };
}
