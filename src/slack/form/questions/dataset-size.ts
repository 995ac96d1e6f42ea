import { readSizeGB, writeSizeGB } from '../../../wording/quantities/index.ts';
import { oneQuantity } from '../one-quantity.ts';
import { forStoredData } from '../relevance.ts';
import { textQuestion } from '../text-question.ts';

export const datasetSize = textQuestion({
  id: 'dataset-size',
  place: forStoredData,
  label: 'How much data is scored in one run?',
  example: '40 GB',
  ...oneQuantity('datasetSizeGB', readSizeGB, writeSizeGB),
});
