/** Units of time as typed, in seconds. */
export const SECONDS_IN: ReadonlyMap<string, number> = spelled([
  ['us microsecond usec', 1e-6],
  ['ms millisecond millis milli msec milisec milisecond', 1e-3],
  ['s sec second sekunde sekunden', 1],
  ['m min minute minuten', 60],
  ['h hr hour std stunde stunden', 3600],
  ['d day', 86_400],
  ['week wk woche', 604_800],
  ['month mo', 2_628_000],
]);

/** Units of size as typed, in MB of 2^20 bytes; 1 GB is 1024 MB, as in AWS's API. */
export const MB_IN: ReadonlyMap<string, number> = spelled([
  ['byte', 2 ** -20],
  ['kbit', 2 ** -13],
  ['mbit', 1e6 / 8 / 2 ** 20],
  ['gbit', 1e9 / 8 / 2 ** 20],
  ['kilobyte kbyte kib kb', 2 ** -10],
  ['megabyte mbyte mib mb meg mega', 1],
  ['g gigabyte gbyte gib gb gig giga', 2 ** 10],
  ['terabyte tbyte tib tb', 2 ** 20],
  ['petabyte pb', 2 ** 30],
]);

/**
 * How often a period comes in a month. A day counts 30 times and a week 4.33 times, as people reckon; an hour 730 times
 * (365 / 12 days), as AWS bills, and minutes and seconds with it.
 */
export const PERIODS: ReadonlyMap<string, number> = spelled([
  ['s sec second sekunde sekunden', 730 * 3600],
  ['m min minute minuten', 730 * 60],
  ['h hr hour stunde heure hora', 730],
  ['d day night morning evening afternoon tag jour dia día', 30],
  ['weekday workday', 21.65],
  ['weekend wk w week woche semaine semana monday tuesday wednesday thursday friday saturday sunday', 4.33],
  ['mo mth mon month monat mois mes', 1],
  ['quarter quartal', 1 / 3],
  ['fortnight', 2.165],
  ['yr y year january february march april june july august september october november december', 1 / 12],
]);

/** Only US dollars can be compared with AWS's prices as they are listed. */
export const CURRENCIES: ReadonlyMap<string, 'usd' | 'foreign'> = new Map<string, 'usd' | 'foreign'>([
  ['$', 'usd'],
  ['usd', 'usd'],
  ['grand', 'usd'],
  ['dollar', 'usd'],
  ['buck', 'usd'],
  ['\u20ac', 'foreign'],
  ['eur', 'foreign'],
  ['euro', 'foreign'],
  ['\u00a3', 'foreign'],
  ['gbp', 'foreign'],
  ['\u20b9', 'foreign'],
  ['inr', 'foreign'],
  ['rupee', 'foreign'],
  ['quid', 'foreign'],
  ['pound', 'foreign'],
  ['chf', 'foreign'],
]);

function spelled(rows: readonly (readonly [words: string, value: number])[]): ReadonlyMap<string, number> {
  return new Map(rows.flatMap(([words, value]) => words.split(' ').map((word) => [word, value] as const)));
}
