import { isTimeZone, type Workload } from '../../../recommender/index.ts';
import {
  readBusyTimes,
  readVolume,
  writeBusyHours,
  writeCount,
  writeVolume,
} from '../../../wording/quantities/index.ts';
import { writeZone, zoneOfAbbreviation } from '../../../wording/quantities/zones.ts';
import { collapseSpaces, type Read, refused, understood } from '../../../wording/text.ts';
import { choiceQuestion, yesNoQuestion } from '../choice-question.ts';
import { answerTo, isAnswered } from '../draft.ts';
import { hasLongFraction, readFreely } from '../free-answer.ts';
import { asStated, forRequests } from '../question.ts';
import { textQuestion } from '../text-question.ts';

/** Who waits for how long, and the volume and pattern of requests. */

/** The response times assumed for the two kinds of callers, as their descriptions say. */
const CALLER_SECONDS = 30;
const SOMEONE_SECONDS = 15 * 60;
/** From here on no caller waits synchronously: SageMaker cuts off direct calls at 60 s. */
const LINE_SECONDS = 60;

export const waits = choiceQuestion({
  id: 'waits',
  fields: ['trafficPattern', 'responseTimeSeconds'],
  place: () => 'first',
  label: 'How are predictions requested?',
  look: 'radio',
  dispatches: true,
  choices: [
    {
      value: 'caller',
      text: 'Caller waits (synchronous)',
      description: 'Counts as 30 s if no response time is given',
      states: { responseTimeSeconds: CALLER_SECONDS },
    },
    {
      value: 'someone',
      text: 'Caller is notified later (asynchronous)',
      description: 'Counts as 15 min if no response time is given',
      states: { responseTimeSeconds: SOMEONE_SECONDS },
    },
    {
      value: 'nobody',
      text: 'No requests: score a dataset (batch)',
      description: 'A job reads from S3 and writes the results there',
      states: { trafficPattern: 'dataset' },
    },
  ],
  interpret(choice, draft) {
    const timeIsGiven = choice.value !== 'nobody' && isAnswered(draft, 'within');
    return { ok: true, workload: timeIsGiven ? {} : choice.states };
  },
  write({ trafficPattern, responseTimeSeconds }) {
    if (trafficPattern === 'dataset') return 'nobody';
    if (responseTimeSeconds === undefined) return '';
    return responseTimeSeconds < LINE_SECONDS ? 'caller' : 'someone';
  },
});

const VOLUME_FIELDS = ['monthlyRequests', 'peakRequestsPerSecond', 'burstRequests', 'concurrentRequests'] as const;
/** "1,500/day, Mon–Fri" counts the busy days only, and so it states them. What the answer about busy hours says counts more. */
const VOLUME_WITH_HOURS = [
  ...VOLUME_FIELDS,
  'busyHoursPerDay',
  'busyDaysPerWeek',
  'busyFrom',
  'trafficPredictable',
] as const;

const interpretVolume = (answer: string) => readFreely(answer, VOLUME_WITH_HOURS, readVolume);

export const volume = textQuestion({
  id: 'volume',
  fields: VOLUME_WITH_HOURS,
  place: (draft) => forRequests('first', draft),
  label: 'Traffic',
  example: '2,000/day, peak 20 rps',
  interpret: (answer) => asStated(interpretVolume(answer)),
  write(workload) {
    const written = writeVolume(asVolume(workload));
    return hasLongFraction(written) ? (writeByPeriod(workload) ?? written) : written;
  },
});

const asVolume = ({ monthlyRequests, peakRequestsPerSecond, burstRequests }: Partial<Workload>) => ({
  ...(monthlyRequests !== undefined && { monthlyRequests }),
  ...(peakRequestsPerSecond !== undefined && { peakRequestsPerSecond }),
  ...(burstRequests !== undefined && { burstRequests }),
});

const PERIODS = ['day', 'hour', 'minute', 'week', 'year'];
const SIGNIFICANT = 6;

/** The volume by a period, of the busy days or hours if need be, where that is a short number and reads back as the same. */
function writeByPeriod({ monthlyRequests: month, ...workload }: Partial<Workload>): string | undefined {
  if (month === undefined) return undefined;
  const others = writeVolume(asVolume(workload));
  const times = ['', ...(workload.trafficPredictable === true ? timesOf(workload) : [])];
  for (const [period, said] of times.flatMap((time) => PERIODS.map((each) => [each, time] as const))) {
    const say = (count: number) => [`${writeCount(count)}/${period}`, said, others].filter(Boolean).join(', ');
    const answer = say(Number(((month / (monthlyOf(say(1000)) ?? 1)) * 1000).toPrecision(SIGNIFICANT)));
    if (!hasLongFraction(answer) && monthlyOf(answer) === month) return answer;
  }
  return undefined;
}

function monthlyOf(answer: string): number | undefined {
  const read = interpretVolume(answer);
  return read.ok ? read.value.monthlyRequests : undefined;
}

/** The days alone, and with the hours. */
const timesOf = ({ busyDaysPerWeek, busyHoursPerDay, busyFrom }: Partial<Workload>): string[] =>
  [
    ...(busyDaysPerWeek === undefined ? [] : [asSaid({ busyDaysPerWeek })]),
    ...(busyHoursPerDay === undefined || busyFrom === undefined
      ? []
      : [asSaid({ busyHoursPerDay, busyFrom, ...(busyDaysPerWeek !== undefined && { busyDaysPerWeek }) })]),
  ].filter((times) => times !== undefined);

export const traffic = choiceQuestion({
  id: 'traffic',
  fields: ['trafficPattern', 'trafficPredictable'],
  place: (draft) => forRequests('first', draft),
  label: 'Traffic pattern',
  look: 'menu',
  dispatches: true,
  choices: [
    {
      value: 'evenly',
      text: 'Steady',
      description: 'About the same every hour',
      states: { trafficPattern: 'steady' },
    },
    {
      value: 'up-and-down',
      text: 'Variable',
      description: 'Rises and falls, seldom idle',
      states: { trafficPattern: 'variable' },
    },
    {
      value: 'long-gaps',
      text: 'Sporadic, unpredictable',
      description: 'Long idle periods',
      states: { trafficPattern: 'intermittent' },
    },
    {
      value: 'known-hours',
      text: 'Busy at known hours',
      description: 'Idle outside hours such as Mon–Fri 9–17',
      states: { trafficPattern: 'intermittent', trafficPredictable: true },
    },
  ],
});

const HOURS_FIELDS = ['busyHoursPerDay', 'busyDaysPerWeek', 'busyFrom', 'timeZone', 'trafficPredictable'] as const;

export const hours = textQuestion({
  id: 'hours',
  fields: HOURS_FIELDS,
  place: (draft) => forRequests(answerTo(draft, 'traffic') === 'known-hours' ? 'first' : 'more', draft),
  label: 'Busy hours',
  example: 'Mon–Fri 9–17 CET',
  interpret: (answer) => asStated(readFreely(answer, HOURS_FIELDS, readHours)),
  write: writeHours,
});

export const cold = choiceQuestion({
  id: 'cold',
  fields: ['coldStarts'],
  place: (draft) => forRequests('first', draft),
  label: 'After an idle period',
  look: 'menu',
  choices: [
    {
      value: 'never-slow',
      text: 'Never slow (no cold starts)',
      description: 'The first request is as fast as any other',
      states: { coldStarts: 'unacceptable' },
    },
    {
      value: 'seconds-late',
      text: 'Some seconds',
      description: 'The first request may wait for a cold start',
      states: { coldStarts: 'acceptable' },
    },
    {
      value: 'minutes-late',
      text: 'Minutes',
      description: 'The first request may wait for an instance, or fail and be retried',
      states: { coldStarts: 'minutes-acceptable' },
    },
  ],
});

export const predictable = yesNoQuestion({
  id: 'predictable',
  field: 'trafficPredictable',
  place: (draft) => (answerTo(draft, 'traffic') === 'known-hours' ? 'nowhere' : forRequests('more', draft)),
  label: 'Are busy periods known in advance?',
  hint: 'Office hours, month end, a campaign.',
});

type HoursAnswer = Pick<
  Workload,
  'busyHoursPerDay' | 'busyDaysPerWeek' | 'busyFrom' | 'timeZone' | 'trafficPredictable'
>;

const STATED_START = /,? ?\bfrom (?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d)(?! ?(?:[-–\d]|to|till|until))/i;
const EXACT_ZONE = /,? ?\btz (?<zone>[a-z][\w/+-]*)/i;

/** `Mon–Fri 9–17 CET`, `weekdays 8:30-16:30 America/New_York`, `10 h a day, from 22:00`, `24/7`. */
export function readHours(answer: string): Read<HoursAnswer> {
  const typed = collapseSpaces(answer);
  const zoned = takeZone(typed);
  const stated = STATED_START.exec(zoned.rest);
  const rest = stated ? zoned.rest.replace(stated[0], '') : zoned.rest;
  const read = readBusyTimes(rest);
  if (!read.ok) return read;
  if (read.value.busyFrom !== undefined && stated)
    return refused('It says two different starts; write it like Mon–Fri 9–17 CET.');
  const { hour, minute } = stated?.groups ?? {};
  return understood({
    ...read.value,
    ...(stated ? { busyFrom: `${hour}:${minute}` } : {}),
    ...(zoned.zone === undefined ? {} : { timeZone: zoned.zone }),
  });
}

/** The inverse of {@link readHours}: as people say it where that reads back as the same, otherwise fact by fact. */
export function writeHours({ trafficPredictable, ...hours }: HoursAnswer): string {
  const spoken = trafficPredictable === true ? asSaid(hours) : undefined;
  const read = spoken === undefined ? undefined : readHours(spoken);
  if (spoken !== undefined && read?.ok && isSame(read.value, { ...hours, trafficPredictable: true })) return spoken;
  const { busyHoursPerDay, busyDaysPerWeek, busyFrom, timeZone } = hours;
  const parts = [
    writeBusyHours({
      ...(busyHoursPerDay === undefined ? {} : { busyHoursPerDay }),
      ...(busyDaysPerWeek === undefined ? {} : { busyDaysPerWeek }),
    }),
    busyFrom === undefined ? '' : `from ${busyFrom}`,
    timeZone === undefined ? '' : writeExactZone(timeZone),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function takeZone(typed: string): { rest: string; zone?: string } {
  const exact = EXACT_ZONE.exec(typed);
  const name = exact?.groups?.['zone'] ?? '';
  if (exact && isTimeZone(name)) return { rest: typed.replace(exact[0], ''), zone: name };
  for (const word of typed.split(/[ ,()]+/)) {
    const zone = zoneOfAbbreviation(word) ?? (word.includes('/') && isTimeZone(word) ? word : undefined);
    if (zone !== undefined) return { rest: typed.replace(word, '').replace('()', ''), zone };
  }
  return { rest: typed };
}

/** A zone as it reads back. `CET` alone stands for Berlin; the zone that IANA calls CET needs `TZ` before it. */
function writeExactZone(zone: string): string {
  const short = writeZone(zone);
  return short !== zone || zone.includes('/') ? short : `TZ ${zone}`;
}

const MINUTES_PER_DAY = 24 * 60;
const WORKING_DAYS = 'Mon–Fri';

/** `Mon–Fri 9–17 CET`, `Mon–Fri`; nothing where the hours have no start or end on the clock. */
function asSaid({ busyHoursPerDay, busyDaysPerWeek, busyFrom, timeZone }: HoursAnswer): string | undefined {
  if (busyHoursPerDay === undefined && busyFrom === undefined && busyDaysPerWeek === 5) return WORKING_DAYS;
  if (busyHoursPerDay === undefined || busyFrom === undefined) return undefined;
  const [hour = 0, minute = 0] = busyFrom.split(':').map(Number);
  const from = hour * 60 + minute;
  const days = { 5: WORKING_DAYS, 7: 'every day' }[busyDaysPerWeek ?? 0];
  const span = `${clock(from)}–${clock((from + Math.round(busyHoursPerDay * 60)) % MINUTES_PER_DAY)}`;
  const said = [days ?? (busyDaysPerWeek === undefined ? '' : `${busyDaysPerWeek} days a week,`), span];
  return [...said, timeZone === undefined ? '' : writeExactZone(timeZone)].filter((part) => part !== '').join(' ');
}

/** `9`, `17:30`. */
function clock(minutes: number): string {
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

const isSame = (one: HoursAnswer, other: HoursAnswer): boolean =>
  HOURS_FIELDS.every((field) => one[field] === other[field]);
