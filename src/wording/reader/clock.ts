import { wordSet } from '../text.ts';
import { type About, readNumber } from './numbers.ts';
import type { Token } from './tokens.ts';
import { MB_IN, SECONDS_IN } from './units.ts';
import { NOUNS } from './words/nouns.ts';

const BEFORE = wordSet(`
  from between only hour open during run day daytime rush busy weekday workday shift evening morning active used
  traffic time office business working fri friday week daily von zwischen de das entre dalle
`);
const AFTER = wordSet(`
  mon monday tue cet cest utc gmt est edt pst pdt ist jst bst sgt aest et pt weekday workday daily local every only
  clock o'clock h uhr europe london berlin pacific eastern each mo time paris madrid warsaw rome vienna zurich
  amsterdam sydney tokyo mumbai singapore chicago new sat sun working on
`);
/** What has numbers: "sprint 11-20" */
const NUMBERED = wordSet(
  'sprint page slide ref section chapter version step phase row line item table figure room gate grade age part pr',
);
/** What two numbers count, where they are no hours. */
const COUNTED = wordSet(`${NOUNS.WORK} rps qps tps`.replaceAll('|', ' '));
/** "Opens at 7 and closes at 19" */
const CLOSES =
  /^(?:(?:,|and|then|&) ){0,2}(?:(?:we|it|they) )?(?:(?:close|stop|end|finish|shut)\w*(?: down)?|the last \w+) (?:at|around|by) /;
const JOINS = wordSet('- to til till until and und et through bis à a às hasta au alle');

/**
 * Hours of a day, such as `9-17`, `9 to 5`, `8:30 to 16:30` or `7am-11pm`: when they begin and how many there are. `from`: the
 * time of day at the token, `before`: the word in front of it. Two plain numbers are hours only beside a word that says so,
 * or where the whole text is about hours.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
export function readClock(
  tokens: readonly Token[],
  at: number,
  from: Time | undefined,
  before: string,
  about?: About,
): { from: string; hours: number; length: number } | undefined {
  if (!from) return undefined;
  const behind = tokens.slice(at + from.length, at + from.length + 6).map(({ text }) => text);
  const closes = (CLOSES.exec(behind.join(' '))?.[0].split(' ').length ?? 1) - 1;
  if (closes === 0 && !JOINS.has(behind[0] ?? '')) return undefined;
  const joined = Math.max(closes, 1);
  const to = timeAt(tokens, at + from.length + joined);
  if (!to) return undefined;
  // "At 5 am and at 9 pm" are two times.
  const isAnd = closes === 0 && /^(?:and|und|et)$/.test(behind[0] ?? '');
  if (isAnd && !/^(?:between|zwischen|entre)$/.test(before) && about !== 'hours') return undefined;
  const length = from.length + joined + to.length;
  const after = tokens[at + length];
  if (!from.marked && !to.marked && about !== 'hours' && closes === 0) {
    const named = BEFORE.has(before.replace(/:$/, '')) || (after !== undefined && AFTER.has(after.text));
    const ends =
      after === undefined || after.kind === 'break' || (after.kind === 'mark' && ',;.)!?('.includes(after.text));
    const likely =
      ends && from.hour >= 5 && from.hour <= 11 && (to.hour >= 12 || to.hour <= 8) && to.hour !== from.hour;
    if (!named && (!likely || NUMBERED.has(before) || (before.length > 1 && before.endsWith(':')))) return undefined;
    if (after?.glued === true && after.kind === 'word') return undefined;
    // "Between 2 and 9 requests per second"
    if (before === 'between' && after !== undefined && COUNTED.has(after.text)) return undefined;
    if (
      after?.kind === 'word' &&
      (SECONDS_IN.has(after.text) || MB_IN.has(after.text)) &&
      after.text !== 'h' &&
      after.text !== 'mo'
    )
      return undefined;
  }
  const hours = hoursBetween(from, to);
  if (hours === undefined) return undefined;
  const start = hourOf(from.half ? from : { ...from, half: to.half === 'am' ? 'am' : undefined });
  return { from: written(start), hours, length };
}

export interface Time {
  hour: number;
  minute: number;
  half: 'am' | 'pm' | undefined;
  /** It can be nothing but a time of day. */
  marked: boolean;
  length: number;
}

/** "In the evening" behind an hour says which half of the day is meant. */
function halfAfter(tokens: readonly Token[], at: number): { half: 'am' | 'pm'; length: number } | undefined {
  const [first, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]].map((token) => token?.text ?? '');
  if (first === 'in' && second === 'the' && third !== undefined && ['morning', 'afternoon', 'evening'].includes(third))
    return { half: third === 'morning' ? 'am' : 'pm', length: 3 };
  return undefined;
}

/** A time of day at a token; with `marked` false a plain number. */
export function timeAt(tokens: readonly Token[], at: number): Time | undefined {
  const time = plainTimeAt(tokens, at);
  const half =
    time?.half === undefined && time && time.hour >= 1 && time.hour <= 12
      ? halfAfter(tokens, at + time.length)
      : undefined;
  const part = tokens[at - 1]?.text === 'at' ? tokens[at - 2]?.text : undefined;
  // "Every evening at 8"
  if (time?.half === undefined && time && time.hour < 12 && ['evening', 'afternoon'].includes(part ?? ''))
    return { ...time, half: 'pm' };
  return time && half ? { ...time, half: half.half, marked: true, length: time.length + half.length } : time;
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
function plainTimeAt(tokens: readonly Token[], at: number): Time | undefined {
  const token = tokens[at];
  // "half past two", "quarter to seven"
  if (
    (token?.text === 'half' || token?.text === 'quarter') &&
    (tokens[at + 1]?.text === 'past' || (token.text === 'quarter' && tokens[at + 1]?.text === 'to'))
  ) {
    const hour = readNumber(tokens, at + 2);
    if (!hour || hour.value < 1 || hour.value > 12 || !Number.isInteger(hour.value)) return undefined;
    const before = tokens[at + 1]?.text === 'to';
    return {
      hour: before ? hour.value - 1 : hour.value,
      minute: token.text === 'half' ? 30 : before ? 45 : 15,
      half: undefined,
      marked: true,
      length: 2 + hour.length,
    };
  }
  const spoken =
    token?.kind === 'word' && ['from', 'between', 'till', 'to', 'until', 'and'].includes(tokens[at - 1]?.text ?? '')
      ? readNumber(tokens, at)
      : undefined;
  if (spoken && spoken.value >= 1 && spoken.value <= 24 && Number.isInteger(spoken.value) && !spoken.guess)
    return { hour: spoken.value, minute: 0, half: undefined, marked: false, length: spoken.length };
  if (token?.text === 'noon' || token?.text === 'midnight')
    return { hour: token.text === 'noon' ? 12 : 24, minute: 0, half: undefined, marked: true, length: 1 };
  if (token?.kind !== 'number' || token.value === undefined || token.raw.includes(',')) return undefined;
  let [hour, minute, length, marked] = [token.value, 0, 1, false];
  // "0800 to 1700 hrs"
  const pair = [at, at - 2].map((near) => [0, 1, 2].map((next) => tokens[near + next]?.raw).join(' '));
  if (pair.some((hours) => /^0\d[0-5]\d (?:-|to|till|until) [0-2]\d[0-5]\d$/.test(hours)))
    [hour, minute, marked] = [Math.trunc(hour / 100), hour % 100, true];
  if (/^\d{1,2}\.[0-5]\d$/.test(token.raw)) [hour, minute] = [Math.trunc(token.value), Number(token.raw.split('.')[1])];
  else if (!Number.isInteger(hour)) return undefined;
  const [colon, more] = [tokens[at + 1], tokens[at + 2]];
  if (
    (colon?.text === ':' || colon?.text === 'h') &&
    colon.glued &&
    more?.kind === 'number' &&
    more.glued &&
    /^[0-5]\d$/.test(more.raw)
  ) {
    // "1h30" is a time that passes as well.
    [minute, length, marked] = [Number(more.raw), 3, colon.text === ':'];
  }
  const next = tokens[at + length];
  // "8 a.m."
  const isDotted = (next?.text === 'a' || next?.text === 'p') && tokens[at + length + 2]?.text === 'm';
  if (isDotted && tokens[at + length + 1]?.text === '.' && hour >= 1 && hour <= 12) {
    const half = next.text === 'a' ? 'am' : 'pm';
    return { hour, minute, half, marked: true, length: length + (tokens[at + length + 3]?.text === '.' ? 4 : 3) };
  }
  const half = next?.kind === 'word' ? /^([ap])m?$/.exec(next.text) : null;
  if (half && (next?.text.length === 2 || (next?.glued && tokens[at + length + 1]?.text !== '.'))) {
    return hour < 1 || hour > 12
      ? undefined
      : { hour, minute, half: half[1] === 'a' ? 'am' : 'pm', marked: true, length: length + 1 };
  }
  if (
    (next?.text === 'h' ? next.glued : next?.text === 'uhr' || next?.text === "o'clock") &&
    tokens[at + length + 1]?.text !== '/'
  )
    return hour > 24 ? undefined : { hour, minute, half: undefined, marked: next?.text !== 'h', length: length + 1 };
  return hour > 24 || hour < 0 ? undefined : { hour, minute, half: undefined, marked, length };
}

export const timeOfDay = (time: Time): string => written(hourOf(time));

/** Hours since midnight. */
function hourOf({ hour, minute, half }: Pick<Time, 'hour' | 'minute' | 'half'>): number {
  return (half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0)) + minute / 60;
}

/** `22-6` goes past midnight; `9-5` without am or pm is read as people say it, until 17. */
export function hoursBetween(from: Time, to: Time): number | undefined {
  const start = hourOf(
    from.half === undefined && to.half !== undefined && from.hour < 13 && hourOf(to) > from.hour && to.half === 'am'
      ? { ...from, half: 'am' }
      : from,
  );
  // "9am-5": an end without a half that lies before the start is in the afternoon.
  const end = hourOf(from.half === 'am' && to.half === undefined && to.hour <= from.hour ? { ...to, half: 'pm' } : to);
  if (start === end) return undefined;
  if (end > start) return rounded(end - start);
  const spoken = from.half === undefined && to.half === undefined && start <= 12 && end >= 1;
  return rounded(end + (spoken ? 12 : 24) - start);
}

function rounded(hours: number): number | undefined {
  return hours > 0 && hours <= 24 ? Number(hours.toPrecision(4)) : undefined;
}

function written(hour: number): string {
  const minutes = Math.round(hour * 60) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
