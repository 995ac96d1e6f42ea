import {
  type Assumption,
  formatCount,
  kindOf,
  labelOf,
  type Recommendation,
  type Workload,
  type WorkloadField,
} from '../../../recommender/index.ts';
import { writeReading } from '../../../wording/heard.ts';
import { splitAssumptions } from '../../../wording/sentences.ts';
import type { Message } from '../message.ts';
import { escapeWithin, joinLines, mrkdwn } from '../mrkdwn.ts';

const ASSUMPTION_MAX = 400;
const CONDITION_MAX = 300;
const VALUES_MAX = 900;
const TEXT_MAX = 2900;

interface Length {
  /** Says each default in a sentence, instead of all values on one line. */
  isLong: boolean;
}

/** One list: what can change the answer, with what it would lead to; then defaults; then the workings of the estimate. */
export function assumptionLines(recommendation: Recommendation, { isLong }: Length): string[] {
  const { open, estimate } = splitAssumptions(recommendation);
  const decisive = open.filter((assumption) => assumption.decisive);
  const others = open.filter((assumption) => !assumption.decisive);
  const absent = others.filter(isAbsentNeed);
  const values = isLong ? [] : others.filter((assumption) => !isAbsentNeed(assumption) && isDefault(assumption));
  const rest = others.filter((assumption) => !absent.includes(assumption) && !values.includes(assumption));
  const workings = isLong ? estimate : [...rest.filter(({ value }) => value !== null), ...estimate];
  const sentences = rest.filter((assumption) => !workings.includes(assumption));
  return [
    headingOf(recommendation, decisive.length),
    ...decisive.map((assumption) => `• ${sentenceOf(assumption)}${conditionsOf(assumption, recommendation)}`),
    ...sentences.map((assumption) => `• ${sentenceOf(assumption)}`),
    ...lineOf('Defaults: ', values.map(valueWords), ' · '),
    ...lineOf(
      'Not needed: ',
      absent.map(({ field }) => labelOf(field)),
      ', ',
    ),
    ...lineOf(
      'Estimate: ',
      workings.map(({ text }) => text),
      ' ',
    ),
  ];
}

const sentenceOf = ({ text }: Assumption): string => escapeWithin(text, ASSUMPTION_MAX);

/** Fields whose assumed value is a value of the field, not a limit or a figure of the estimate. */
const DEFAULTS: ReadonlySet<WorkloadField> = new Set([
  'region',
  'instanceType',
  'modelCount',
  'costPriority',
  'trafficPattern',
  'coldStarts',
  'busyHoursPerDay',
  'busyDaysPerWeek',
  'modelInvocationFrequency',
  'containerInvocation',
]);

const isDefault = ({ field, value }: Assumption): boolean => DEFAULTS.has(field) && value !== null;

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
function isAbsentNeed({ field, value }: Assumption): boolean {
  return (value === false && kindOf(field) === 'yes-or-no') || value === 'none';
}

/** "ml.m5.large", "1 model" */
function valueWords({ field, value }: Assumption): string {
  const says = { [field]: value } as Partial<Workload>;
  return writeReading({ says, from: {}, unclear: [], notUsed: [] })[0]?.text ?? '';
}

function lineOf(opening: string, parts: readonly string[], separator: string): string[] {
  return parts.length === 0 ? [] : [`• ${opening}${escapeWithin(parts.join(separator), VALUES_MAX)}`];
}

/** Every assumption of the latest revision in a sentence. */
export function buildAssumptions(recommendation: Recommendation): Message {
  const { assumptions } = recommendation;
  if (assumptions.length === 0) {
    const text = 'Nothing was assumed: everything that matters was stated.';
    return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
  }
  return {
    text: `${assumptionCount(recommendation)}.`,
    blocks: [{ type: 'section', text: mrkdwn(joinLines(assumptionLines(recommendation, { isLong: true }), TEXT_MAX)) }],
  };
}
