import { ACCOUNT_WARNING_WORDS } from '../explain/warnings/account.ts';
import { ANSWER_WARNING_WORDS } from '../explain/warnings/answers.ts';
import { CAPACITY_WARNING_WORDS } from '../explain/warnings/capacity.ts';
import { MONEY_WARNING_WORDS } from '../explain/warnings/money.ts';
import type { WarningCode } from './reason-code.ts';
import type { ReasonWords } from './reason-words.ts';

/** The expensive mistakes that the workload is about to make with the choice: what happens, and what to do. */
export const WARNING_WORDS: Record<WarningCode, ReasonWords> = {
  ...MONEY_WARNING_WORDS,
  ...ANSWER_WARNING_WORDS,
  ...CAPACITY_WARNING_WORDS,
  ...ACCOUNT_WARNING_WORDS,
};
