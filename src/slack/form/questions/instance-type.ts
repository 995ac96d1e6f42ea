import { textQuestion } from '../text-question.ts';

export const instanceType = textQuestion({
  id: 'instance-type',
  fields: ['instanceType'],
  place: () => 'more',
  label: 'On which instance type?',
  example: 'ml.m5.xlarge',
  hint: 'Left empty, one that fits is assumed and named.',
  interpret: (answer) => ({ ok: true, workload: { instanceType: answer.toLowerCase() } }),
  write: (workload) => workload.instanceType ?? '',
});
