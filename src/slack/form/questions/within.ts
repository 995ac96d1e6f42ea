import { readDuration, writeDuration } from '../../../wording/quantities/index.ts';
import { oneQuantity } from '../one-quantity.ts';
import { forRequests } from '../relevance.ts';
import { textQuestion } from '../text-question.ts';

export const within = textQuestion({
  id: 'within',
  place: (draft) => forRequests('first', draft),
  label: 'Answer needed within',
  example: '300 ms, or 15 min',
  hint: 'With streaming: the first token. Decides between a direct call and a queue.',
  ...oneQuantity('responseTimeSeconds', readDuration, writeDuration),
});
