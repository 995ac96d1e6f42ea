const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?$/;

/**
 * How far ahead of the real clock the trial's is, in milliseconds, so that it's `today` there: a date, or a date with a time,
 * on this computer's clock. Without a date, as far as it was.
 *
 * @param keptMs how far ahead it was before
 * @param now the real time, in milliseconds since 1970
 * @throws Error in one sentence where that is no date, or the trial has been there
 */
export function aheadFor(today: string | undefined, keptMs: number, now: number): number {
  if (today === undefined) return keptMs;
  const moved = new Date(now + keptMs);
  const [, year, month, day, hour = moved.getHours(), minute = moved.getMinutes()] = DATE.exec(today) ?? [];
  moved.setFullYear(Number(year), Number(month) - 1, Number(day));
  moved.setHours(Number(hour), Number(minute));
  // What is out of range rolls over into the next month, day or hour.
  const came = [moved.getMonth() + 1, moved.getDate(), moved.getHours(), moved.getMinutes()];
  const isDate = [month, day, hour, minute].every((wanted, at) => Number(wanted) === came[at]);
  if (!isDate) throw new Error(`--today is "${today}", which is no date such as 2026-12-04 or 2026-12-04T08:59.`);
  const aheadMs = moved.getTime() - now;
  if (aheadMs >= keptMs) return aheadMs;
  throw new Error(`--today ${today} is over: time only goes forward. To start clean: npm run try -- --reset`);
}
