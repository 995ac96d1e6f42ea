import type { PlainTextOption } from '@slack/types';
import { addDays, dayIn } from '../../reviews/calendar.ts';
import type { Revision } from '../../reviews/record.ts';
import { plain } from './mrkdwn.ts';

// When a decision is looked at again, as people are asked with it and after it.

const DAYS = [30, 90, 180];

/** How many days after a decision, the policy's first; null: never. */
function daysOf({ team }: Pick<Revision, 'team'>): (number | null)[] {
  const { revisitAfterDays } = team ?? {};
  return [...new Set([...(revisitAfterDays === undefined ? [] : [revisitAfterDays]), ...DAYS]), null];
}

interface Choices {
  options: PlainTextOption[];
  initial_option?: PlainTextOption;
}

/** Of a decision to come: what the policy says is chosen. */
export function choicesBefore(revision: Pick<Revision, 'team'>): Choices {
  const chosen = revision.team?.revisitAfterDays ?? null;
  return choicesOf(daysOf(revision), (days) => days === chosen, valueFor);
}

/** Of a decision: the date that holds is chosen. `at`: when it was decided. */
export function choicesAfter(
  revision: Pick<Revision, 'team'>,
  { reviewId, at, revisitOn }: { reviewId: string; at: number; revisitOn: string | null },
): Choices {
  const isChosen = (days: number | null) => (days === null ? null : addDays(dayIn(at), days)) === revisitOn;
  return choicesOf(daysOf(revision), isChosen, (days) => `${reviewId} ${valueFor(days)}`);
}

function choicesOf(
  choices: readonly (number | null)[],
  isChosen: (days: number | null) => boolean,
  value: (days: number | null) => string,
): Choices {
  const options = choices.map((days) => ({
    text: plain(days === null ? 'Never' : `In ${days} days`),
    value: value(days),
  }));
  const initial = options[choices.findIndex(isChosen)];
  return { options, ...(initial && { initial_option: initial }) };
}

const NEVER = 'never';

const valueFor = (days: number | null): string => (days === null ? NEVER : String(days));

/** The days that a choice before a decision stands for; null for never, undefined where nothing was chosen. */
export function readDays(value: string | undefined): number | null | undefined {
  if (value === undefined) return undefined;
  return /^\d{1,4}$/.test(value) ? Number(value) : null;
}

/** What a choice after a decision stands for; undefined for anything else. */
export function readRevisitIn(value: string): { reviewId: string; days: number | null } | undefined {
  const [, reviewId, days] = /^(\S{1,140}) (never|\d{1,4})$/.exec(value) ?? [];
  return reviewId === undefined ? undefined : { reviewId, days: readDays(days) ?? null };
}
