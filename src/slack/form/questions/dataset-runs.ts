import { readRuns, writeRuns } from '../../../wording/quantities/index.ts';
import { oneQuantity } from '../one-quantity.ts';
import { forStoredData } from '../relevance.ts';
import { textQuestion } from '../text-question.ts';

export const datasetRuns = textQuestion({
  id: 'dataset-runs',
  place: forStoredData,
  label: 'How often is it scored?',
  example: 'every night, or 4 a month',
  ...oneQuantity('datasetRunsPerMonth', readRuns, writeRuns),
});
