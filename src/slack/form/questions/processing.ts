import { readDuration, writeDuration } from '../../../wording/quantities/index.ts';
import { oneQuantity } from '../one-quantity.ts';
import { audienceOf } from '../relevance.ts';
import { textQuestion } from '../text-question.ts';

export const processing = textQuestion({
  id: 'processing',
  place: () => 'first',
  label: (draft) => (audienceOf(draft) === 'stored-data' ? 'One record takes' : 'One request takes'),
  example: '400 ms',
  hint: 'The slow usual: 95 of 100 are quicker. 60 s is a wall for direct calls.',
  ...oneQuantity('processingTimeSeconds', readDuration, writeDuration),
});
