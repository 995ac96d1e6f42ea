import { readBusyHours, writeBusyHours } from '../../../wording/quantities/index.ts';
import { answerTo } from '../draft.ts';
import { forRequests } from '../relevance.ts';
import { textQuestion } from '../text-question.ts';

export const hours = textQuestion({
  id: 'hours',
  fields: ['busyHoursPerDay', 'busyDaysPerWeek', 'trafficPredictable'],
  place: (draft) => forRequests(answerTo(draft, 'traffic') === 'known-hours' ? 'first' : 'more', draft),
  label: 'In which hours?',
  example: 'Mon–Fri 8–18',
  interpret(answer) {
    const read = readBusyHours(answer);
    return read.ok ? { ok: true, workload: read.value } : read;
  },
  write: ({ busyHoursPerDay, busyDaysPerWeek }) =>
    writeBusyHours({
      ...(busyHoursPerDay === undefined ? {} : { busyHoursPerDay }),
      ...(busyDaysPerWeek === undefined ? {} : { busyDaysPerWeek }),
    }),
});
