import { hoursBetween, timeAt } from './clock.ts';
import type { Reading } from './types.ts';

const STARTS = new Set([
  'start',
  'begin',
  'from',
  'at',
  'kick',
  'drop',
  'land',
  'arrive',
  'ready',
  'available',
  'after',
  'complete',
  'come',
]);
const ENDS = new Set([
  'done',
  'finish',
  'finished',
  'ready',
  'by',
  'before',
  'until',
  'complete',
  'completed',
  'back',
  'due',
  'till',
  'loaded',
]);

/** "Starts at 1 am, must be done by 6 am" is five hours. */
export function readJobWindow({ tokens, items, claims }: Reading): void {
  const itemAt = (token: number) => items.findIndex(({ from, to }) => from <= token && token < to);
  const times: { at: number; time: NonNullable<ReturnType<typeof timeAt>>; ends: boolean; starts: boolean }[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const time = timeAt(tokens, at);
    if (time === undefined) continue;
    const before = tokens.slice(Math.max(0, at - 3), at).map((token) => token.text);
    const ends = before.some((word) => ENDS.has(word));
    const starts = before.some((word) => STARTS.has(word));
    const clocked = tokens[at - 1]?.text === '-' || tokens[at - 1]?.text === 'to';
    if (time.marked || ends || starts || clocked) times.push({ at, time, ends, starts });
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
