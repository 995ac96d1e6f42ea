import { wordSet } from '../text.ts';
import { hoursBetween, type Time, timeAt } from './clock.ts';
import { sendersOf } from './multiplied.ts';
import { clean } from './numbers.ts';
import type { Claim, Reading } from './types.ts';
import { PER_SECOND } from './units.ts';
import { JOB_TIMES_WORDS as WORDS } from './words/sets.ts';

/** "Starts at 1 am, must be done by 6 am" is five hours. */
export function readJobWindow({ tokens, items, claims, doubts }: Reading): void {
  const itemAt = (token: number) => items.findIndex(({ from, to }) => from <= token && token < to);
  const times: { at: number; time: Time; by: boolean; ends: boolean; starts: boolean }[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const time = timeAt(tokens, at);
    if (time === undefined) continue;
    const before = tokens.slice(Math.max(0, at - 3), at).map((token) => token.text);
    const wanted = tokens
      .slice(Math.max(times.at(-1)?.at ?? at, at - 8), at)
      .some(({ text }) => WORDS.wanted.has(text));
    const ends = before.some((word) => WORDS.ends.has(word)) || (time.marked && wanted);
    const starts = before.some((word) => WORDS.starts.has(word));
    // "12 files", "in 3 hours": a plain number is a time only where it says so.
    if (time.marked || WORDS.at.has(tokens[at - 1]?.text ?? ''))
      times.push({ at, time, by: ['by', 'until', 'before'].includes(before.at(-1) ?? ''), ends, starts });
    at += time.length - 1;
  }
  // "By 23:30, because they bid at midnight"
  const end = times.findLast(({ by }) => by) ?? times.findLast(({ ends }) => ends);
  const start =
    times.find((time) => time !== end && time.at < (end?.at ?? 0)) ?? times.find((time) => time !== end && time.starts);
  // "By 6 am" of a job that starts nobody knows when
  if (end?.by && end.time.marked && start === undefined)
    doubts.push({ field: 'datasetDeadlineHours', from: itemAt(end.at) - 1, to: itemAt(end.at) + 1 });
  if (start && end && (start.time.marked || start.starts)) {
    const hours = hoursBetween(start.time, end.time);
    const [from = 0, to = 0] = [itemAt(start.at), itemAt(end.at)].toSorted((one, other) => one - other);
    if (hours !== undefined)
      claims.push({ field: 'datasetDeadlineHours', value: hours, from, to: to + 1, weight: 1.2 });
  }
}

export const ONE_OF_MANY = wordSet(`
  each typical every single some most them one their any model adapter
`);

/** What is done to a model rather than with it: "we deploy twice a week". */
export const UPKEEP =
  /^(?:refit|(?:re)?(?:deploy|releas|train|tune|calibrat|finetun|patch|meet|met|rotat|back up|backed|restart|audit))/;

/** A rhythm by itself: how often a job runs, or how often each of several senders calls. */
export function readRhythm(reading: Reading): void {
  const { items, claims, dataset, understood } = reading;
  for (const [at, { kind, perMonth, text }] of items.entries()) {
    const place = { from: at, to: at + 1 };
    // "By the next day"
    const isNext =
      text === 'next' && items[at + 1]?.text === 'day' && ['by', 'the', 'until'].includes(items[at - 1]?.text ?? '');
    if (dataset && (isNext || (text === 'day' && items[at + 1]?.text === 'after')))
      claims.push({ field: 'datasetDeadlineHours', value: 24, from: at, to: at + 2, weight: 0.8 });
    if (kind !== 'rhythm' || perMonth === undefined) continue;
    const senders = dataset ? undefined : sendersOf(reading, at);
    // "Daily instead of weekly", "retrained monthly"
    if (isReplaced(items, at) || UPKEEP.test(items[at - 1]?.text ?? '')) understood.push(place);
    else if (senders !== undefined) claims.push(...claimsOfAll(senders.count * perMonth, perMonth, senders.at, at + 1));
    else if (dataset) claims.push({ field: 'datasetRunsPerMonth', value: clean(perMonth), ...place, weight: 1 });
    else understood.push(place);
  }
}

/** Once in five minutes, in times a month: oftener than that many senders come evenly. */
const EVENLY = 8760;

/** What senders ask in a month, and in a second where each of them asks often. */
export function claimsOfAll(monthly: number, perMonth: number, from: number, to: number): Claim[] {
  const peak = clean(monthly / PER_SECOND);
  return [
    { field: 'monthlyRequests', value: clean(monthly), from, to, weight: 1, rate: perMonth },
    ...(perMonth >= EVENLY ? [{ field: 'peakRequestsPerSecond' as const, value: peak, from, to, weight: 1 }] : []),
  ];
}

const isReplaced = (items: Reading['items'], at: number): boolean => {
  const [second, first] = [items[at - 2]?.text, items[at - 1]?.text];
  return (second === 'instead' && first === 'of') || (second === 'rather' && first === 'than') || first === 'not';
};

/** What runs by itself over data that lies there. */
export const JOBS = wordSet(`
  job cron batch overnight airflow etl rescore rescored scorer backfill crontab refresh sweep reindex revaluation rerun
`);

export const SCORES =
  /^(?:re)?(?:scor|predict|classif|embed|tag|label(?!led)|process|rank|enrich|forecast|transcri|summari|translat|index|check)/;
