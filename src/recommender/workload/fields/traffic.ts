import * as z from 'zod/mini';
import { INSTANCE_TYPE_NAMES, nearestSize } from '../../facts/instance-types.ts';
import { GPU_NAMES, machineOf } from '../../facts/machines.ts';
import { formatHours, formatMB, formatNumber, formatSeconds, formatWhole } from '../measures.ts';
import { nearest } from '../nearest.ts';
import { aboveZero, atLeastZero, counted, type Row, text, upTo, yesOrNo } from './row.ts';

/** Who asks, how often, with how much; or which dataset is scored how often. */
export const TRAFFIC = {
  /** What the team calls it, 1 to 80 characters. */
  name: {
    schema: text(80, 1),
    expects: 'a text of 1 to 80 characters',
    label: 'name',
    sample: 'fraud-scoring',
    question: 'Workload name?',
  },
  /** Free text, at most 2,000 characters; shown, never interpreted. */
  description: {
    schema: text(2000),
    expects: 'a text of at most 2,000 characters',
    label: 'description',
    sample: 'Card payments',
    question: 'What is it for?',
  },
  /** When requests come. `steady`: all the time. `variable`: rises and falls, rarely idle. `intermittent`: long idle periods. `dataset`: a stored dataset is scored, without requests. */
  trafficPattern: {
    schema: z.enum(['steady', 'variable', 'intermittent', 'dataset']),
    label: 'traffic pattern',
    question: 'Is traffic steady, variable or sporadic, or do you score a dataset?',
    values: { steady: 'steady', variable: 'variable', intermittent: 'sporadic', dataset: 'dataset' },
    change: {
      steady: 'traffic is steady',
      variable: 'traffic varies and is rarely idle',
      intermittent: 'traffic has long idle periods',
      dataset: 'a dataset is scored instead of requests',
    },
  },
  /** The busy periods are known in advance. */
  trafficPredictable: {
    schema: yesOrNo,
    label: 'busy periods known',
    question: 'Are busy periods known in advance?',
    about: 'requests',
    change: {
      true: 'busy periods are known in advance',
      false: "busy periods aren't known in advance",
    },
  },
  /** The longest a caller may wait for one answer, in seconds; with streaming, for its first part. */
  responseTimeSeconds: {
    schema: aboveZero,
    unit: 'seconds',
    label: 'response time',
    sample: 0.3,
    question: 'Which response time do you need?',
    change: { clause: (time) => `the allowed response time is ${time}`, write: formatSeconds },
    span: { from: 0.01, to: 1e6, silence: 'high' },
    form: {
      id: 'within',
      page: 'first',
      about: ['requests'],
      label: 'Response time needed',
      example: '300 ms, or 15 min',
      hint: 'With streaming: time to first token.',
    },
  },
  /** What the first request after an idle period may meet. `unacceptable`: nothing slower than usual. `acceptable`: some seconds more. `minutes-acceptable`: minutes, or a failure that the caller retries. */
  coldStarts: {
    schema: z.enum(['unacceptable', 'acceptable', 'minutes-acceptable']),
    label: 'first request after idle',
    question: 'How slow may the first request after an idle period be?',
    values: { unacceptable: 'never slow', acceptable: 'some seconds', 'minutes-acceptable': 'minutes' },
    about: 'requests',
    change: {
      unacceptable: 'cold starts are unacceptable',
      acceptable: 'cold starts of a few seconds are fine',
      'minutes-acceptable': 'minutes of delay after idle periods are fine',
    },
  },
  /** The largest single request or answer in MB, whichever is larger; of a dataset the largest record. */
  payloadSizeMB: {
    schema: atLeastZero,
    unit: 'MB',
    label: 'payload',
    sample: 3,
    question: 'How large is the largest request or response?',
    change: {
      // The higher of two limits never stands alone.
      clause: (size) => `the payload is ${size}${/\b25 MB/.test(size) ? ' (another AWS page says 6 MB)' : ''}`,
      write: formatMB,
    },
    span: { from: 0.001, to: 1e5 },
  },
  /** A request carries only an S3 address; the container fetches the data itself. */
  payloadByReference: {
    schema: yesOrNo,
    label: 'payload as S3 address',
    question: 'Do requests carry only an S3 address?',
    change: { true: 'requests carry only an S3 address', false: 'requests carry the payload itself' },
  },
  /** What the model needs for one request (p95), or for one record of a dataset (mean: a job is billed for all of them), in seconds. */
  processingTimeSeconds: {
    schema: aboveZero,
    unit: 'seconds',
    statistic: 'p95; of a dataset the mean',
    label: 'processing time',
    sample: 0.04,
    question: 'How long does a request take (p95)?',
    change: { clause: (time) => `a request takes ${time}`, write: formatSeconds },
    span: { from: 0.001, to: 1e5 },
    form: {
      id: 'processing',
      page: 'first',
      label: { requests: 'Model latency (p95)', dataset: 'Model latency per record (mean)' },
      example: '40 ms',
      hint: {
        requests: 'The model alone. Synchronous calls end at 60 s.',
        dataset: 'The model alone. A job is billed for records × this.',
      },
    },
  },
  /** What `processingTimeSeconds` was measured on: an instance type, or a GPU's name such as `L4`. Unstated, it holds for the recommended type alone. */
  processingTimeOn: {
    schema: text(40).check(z.refine((name) => machineOf(name) !== undefined)),
    expects: `an instance type such as ml.g6.xlarge, or a GPU of one (${GPU_NAMES.join(', ')})`,
    meant: (typed) =>
      nearestSize(`ml.${typed.toLowerCase().replace(/^ml\./, '')}.`) ??
      nearest(typed, [...GPU_NAMES, ...INSTANCE_TYPE_NAMES]),
    label: 'machine of the processing time',
    sample: 'ml.g6.xlarge',
    question: 'On which instance type or GPU was the processing time measured?',
    noted: true,
    change: 'the processing time was measured on',
    form: {
      id: 'processing-on',
      label: 'Model latency measured on',
      example: 'ml.g6.xlarge, or L4',
      hint: "An instance type or a GPU. Left empty, it's taken to hold for the recommended type.",
    },
  },
  /** Requests in an average month. */
  monthlyRequests: {
    schema: atLeastZero,
    unit: 'count',
    label: 'requests per month',
    sample: 60_000,
    question: 'How many requests per month?',
    about: 'requests',
    change: { clause: (count) => `there are ${counted(count, 'request')} per month`, write: formatWhole },
    span: { from: 1, to: 1e10, whole: true, silence: 'high' },
  },
  /** Requests in the busiest second to plan for. */
  peakRequestsPerSecond: {
    schema: atLeastZero,
    unit: 'count',
    label: 'peak requests per second',
    sample: 20,
    question: 'How many requests per second at the peak?',
    about: 'requests',
    change: { clause: (rate) => `the peak is ${counted(rate, 'request')} per second`, write: formatWhole },
    span: { from: 0.001, to: 1e5 },
  },
  /** How many requests may arrive together. */
  burstRequests: {
    schema: atLeastZero,
    unit: 'count',
    label: 'requests arriving together',
    sample: 50,
    question: 'How many requests arrive together?',
    about: 'requests',
    change: { clause: (count) => `${counted(count, 'request')} arrive together`, write: formatWhole },
    span: { from: 1, to: 1e6, whole: true },
  },
  /** Hours per day in which requests arrive, 0 to 24. */
  busyHoursPerDay: {
    schema: upTo(24),
    expects: 'a number from 0 to 24',
    unit: 'count',
    label: 'busy hours per day',
    sample: 8,
    question: 'During how many hours per day do requests arrive?',
    about: 'requests',
    change: { clause: (hours) => `requests arrive for ${hours} per day`, write: formatHours },
    span: { from: 0.5, to: 24, silence: 'high', monotone: false },
  },
  /** Days per week on which requests arrive, 0 to 7. */
  busyDaysPerWeek: {
    schema: upTo(7),
    expects: 'a number from 0 to 7',
    unit: 'count',
    label: 'busy days per week',
    sample: 5,
    question: 'On how many days per week do requests arrive?',
    about: 'requests',
    change: { clause: (days) => `there are ${counted(days, 'busy day')} per week`, write: formatNumber },
    span: { from: 0.5, to: 7, silence: 'high', monotone: false },
  },
  /** When the busy hours start, local time: `09:00`. */
  busyFrom: {
    schema: z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)),
    expects: 'a time such as 09:00',
    label: 'busy hours start',
    sample: '09:00',
    question: 'When do the busy hours start?',
    about: 'requests',
    noted: true,
    change: 'the busy hours start at',
  },
  /** The IANA time zone of the busy hours: `Europe/Berlin`. */
  timeZone: {
    schema: z.string().check(z.refine(isTimeZone)),
    expects: 'an IANA time zone such as Europe/Berlin',
    label: 'time zone',
    sample: 'Europe/Berlin',
    question: 'In which time zone are the busy hours?',
    about: 'requests',
    noted: true,
    change: 'the time zone of the busy hours is',
  },
  /** How long the caller's connection can be held open, in seconds; behind API Gateway 29 by default. */
  callerTimeoutSeconds: {
    schema: aboveZero,
    unit: 'seconds',
    label: 'caller timeout',
    sample: 29,
    question: 'After how long does the caller disconnect?',
    about: 'requests',
    change: { clause: (time) => `the caller's timeout is ${time}`, write: formatSeconds },
    span: { from: 0.1, to: 1e5, silence: 'high' },
    form: {
      id: 'caller-timeout',
      label: 'Caller timeout',
      example: '29 s',
      hint: 'How long the connection can stay open. Behind API Gateway: 29 s by default.',
    },
  },
  /** Of a dataset: the input of one run in GB. */
  datasetSizeGB: {
    schema: atLeastZero,
    unit: 'GB',
    label: 'dataset size',
    sample: 40,
    question: 'How large is the dataset of one run?',
    about: 'dataset',
    form: {
      id: 'dataset-size',
      page: 'first',
      label: 'Dataset size per run',
      example: '40 GB',
    },
  },
  /** Of a dataset: the records in one run. */
  datasetRecordsPerRun: {
    schema: atLeastZero,
    unit: 'count',
    label: 'records per run',
    sample: 2_000_000,
    question: 'How many records does a run have?',
    about: 'dataset',
    change: { clause: (count) => `a run has ${counted(count, 'record')}`, write: formatWhole },
    span: { from: 1, to: 1e12, whole: true },
    form: {
      id: 'dataset-records',
      page: 'first',
      label: 'Records per run',
      example: '2 million, or 50k',
    },
  },
  /** Of a dataset: how often it is scored, in runs per month. */
  datasetRunsPerMonth: {
    schema: atLeastZero,
    unit: 'runs',
    label: 'runs',
    sample: 30,
    question: 'How often is the dataset scored?',
    about: 'dataset',
    change: { clause: (count) => `there are ${counted(count, 'run')} per month`, write: formatNumber },
    span: { from: 0.1, to: 1e5 },
    form: {
      id: 'dataset-runs',
      page: 'first',
      label: 'Schedule',
      example: 'every night, or 4 per month',
    },
  },
  /** Of a dataset: within how many hours a run must be done. */
  datasetDeadlineHours: {
    schema: aboveZero,
    unit: 'hours',
    label: 'run deadline',
    sample: 6,
    question: 'By when must a run finish?',
    about: 'dataset',
    change: { clause: (hours) => `the deadline of a run is ${hours}`, write: formatHours, smaller: 3600 },
    span: { from: 0.01, to: 1e4, silence: 'high' },
    form: {
      id: 'dataset-deadline',
      page: 'first',
      label: 'Each run must finish within',
      example: '6 h, or overnight',
      hint: 'Overnight counts as 12 hours.',
    },
  },
} as const satisfies Record<string, Row>;

/** Returns whether the runtime's time zone data has a zone of this name. Names start with a letter; offsets such as `+01:00` are no names. */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
