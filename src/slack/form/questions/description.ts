import { textQuestion } from '../text-question.ts';

const DESCRIPTION_MAX = 2000;

export const description = textQuestion({
  id: 'description',
  fields: ['description'],
  place: () => 'more',
  label: 'What else should the team know?',
  hint: 'Shown beside the answer as it stands here. It decides nothing.',
  multiline: true,
  maxLength: DESCRIPTION_MAX,
  interpret: (answer) =>
    answer.length > DESCRIPTION_MAX
      ? { ok: false, text: 'At most 2,000 characters, please.' }
      : { ok: true, workload: { description: answer } },
  write: (workload) => workload.description ?? '',
});
