import { readCount, writeCount } from '../../../wording/quantities/index.ts';
import { oneQuantity } from '../one-quantity.ts';
import { audienceOf, forSeveral, modelCountOf } from '../relevance.ts';
import { textQuestion } from '../text-question.ts';

export const activeModels = textQuestion({
  id: 'active-models',
  place: (draft) => {
    const place = forSeveral(modelCountOf(draft));
    return place === 'more' && audienceOf(draft) === 'stored-data' ? 'if-answered' : place;
  },
  label: 'How many of the models are busy in one hour?',
  example: '30',
  ...oneQuantity('activeModelCount', readCount, writeCount),
});
