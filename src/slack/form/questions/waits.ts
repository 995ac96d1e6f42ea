import { choiceQuestion } from '../choice-question.ts';
import { isAnswered } from '../draft.ts';

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
