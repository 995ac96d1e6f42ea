import type { Workload } from '../../recommender/index.ts';
import { LIMIT } from '../amount.ts';
import { BUSY_HOURS_PHRASES, clockSpanHours, DAY_LIST, daysIn, TIME_SPAN } from '../quantities/busy-hours.ts';
import { COUNT, countOf } from '../quantities/count.ts';
import { monthly, PERIOD, RUNS, runsOf, VOLUME_PHRASES } from '../quantities/rate.ts';
import { need, quantities, quantity, type WordPhrase } from './word-phrase.ts';

const TRAFFIC = `(?: (?:traffic|load|requests?|volume|use|usage))?`;

const RARELY = `(?:rarely|seldom|infrequently)`;

/** How the requests come, in the words that engineers use. */
export function trafficPhrases(severalModels: boolean): WordPhrase[] {
  return [
    ...(severalModels
      ? [
          need(`(?:each (?:one )?(?:is )?|which are |are )?${RARELY}(?: (?:called|used|invoked|hit))?`, {
            modelInvocationFrequency: 'rare' as const,
          }),
          need('(?:each (?:one )?(?:is )?)?(?:frequently|often) (?:called|used|invoked|hit)', {
            modelInvocationFrequency: 'frequent' as const,
          }),
        ]
      : []),
    need(`each (?:one )?(?:is )?${RARELY} (?:called|used|invoked|hit)`, { modelInvocationFrequency: 'rare' }),
    need(
      `(?:steady|steadily|constant|constantly|sustained|continuous|continuously|uniform|evenly|all day,? evenly|(?:round|around) the clock)${TRAFFIC}`,
      {
        trafficPattern: 'steady',
      },
    ),
    need(
      `(?:variable|varying|varies|bursty|spiky|fluctuating|fluctuates|up and down|ups and downs|(?:a )?daily curve|rises and falls)${TRAFFIC}`,
      { trafficPattern: 'variable' },
    ),
    need(
      `(?:sporadic|sporadically|intermittent|intermittently|rarely|rare|occasional|occasionally|infrequent|infrequently|irregular(?:ly)?|long (?:gaps|idle stretches|pauses|quiet spells)|mostly idle|often idle|idle (?:most of the time|at night|for (?:long|hours)))(?: (?:called|used|invoked))?${TRAFFIC}`,
      { trafficPattern: 'intermittent' },
    ),
    need(
      String.raw`(?:stored data|data[ -]?sets?|batch(?:es)?(?! (?:size|of)\b)(?: (?:jobs?|transform|scoring|inference|runs?))?|offline (?:scoring|inference)|bulk scoring|nobody waits)`,
      { trafficPattern: 'dataset' },
    ),
    need('unpredictable (?:bursts|spikes|peaks)', { trafficPattern: 'variable', trafficPredictable: false }),
    need('(?:com(?:es?|ing) |arriv(?:es?|ing) )?in (?:bursts|spikes|waves)', { trafficPattern: 'variable' }),
    need('unpredictable|unpredictably|not predictable', { trafficPredictable: false }),
    need('predictable|predictably', { trafficPredictable: true }, { trafficPredictable: false }),
  ];
}

const JOB = `(?: (?:batch )?(?:jobs?|batch(?:es)?|runs?|scoring|data[ -]?sets?))`;

const RECORDS = `(?: (?:records?|rows?|lines?|items?|customers?))`;

const DAYS = `(?<days>${DAY_LIST})`;

/** How many requests come and when, or how often stored data is scored. */
export function rhythmPhrases(dataset: boolean): WordPhrase[] {
  return [
    need('24 ?(?:\\/|x) ?7', { trafficPattern: 'steady', busyHoursPerDay: 24, busyDaysPerWeek: 7 }),
    quantity(`(?:(?:over ?)?nightly|every night|each night)${JOB}?`, () => ({
      trafficPattern: 'dataset',
      datasetRunsPerMonth: monthly(1, 'night'),
    })),
    quantity(`(?<adverb>hourly|daily|weekly|monthly|yearly)${JOB}`, (groups) => ({
      trafficPattern: 'dataset',
      ...runs(groups),
    })),
    ...(dataset ? DATASET : quantities(VOLUME_PHRASES)),
    quantity(`${DAYS},? (?:from |between |at )?${TIME_SPAN}`, busy),
    quantity(`(?:from |between )?${TIME_SPAN},? (?:on )?${DAYS}`, busy),
    quantity(`(?:from|between) ${TIME_SPAN}(?= ?(?:[,;.)\n]|$| in the | o'clock| every| each))`, busy),
    quantity(
      '(?<days>mon(?:day)?s? ?(?:-|to|through) ?(?:fri|sat|sun)(?:day)?s?|week ?days|working days|week ?ends)',
      busy,
    ),
    ...quantities(BUSY_HOURS_PHRASES.slice(0, WITHOUT_CLOCK)),
  ];
}

/** In a text, bare "3-5" and bare "Sun" need not be hours and days: only the spelt-out phrases are taken over. */
const WITHOUT_CLOCK = 4;

const DATASET: readonly WordPhrase[] = [
  quantity(
    `(?:${LIMIT})?(?<count>${COUNT})${RECORDS}(?: ?\\/ ?| per | an? | each | every )(?<period>${PERIOD})`,
    ({ count, period = 'month' }) => {
      const records = recordsOf({ count });
      return records && { ...records, datasetRunsPerMonth: monthly(1, period) };
    },
  ),
  quantity(`(?:${LIMIT})?(?<count>${COUNT})${RECORDS}(?: (?:per|a|each|every|in a) run)?`, recordsOf),
  quantity(`${RUNS}${JOB}?`, runs),
];

type Groups = Record<string, string | undefined>;

function recordsOf({ count = '' }: Groups): Partial<Workload> | undefined {
  const datasetRecordsPerRun = countOf(count);
  return datasetRecordsPerRun === undefined ? undefined : { datasetRecordsPerRun };
}

/** "2000 a day" without a word for runs is not their number: so often no job runs. */
function runs(groups: Groups): Partial<Workload> | undefined {
  const times = groups['times'];
  if (times !== undefined && /^[\d.,]+ ?[a-z]*$/.test(times) && !/(?:times|runs|jobs|x)$/.test(times)) return undefined;
  const datasetRunsPerMonth = runsOf(groups);
  return datasetRunsPerMonth === undefined ? undefined : { datasetRunsPerMonth };
}

function busy(groups: Groups): Partial<Workload> | undefined {
  const hours = groups['fromHour'] === undefined ? undefined : clockSpanHours(groups);
  if (groups['fromHour'] !== undefined && hours === undefined) return undefined;
  return {
    ...(hours === undefined ? {} : { busyHoursPerDay: hours }),
    ...(groups['days'] === undefined ? {} : { busyDaysPerWeek: daysIn(groups['days']) }),
    trafficPredictable: true,
  };
}
