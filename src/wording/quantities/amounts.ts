import { formatNumber } from '../../recommender/index.ts';
import { namesForeignMoney } from '../reader/currencies.ts';
import { clean, scaled } from '../reader/numbers.ts';
import { type Read, refused } from '../text.ts';
import { amountIn, amountReader, sensible } from './whole.ts';

// Single amounts in the unit of their field. What is written is read as the same number again.

const COUNT_NOUN = '(?: (?:model|record|row|item|file|container|step|adapter|request|run|time|call|document|image))?';

/** How many, at least 0: `400`, `1,000`, `2k`, `3 million records`. Need not be whole: a month has 4.33 weeks. */
export const readCount = amountReader({
  source: `#count${COUNT_NOUN}`,
  amountOf: ({ quantity }) => quantity && amountIn(1, quantity),
  examples: '400, 2k or 3 million',
  about: 'count',
});

/** `2,000` */
export const writeCount = (count: number): string =>
  Number.isInteger(count) && count < 1e15 ? formatNumber(count) : String(count);

const SIZE = {
  source: '#size(?: (?:or less|max|maximum|at most|each))?',
  examples: '500 MB or 1.5 GB',
  about: 'size',
} as const;

/** A size in MB, at least 0: `500 MB`, `1.5GB`. 1 MB is 2^20 bytes and 1 GB is 1024 MB, as in AWS's API. */
export const readSizeMB = amountReader({ ...SIZE, amountOf: ({ quantity }) => quantity && amountIn(1, quantity) });

/** A size in GB of 1024 MB, at least 0: `1.5 GB`, `500MB`, `2 TB`. */
export const readSizeGB = amountReader({ ...SIZE, amountOf: ({ quantity }) => quantity && amountIn(1024, quantity) });

const SIZES = { TB: 2 ** 20, GB: 1024, MB: 1, KB: 2 ** -10, bytes: 2 ** -20 };

/** `1.5 GB` for 1536. */
export const writeSizeMB = (megabytes: number): string => writeAmount(megabytes, SIZES, 'MB');

/** `500 MB` for 0.48828125. */
export const writeSizeGB = (gigabytes: number): string => writeAmount(gigabytes, SIZES, 'GB', 1024);

const TIME_EXAMPLES = '300 ms, 15 min or overnight';

/** "Overnight" is from an evening to the next morning, 12 hours. */
const readTime = (unit: number) => {
  const read = amountReader({
    source:
      '(?:#time|(?<night>over ?night)|sub(?: -)? ?second)(?: (?:or (?:less|faster)|max|maximum|at most|each|per (?:request|call)|p9[059]))?',
    amountOf: ({ quantity }, said) =>
      quantity ? amountIn(unit, quantity) : scaled(said.startsWith('over') ? 12 * 3600 : 0.9, 1 / unit),
    examples: TIME_EXAMPLES,
    about: 'time',
  });
  return (text: string): Read<number> => {
    const time = read(text);
    return time.ok && time.value <= 0 ? refused(`A time must be above zero; write it like ${TIME_EXAMPLES}.`) : time;
  };
};

/**
 * How long something may take, in seconds and above 0: `300 ms`, `15 min`, `1h30`, `under 200ms`, `overnight` (12 hours).
 */
export const readDuration = readTime(1);

/** How long something may take, in hours and above 0: `6 h`, `90 min`, `2 days`, `overnight`. */
export const readHours = readTime(3600);

/** `15 min` for 900. */
export const writeDuration = (seconds: number): string =>
  writeAmount(seconds, { h: 3600, min: 60, s: 1, ms: 1e-3 }, 's');

/** `24 h`, `2 days`, `20 min` */
export function writeHours(hours: number): string {
  const text =
    hours < 1 ? `${clean(hours * 60)} min` : writeAmount(hours, hours < 48 ? { h: 1 } : { days: 24, h: 1 }, 'h');
  const read = readHours(text);
  return read.ok && read.value === hours ? text : writeAmount(hours, { h: 1 }, 'h');
}

/**
 * An amount in the unit in which it is shortest, of those that read back as the same number. `base` is the unit of the field,
 * `unit` how many of the reader's own it is. Units are given from the largest to the smallest.
 */
function writeAmount(value: number, units: Readonly<Record<string, number>>, base: string, unit = 1): string {
  let best = { text: String(value), unit: base, atLeastOne: value >= 1 };
  for (const [name, factor] of Object.entries(units)) {
    if (value * unit < factor / 2) continue;
    const amount = clean((value * unit) / factor);
    if (amount < 1 || clean(scaled(amount, factor) / unit) !== value) continue;
    const text = String(amount);
    if (text.length < best.text.length || (text.length === best.text.length && !best.atLeastOne)) {
      best = { text, unit: name, atLeastOne: true };
    }
  }
  return `${best.text} ${best.unit}`;
}

const readBudget = amountReader({
  source: '(?:us )?#(?:money|count|rate)(?: (?:or less|max|maximum|at most))?',
  amountOf({ quantity }) {
    const isMonthly = quantity?.perMonth === undefined || (quantity.perMonth === 1 && !quantity.noun?.length);
    if (!quantity || !isMonthly) return undefined;
    return quantity.dimension === 'money' ? amountIn(1, quantity) : sensible(quantity.value);
  },
  examples: '$500 or 1.5k a month',
  about: 'count',
});

/** US dollars per month, at least 0: `$500`, `500 USD`, `$1,500/month`, `2k`. */
export const readUsd = (text: string): Read<number> =>
  namesForeignMoney(text) ? refused('Say it in US dollars; write it like $500 or 1.5k a month.') : readBudget(text);

/** `$1,500` */
export const writeUsd = (usd: number): string => `$${writeCount(usd)}`;

/** Words of a rhythm that says no more than a period, or dates. */
const NO_RHYTHM = new Set(['per', '/', 'on', 'in', 'over']);

const RUN_NOUNS = new Set(['run', 'job', 'time', 'x']);

/** How often in a month, at least 0: `every night` (30), `weekly` (4.33), `every 15 min`, `4 per month`. */
export const readRuns = amountReader({
  source: '#(?:rate|rhythm)(?: (?:run|job))?',
  amountOf({ quantity, perMonth, text }) {
    if (quantity === undefined) return NO_RHYTHM.has(text) ? undefined : clean(perMonth ?? 0);
    return quantity.noun?.every((noun) => RUN_NOUNS.has(noun))
      ? sensible(scaled(quantity.value, quantity.perMonth ?? 1))
      : undefined;
  },
  examples: 'every night, weekly or 4 per month',
  about: 'runs',
});

/** "4.33 per month" */
export function writeRuns(runsPerMonth: number): string {
  if (runsPerMonth === 30) return 'every night';
  return runsPerMonth === 4.33 ? 'every week' : `${writeCount(runsPerMonth)} per month`;
}
