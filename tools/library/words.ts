/**
 * The library's door to words: what people type, read as facts, and an answer in sentences. English only. Nothing here throws for
 * what a person may type.
 */
export { type Difference, differenceOf, waysOut } from '../../src/wording/differences.ts';
export { doubtsOf, type Heard, type ReadingLine, type Unclear, writeReading } from '../../src/wording/heard.ts';
export { addressOf, type LinkedQuestion, readAddress } from '../../src/wording/question-address.ts';
export { readPastedWorkload } from '../../src/wording/read-pasted.ts';
export { readWords } from '../../src/wording/read-words.ts';
export { ask, conditionsOf, confidenceWords, writeFact } from '../../src/wording/sentences.ts';
