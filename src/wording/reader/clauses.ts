import type { Clauses, Item } from './types.ts';

const ENDS_SENTENCE = new Set(['.', '!', '?', ';', '\u2022']);
const ENDS_CLAUSE = new Set([',', '(', ')', '/', '+', '&', '>', '[', ']', '{', '}']);
const TURNS = new Set([
  'but',
  'and',
  'while',
  'because',
  'so',
  'since',
  'though',
  'although',
  'plus',
  'otherwise',
  'else',
  'whereas',
  'however',
  'with',
  'which',
  'who',
  'when',
  'where',
  'then',
]);

export function findClauses(items: readonly Item[], supposed = false): Clauses {
  let [clause, sentence] = [0, 0];
  const [clauseOf, sentenceOf]: [number[], number[]] = [[], []];
  const questions = new Set<number>();
  for (const [at, item] of items.entries()) {
    const dash = item.text === '-' && items[at - 1] !== undefined && isApart(items, at);
    if (item.kind === 'word' && TURNS.has(item.text)) clause += 1;
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
