import { type Assumption, formatCount, kindOf, labelOf, type Recommendation } from '../../../recommender/index.ts';
import { splitAssumptions } from '../../../wording/sentences.ts';
import { say, section } from '../blocks.ts';
import type { Message } from '../message.ts';
import { escapeWithin, joinLines } from '../mrkdwn.ts';

const ASSUMPTION_MAX = 400;
const CONDITION_MAX = 300;
const VALUES_MAX = 900;
const TEXT_MAX = 2900;

/** What can change the answer, with what it would lead to. */
export const decisiveLines = (recommendation: Recommendation): string[] =>
  splitAssumptions(recommendation).decisive.map(
    (assumption) => `• ${sentenceOf(assumption)}${conditionsOf(assumption, recommendation)}`,
  );

/** One list: what can change the answer; then what can't; then the workings of the estimate. */
function assumptionLines(recommendation: Recommendation): string[] {
  const { open, estimate } = splitAssumptions(recommendation);
  const decisive = decisiveLines(recommendation);
  return [
    headingOf(recommendation, decisive.length),
    ...decisive,
    ...open.filter((assumption) => !isAbsentNeed(assumption)).map((assumption) => `• ${sentenceOf(assumption)}`),
    ...lineOf(
      'Not needed: ',
      open.filter(isAbsentNeed).map(({ field }) => labelOf(field)),
      ', ',
    ),
    ...lineOf(
      'Estimate: ',
      estimate.map(({ text }) => text),
      ' ',
    ),
  ];
}

const sentenceOf = ({ text }: Assumption): string => escapeWithin(text, ASSUMPTION_MAX);

/** What can't change the answer is nothing to confirm. */
function headingOf({ choice }: Recommendation, count: number): string {
  if (choice === null) return '*Assumptions*';
  if (count === 0) return '*Assumptions* (none can change the answer)';
  return `*Assumptions to confirm* (the first ${count === 1 ? '' : `${count} `}can change the answer)`;
}

/** "12 assumptions, none of which can change the answer" */
export function assumptionCount({ choice, assumptions }: Recommendation): string {
  const decisive = assumptions.filter((assumption) => assumption.decisive).length;
  const all = formatCount(assumptions.length, 'assumption');
  if (choice === null) return all;
  if (decisive > 0) return `${all} to confirm, ${decisive} of which can change the answer`;
  return assumptions.length === 1
    ? "1 assumption, which can't change the answer"
    : `${all}, none of which can change the answer`;
}

/** " If a request takes over 60 s: Asynchronous inference." What streaming takes of an endpoint stands in the assumption itself. */
function conditionsOf({ field }: Assumption, { choice }: Recommendation): string {
  const conditions = (choice?.holdsIf ?? [])
    .filter((condition) => condition.field === field)
    .filter(({ to }) => field !== 'requiresStreaming' || choice?.option !== 'real-time' || to === 'asynchronous')
    .map(({ text }) => text);
  return conditions.length === 0 ? '' : ` ${escapeWithin(conditions.join(' '), CONDITION_MAX)}`;
}

/** A must-have that was taken as absent. */
const isAbsentNeed = ({ field, value }: Assumption): boolean =>
  (value === false && kindOf(field) === 'yes-or-no') || value === 'none';

const lineOf = (opening: string, parts: readonly string[], separator: string): string[] =>
  parts.length === 0 ? [] : [`• ${opening}${escapeWithin(parts.join(separator), VALUES_MAX)}`];

export function buildAssumptions(recommendation: Recommendation): Message {
  const { assumptions } = recommendation;
  if (assumptions.length === 0) {
    return say('Nothing was assumed: everything that matters was stated.');
  }
  return {
    text: `${assumptionCount(recommendation)}.`,
    blocks: [section(joinLines(assumptionLines(recommendation), TEXT_MAX))],
  };
}
