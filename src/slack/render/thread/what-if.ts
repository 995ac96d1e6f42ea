import type { Compared } from '../../../advice/advisor.ts';
import { asksForFacts, type Reason, type Recommendation } from '../../../recommender/index.ts';
import { describeChanges, describeMeasured, describeOutcome, differenceOf } from '../../../wording/differences.ts';
import { describeCostDifference } from '../../../wording/money.ts';
import { openPoints } from '../../../wording/sentences.ts';
import { writeCount } from '../../../wording/sizes.ts';
import { capitalized } from '../../../wording/text.ts';
import { ACTIONS } from '../../ids.ts';
import { actions, button, section } from '../blocks.ts';
import type { Message, MessageBlock } from '../message.ts';
import { escapeWithin, joinLines, reasonLine } from '../mrkdwn.ts';

/** What was not read of a question. */
export interface Read {
  /** Words that weren't understood; '' for none. */
  ignored: string;
  /** Questions about what was unclear; '' for none. */
  questions: string;
}

interface WhatIfAnswer extends Compared, Read {
  /** For the button; absent where the review's answers can no longer change. */
  offer?: {
    /** Of the stored change. */
    whatIfId: string;
    /** The revision that it would become. */
    revision: number;
    /** On the button. Default: "Make it revision 2". */
    text?: string;
  };
}

const CHANGES_MAX = 600;
const OUTCOME_MAX = 300;
const IGNORED_MAX = 300;
const OPEN_MAX = 400;
const REASONS_MAX = 2;
const WARNINGS_MAX = 3;
const TEXT_MAX = 2900;

/** What the changes do to choice, cost and warnings, and a button that makes them a revision. */
export function buildWhatIf({ before, after, offer, ...read }: WhatIfAnswer): Message {
  const [changes, outcome] = [changesIn({ before, after }), outcomeOf({ before, after })];
  const cost = describeCostDifference(before, after);
  const size = escapeWithin(sizeIn({ before, after }), OUTCOME_MAX);
  const lines = [
    `*${capitalized(outcome)}*`,
    `*With:* ${changes}`,
    ...(size === '' ? [] : [`*Size:* ${size}`]),
    ...reasonLines(before, after),
    ...(cost === undefined ? [] : [`*Cost:* ${cost}`]),
    ...warningLines(before, after),
    ...stillOpenLines(after),
    ...leftOutLines(read),
  ];
  const blocks: MessageBlock[] = [section(joinLines(lines, TEXT_MAX))];
  if (offer !== undefined) {
    const text = offer.text ?? `Make it revision ${offer.revision}`;
    blocks.push(actions('what_if_actions', [button(ACTIONS.makeRevision, text, offer.whatIfId)]));
  }
  return { text: `With ${changes}: ${outcome}`, blocks };
}

/** What was measured; or how many instances it takes then, or what their number still waits for. '' where it stays as it was. */
function sizeIn({ before, after }: Compared): string {
  const measured = describeMeasured(before, after);
  if (measured !== undefined) return measured.join('; ');
  const isUnknown = ({ choice }: Recommendation): boolean => choice?.sizing?.basis === 'unknown';
  if (after.choice !== null && (isUnknown(before) || isUnknown(after)))
    return (writeCount(after.choice) ?? '').replace(/^size /, '');
  const { size } = differenceOf(before, after);
  return size === undefined || size.startsWith('still ') ? '' : size;
}

const changesIn = ({ before, after }: Compared): string => escapeWithin(describeChanges(before, after), CHANGES_MAX);

const outcomeOf = ({ before, after }: Compared): string =>
  escapeWithin(describeOutcome(before.choice, after.choice), OUTCOME_MAX);

/** What a question supposes beside what it asks. */
interface Supposed extends Read {
  /** Absent where nothing is left of it. */
  compared?: Compared | undefined;
  /** What was left out, to be said first; '' for nothing. */
  note: string;
}

/** Puts what a question supposes before its answer, and what was left out of it after. */
export function withConditions(message: Message, { compared, note, ...read }: Supposed): Message {
  const isOther = compared !== undefined && compared.before.choice?.option !== compared.after.choice?.option;
  const first = [
    ...(compared === undefined ? [] : [`*With:* ${changesIn(compared)}`]),
    ...(isOther ? [`*Then:* ${outcomeOf(compared)}`] : []),
    ...(note === '' ? [] : [escapeWithin(note, OUTCOME_MAX)]),
  ];
  const { text, blocks } = withLeftOut(message, leftOutLines(read));
  const said = compared === undefined ? text : `With ${changesIn(compared)}: ${text}`;
  return { text: note === '' ? said : `${note} ${said}`, blocks: [...sectionOf(first), ...blocks] };
}

/** Says after an answer what was left out of the question. */
export const withLeftOut = ({ text, blocks }: Message, lines: readonly string[]): Message => ({
  text,
  blocks: [...blocks, ...sectionOf(lines)],
});

const sectionOf = (lines: readonly string[]): MessageBlock[] => (lines.length === 0 ? [] : [section(lines.join('\n'))]);

/** What has to be answered before an option is more than assumed; nothing where enough is known. */
export function stillOpenLines(recommendation: Recommendation): string[] {
  if (!asksForFacts(recommendation)) return [];
  return [`*Still open:* ${escapeWithin(openPoints(recommendation).join(' '), OPEN_MAX)}`];
}

export function leftOutLines({ ignored, questions }: Read): string[] {
  return [
    ...(ignored === '' ? [] : [`*Not understood, left out:* “${escapeWithin(ignored, IGNORED_MAX)}”`]),
    ...(questions === '' ? [] : [`*Left out:* ${escapeWithin(questions, IGNORED_MAX)}`]),
  ];
}

/** Why, where the option changes. */
function reasonLines(before: Recommendation, after: Recommendation): string[] {
  if (before.choice?.option === after.choice?.option) return [];
  const reasons =
    after.choice === null ? after.rejected.flatMap(({ reasons: [first] }) => (first ? [first] : [])) : after.rationale;
  return reasons.slice(0, REASONS_MAX).map((reason) => `• ${reasonLine(reason)}`);
}

function warningLines(before: Recommendation, after: Recommendation): string[] {
  const added = without(after.warnings, before.warnings);
  const gone = without(before.warnings, after.warnings);
  return [
    ...added.slice(0, WARNINGS_MAX).map((warning) => `*New warning:* ${reasonLine(warning)}`),
    ...gone.slice(0, WARNINGS_MAX).map((warning) => `*No longer:* ${reasonLine({ text: warning.text })}`),
  ];
}

const without = (some: readonly Reason[], others: readonly Reason[]): Reason[] =>
  some.filter(({ code }) => !others.some((other) => other.code === code));
