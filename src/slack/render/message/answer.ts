import type { SectionBlock, StaticSelect } from '@slack/types';
import {
  type OpenAnswer,
  type OpenQuestion,
  optionTitle,
  type Reason,
  type WorkloadField,
} from '../../../recommender/index.ts';
import type { Review } from '../../../reviews/record.ts';
import { waysOut } from '../../../wording/differences.ts';
import { writeBriefCost } from '../../../wording/money.ts';
import { writeValue } from '../../../wording/quantities/index.ts';
import { OUTSIDE_TITLE } from '../../../wording/savings.ts';
import {
  ask,
  conditionsOf,
  joinClauses,
  OTHERWISE,
  openTitle,
  strongestReasons,
  writeFact,
} from '../../../wording/sentences.ts';
import { capitalized } from '../../../wording/text.ts';
import { ACTIONS } from '../../ids.ts';
import { button, linesIn, section } from '../blocks.ts';
import { SLACK_LIMITS } from '../limits.ts';
import { clip, escapeWithin, joinLines, plain, reasonLine } from '../mrkdwn.ts';
import { type Answered, answerValue, needsFacts, overrideOf, type Section, shortTitle } from './section.ts';

/** What the team goes with, or may: the option, and the workload's name. */
export const headerSection: Section<Answered> = {
  id: 'header',
  build: (review) => [{ type: 'header', text: plain(titleWithin(review, SLACK_LIMITS.header), SLACK_LIMITS.header) }],
};

/** Where it is too long, the name is cut and not the option. */
function titleWithin(review: Answered, max: number): string {
  const { workload } = review.latest.recommendation;
  const said = `${claimOf(review)} · `;
  return `${said}${clip(workload.name, max - said.length)}`;
}

function claimOf(review: Answered): string {
  const { recommendation } = review.latest;
  const override = overrideOf(review);
  if (override !== undefined) return optionTitle(override.option);
  if (needsFacts(review)) return openTitle(recommendation);
  return recommendation.choice === null ? 'No option fits' : optionTitle(recommendation.choice.option);
}

const LINE_MAX = 300;
const LABEL_MAX = 60;

/** What decides, as questions with what each answer leads to; anyone who may change answers can answer in place. */
export const factsSection: Section = {
  id: 'facts',
  build(review) {
    const { questions = [] } = review.latest.recommendation;
    if (review.state !== 'proposed') return [];
    if (!needsFacts(review)) return questions.flatMap((question) => buildSized(review, question));
    return questions.map((question, index) => {
      const heading = `*${index + 1}. ${escapeWithin(ask(question), LINE_MAX)}*`;
      const text = [heading, ...outcomeLines(question)].join('\n');
      return { ...section(text, buildAnswers(review, question)), block_id: `fact_${question.field}` };
    });
  },
};

/** A question that decides the size alone: a line with a button for each of its answers. */
function buildSized({ id: reviewId, latest: { revision } }: Review, question: OpenQuestion): SectionBlock[] {
  const { field, answers } = question;
  const lines = answers.flatMap(({ values: [value], ...leads }): SectionBlock[] => {
    if (value === undefined) return [];
    const label = capitalized(writeValue(field, value));
    const answering = button(ACTIONS.answerFact, label, answerValue({ reviewId, revision, field, value }));
    const text = outcomeLine(escapeWithin(label, LABEL_MAX), leads);
    return [{ ...section(text, answering), block_id: `fact_${field}_${value}` }];
  });
  return [section(`*${escapeWithin(ask(question), LINE_MAX)}*`), ...lines];
}

function buildAnswers({ id: reviewId, latest: { revision } }: Review, question: OpenQuestion): StaticSelect {
  const { answers, otherwise, field: asked } = question;
  const choices = answers.flatMap(({ field = asked, values }) =>
    values.map((value) => ({ field, value, label: labelOf(question, field, value) })),
  );
  const other = otherwise === undefined ? [] : [{ field: asked, value: null, label: OTHERWISE }];
  const options = [...choices, ...other].map(({ field, value, label }) => ({
    text: plain(capitalized(label), SLACK_LIMITS.option.text),
    value: answerValue({ reviewId, revision, field, value }),
  }));
  // A text that is too long for a choice can be typed in the form.
  const fitting = options.filter(({ value }) => value.length <= SLACK_LIMITS.option.value);
  return { type: 'static_select', action_id: ACTIONS.answerFact, placeholder: plain('Answer'), options: fitting };
}

/** Words may be about several fields, so that each answer names its own. */
const labelOf = ({ words }: OpenQuestion, field: WorkloadField, value: unknown): string =>
  words === undefined ? writeValue(field, value) : writeFact(field, value);

/** "• 300 ms, 5 s or 30 s → *real-time*, from $172 per month" */
function outcomeLines(question: OpenQuestion): string[] {
  const { field: asked, answers, otherwise } = question;
  const lines = answers.map(({ field = asked, values, ...leads }) => {
    const labels = values.map((value) => escapeWithin(labelOf(question, field, value), LABEL_MAX));
    const last = labels.pop() ?? '';
    return outcomeLine(labels.length === 0 ? last : `${labels.join(', ')} or ${last}`, leads);
  });
  return otherwise === undefined ? lines : [...lines, outcomeLine(OTHERWISE, otherwise)];
}

/** "• 300 ms → *serverless*, $172 per month": what an answer leads to. `answer`: escaped. */
export function outcomeLine(answer: string, { option, cost }: Pick<OpenAnswer, 'option' | 'cost'>): string {
  const said = `• ${capitalized(answer)} →`;
  if (option === null) return `${said} no option fits`;
  const amount = cost === null ? undefined : writeBriefCost(cost);
  return `${said} *${shortTitle(option)}*${amount === undefined ? '' : `, ${amount}`}`;
}

const CONDITIONS_MAX = 3;
const CONDITIONS_TEXT_MAX = 400;

/** What the answer hangs on; before the reasons, since these hold only with it. */
export const conditionsSection: Section<Answered> = {
  id: 'conditions',
  build(review) {
    if (needsFacts(review) || review.state !== 'proposed') return [];
    const { holds, unless } = conditionsOf(review.latest.recommendation);
    const shown = holds.slice(0, CONDITIONS_MAX);
    const shownUnless = unless.slice(0, CONDITIONS_MAX - shown.length);
    const more = holds.length + unless.length - shown.length - shownUnless.length;
    const conditions = [
      ...(shown.length > 0 ? [`*Holds if* ${joinClauses(shown, 'and')}`] : []),
      ...(shownUnless.length > 0
        ? [`${shown.length > 0 ? 'unless' : '*Holds unless*'} ${joinClauses(shownUnless, 'or')}`]
        : []),
    ];
    if (conditions.length === 0) return [];
    const line = `${conditions.join(', ')}${more > 0 ? ` (${more} more: ask \`assumptions\`)` : ''}`;
    return [section(`${escapeWithin(line, CONDITIONS_TEXT_MAX)}.`)];
  },
};

const WHY_TEXT_MAX = 1200;

/** What speaks for the recommendation of an open review. The arithmetic of its size is for the thread. */
export const whySection: Section<Answered> = {
  id: 'why',
  build(review) {
    const { recommendation } = review.latest;
    if (recommendation.choice === null || review.state !== 'proposed' || needsFacts(review)) return [];
    const reasons = strongestReasons(recommendation).map((reason) => `• ${briefLine(reason)}`);
    return linesIn(reasons, WHY_TEXT_MAX);
  },
};

const TEXT_MAX = 300;

/** "500 MB exceeds the 4 MB limit. (AWS)", the brackets as a link. */
const briefLine = (reason: Pick<Reason, 'text' | 'source'>): string =>
  reasonLine(reason, { max: TEXT_MAX, page: 'AWS' });

const WAYS_OUT = 2;
const WAYS_OUT_TEXT_MAX = 700;

/** What would make an option fit, where none does. */
export const wayOutSection: Section<Answered> = {
  id: 'way-out',
  build({ state, latest: { recommendation } }) {
    if (recommendation.kind !== 'nothing-fits' || state !== 'proposed') return [];
    const lines = waysOut(recommendation, WAYS_OUT).map(({ text }) => `• ${escapeWithin(text, TEXT_MAX)}`);
    if (lines.length === 0) return [];
    return [section(joinLines(['*What would make it fit*', ...lines], WAYS_OUT_TEXT_MAX))];
  },
};

const OUTSIDE_TEXT_MAX = 500;

/** What of AWS's that is no endpoint is the first to look at, where the answer alone won't do: no option fits, or it's over the budget. */
export const outsideSection: Section<Answered> = {
  id: 'outside',
  build(review) {
    const { kind, outside, warnings } = review.latest.recommendation;
    const isNeeded = kind === 'nothing-fits' || warnings.some(({ code }) => code === 'over-budget');
    const [first] = outside ?? [];
    if (first === undefined || !isNeeded || needsFacts(review) || review.state !== 'proposed') return [];
    const lines = [`*${OUTSIDE_TITLE}*`, `• ${briefLine(first)}`];
    return [section(joinLines(lines, OUTSIDE_TEXT_MAX))];
  },
};
