import { QUOTAS } from '../../facts/quotas.ts';
import { processingLimit, unitOf, wakeUpWords } from '../../findings/words.ts';
import { isModelled, type Needs } from '../../needs/needs.ts';
import { formatMB, formatNumber, formatSeconds } from '../../workload/measures.ts';
import type { AssumptionRule } from './assumption.ts';

/** What was stated of the traffic that says so. */
const inferredFrom = ({ stated: { monthlyRequests, busyHoursPerDay, busyDaysPerWeek } }: Needs): string =>
  monthlyRequests !== undefined && busyHoursPerDay === undefined && busyDaysPerWeek === undefined
    ? `${formatNumber(monthlyRequests)} requests per month, less than one per minute`
    : 'the busy hours';

const requestsArrive = (needs: Needs): boolean => !needs.isDataset;

/** What is assumed of requests and of the callers that wait. */
export const TRAFFIC_ASSUMPTIONS: readonly AssumptionRule[] = [
  {
    field: 'trafficPattern',
    value: ({ needs }) => needs.traffic,
    text: ({ needs }) =>
      needs.traffic === 'intermittent'
        ? `Traffic pattern: not given; long idle periods are assumed from ${inferredFrom(needs)}.`
        : 'Traffic pattern: not given; assumed to vary and to be rarely idle.',
    always: () => true,
  },
  {
    field: 'responseTimeSeconds',
    applies: requestsArrive,
    value: () => null,
    text: () => 'Response time: not given; the recommended option is assumed to be fast enough.',
    always: () => true,
  },
  {
    field: 'coldStarts',
    applies: requestsArrive,
    value: ({ needs, choice }) =>
      choice?.scaling === 'scale-to-zero' && needs.coldStarts === 'acceptable'
        ? 'minutes-acceptable'
        : needs.coldStarts,
    text: ({ needs: { coldStarts, responseTimeSeconds }, choice }) => {
      if (coldStarts === 'unacceptable' && responseTimeSeconds !== undefined) {
        return `Cold starts: not given; assumed unacceptable, because callers need an answer in ${formatSeconds(responseTimeSeconds)}.`;
      }
      const delay = choice?.scaling === 'scale-to-zero' ? `about ${wakeUpWords(choice.option)}` : 'a few seconds';
      return `Cold starts: not given; ${delay} after idle periods are assumed to be fine.`;
    },
    always: () => true,
  },
  {
    field: 'payloadSizeMB',
    applies: (needs) => needs.stated.payloadByReference !== true,
    value: () => null,
    text: ({ needs, choice }) => {
      const limit = choice?.option.limits.payloadSizeMB;
      return limit
        ? `${needs.isDataset ? 'Record size' : 'Payload'}: not given; assumed to be at most ${formatMB(limit.value)}.`
        : null;
    },
  },
  {
    field: 'payloadByReference',
    applies: (needs) => needs.payloadSizeMB !== undefined,
    value: () => false,
    text: () => 'S3 address: not given; the payload is assumed to travel in the request.',
  },
  {
    field: 'processingTimeSeconds',
    applies: (needs) => !isModelled(needs),
    value: () => null,
    text: ({ needs, choice }) => {
      const limit = choice && processingLimit(choice.option, needs);
      if (!limit) return null;
      // A stream may go on after its first part; anything else has to be processed by the time it is needed.
      const needed = needs.isDataset || needs.streaming !== 'none' ? undefined : needs.responseTimeSeconds;
      const most = formatSeconds(Math.min(limit.value, needed ?? Infinity));
      return `Processing time: not given; assumed to be at most ${most} per ${unitOf(needs)}.`;
    },
  },
  {
    field: 'trafficPredictable',
    applies: (needs) => requestsArrive(needs) && needs.stated.busyHoursPerDay === undefined,
    value: () => false,
    text: () => 'Busy periods: not given; assumed to be unknown in advance.',
  },
  {
    field: 'burstRequests',
    applies: (needs) => requestsArrive(needs) && needs.concurrency === undefined,
    value: () => null,
    text: () => `Concurrent requests: not given; assumed to be at most ${QUOTAS.serverlessConcurrency.value}.`,
  },
  {
    field: 'costPriority',
    value: ({ needs }) => needs.costPriority,
    text: () => 'Cost priority: not given; assumed balanced between cost and performance.',
    always: () => true,
  },
  {
    field: 'datasetRunsPerMonth',
    applies: (needs) => needs.isDataset,
    value: () => null,
    text: () => 'Schedule: not given; assumed to leave time for a job to start.',
  },
];
