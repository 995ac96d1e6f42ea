import {
  readCount,
  readHours,
  readRuns,
  readSizeGB,
  readUsd,
  writeCount,
  writeHours,
  writeRuns,
  writeSizeGB,
  writeUsd,
} from '../../../wording/quantities/index.ts';
import { forStoredData } from '../question.ts';
import { oneQuantity, textQuestion } from '../text-question.ts';

/** Questions whose whole answer is one field of the workload, in one unit. */

export const datasetSize = textQuestion({
  id: 'dataset-size',
  place: forStoredData,
  label: 'How much data is scored in one run?',
  example: '40 GB',
  ...oneQuantity('datasetSizeGB', readSizeGB, writeSizeGB),
});

export const datasetRecords = textQuestion({
  id: 'dataset-records',
  place: forStoredData,
  label: 'How many records in one run?',
  example: '2 million, or 50k',
  ...oneQuantity('datasetRecordsPerRun', readCount, writeCount),
});

export const datasetRuns = textQuestion({
  id: 'dataset-runs',
  place: forStoredData,
  label: 'How often is it scored?',
  example: 'every night, or 4 a month',
  ...oneQuantity('datasetRunsPerMonth', readRuns, writeRuns),
});

export const datasetDeadline = textQuestion({
  id: 'dataset-deadline',
  place: forStoredData,
  label: 'By when must a run be done?',
  example: '6 h, or overnight',
  hint: 'Counted from its start. Overnight is 12 hours.',
  ...oneQuantity('datasetDeadlineHours', readHours, writeHours),
});

export const imageSize = textQuestion({
  id: 'image-size',
  place: () => 'more',
  label: 'How large is the container image?',
  example: '8 GB',
  hint: 'The largest, if there are several: what is pulled from the registry, without the model.',
  ...oneQuantity('containerImageSizeGB', readSizeGB, writeSizeGB),
});

export const budget = textQuestion({
  id: 'budget',
  place: () => 'more',
  label: 'What may it cost a month?',
  example: '$500',
  hint: 'In US dollars. More than that becomes a warning; it does not change the choice.',
  ...oneQuantity('monthlyBudgetUsd', readUsd, writeUsd),
});

export const region = textQuestion({
  id: 'region',
  fields: ['region'],
  place: () => 'more',
  label: 'In which AWS Region?',
  example: 'eu-west-1',
  freeText: true,
  interpret: (answer) => ({ ok: true, workload: { region: answer.toLowerCase() } }),
  write: (workload) => workload.region ?? '',
});

export const instanceType = textQuestion({
  id: 'instance-type',
  fields: ['instanceType'],
  place: () => 'more',
  label: 'On which instance type?',
  example: 'ml.m5.xlarge',
  hint: 'Left empty, one that fits is assumed and named.',
  freeText: true,
  interpret: (answer) => ({ ok: true, workload: { instanceType: answer.toLowerCase() } }),
  write: (workload) => workload.instanceType ?? '',
});
