import { readCount, writeCount } from '../../../wording/quantities/index.ts';
import { oneQuantity } from '../one-quantity.ts';
import { forStoredData } from '../relevance.ts';
import { textQuestion } from '../text-question.ts';

export const datasetRecords = textQuestion({
  id: 'dataset-records',
  place: forStoredData,
  label: 'How many records in one run?',
  example: '2 million, or 50k',
  ...oneQuantity('datasetRecordsPerRun', readCount, writeCount),
});
