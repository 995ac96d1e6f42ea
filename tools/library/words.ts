/**
 * The library's door to words: what people type, read as facts; and costs and addresses, written. English only, no network, never
 * throws for what a person may type.
 */
export { type Heard, type HeardLine, type Unclear, writeHeard } from '../../src/wording/heard.ts';
export { writeBillLine, writeMonthlyCost } from '../../src/wording/money.ts';
export { addressOf, type LinkedQuestion, readAddress } from '../../src/wording/question-address.ts';
export { readWords } from '../../src/wording/read-words.ts';
