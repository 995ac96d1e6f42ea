import { isAboutTokens } from './kinds.ts';
import { clean } from './numbers.ts';
import { findTables } from './patterns.ts';
import { isCorrected } from './resolve.ts';
import type { Assigned, Clauses, Hit, Item, Quantity, Reading, Role, RoleRow } from './types.ts';
import { ASSIGN_ROLES_WORDS as WORDS } from './words/sets.ts';

/** What lies between a quantity and its evidence weakens it: other words, the end of a clause, another quantity. */
const PER_WORD = 0.13;
const PER_CLAUSE = 0.35;
const PER_QUANTITY = 0.5;

const REACH = 9;
/** No phrase of the tables takes more items. */
const LONGEST = 12;

/** Weighs for each quantity of a text what its neighbours say that it is. `hits` are in the order of the text. */
export function assignRoles(items: readonly Item[], clauses: Clauses, hits: readonly Hit<RoleRow>[]): Assigned[] {
  const assigned: Assigned[] = [];
  for (const [at, { quantity }] of items.entries()) {
    if (quantity === undefined) continue;
    const best = new Map<Role, { role: Role; score: number; from: number; to: number }>();
    for (const hit of hits) {
      if (hit.from < at - REACH - LONGEST) continue;
      if (hit.from > at + REACH + 1) break;
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
  while (at < from + 5 && (items[at]?.kind === 'word' || /^[:=()]$/.test(items[at]?.text ?? ''))) at += 1;
  return items[at]?.quantity?.dimension === dimension;
}

/** An amount that is unusual for a role weakens it. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
function plausibility(role: Role, value: number, word: string): number {
  if (role === 'payloadSizeMB')
    return value >= 1024 && ['thing', 'weigh'].includes(word)
      ? -0.4
      : value >= 1536 && ['image', 'img', 'biggest', 'largest'].includes(word)
        ? -0.4
        : value >= 20_480
          ? -0.7
          : value > 2048
            ? -0.15
            : 0;
  if (role === 'responseTimeSeconds') return value >= 3600 && word === 'in' ? -0.3 : 0;
  // Recordings average minutes; what averages seconds is the work on one.
  if (role === 'audioSeconds') return value < 60 && word.startsWith('average') ? -2 : 0;
  if (role === 'dataset') return value < 2 ? -1 : value < 20 ? -0.3 : 0;
  if (role === 'modelSizeGB') return value < 0.2 ? -0.6 : 0;
  // No context is that long.
  if (role === 'inputTokens') return value >= 1e6 ? -0.6 : 0;
  if (role === 'containerImageSizeGB') return value < 100 ? -0.5 : word === 'image' && value >= 1536 ? 0.2 : 0;
  return 0;
}

/** "size:18GB rows:22M" */
const isMark = (item: Item | undefined): boolean => item?.text === ':';

/** A length stands right beside what is as long: "clips are cut in 4 s" is none. */
const isBeside = (items: readonly Item[], start: number, end: number, isAfter: boolean): boolean =>
  isAfter
    ? start === end
    : items
        .slice(start, end)
        .every(
          ({ kind, text }) =>
            ((kind !== 'mark' || text === '~') && WORDS.light.has(text)) || ['_', ':', 's'].includes(text),
        );

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
function evidence(
  items: readonly Item[],
  at: number,
  quantity: Quantity,
  { row, from, to }: Hit<RoleRow>,
  { clauseOf, sentenceOf }: Clauses,
): number {
  const isBefore = to <= at;
  const isAfter = from > at;
  if (row.dimension !== quantity.dimension || (!isBefore && !isAfter)) return 0;
  if ((row.side === 'before' && !isBefore) || (row.side === 'after' && !isAfter)) return 0;
  // "Ticket 8841: model …": a label behind the number begins something else.
  if (isAfter && (items[at + 1]?.text === ':' || (isMark(items[at - 1]) && isMark(items[to])))) return 0;
  const [start, end] = isBefore ? [to, at] : [at + 1, from];
  if (end - start > REACH) return 0;
  // Any word at all says something only right behind the quantity, and small words nothing.
  if (
    row.weight < 0.71 &&
    isAfter &&
    row.role !== 'inputTokens' &&
    (from !== at + 1 || WORDS.light.has(items[from]?.text ?? '') || WORDS.noNoun.has(items[from]?.text ?? ''))
  )
    return 0;
  if (row.role === 'audioSeconds' && !isBeside(items, start, end, isAfter)) return 0;
  // "4 s per clip" is no clip's length.
  if (row.role === 'ignore' && isAfter && from > at + 1 && WORDS.apart.has(items[at + 1]?.text ?? '')) return 0;
  // "3 MB, spot instances": an item of a list is no part of the one before it.
  if (row.role === 'ignore' && isAfter && clauseOf[from] !== clauseOf[at]) return 0;
  const near = isBefore ? to - 1 : from;
  if (sentenceOf[near] !== sentenceOf[at]) return 0;
  // "Cold start ok, 300 ms"
  if (
    row.role === 'coldStart' &&
    isBefore &&
    items[at - 1]?.text === ',' &&
    WORDS.accepts.has(items[at - 2]?.text ?? '')
  )
    return 0;
  const clausesBetween = Math.abs((clauseOf[near] ?? 0) - (clauseOf[at] ?? 0));
  // Behind a comma, words right in front of the next quantity belong to that one.
  if (isAfter && clausesBetween > 0 && isInFrontOf(items, to, quantity.dimension)) return 0;
  // "14 MB, 50 s on the gpu": what follows another quantity belongs to that one.
  if (isAfter && clausesBetween > 0 && items.slice(start, end).some((item) => item.quantity)) return 0;
  // "Weights: 2.2 GB"
  const isLabel =
    isBefore &&
    // Behind a row's name and the cells that do not count
    (items[items[to]?.text === '_' ? to + 2 : to]?.text === ':' ||
      items.slice(to, to + 3).every(({ text }) => text === '|')) &&
    items
      .slice(start, end)
      .every(
        ({ text }) => text === '_' || WORDS.light.has(text) || (WORDS.accepts.has(text) && row.role === 'coldStart'),
      );
  let score =
    row.weight +
    (isLabel ? 0.4 : 0) +
    plausibility(row.role, quantity.value, items[near]?.text ?? '') -
    PER_CLAUSE * Math.min(clausesBetween, 3) +
    0.02 * (to - from);
  for (let between = start; between < end; between += 1) {
    const item = items[between];
    if (item?.quantity !== undefined) score -= item.quantity.dimension === quantity.dimension ? PER_QUANTITY : 0.15;
    else if (isAfter && item?.text === ':') score -= 0.4;
    else if (item !== undefined && !WORDS.light.has(item.text)) score -= item.kind === 'mark' ? 0.05 : PER_WORD;
  }
  // "A weather model for Spain, 5 MB": after other words and a comma, a cue is about something else.
  const words = items.slice(start, end).filter(({ kind, text }) => kind === 'word' && !WORDS.light.has(text)).length;
  if (isBefore && clausesBetween > 0 && words > 0) score -= 0.2;
  // "100 ms model, 2 s": the cue behind another quantity belongs to that one.
  if (isBefore && clausesBetween > 0 && items[from - 1]?.quantity) score -= 0.4;
  // What follows a comma mostly begins something else.
  if (isAfter && clausesBetween > 0) score -= 0.25;
  return score;
}

/** Evidence below this says nothing. */
export const LEAST = 0.5;

/** A number without a unit borrows that of a quantity before it, where its own words name a role: "prompt 1500 tokens, answer 300". */
export function borrowUnits(assigned: readonly Assigned[], reading: Reading): Assigned[] {
  return assigned.map((one, index) => {
    if (!isBare(one, reading)) return one;
    const before = assigned
      .slice(0, index)
      .findLast(({ quantity: { dimension } }) => ['size', 'time', 'rate', 'money'].includes(dimension));
    if (before === undefined || !isContinued(before.at, one.at, reading)) return one;
    return before.quantity.dimension === 'rate' ? asRate(one, before, reading) : inUnit(one, before, reading);
  });
}

/** A count without a noun or other words that say what it counts. */
function isBare({ at, quantity, roles: [best] }: Assigned, { items }: Reading): boolean {
  const next = items[at + 1];
  // "From yours 200 is ok"
  const isJudged = next?.text === 'is' && WORDS.judged.has(items[at + 2]?.text ?? '');
  if (quantity.dimension !== 'count' || (next?.kind === 'word' && !WORDS.free.has(next.text) && !isJudged))
    return false;
  // "1,000 in, 400 out", but not "45 in the worst minute"
  if ((next?.text === 'in' || next?.text === 'out') && isEndOfPair(items[at + 2]) && isAboutTokens(items)) return false;
  if (next?.text === 'of' && !['it', 'that', 'which'].includes(items[at + 2]?.text ?? '')) return false;
  const isRecords = best?.role === 'datasetRecordsPerRun' && best.score < 0.75;
  // "45 in the worst minute" goes into nothing.
  const isTokens =
    best?.role.endsWith('Tokens') === true &&
    !items.some(({ text }) => ['token', 'tok', 'prompt', 'context', 'ctx'].includes(text));
  return best === undefined || isRecords || isTokens;
}

const isEndOfPair = (item: Item | undefined): boolean => item?.kind !== 'word' || item.text === 'and';

/** Whether a sentence goes on from one place to the other; a semicolon ends none here. */
function isContinued(from: number, to: number, { clauses: { sentenceOf, questions } }: Reading): boolean {
  return sentenceOf[from] === sentenceOf[to] || questions.has(sentenceOf[from] ?? -1);
}

/** "6 rps on average, 75 when a match is on". */
function asRate(one: Assigned, before: Assigned, { items }: Reading): Assigned {
  const { at, quantity } = one;
  const { dimension, perMonth } = before.quantity;
  const between = items.slice(before.at + 1, at).map(({ text }) => text);
  const isPeak = [at - 3, at - 2, at - 1, at + 1, at + 2].some((near) => WORDS.peaks.has(items[near]?.text ?? ''));
  const isCorrection = [at - 3, at - 2, at - 1].some((near) => WORDS.correcting.has(items[near]?.text ?? ''));
  const isOccasion = between.some((text) => WORDS.turns.has(text)) && WORDS.occasions.has(items[at + 1]?.text ?? '');
  if (perMonth === undefined || between.length > 14 || (!isPeak && !isOccasion && !isCorrection)) return one;
  return { ...one, quantity: { ...quantity, dimension, perMonth, noun: [] } };
}

function inUnit(one: Assigned, before: Assigned, { items, clauses }: Reading): Assigned {
  const { at, quantity } = one;
  const { dimension, unit, perMonth, foreign } = before.quantity;
  const joined = items[at - 1];
  if (joined === undefined || (joined.kind !== 'mark' && !WORDS.ties.has(joined.text))) return one;
  const borrowed: Quantity = {
    ...quantity,
    dimension,
    value: clean(quantity.value * (unit?.factor ?? 1)),
    ...(unit && { unit }),
    ...(dimension === 'money' && { ...(perMonth !== undefined && { perMonth }), ...(foreign && { foreign }) }),
  };
  const copy = items.map((item, place) => (place === at ? { ...item, quantity: borrowed } : item));
  const again = assignRoles(copy, clauses, findTables(copy).roles).find((other) => other.at === at);
  const [role] = again?.roles ?? [];
  return again !== undefined && role !== undefined && role.score >= 0.85 ? again : one;
}

/** How far back the words of an amount go. */
const FAR_BACK = 12;

/** The words of an amount, as typed: back to the amount of the same kind before it, and on to the end of its clause. */
function wordsOf({ items, tokens, clauses: { clauseOf, sentenceOf } }: Reading, { at, quantity }: Assigned) {
  const wordAt = (near: number) => tokens[items[near]?.from ?? 0]?.raw.toLowerCase() ?? '';
  const [before, after]: [string[], string[]] = [[], []];
  for (let near = at - 1; near >= at - FAR_BACK && sentenceOf[near] === sentenceOf[at]; near -= 1) {
    if (items[near]?.quantity?.dimension === quantity.dimension) break;
    before.push(wordAt(near));
  }
  for (let near = at + 1; near <= at + 6 && clauseOf[near] === clauseOf[at]; near += 1) after.push(wordAt(near));
  return { before, after };
}

const has = (words: readonly string[], set: ReadonlySet<string>): boolean => words.some((word) => set.has(word));

/** "It took 2 s, now it takes 300 ms", "2 rps, sorry, 2 rpm": takes back an amount where one behind it, of the same, counts. */
export function keepOurs(reading: Reading, all: readonly Assigned[]): Assigned[] {
  const kept = [...all];
  for (const [index, one] of all.entries()) {
    const isPast = has(wordsOf(reading, one).before, WORDS.was);
    for (let later = index + 1; later <= index + 3; later += 1) {
      const next = kept[later];
      if (next === undefined || !isAlike(reading, one, next)) continue;
      if (!isReplaced(reading, one.at, next.at) && !(isPast && isNow(reading, next))) continue;
      reading.understood.push({ from: one.at, to: one.at + 1 });
      kept[later] = { ...next, roles: rolesOf(next).length > 0 ? rolesOf(next) : rolesOf(one), ours: true };
    }
  }
  return kept;
}

/** "5 s, sorry, 2 s", but not "5 s rather than 2 s" */
const isReplaced = (reading: Reading, first: number, second: number): boolean =>
  isCorrected(reading, first, second) && !reading.items.slice(first, second).some(({ text }) => text === 'than');

function isNow(reading: Reading, one: Assigned): boolean {
  const { before, after } = wordsOf(reading, one);
  return has([...before, ...after], WORDS.now) && !has([...before, ...after], WORDS.was);
}

/** Whether two amounts can be about the same. */
function isAlike({ items, clauses: { sentenceOf } }: Reading, one: Assigned, other: Assigned): boolean {
  const { dimension } = one.quantity;
  if (dimension !== other.quantity.dimension) return false;
  if (Math.abs((sentenceOf[one.at] ?? 0) - (sentenceOf[other.at] ?? 0)) > 1) return false;
  const noun = items[other.at + 1];
  if (dimension === 'count' && noun?.kind === 'word' && noun.text !== items[one.at + 1]?.text) return false;
  const [here, there] = [rolesOf(one)[0], rolesOf(other)[0]];
  if (here === undefined || there === undefined) return true;
  return rolesOf(other).some(({ role, score }) => role === here.role && there.score - score < NEAR);
}

/** A role so little weaker than the best may be meant. */
const NEAR = 0.2;

const rolesOf = ({ roles }: Assigned): Assigned['roles'] =>
  roles.filter(({ role, score }) => score >= LEAST && role !== 'ignore');
