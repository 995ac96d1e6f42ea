import { QUOTAS } from '../../facts/quotas.ts';
import type { Needs } from '../../needs/needs.ts';
import { formatMB, formatSeconds } from '../../workload/measures.ts';
import type { AssumptionRule } from './assumption.ts';

const requestsArrive = (needs: Needs): boolean => !needs.isDataset;

const TRAFFIC_TEXT = {
  steady: 'steady',
  variable: 'that requests arrive, rising and falling and seldom idle',
  intermittent: 'that requests arrive with long idle stretches between them',
  dataset: 'that stored data is scored',
} as const;

/** What is assumed of requests and of the callers that wait. */
export const TRAFFIC_ASSUMPTIONS: readonly AssumptionRule[] = [
  {
    field: 'trafficPattern',
    value: ({ needs }) => needs.traffic,
    text: ({ needs }) => `No traffic pattern is stated; assumed ${TRAFFIC_TEXT[needs.traffic]}.`,
    always: () => true,
  },
  {
    field: 'responseTimeSeconds',
    applies: requestsArrive,
    value: () => null,
    text: () => 'No response time is stated; assumed that whatever the recommended option takes is soon enough.',
    always: () => true,
  },
  {
    field: 'coldStarts',
    applies: requestsArrive,
    value: ({ needs }) => needs.coldStarts,
    text: ({ needs: { coldStarts, responseTimeSeconds } }) =>
      coldStarts === 'unacceptable' && responseTimeSeconds !== undefined
        ? `Nothing is said about cold starts; with an answer due in ${formatSeconds(responseTimeSeconds)} they are assumed not to be accepted.`
        : 'Nothing is said about cold starts; the first answer after a quiet spell is assumed to be allowed some seconds more.',
    always: () => true,
  },
  {
    field: 'payloadSizeMB',
    applies: (needs) => needs.stated.payloadByReference !== true,
    value: () => null,
    text: ({ needs, choice }) => {
      const limit = choice?.option.limits.payloadSizeMB;
      return limit
        ? `No ${needs.isDataset ? 'record' : 'payload'} size is stated; assumed not over the ${formatMB(limit.value)} that ${choice.option.title} takes.`
        : null;
    },
  },
  {
    field: 'payloadByReference',
    applies: (needs) => needs.payloadSizeMB !== undefined,
    value: () => false,
    text: () =>
      'Nothing says that a request carries only an S3 address; the payload is assumed to travel in the request.',
  },
  {
    field: 'processingTimeSeconds',
    value: () => null,
    text: ({ needs, choice }) => {
      const limit = choice?.option.limits.processingTimeSeconds;
      return limit
        ? `How long one ${needs.isDataset ? 'record' : 'request'} takes is not stated; assumed not over the ${formatSeconds(limit.value)} that ${choice.option.title} allows.`
        : null;
    },
  },
  {
    field: 'trafficPredictable',
    applies: (needs) => requestsArrive(needs) && needs.stated.busyHoursPerDay === undefined,
    value: () => false,
    text: () => 'Nothing says that the busy periods are known in advance; assumed that they are not.',
  },
  {
    field: 'burstRequests',
    applies: (needs) => requestsArrive(needs) && needs.concurrency === undefined,
    value: () => null,
    text: () =>
      `How many requests arrive together is not stated; assumed not over ${QUOTAS.serverlessConcurrency.value}.`,
  },
  {
    field: 'costPriority',
    value: ({ needs }) => needs.costPriority,
    text: () => 'No cost priority is stated; assumed balanced between cost and performance.',
    always: () => true,
  },
  {
    field: 'datasetRunsPerMonth',
    applies: (needs) => needs.isDataset,
    value: () => null,
    text: () => 'How often the data set is scored is not stated; assumed seldom enough for a job to start each time.',
  },
];
