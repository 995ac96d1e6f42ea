import type { WorkloadField } from '../../recommender/index.ts';
import { isFormer } from './asides.ts';
import { isWriting } from './kinds.ts';
import { moodOf } from './moods.ts';
import type { Hit, Reading, StatementRow } from './types.ts';
import { STATEMENTS_WORDS as WORDS } from './words/sets.ts';
import { STATEMENTS } from './words/statements.ts';

/** The statements of the table, each with its phrases. */
export const STATEMENT_ROWS: readonly (readonly [phrases: string, row: StatementRow])[] = Object.entries<string>(
  STATEMENTS,
).map(([key, phrases]) => [phrases, rowOf(key)]);

/** What a key of a table states: `requiresGpu true, denied false`. */
export function rowOf(key: string): StatementRow {
  const [fact = '', more = ''] = key.split(', ');
  const [field = '', value = ''] = fact.split(' ');
  const [kind, denied = ''] = more.split(' ');
  return {
    says: { [field]: stated(value) },
    ...(kind === 'denied' && { denied: { [field]: stated(denied) } }),
    ...(kind === 'hint' && { hint: true }),
  };
}

function stated(written: string): string | number | boolean {
  if (written === 'true' || written === 'false') return written === 'true';
  return Number.isNaN(Number(written)) ? written : Number(written);
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
export function readStatements(reading: Reading): void {
  const { items, clauses, claims, doubts, hits } = reading;
  const several = items.some(
    ({ kind, text }, at) => kind === 'word' && WORDS.several.has(text) && isPlural(reading, at),
  );
  // "Survive a region failure" is about more than a zone.
  const isRegion = ({ row, from, to }: Hit<StatementRow>): boolean =>
    row.says.availability === 'multi-az' && items.slice(from, to).some(({ text }) => /^region(?:al)?$/.test(text));
  for (const hit of longest(hits.statements.filter((one) => !isRegion(one)))) {
    const { row, from, to } = hit;
    if (hits.nothing.some((other) => other.from < to && from < other.to && other.to - other.from >= to - from))
      continue;
    // "Network isolation off"
    const isOff = row.denied !== undefined && ['off', 'none', 'false'].includes(items[to - 1]?.text ?? '');
    const isListed = reading.asides.some((aside) => aside.denies && aside.from <= from && from < aside.to);
    // "Connections from our VPC" are of who calls.
    const isSource =
      row.says.requiresVpc && items.slice(Math.max(0, from - 2), from).some(({ text }) => text === 'from');
    const said = isOff || isListed ? 'denied' : moodOf(items, hit, clauses);
    const mood = isSource && said === 'said' ? 'unsure' : said;
    if (mood === 'dropped') continue;
    const says = mood === 'denied' ? row.denied : row.says;
    if (says === undefined || describesOther(reading, hit)) continue;
    if (mood !== 'denied' && isFormer(reading, from)) continue;
    for (const field of Object.keys(says) as WorkloadField[]) {
      if (field === 'modelInvocationFrequency' && !several) continue;
      // Only who reads what a model writes reads along.
      if (field === 'requiresStreaming' && row.hint && !isWriting(reading)) continue;
      if (mood === 'unsure') doubts.push({ field, from, to, reading: says[field] as never });
      else
        claims.push({
          field,
          value: says[field] as never,
          from,
          to,
          weight: 1 + 0.05 * (to - from),
          ...(row.hint && mood === 'said' && { hint: true }),
        });
    }
  }
}

const isPlural = ({ items, tokens }: Reading, at: number): boolean =>
  /s$/iu.test(tokens[items[at]?.from ?? 0]?.raw ?? '') ||
  items.slice(Math.max(0, at - 4), at).some(({ quantity }) => quantity?.dimension === 'count' && quantity.value > 1);

/** "EU only" leaves several Regions, as two Regions with "or" between them do. */
export function readVagueRegion({ hits, claims, doubts }: Reading): void {
  const regions = new Set(claims.flatMap(({ field, value }) => (field === 'region' ? [value] : [])));
  if (regions.size === 0) for (const { from, to } of hits.places) doubts.push({ field: 'region', from, to });
}

/** Longer than this nobody calls instant. */
const INSTANT_SECONDS = 1;

/** A stated wait that says "real time" and "4 hours" at once is asked, as is one without a number. */
export function readVagueWait({ items, hits, clauses, claims, doubts, dataset }: Reading): void {
  if (dataset) return;
  for (const { from, to } of hits.vague) {
    if (hits.nothing.some((other) => other.from < to && from < other.to)) continue;
    const stated = claims.findIndex(({ field }) => field === 'responseTimeSeconds');
    const isRealTime = items
      .slice(from, to)
      .some(({ text }) => /^(?:real|realtime|instant\w*|immediate\w*)$/.test(text));
    const wait = claims[stated];
    if (isRealTime && wait !== undefined && (wait.value as number) > 60) {
      claims.splice(stated, 1);
      doubts.push({ field: 'responseTimeSeconds', from: wait.from, to: wait.to, reading: wait.value as number });
    }
    const isMeant = isRealTime && moodOf(items, { from, to }, clauses) === 'said';
    if (!claims.some(({ field }) => field === 'responseTimeSeconds'))
      doubts.push({ field: 'responseTimeSeconds', from, to, ...(isMeant && { reading: INSTANT_SECONDS }) });
  }
}

/** "400 models, rarely called" is about each of them and not about the traffic. */
export function dropSharedWords({ claims }: Reading): void {
  const rare = claims.filter(({ field }) => field === 'modelInvocationFrequency');
  for (let at = claims.length - 1; at >= 0; at -= 1) {
    const claim = claims[at];
    if (claim?.field === 'trafficPattern' && rare.some(({ from, to }) => from < claim.to && claim.from < to))
      claims.splice(at, 1);
  }
}

/** Of hits about the same field that overlap, the longest. */
function longest(hits: readonly Hit<StatementRow>[]): Hit<StatementRow>[] {
  const fieldOf = (hit: Hit<StatementRow>) => Object.keys(hit.row.says)[0];
  return hits.filter(
    (hit) =>
      !hits.some(
        (other) =>
          other !== hit &&
          fieldOf(other) === fieldOf(hit) &&
          other.from < hit.to &&
          hit.from < other.to &&
          (other.to - other.from > hit.to - hit.from ||
            (other.to - other.from === hit.to - hit.from && other.from < hit.from)),
      ),
  );
}

/** "Spiky hair", "spike detection": the word is about what follows it, and that is no traffic. */
function describesOther(reading: Reading, { row, from, to }: Hit<StatementRow>): boolean {
  const { items } = reading;
  if (row.says.trafficPattern === undefined || row.says.trafficPattern === 'dataset') return false;
  const [last, next] = [items[to - 1], items[to]];
  if (next?.kind !== 'word') return false;
  return to - from === 1 && WORDS.adjectives.has(last?.text ?? '') && !WORDS.traffic.has(next.text);
}
