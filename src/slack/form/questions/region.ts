import { textQuestion } from '../text-question.ts';

export const region = textQuestion({
  id: 'region',
  fields: ['region'],
  place: () => 'more',
  label: 'In which AWS Region?',
  example: 'eu-west-1',
  interpret: (answer) => ({ ok: true, workload: { region: answer.toLowerCase() } }),
  write: (workload) => workload.region ?? '',
});
