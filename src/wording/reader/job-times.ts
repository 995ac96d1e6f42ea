import { wordSet } from '../text.ts';
import { hoursBetween, timeAt } from './clock.ts';
import { sendersOf } from './multiplied.ts';
import { clean } from './numbers.ts';
import type { Reading } from './types.ts';

const STARTS = wordSet(`
  start begin from at kick drop land arrive ready available after complete come
`);
const ENDS = wordSet(`
  done finish finished ready by before until complete completed back due till loaded needed wanted expected delivered out there through
`);

const WANTED = wordSet('need must has have should');
const AT = wordSet('at from by to - until till before after about around start begin done ready finished');

/** "Starts at 1 am, must be done by 6 am" is five hours. */
export function readJobWindow({ tokens, items, claims }: Reading): void {
  const itemAt = (token: number) => items.findIndex(({ from, to }) => from <= token && token < to);
  const times: { at: number; time: NonNullable<ReturnType<typeof timeAt>>; ends: boolean; starts: boolean }[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const time = timeAt(tokens, at);
    if (time === undefined) continue;
    const before = tokens.slice(Math.max(0, at - 3), at).map((token) => token.text);
    const wanted = tokens.slice(Math.max(times.at(-1)?.at ?? at, at - 8), at).some(({ text }) => WANTED.has(text));
    const ends = before.some((word) => ENDS.has(word)) || (time.marked && wanted);
    const starts = before.some((word) => STARTS.has(word));
    // "12 files", "in 3 hours": a plain number is a time only where it says so.
    if (time.marked || AT.has(tokens[at - 1]?.text ?? '')) times.push({ at, time, ends, starts });
    at += time.length - 1;
  }
  const end = times.findLast(({ ends }) => ends);
  const start = times.find((time) => time !== end && time.at < (end?.at ?? 0));
  const window = items.findIndex(({ clock }) => clock !== undefined);
  if (start && end && (start.time.marked || start.starts)) {
    const hours = hoursBetween(start.time, end.time);
    if (hours !== undefined)
      claims.push({
        field: 'datasetDeadlineHours',
        value: hours,
        from: itemAt(start.at),
        to: itemAt(end.at) + 1,
        weight: 1.2,
      });
  } else if (window >= 0) {
    claims.push({
      field: 'datasetDeadlineHours',
      value: items[window]?.clock?.hours as number,
      from: window,
      to: window + 1,
      weight: 1.1,
    });
  }
}

export const ONE_OF_MANY = wordSet(`
  each typical every single some most them one their any model adapter
`);

/** What is done to a model rather than with it: "we deploy twice a week". */
export const UPKEEP =
  /^(?:refit|(?:re)?(?:deploy|releas|train|tune|calibrat|finetun|patch|meet|met|rotat|back up|backed|restart|audit))/;

/** A rhythm by itself: how often a job runs, or something that has to be asked. */
export function readRhythm(reading: Reading): void {
  const { items, claims, doubts, dataset, understood } = reading;
  const burst = claims.find(({ field }) => field === 'burstRequests')?.value as number | undefined;
  for (const [at, { kind, perMonth, text }] of items.entries()) {
    const place = { from: at, to: at + 1 };
    // "Daily instead of weekly", "retrained monthly", "annual budget"
    const isOther = UPKEEP.test(items[at - 1]?.text ?? '') || ['budget', 'spend'].includes(items[at + 1]?.text ?? '');
    if (kind === 'rhythm' && (isOther || isReplaced(items, at))) {
      understood.push(place);
      continue;
    }
    if (dataset && text === 'overnight' && !items.some((item) => item.kind === 'rhythm'))
      claims.push({ field: 'datasetRunsPerMonth', value: 30, ...place, weight: 0.6, hint: true });
    if (dataset && text === 'day' && items[at + 1]?.text === 'after')
      claims.push({ field: 'datasetDeadlineHours', value: 24, from: at, to: at + 2, weight: 0.8 });
    if (kind !== 'rhythm' || perMonth === undefined) continue;
    if (
      dataset &&
      items.some(
        ({ text: word }, near) =>
          word === 'before' && items[near + 1]?.text === 'the' && items[near + 2]?.text === 'next',
      )
    )
      claims.push({
        field: 'datasetDeadlineHours',
        value: clean(perMonth === 30 ? 24 : 730 / perMonth),
        ...place,
        weight: 0.7,
        hint: true,
      });
    // "Every 10 minutes a request"
    const [next, noun] = [items[at + 1], items[at + 2]?.text ?? ''];
    const isOne = ['a', 'an', 'one', 'eine', 'ein'].includes(next?.text ?? '') || next?.quantity?.value === 1;
    if (!dataset && isOne && ASKED_ONCE.has(noun)) {
      claims.push({ field: 'monthlyRequests', value: clean(perMonth), from: at, to: at + 3, weight: 1 });
      continue;
    }
    const senders = dataset ? undefined : sendersOf(reading, at);
    if (senders !== undefined) {
      claims.push({ field: 'monthlyRequests', value: clean(senders * perMonth), ...place, weight: 1 });
      continue;
    }
    if (dataset) claims.push({ field: 'datasetRunsPerMonth', value: clean(perMonth), ...place, weight: 1 });
    else if (burst !== undefined && perMonth <= OFTEN && !items.some(({ text: word }) => word === 'rest'))
      claims.push({ field: 'monthlyRequests', value: clean(burst * perMonth), ...place, weight: 0.9 });
    else if (
      items.slice(Math.max(0, at - 6), at).some(({ text: word }) => ONE_OF_MANY.has(word)) &&
      items.some(({ text: word }) => word === 'model' || word === 'adapter')
    )
      understood.push(place);
    else if (isWeekday(items, at) && perMonth <= 60)
      claims.push({ field: 'trafficPredictable', value: true, ...place, weight: 0.6, hint: true });
    else if (['first', 'last', 'nth', 'end', 'cron'].includes(text))
      claims.push({ field: 'trafficPredictable', value: true, ...place, weight: 0.8, hint: true });
    else if (perMonth >= 730 || perMonth >= 4) doubts.push({ field: 'trafficPattern', ...place });
    else understood.push(place);
  }
}

/** Every five minutes: what comes more often is no burst. */
const OFTEN = 8760;

const isReplaced = (items: Reading['items'], at: number): boolean => {
  const [second, first] = [items[at - 2]?.text, items[at - 1]?.text];
  return (second === 'instead' && first === 'of') || (second === 'rather' && first === 'than') || first === 'not';
};

const ASKED_ONCE = wordSet('request call anfrage query prediction inference invocation');

const isWeekday = (items: Reading['items'], at: number): boolean => /^(?:every|each)$/.test(items[at]?.text ?? '');

/** What runs by itself over data that lies there. */
export const JOBS = wordSet(`
  job cron batch overnight airflow etl rescore rescored scorer backfill crontab refresh sweep reindex revaluation rerun
`);

export const SCORES =
  /^(?:re)?(?:scor|predict|classif|embed|tag|label(?!led)|process|rank|enrich|forecast|transcri|summari|translat|index|check)/;

const TRAINS = /^(?:(?:re)?(?:train(?:ed|ing)?|fit|fitted|fitting)|re?calibrat(?:e|ed|ing|ion)|fine-?tun(?:e|ed|ing))$/;

/** "Retrained weekly on 40M rows": a job that scores nothing. */
export const isTrainingOnly = (items: Reading['items']): boolean =>
  items.some(
    ({ text }, at) =>
      TRAINS.test(text) &&
      items.slice(at + 1, at + 6).some(({ kind, quantity }) => kind === 'rhythm' || (quantity?.perMonth ?? 731) <= 31),
  ) && !items.some(({ text }) => SCORES.test(text) || JOBS.has(text) || text === 'inference');
