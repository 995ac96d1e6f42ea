import type { Warning } from './warning.ts';

/** A job would split, retry and collect; through an endpoint the caller does. */
export const dataSetOnEndpoint: Warning = ({ needs, option }) => {
  if (!needs.isDataset || option.id === 'batch-transform') return null;
  const { datasetRunsPerMonth: asked } = needs.stated;
  return asked === undefined ? {} : { asked };
};

/** Requests are said to arrive, but what is described is a data set. */
export const dataSetStatedAsRequests: Warning = ({ needs }) => {
  const { datasetSizeGB, datasetRecordsPerRun, datasetRunsPerMonth, datasetDeadlineHours } = needs.stated;
  if (needs.isDataset) return null;
  return datasetSizeGB || datasetRecordsPerRun || datasetRunsPerMonth || datasetDeadlineHours ? {} : null;
};
