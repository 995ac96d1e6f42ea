import { isAboutTokens } from './kinds.ts';
import { TRAINING } from './moods.ts';
import type { Assigned, Reading } from './types.ts';
import { ASIDES_WORDS as WORDS } from './words/sets.ts';

/** What training needed is no fact of the workload. */
export function isTrial({ items, clauses: { sentenceOf } }: Reading, { at, roles }: Assigned): boolean {
  if ((roles[0]?.score ?? 0) >= 1.25 && roles[0]?.role !== 'processingTimeSeconds' && roles[0]?.role !== 'dataset')
    return false;
  for (let near = at - 1; near >= Math.max(0, at - 14) && sentenceOf[near] === sentenceOf[at]; near -= 1) {
    const text = items[near]?.text ?? '';
    if (WORDS.served.has(text)) return false;
    if (TRAINING.test(text)) return true;
  }
  return false;
}

/** "Without a GPU it takes 40 s": what it takes depends on what nobody has decided. */
export function isComparison({ items }: Reading, at: number): boolean {
  const before = items.slice(Math.max(0, at - 6), at).map(({ text }) => text);
  const from = before.lastIndexOf('without');
  return from >= 0 && before.slice(from).some((text) => text === 'gpu' || text === 'cpu');
}

/** "1.5 MB was last year", "we had 3 failures last month": how it was. */
export function isFormer({ items, clauses: { clauseOf } }: Reading, at: number): boolean {
  for (let near = Math.max(0, at - 7); near <= at + 7; near += 1) {
    if (!WORDS.past.has(items[near]?.text ?? '') || clauseOf[near] !== clauseOf[at]) continue;
    for (let when = near - 6; when <= near + 9; when += 1) {
      if (clauseOf[when] !== clauseOf[at]) continue;
      const [word, next] = [items[when]?.text ?? '', items[when + 1]?.text ?? ''];
      if (word === 'last' && /^(?:year|season|summer|winter|spring|month|quarter|week|time)$/.test(next)) return true;
    }
  }
  return false;
}

/** "Five days" beside hours of the day are days of the week. */
export function isDays({ items }: Reading, { quantity }: Assigned): boolean {
  const days = quantity.value / 86_400;
  return (
    quantity.dimension === 'time' &&
    quantity.unit?.factor === 86_400 &&
    Number.isInteger(days) &&
    days <= 7 &&
    items.some(({ clock }) => clock !== undefined)
  );
}

/** "(limit 6 MB)" in a question is no payload. */
export function isQuoted({ items, clauses }: Reading, { at }: Assigned): boolean {
  const sentence = clauses.sentenceOf[at] ?? -1;
  if (clauses.supposed || !clauses.questions.has(sentence)) return false;
  return [at - 3, at - 2, at - 1, at + 1, at + 2, at + 3].some((near) =>
    ['limit', 'quota', 'maximum', 'cap', 'max'].includes(items[near]?.text ?? ''),
  );
}

/** "X would be $120 a month": what something costs is no budget yet. */
export const isPrice = ({ items }: Reading, at: number): boolean =>
  ['be', 'is', 'are', 'cost', 'costs'].includes(items[at - 1]?.text ?? '');

/** "The vendor's product is 80 k€ a year": what is sold, where no budget is named. */
export function isOffer({ items, clauses: { sentenceOf } }: Reading, at: number): boolean {
  const said = items.filter((_, near) => sentenceOf[near] === sentenceOf[at]).map(({ text }) => text);
  return said.some((word) => WORDS.sellers.has(word)) && !said.some((word) => WORDS.budgets.has(word));
}

/** "They get 413": a status of HTTP is no amount. */
export function isStatus({ items }: Reading, at: number): boolean {
  const { dimension, value = 0, noun = [] } = items[at]?.quantity ?? {};
  // "Prompts 3k / answers 400"
  if (items[at - 1]?.text === 'answer' && isAboutTokens(items)) return false;
  const isCode = dimension === 'count' && Number.isInteger(value) && value >= 400 && value < 600 && noun.length === 0;
  const next = items[at + 1];
  return (
    isCode &&
    items.slice(Math.max(0, at - 2), at).some(({ text }) => WORDS.answered.has(text)) &&
    (next?.kind !== 'word' || WORDS.turns.has(next.text))
  );
}

/** "5 s instead of 10 s" */
export function isInstead(items: Reading['items'], at: number): boolean {
  const before = items.slice(Math.max(0, at - 3), at).findLast(({ text }) => WORDS.instead.has(text));
  return before !== undefined && before.text !== 'than';
}

/** "The competitor gets 3,000 rps": what somebody else has is no fact of the workload. */
export function isOthers({ items, clauses: { sentenceOf } }: Reading, at: number): boolean {
  for (let near = at - 1; near >= Math.max(0, at - 14) && sentenceOf[near] === sentenceOf[at]; near -= 1) {
    const text = items[near]?.text ?? '';
    if (WORDS.others.has(text)) return !MEASURES.test(items[near + 1]?.text ?? '');
    if (WORDS.ours.has(text)) break;
  }
  return false;
}

/** "A colleague measured 3 ms" of our model. */
const MEASURES = /^(?:measur|test|time|benchmark|say|said|estimat|think|guess|count)/;

/** "Redis holds 6 GB": neither the endpoint nor its requests. */
export function isBeside({ items, clauses: { clauseOf } }: Reading, at: number): boolean {
  const text = (near: number) => items[near]?.text ?? '';
  const isHere = (near: number) => clauseOf[near] === clauseOf[at];
  let subject = at - 1;
  while (subject >= at - 6 && isHere(subject) && !WORDS.beside.has(text(subject))) {
    if (WORDS.within.has(text(subject)) || WORDS.us.has(text(subject)) || items[subject]?.quantity !== undefined)
      return false;
    subject -= 1;
  }
  const isSubject = subject >= at - 6 && subject < at - 1 && isHere(subject) && items[subject + 1]?.kind === 'word';
  if (!isSubject || WORDS.joins.has(text(subject + 1))) return false;
  return ![1, 2, 3, 4, 5, 6].some((back) => isHere(subject - back) && WORDS.within.has(text(subject - back)));
}

/** "I'm told there is $120 a month": what somebody has heard is no budget yet. */
export function isHearsay({ items, clauses: { sentenceOf } }: Reading, at: number): boolean {
  return items.some(({ text }, near) => near < at && sentenceOf[near] === sentenceOf[at] && WORDS.hearsay.has(text));
}

/** Whether an amount is no fact of our system, by its own words. */
export const isAside = (reading: Reading, one: Assigned): boolean =>
  one.ours !== true &&
  (isOthers(reading, one.at) ||
    isBeside(reading, one.at) ||
    isFormer(reading, one.at) ||
    (one.quantity.dimension === 'money' && isOffer(reading, one.at)));
