/**
 * The library's door to words: what people type, read as facts, and an answer in sentences. English only. Nothing here throws for
 * what a person may type.
 */
export { type Difference, differenceOf, waysOut } from '../../src/wording/differences.ts';
export {
  briefValue,
  doubtsOf,
  type Heard,
  type ReadingLine,
  type Unclear,
  writeReading,
} from '../../src/wording/heard.ts';
export { bullet, md } from '../../src/wording/markdown.ts';
export {
  briefCost,
  writeBillLine,
  writeBriefCost,
  writeMonthlyCost,
  writePricesAsOf,
} from '../../src/wording/money.ts';
export { readAmount, writeValue } from '../../src/wording/quantities/index.ts';
export { addressOf, type LinkedQuestion, readAddress } from '../../src/wording/question-address.ts';
export { readPastedWorkload } from '../../src/wording/read-pasted.ts';
export { readWords } from '../../src/wording/read-words.ts';
export { OUTSIDE_TITLE } from '../../src/wording/savings.ts';
export {
  ask,
  conditionsOf,
  confidenceWords,
  impasse,
  joinClauses,
  OTHERWISE,
  openTitle,
  sizingWords,
  writeFact,
} from '../../src/wording/sentences.ts';
export { sizeLines, writeClaim } from '../../src/wording/size-lines.ts';
export { writeSize } from '../../src/wording/sizes.ts';
export { COUNTED, writeBreakEven, writeBriefCount, writeCurveAssumption } from '../../src/wording/volumes.ts';
