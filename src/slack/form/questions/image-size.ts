import { readSizeGB, writeSizeGB } from '../../../wording/quantities/index.ts';
import { oneQuantity } from '../one-quantity.ts';
import { textQuestion } from '../text-question.ts';

export const imageSize = textQuestion({
  id: 'image-size',
  place: () => 'more',
  label: 'How large is the container image?',
  example: '8 GB',
  hint: 'The largest, if there are several: what is pulled from the registry, without the model.',
  ...oneQuantity('containerImageSizeGB', readSizeGB, writeSizeGB),
});
