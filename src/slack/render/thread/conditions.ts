import type { Compared } from '../../../advice/advisor.ts';
import { describeChanges, describeOutcome } from '../../../wording/differences.ts';
import type { Message, MessageBlock } from '../message.ts';
import { escapeWithin, mrkdwn } from '../mrkdwn.ts';
import { leftOutLines, type Read } from './what-if.ts';

const CHANGES_MAX = 600;
const OUTCOME_MAX = 300;

/** What a question supposes beside what it asks. */
interface Conditions extends Read {
  /** Without it and with it; absent where it supposes nothing. */
  compared: Compared | undefined;
  /** What was left out, to be said first; '' for nothing. */
  note: string;
}

/** Puts what a question supposes before the answer, and what was left out of it after. */
export function withConditions(message: Message, { compared, note, ...read }: Conditions): Message {
  const first = compared === undefined ? [] : supposedLines(compared);
  if (note !== '') first.push(escapeWithin(note, OUTCOME_MAX));
  const { text, blocks } = withLeftOut(message, leftOutLines(read));
  const said = compared === undefined ? text : `With ${changesIn(compared)}: ${text}`;
  return { text: note === '' ? said : `${note} ${said}`, blocks: [...sectionOf(first), ...blocks] };
}

function supposedLines(compared: Compared): string[] {
  const { before, after } = compared;
  const supposed = `*With:* ${changesIn(compared)}`;
  if (before.choice?.option === after.choice?.option) return [supposed];
  return [supposed, `*Then:* ${escapeWithin(describeOutcome(before.choice, after.choice), OUTCOME_MAX)}`];
}

const changesIn = ({ before, after }: Compared): string => escapeWithin(describeChanges(before, after), CHANGES_MAX);

/** Says after an answer what was left out of the question. */
export const withLeftOut = ({ text, blocks }: Message, lines: readonly string[]): Message => ({
  text,
  blocks: [...blocks, ...sectionOf(lines)],
});

const sectionOf = (lines: readonly string[]): MessageBlock[] =>
  lines.length === 0 ? [] : [{ type: 'section', text: mrkdwn(lines.join('\n')) }];
