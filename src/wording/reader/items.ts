import { wordSet } from '../text.ts';
import { readClock, timeAt } from './clock.ts';
import type { About } from './numbers.ts';
import { isNoQuantity, readNamedRate, readOneUnit, readQuantity } from './quantity.ts';
import { withRates } from './rates.ts';
import { findThing } from './things.ts';
import type { Token } from './tokens.ts';
import type { Clauses, Item, Reading, Thing } from './types.ts';
import { MB_IN, PERIODS, SECONDS_IN, STATISTICS } from './units.ts';

/** Groups tokens into items. Each token belongs to one item. `about`: what the whole text states, where that is known. */
export function itemize(tokens: readonly Token[], text: string, about?: About): Item[] {
  const items: Item[] = [];
  let at = 0;
  while (at < tokens.length) {
    const item = readItem(tokens, at, text, items, about);
    items.push(item);
    at = item.to;
  }
  return withRates(items, about);
}

/** Hyphenated words that name no workload. */
const NO_SLUG =
  /^(?:air|vpc|max|token|price|cost|mon|tue|wed|thu|fri|sat|sun|mo|real|multi|scale|cold|low|high|batch|cpu|gpu|on|in|pre|post|well|long|short|semi|non|a|b|x|near|sub|one|two|per|end|round|fine|open|large|small|t|e|i|k|us|eu|ap|ca|sa|af|me|il|mx|always|off|up|meta|bge|gpt|bert|mid|full|half|read|write|self|co|re|up|day|week|ad)[-_\u2013]/iu;

/** How many tokens a word has with those that hyphens join to it. */
export function compoundLength(tokens: readonly Token[], at: number): number {
  let end = at + 1;
  while (
    tokens[end]?.glued &&
    tokens[end + 1]?.glued &&
    ['-', '_'].includes(tokens[end]?.text ?? '') &&
    ['word', 'number'].includes(tokens[end + 1]?.kind ?? '')
  )
    end += 2;
  return end - at;
}

/** "ct-scans 500 MB": a slug at the start, before a number, a mark or the end. */
function slugAt(tokens: readonly Token[], text: string): { name: string; length: number } | undefined {
  const length = compoundLength(tokens, 0);
  const [first, last, next] = [tokens[0], tokens[length - 1], tokens[length]];
  if (first?.kind !== 'word' || last === undefined || length === 1) return undefined;
  const name = text.slice(first.start, last.end);
  const isKey = tokens[length - 2]?.text === '_' && next?.text === ':';
  const isOn = next?.kind === 'word' || (next?.glued && !',:;.'.includes(next.text));
  if (name.length > 60 || NO_SLUG.test(name) || isOn || isKey) return undefined;
  return { name, length };
}

/** "9-12 and 14-18" */
const isSecondSpan = (before: readonly Item[]): boolean =>
  before.at(-2)?.clock !== undefined && ['and', ',', '&', '+'].includes(before.at(-1)?.text ?? '');

const textOf = (thing: Thing): string =>
  thing.kind === 'archive' ? 'model' : thing.kind === 'link' && thing.s3 ? 's3' : '';

const ANSWERS = wordSet('no yes nope yep nah yeah');

const FEW = wordSet('1 one 2 two 3 three');

const LENGTHS = wordSet('than as for or and is it we');

/** "No longer needed" says "not"; "no longer than 5 s" does not. */
const isNoLonger = (tokens: readonly Token[], at: number): boolean => {
  const [token, longer, next] = tokens.slice(at, at + 3);
  return token?.text === 'no' && longer?.text === 'longer' && next?.kind === 'word' && !LENGTHS.has(next.text);
};

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
function readItem(tokens: readonly Token[], at: number, text: string, before: readonly Item[], about?: About): Item {
  const token = tokens[at] as Token;
  const isModel = at === 0 && findThing(tokens, 0, text)?.thing.kind === 'model';
  const slug = at === 0 && !isModel ? slugAt(tokens, text) : undefined;
  if (slug) return { kind: 'thing', text: '', from: 0, to: slug.length, thing: { kind: 'name', name: slug.name } };
  // "model_gb: 7": the unit is of the number, and the name ends before it.
  const isUnit =
    tokens[at - 1]?.text === '_' && (token.text === 'usd' || SECONDS_IN.has(token.text) || MB_IN.has(token.text));
  const after = tokens[at + 1]?.text ?? '';
  if (isUnit && (after === ':' || STATISTICS.has(after))) return { kind: 'mark', text: '_', from: at, to: at + 1 };
  // "24/7"
  if (token.text === '24' && ['/', 'x'].includes(tokens[at + 1]?.text ?? '') && tokens[at + 2]?.text === '7')
    return { kind: 'word', text: '24/7', from: at, to: at + 3 };
  if (token.text === '24' && tokens[at + 1]?.text === 'x7') return { kind: 'word', text: '24/7', from: at, to: at + 2 };
  if (isNoLonger(tokens, at)) return { kind: 'word', text: 'not', from: at, to: at + 2 };
  const thing = token.kind === 'word' || token.kind === 'number' ? findThing(tokens, at, text) : undefined;
  if (thing) return { kind: 'thing', text: textOf(thing.thing), from: at, to: at + thing.length, thing: thing.thing };
  if (
    token.text === '/' &&
    !token.glued &&
    !PERIODS.has(tokens[at + 1]?.text ?? '') &&
    !(tokens[at + 1]?.kind === 'number' && ['s', 'sec', 'second', 'min', 'minute'].includes(tokens[at + 2]?.text ?? ''))
  )
    return { kind: 'mark', text: ',', from: at, to: at + 1 };
  const time = timeAt(tokens, at);
  const last = before.at(-1)?.text ?? '';
  // "Concurrency: 10-20" is about that, and "hours: 9-17" about those.
  const name = last === ':' ? `${before.at(-2)?.text ?? ''}:` : last;
  const clock = readClock(tokens, at, time, isSecondSpan(before) ? 'from' : name, about);
  if (clock) return { kind: 'clock', text: '', from: at, to: at + clock.length, clock };
  if (time?.marked) return { kind: 'word', text: 'clock-time', from: at, to: at + time.length };
  const quantity = readNamedRate(tokens, at) ?? readOneUnit(tokens, at, about) ?? readQuantity(tokens, at, about);
  if (quantity && !isNoQuantity(tokens, at, quantity, about))
    return {
      kind: 'quantity',
      // So that "one container" is found as a phrase, too.
      text: quantity.length === 1 && FEW.has(token.text) ? token.text : '',
      from: at,
      to: at + quantity.length,
      quantity: quantity.quantity,
    };
  const kind = token.kind === 'number' ? 'word' : token.kind;
  // "GPU? No. How many models? 7": a question with its answer says what a label with its value says.
  const [next, second] = [tokens[at + 1], tokens[at + 2]];
  const isAnswered =
    token.text === '?' &&
    (next?.kind === 'number'
      ? before.slice(-6).some(({ text: word }) => word === 'how')
      : ANSWERS.has(next?.text ?? '') && second?.kind !== 'word');
  return { kind, text: isAnswered ? ':' : token.text, from: at, to: at + 1 };
}

const ENDS_SENTENCE = new Set(['.', '!', '?', ';', '\u2022']);
const ENDS_CLAUSE = wordSet(', ( ) / + & > [ ] { } |');
const TURNS = wordSet(`
  but and while because so since though although plus otherwise else whereas however with which who when where then
`);

export function findClauses(items: readonly Item[], supposed = false): Clauses {
  let [clause, sentence] = [0, 0];
  const [clauseOf, sentenceOf]: [number[], number[]] = [[], []];
  const questions = new Set<number>();
  for (const [at, item] of items.entries()) {
    const dash = item.text === '-' && items[at - 1] !== undefined && isApart(items, at);
    if (item.kind === 'word' && TURNS.has(item.text) && items[at - 1]?.text !== 'or') clause += 1;
    clauseOf.push(clause);
    sentenceOf.push(sentence);
    if (item.text === '?') questions.add(sentence);
    if (item.kind === 'break' || (item.kind === 'mark' && ENDS_SENTENCE.has(item.text) && !isShort(items, at))) {
      sentence += 1;
      clause += 1;
    } else if ((item.kind === 'mark' && ENDS_CLAUSE.has(item.text)) || dash) clause += 1;
  }
  return { clauseOf, sentenceOf, questions, supposed };
}

/** "max. 3 minutes" is one sentence. */
function isShort(items: readonly Item[], at: number): boolean {
  return (
    items[at]?.text === '.' &&
    ['max', 'ca', 'approx', 'avg', 'est', 'incl', 'min'].includes(items[at - 1]?.text ?? '') &&
    items[at + 1]?.quantity !== undefined &&
    items[at - 2]?.quantity === undefined
  );
}

function isApart(items: readonly Item[], at: number): boolean {
  return items[at + 1]?.kind !== 'word' || items[at - 1]?.kind !== 'word';
}

/** The words behind a place: up to four, to the next mark. */
export function nounsAfter(items: readonly Item[], at: number): string[] {
  const words: string[] = [];
  for (let near = at + 1; near <= at + 4 && items[near]?.kind === 'word'; near += 1)
    words.push(items[near]?.text ?? '');
  return words;
}

/** Whether an item is a number, or has one in it: "20 rps", "9-17", "us-east-1", but not a date. */
export const hasNumber = ({ items, tokens }: Pick<Reading, 'items' | 'tokens'>, at: number): boolean => {
  const { kind = 'word', from = 0, to = 0 } = items[at] ?? {};
  return (
    ['quantity', 'clock', 'rhythm'].includes(kind) ||
    tokens
      .slice(from, to)
      .some(({ kind: of, raw }) => /^\p{N}/u.test(raw) && !(of === 'word' && /\d[-/.]\d+[-/.]\d/.test(raw)))
  );
};

/** The words between two items, as typed. */
export function wordsOf(
  text: string,
  { items, tokens }: Pick<Reading, 'items' | 'tokens'>,
  from: number,
  to: number,
): string {
  const start = tokens[items[from]?.from ?? 0]?.start ?? 0;
  const end = tokens[(items[to - 1]?.to ?? 1) - 1]?.end ?? text.length;
  return text.slice(start, end);
}
