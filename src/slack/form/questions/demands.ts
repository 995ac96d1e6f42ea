import { parseWorkload, type Workload } from '../../../recommender/index.ts';
import { type Read, refused, understood } from '../../../wording/text.ts';
import { readFreely } from '../free-answer.ts';
import { asStated } from '../question.ts';
import { textQuestion } from '../text-question.ts';

/** By its code, or by its city: `eu-west-1`, `Frankfurt`. */
export const region = textQuestion({
  id: 'region',
  fields: ['region'],
  place: () => 'more',
  label: 'Region',
  example: 'eu-west-1, or Frankfurt',
  freeText: true,
  interpret: (answer) => asStated(readFreely(answer, ['region'], readCode)),
  write: (workload) => workload.region ?? '',
});

function readCode(answer: string): Read<Partial<Workload>> {
  const code = answer.trim().toLowerCase();
  return parseWorkload({ name: code, region: code }).ok
    ? understood({ region: code })
    : refused('That is not an AWS Region; write it like eu-west-1 or Frankfurt.');
}
