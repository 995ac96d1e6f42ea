import { readHours, writeHours } from '../../../wording/quantities/index.ts';
import { oneQuantity } from '../one-quantity.ts';
import { forStoredData } from '../relevance.ts';
import { textQuestion } from '../text-question.ts';

export const datasetDeadline = textQuestion({
  id: 'dataset-deadline',
  place: forStoredData,
  label: 'By when must a run be done?',
  example: '6 h, or overnight',
  hint: 'Counted from its start. Overnight is 12 hours.',
  ...oneQuantity('datasetDeadlineHours', readHours, writeHours),
});
