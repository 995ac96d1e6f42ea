import { compile, findHits, type Hit } from './patterns.ts';
import type { Role, RoleRow } from './role-types.ts';
import { ROLES } from './roles.ts';
import type { Clauses, Item, Quantity } from './types.ts';

const INDEX = compile(ROLES);

/** A quantity with what it most likely is. */
export interface Assigned {
  at: number;
  quantity: Quantity;
  /** Best first; `score` from about 0.5 (weak) to 1.6 (stated outright). */
  roles: readonly { role: Role; score: number; from: number; to: number }[];
}

/** What lies between a quantity and its evidence weakens it: other words, the end of a clause, another quantity. */
const PER_WORD = 0.13;
const PER_CLAUSE = 0.35;
const PER_QUANTITY = 0.5;

/** Words that stand between a quantity and what says its role, and weaken nothing. */
const LIGHT = new Set(
  'a an the of is are be at about around roughly approx approximately circa ca up to max most maximum only just like say something some than less more over under below within ~ < > = : - " \' ( ) it its our their us we well total or so within it | höchstens usually typically normally each will would should must can may takes around just max. currently now'.split(
    ' ',
  ),
);

const REACH = 9;
/** No phrase of the tables takes more items. */
const LONGEST = 12;

/** Begins what a quantity is for, and not what it is. */
const APART = new Set(['per', '/', 'each', 'a', 'an', 'for', 'to', 'every', 'of', 'is', 'on', 'at']);

function byPlace<Row>(hits: readonly Hit<Row>[], length: number): Hit<Row>[][] {
  const places: Hit<Row>[][] = Array.from({ length }, () => []);
  for (const hit of hits) places[hit.from]?.push(hit);
  return places;
}

const NO_NOUN = new Set([
  'and',
  'but',
  'or',
  'in',
  'on',
  'for',
  'with',
  'when',
  'if',
  'then',
  'so',
  'because',
  'that',
  'which',
  'while',
  'every',
  'once',
  'twice',
  'nightly',
  'daily',
  'weekly',
  'monthly',
  'hourly',
  'already',
  'we',
  'they',
  'it',
  'not',
  'no',
  'vs',
  'as',
  'per',
  'today',
  'later',
  'ago',
  'please',
  'pls',
  'have',
  'has',
  'they',
  'there',
  'by',
  'from',
  'gpu',
  'cpu',
  'p50',
  'p99',
  'p95',
  'sporadic',
  'steady',
  'within',
  'under',
  'batch',
  'stateless',
  'busy',
  'idle',
]);

/** Weighs for each quantity of a text what its neighbours say that it is. */
export function assignRoles(items: readonly Item[], clauses: Clauses): Assigned[] {
  const hitsFrom = byPlace(findHits(items, INDEX, true), items.length);
  const assigned: Assigned[] = [];
  for (const [at, { quantity }] of items.entries()) {
    if (quantity === undefined) continue;
    const best = new Map<Role, { role: Role; score: number; from: number; to: number }>();
    for (const hit of hitsFrom.slice(Math.max(0, at - REACH - LONGEST), at + REACH + 2).flat()) {
      const score = evidence(items, at, quantity, hit, clauses);
      if (score > (best.get(hit.row.role)?.score ?? 0.3))
        best.set(hit.row.role, { role: hit.row.role, score, from: hit.from, to: hit.to });
    }
    assigned.push({ at, quantity, roles: [...best.values()].sort((one, other) => other.score - one.score) });
  }
  return assigned;
}

function isInFrontOf(items: readonly Item[], from: number, dimension: Quantity['dimension']): boolean {
  let at = from;
  while (at < from + 3 && items[at]?.kind === 'word') at += 1;
  return items[at]?.quantity?.dimension === dimension;
}

/** An amount that is unusual for a role weakens it. */
function plausibility(role: Role, value: number, word: string): number {
  if (role === 'payloadSizeMB')
    return value >= 1536 && ['image', 'img', 'biggest', 'largest'].includes(word)
      ? -0.4
      : value >= 20_480
        ? -0.7
        : value > 2048
          ? -0.15
          : 0;
  if (role === 'responseTimeSeconds') return value >= 3600 && word === 'in' ? -0.3 : 0;
  if (role === 'dataset') return value < 2 ? -1 : value < 20 ? -0.3 : 0;
  if (role === 'modelSizeGB') return value < 0.2 ? -0.6 : 0;
  if (role === 'containerImageSizeGB')
    return value < 100 ? -0.5 : (word === 'image' || word === 'img') && value >= 1536 ? 0.2 : 0;
  return 0;
}

function evidence(
  items: readonly Item[],
  at: number,
  quantity: Quantity,
  { row, from, to }: Hit<RoleRow>,
  { clauseOf, sentenceOf }: Clauses,
): number {
  if (!row.dimensions.includes(quantity.dimension)) return 0;
  const isBefore = to <= at;
  const isAfter = from > at;
  if (!isBefore && !isAfter) return 0;
  if ((row.side === 'before' && !isBefore) || (row.side === 'after' && !isAfter)) return 0;
  // "Ticket 8841: model …": a label behind the number begins something else.
  if (isAfter && items[at + 1]?.text === ':') return 0;
  const [start, end] = isBefore ? [to, at] : [at + 1, from];
  if (end - start > REACH) return 0;
  // Any word at all says something only right behind the quantity, and small words nothing.
  if (
    row.weight < 0.71 &&
    isAfter &&
    row.role !== 'inputTokens' &&
    (from !== at + 1 || LIGHT.has(items[from]?.text ?? '') || NO_NOUN.has(items[from]?.text ?? ''))
  )
    return 0;
  // "4 s per clip" is no clip's length.
  if (row.role === 'ignore' && isAfter && from > at + 1 && APART.has(items[at + 1]?.text ?? '')) return 0;
  const near = isBefore ? to - 1 : from;
  if (sentenceOf[near] !== sentenceOf[at]) return 0;
  const clausesBetween = Math.abs((clauseOf[near] ?? 0) - (clauseOf[at] ?? 0));
  // Behind a comma, words right in front of the next quantity belong to that one.
  if (isAfter && clausesBetween > 0 && isInFrontOf(items, to, quantity.dimension)) return 0;
  let score =
    row.weight +
    plausibility(row.role, quantity.value, items[near]?.text ?? '') -
    PER_CLAUSE * Math.min(clausesBetween, 3) +
    0.02 * (to - from);
  for (let between = start; between < end; between += 1) {
    const item = items[between];
    if (item?.quantity !== undefined) score -= item.quantity.dimension === quantity.dimension ? PER_QUANTITY : 0.15;
    else if (isAfter && item?.text === ':') score -= 0.4;
    else if (item !== undefined && !LIGHT.has(item.text)) score -= item.kind === 'mark' ? 0.05 : PER_WORD;
  }
  // "A weather model for Spain, 5 MB": after other words and a comma, a cue is about something else.
  const words = items.slice(start, end).filter(({ kind, text }) => kind === 'word' && !LIGHT.has(text)).length;
  if (isBefore && clausesBetween > 0 && words > 0) score -= 0.2;
  // What follows a comma mostly begins something else.
  if (isAfter && clausesBetween > 0) score -= 0.25;
  return score;
}
