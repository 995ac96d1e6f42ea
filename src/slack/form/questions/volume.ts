import { readVolume, writeVolume } from '../../../wording/quantities/index.ts';
import { forRequests } from '../relevance.ts';
import { textQuestion } from '../text-question.ts';

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
