import { readVolume, writeVolume } from '../../../wording/quantities/index.ts';
import { choiceQuestion, yesNoQuestion } from '../choice-question.ts';
import { answerTo, isAnswered } from '../draft.ts';
import { forRequests } from '../question.ts';
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
  label: 'Who waits for the answer?',
  look: 'radio',
  dispatches: true,
  choices: [
    {
      value: 'caller',
      text: 'A caller on the line',
      description: 'Holds the connection open. Counts as 30 s if no time is given',
      states: { responseTimeSeconds: CALLER_SECONDS },
    },
    {
      value: 'someone',
      text: 'Someone, for minutes',
      description: 'Is told when it is done. Counts as 15 min if no time is given',
      states: { responseTimeSeconds: SOMEONE_SECONDS },
    },
    {
      value: 'nobody',
      text: 'Nobody: stored data is scored',
      description: 'A job reads the data from S3 and leaves the answers there',
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

export const volume = textQuestion({
  id: 'volume',
  fields: ['monthlyRequests', 'peakRequestsPerSecond', 'burstRequests'],
  place: (draft) => forRequests('first', draft),
  label: 'How many?',
  example: '2000/day, 20 at once',
  hint: 'Decides the cost. An average such as 2k per hour, the busiest second such as 50 rps, or how many arrive together.',
  interpret(answer) {
    const read = readVolume(answer);
    return read.ok ? { ok: true, workload: read.value } : read;
  },
  write: writeVolume,
});

export const traffic = choiceQuestion({
  id: 'traffic',
  fields: ['trafficPattern', 'trafficPredictable'],
  place: (draft) => forRequests('first', draft),
  label: 'When do they come?',
  look: 'menu',
  dispatches: true,
  choices: [
    {
      value: 'evenly',
      text: 'All day, evenly',
      description: 'About as many in every hour',
      states: { trafficPattern: 'steady' },
    },
    {
      value: 'up-and-down',
      text: 'Up and down',
      description: 'Rises and falls, but is seldom idle',
      states: { trafficPattern: 'variable' },
    },
    {
      value: 'long-gaps',
      text: 'Long gaps',
      description: 'Idle for long stretches, nobody knows when',
      states: { trafficPattern: 'intermittent' },
    },
    {
      value: 'known-hours',
      text: 'Known hours',
      description: 'Idle outside hours that are known, such as Mon–Fri 8–18',
      states: { trafficPattern: 'intermittent', trafficPredictable: true },
    },
  ],
});

export const hours = textQuestion({
  id: 'hours',
  fields: ['busyHoursPerDay', 'busyDaysPerWeek', 'busyFrom', 'timeZone', 'trafficPredictable'],
  place: (draft) => forRequests(answerTo(draft, 'traffic') === 'known-hours' ? 'first' : 'more', draft),
  label: 'In which hours?',
  example: 'Mon–Fri 8–18',
  interpret(answer) {
    const read = readHours(answer);
    return read.ok ? { ok: true, workload: read.value } : read;
  },
  write: writeHours,
});

export const cold = choiceQuestion({
  id: 'cold',
  fields: ['coldStarts'],
  place: (draft) => forRequests('first', draft),
  label: 'After a quiet spell, the first answer may be',
  look: 'menu',
  choices: [
    {
      value: 'never-slow',
      text: 'Never slow',
      description: 'As quick as any other',
      states: { coldStarts: 'unacceptable' },
    },
    {
      value: 'seconds-late',
      text: 'Some seconds late',
      description: 'A cold start: the container and the model are loaded first',
      states: { coldStarts: 'acceptable' },
    },
    {
      value: 'minutes-late',
      text: 'Minutes late, or fail and be retried',
      description: 'An instance has to start first, and the caller can try again',
      states: { coldStarts: 'minutes-acceptable' },
    },
  ],
});

export const predictable = yesNoQuestion({
  id: 'predictable',
  field: 'trafficPredictable',
  place: (draft) => (answerTo(draft, 'traffic') === 'known-hours' ? 'nowhere' : forRequests('more', draft)),
  label: 'Are the busy times known in advance?',
  hint: 'Office hours, month end, a campaign: capacity can then be ready before the rush.',
});
