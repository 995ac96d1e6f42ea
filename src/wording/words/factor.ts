import { NUMBER, toNumber } from '../amount.ts';
import { vocabulary } from '../vocabulary.ts';

const WORDS = vocabulary([
  ['twice|double[sd]?|two times', 2],
  ['thrice|triple[sd]?|three times', 3],
  ['quadruple[sd]?|four times', 4],
  ['half|a half|halves|halved?', 1 / 2],
  ['a third|one third', 1 / 3],
  ['a quarter|one quarter', 1 / 4],
  ['a fifth|one fifth', 1 / 5],
  ['ten times', 10],
  ['a tenth|one tenth', 1 / 10],
  ['a hundred times', 100],
]);

/** "50%", "50 percent". */
export const PERCENT = `${NUMBER} ?(?:%|percent)`;

/** The source of a pattern for how many times an amount is meant: "twice", "10x", "10 times", "x 10", "half", "20% of". */
export const FACTOR = `(?<factor>${WORDS.source}|${NUMBER} ?(?:x|times|-?fold)|x ?${NUMBER}|${PERCENT} of)`;

const FACTOR_MAX = 1e9;

/** The number that {@link FACTOR} matched; undefined if it is zero or beyond sense. */
export function factorOf(text: string): number | undefined {
  const word = WORDS.meaningOf(text);
  const share = /^[^%p]*(?:%|percent)/.test(text) ? shareOf(text) : undefined;
  const number = numberIn(text);
  const factor = word ?? share ?? number;
  return factor !== undefined && factor > 0 && factor <= FACTOR_MAX ? factor : undefined;
}

/** "50%" → 0.5. */
export function shareOf(percent: string): number | undefined {
  const number = numberIn(percent);
  return number === undefined || number > FACTOR_MAX ? undefined : number / 100;
}

function numberIn(text: string): number | undefined {
  return toNumber(/(?<![\d.,e+-])[\d.,e+-]*\d/.exec(text)?.[0] ?? '');
}
