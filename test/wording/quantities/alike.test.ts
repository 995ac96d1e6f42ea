import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkloadField } from '../../../src/recommender/index.ts';
import { readBusyTimes, readModel, readPayload, readVolume, UNITS } from '../../../src/wording/quantities/index.ts';
import { readWords } from '../../../src/wording/read-words.ts';
import type { Read } from '../../../src/wording/text.ts';
import { runs } from '../../support/lane.ts';

const whole = fc.integer({ min: 1, max: 900 }).map(String);
const decimal = fc.integer({ min: 11, max: 999 }).map((tenths) => String(tenths / 10));
const inWords = fc.constantFrom(...'two|three|ten|twelve|twenty|thirty|a hundred|two hundred and fifty'.split('|'));
const thousands = fc.constantFrom('1,000', '1,250', '12,500', '1 000', '2k', '3.5k', '2 thousand');
const million = fc.constantFrom('1,000,000', '2M', '1.5 million', '3 mio', '2mn');
const space = fc.constantFrom('', ' ');

/** A number and one of some units, glued or not; words stand apart. */
const amounts = (numbers: fc.Arbitrary<string>, ...units: string[]) =>
  fc
    .tuple(numbers, space, fc.constantFrom(...units))
    .map(([number, between, unit]) => `${number}${/[a-z]$/.test(number) ? ' ' : between}${unit}`);

const limited = (quantities: fc.Arbitrary<string>) =>
  fc.tuple(fc.constantFrom('', 'up to ', 'at most ', '~', 'about '), quantities).map((parts) => parts.join(''));

/** Everyday ways of saying a quantity, by what it states; `sentence` puts it where words alone tell what it is. */
const SAID: Readonly<
  Record<
    string,
    {
      said: fc.Arbitrary<string>;
      read(text: string): Read<unknown>;
      field: WorkloadField;
      sentence(said: string): string;
    }
  >
> = {
  'a time': {
    said: fc.oneof(
      limited(amounts(fc.oneof(whole, decimal, inWords), 'ms', 'milliseconds', 's', 'sec', 'secs', 'seconds')),
      amounts(fc.constantFrom('1', '2', '1.5', 'two'), 'min', 'mins', 'minutes', 'h', 'hrs', 'hours'),
      fc.constantFrom(...'1h30|1 h 30 min|2min30|2 min 30 s|half a second|half an hour|an hour|1h30m'.split('|')),
    ),
    read: UNITS.seconds.read,
    field: 'responseTimeSeconds',
    sentence: (said) => `callers need the response within ${said}`,
  },
  'a size': {
    said: limited(amounts(fc.oneof(whole, decimal, inWords), 'KB', 'kb', 'KiB', 'MB', 'mb', 'MiB', 'megabytes')),
    read: UNITS.MB.read,
    field: 'payloadSizeMB',
    sentence: (said) => `the payload is ${said}`,
  },
  'the memory of a model': {
    said: amounts(fc.oneof(fc.constantFrom('2', '1.5', '40', 'ten')), 'GB', 'gb', 'GiB', 'gigabytes', 'gigs'),
    read: (text) => readModel(text),
    field: 'modelSizeGB',
    sentence: (said) => `model size ${said}`,
  },
  'a payload': {
    said: amounts(fc.oneof(whole, decimal), 'KB', 'MB'),
    read: (text) => readPayload(text),
    field: 'payloadSizeMB',
    sentence: (said) => `we send ${said} per request`,
  },
  'a budget': {
    said: fc.oneof(
      fc
        .tuple(
          fc.constantFrom('$', 'USD '),
          fc.oneof(whole, thousands),
          fc.constantFrom('', '/month', ' per month', ' a month'),
        )
        .map((parts) => parts.join('')),
      amounts(fc.oneof(whole, thousands), 'USD', 'dollars', 'US dollars'),
    ),
    read: UNITS.usd.read,
    field: 'monthlyBudgetUsd',
    sentence: (said) => `the budget is ${said}`,
  },
  'a number of models': {
    said: fc
      .oneof(fc.integer({ min: 2, max: 900 }).map(String), thousands, inWords)
      .map((number) => `${number} models`),
    read: (text) => readModel(text),
    field: 'modelCount',
    sentence: (said) => `we host ${said}`,
  },
  'a volume': {
    said: fc
      .tuple(
        fc.oneof(fc.integer({ min: 100, max: 900 }).map(String), thousands, million),
        fc.constantFrom('', ' requests', ' calls'),
        fc.constantFrom(
          ...'/day| per day| a day| a week| per week|/month| per month| an hour| per hour| daily'.split('|'),
        ),
      )
      .map((parts) => parts.join('')),
    read: (text) => readVolume(text),
    field: 'monthlyRequests',
    sentence: (said) => `traffic: ${said}`,
  },
  'a peak': {
    said: fc
      .tuple(whole, fc.constantFrom(' rps', 'rps', ' qps', '/s', ' requests per second', ' tps'))
      .map((parts) => parts.join('')),
    read: (text) => readVolume(text),
    field: 'peakRequestsPerSecond',
    sentence: (said) => `at peak ${said}`,
  },
  'a rhythm': {
    said: fc.constantFrom(
      ...'every night|nightly|daily|weekly|monthly|hourly|quarterly|every weekday|every Monday'.split('|'),
      ...['twice a day', 'once a week', 'three times a week', '4 times a month', '4 a month', 'every other day'],
      ...['every 15 min', 'every 2 hours', 'every 2 days', 'every two weeks', 'every 24 hours', 'every fortnight'],
    ),
    read: UNITS.runs.read,
    field: 'datasetRunsPerMonth',
    sentence: (said) => `a batch job scores the whole table ${said}`,
  },
  'hours of a day': {
    said: fc.constantFrom(
      ..."9-17|8:30-17:00|9am-5pm|8 am to 6 pm|9am-5|22-6|9 to 5|8h-18h|9 o'clock to 17 o'clock".split('|'),
      ...['10 h a day', 'ten hours a day', '12 hours per day', 'noon to 6pm', '8 a.m. to 6 p.m.'],
    ),
    read: (text) => readBusyTimes(text),
    field: 'busyHoursPerDay',
    sentence: (said) => `requests come only ${said}`,
  },
};

/** The value of a field; a reader of one amount reads nothing else. */
const statedBy = (read: Read<unknown>, field: string): unknown => {
  if (!read.ok) return read.text;
  return typeof read.value === 'object' ? (read.value as Readonly<Record<string, unknown>>)[field] : read.value;
};

it.each(Object.entries(SAID))(
  'an answer of the form states what the same words state in a sentence %s',
  (_, { said, read, field, sentence }) => {
    fc.assert(
      fc.property(said, (text) => {
        expect([text, statedBy(read(text), field)]).toEqual([text, readWords(sentence(text)).says[field]]);
      }),
      { numRuns: runs(200) },
    );
  },
);

describe('what two grammars read in two ways', () => {
  it.each([
    ['every 2 weeks', 'a rhythm', 2.165],
    ['every 2 days', 'a rhythm', 15],
    ['every 24 hours', 'a rhythm', 30],
    ['1h30', 'a time', 5400],
    ['250 µs', 'a time', 0.00025],
    ['500 US dollars', 'a budget', 500],
    ['$2m', 'a budget', 2_000_000],
    ['1 000 MB', 'a size', 1000],
    ['9am-5', 'hours of a day', 8],
    ['4-2', 'hours of a day', 10],
    ["9 o'clock to 17 o'clock", 'hours of a day', 8],
  ])('%s is read as a careful person reads it: %s is %d', (text, kind, value) => {
    const { read, field, sentence } = SAID[kind] as (typeof SAID)[string];
    expect(statedBy(read(text), field)).toBe(value);
    expect(readWords(sentence(text)).says[field]).toBe(value);
  });

  it.each(['1.000 MB', '8.000 KB'])(
    '%s has two readings: the form asks again, and a sentence states nothing',
    (text) => {
      expect(readPayload(text).ok).toBe(false);
      expect(readWords(text).says.payloadSizeMB).toBeUndefined();
    },
  );

  it('a letter is what the field is about, and elsewhere what a sentence has it for', () => {
    expect(readPayload('5M')).toEqual({ ok: true, value: { payloadSizeMB: 5 } });
    expect(UNITS.seconds.read('5m')).toEqual({ ok: true, value: 300 });
    expect(UNITS.count.read('5m')).toEqual({ ok: true, value: 5_000_000 });
    expect(readModel('5k models')).toEqual({ ok: true, value: { modelCount: 5000 } });
  });
});
