/** What the page takes of words: the library's names, and the sentences that only the page writes. */
export { claimOf, conditionLine, sizeAndCost, sizingLines } from '../../src/wording/answer-head.ts';
export { briefValue } from '../../src/wording/heard.ts';
export { bullet, md } from '../../src/wording/markdown.ts';
export {
  briefCost,
  writeBillLine,
  writeBriefCost,
  writeMonthlyCost,
  writePricesAsOf,
} from '../../src/wording/money.ts';
export { readAmount } from '../../src/wording/quantities/field-amount.ts';
export { writeValue } from '../../src/wording/quantities/index.ts';
export { OUTSIDE_TITLE } from '../../src/wording/savings.ts';
export { joinClauses, OTHERWISE, openTitle } from '../../src/wording/sentences.ts';
export { COUNTED, writeBreakEven, writeBriefCount, writeCurveAssumption } from '../../src/wording/volumes.ts';
export * from '../library/words.ts';
