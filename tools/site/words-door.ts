/** What the page takes of words: the library's names, and the sentences that only the page writes. */
export { claimOf } from '../../src/wording/answer-head.ts';
export { briefValue } from '../../src/wording/heard.ts';
export { bullet, md } from '../../src/wording/markdown.ts';
export { briefCost, writeBriefCost } from '../../src/wording/money.ts';
export type { Line, Part } from '../../src/wording/parts.ts';
export { readAmount } from '../../src/wording/quantities/field-amount.ts';
export { writeValue } from '../../src/wording/quantities/index.ts';
export { joinClauses, OTHERWISE, splitAssumptions } from '../../src/wording/sentences.ts';
export {
  pricedIn,
  shortParts,
  TO_ANSWER,
  TO_CONFIRM,
  titleOf as answerTitle,
} from '../../src/wording/short-parts.ts';
export { besideWords } from '../../src/wording/uncounted.ts';
export { COUNTED, writeBreakEven, writeBriefCount, writeCurveAssumption } from '../../src/wording/volumes.ts';
export { ASSUMED, wholeParts } from '../../src/wording/whole-parts.ts';
export * from '../library/words.ts';
