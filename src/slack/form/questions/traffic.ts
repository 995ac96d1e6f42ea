import { readVolume, writeVolume } from '../../../wording/quantities/index.ts';
import { choiceQuestion, yesNoQuestion } from '../choice-question.ts';
import { answerTo, isAnswered } from '../draft.ts';
import { readFreely } from '../free-answer.ts';
import { asStated, forRequests } from '../question.ts';
import { textQuestion } from '../text-question.ts';
import { readHours, writeHours } from './busy-hours.ts';

/** Who waits, for how long, and how many requests come when. */

/** What the two kinds of caller count as where no time is given; their descriptions say so. */
const CALLER_SECONDS = 30;
const SOMEONE_SECONDS = 15 * 60;
/** From here on nobody holds a line: SageMaker answers a direct call within 60 s or not at all. */
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

/** In `2k/day peak 20 rps` the peak belongs to what follows. */
const withPeakApart = (answer: string): string => answer.replace(/(?<=\S) (?=peaks? (?:of |at )?\d)/i, ', ');

export const volume = textQuestion({
  id: 'volume',
  fields: VOLUME_FIELDS,
  place: (draft) => forRequests('first', draft),
  label: 'Traffic',
  example: '2,000/day, peak 20 rps',
  interpret: (answer) => asStated(readFreely(withPeakApart(answer), VOLUME_FIELDS, readVolume)),
  write: writeVolume,
});

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
