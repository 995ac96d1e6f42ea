import type { Input } from '../inputs/input.ts';
import { acknowledgementFaults } from './acknowledgement.ts';
import { answerFaults } from './answer.ts';
import type { Handled } from './handled.ts';
import { limitFaults } from './limits.ts';
import { logFaults } from './log.ts';
import { markupFaults } from './markup.ts';
import { teamFaults } from './teams.ts';

/** What is looked at after each input. */
const JUDGES: readonly ((input: Input, handled: Handled) => string[])[] = [
  acknowledgementFaults,
  answerFaults,
  markupFaults,
  teamFaults,
  limitFaults,
  logFaults,
];

/** Everything that is wrong with how an input was handled; nothing where all is well. */
export function judge(input: Input, handled: Handled): string[] {
  return JUDGES.flatMap((look) => look(input, handled));
}
