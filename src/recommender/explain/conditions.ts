import { optionTitle } from '../options/index.ts';
import type { HoldsIf } from '../recommendation.ts';
import type { PlausibleRange, PlausibleTurn } from '../search/confidence.ts';
import type { PlausibleField } from '../search/plausible.ts';
import {
  formatCount,
  formatGB,
  formatHours,
  formatMB,
  formatNumber,
  formatSeconds,
  formatWhole,
} from '../workload/measures.ts';

/** How a number's clause is said: `amount` is "over 60 s", "at most 4 MB" or "50 to 200". */
interface NumberWords {
  readonly write: (value: number) => string;
  readonly clause: (amount: string) => string;
}

type Clauses = Readonly<Record<string, string>>;

const yesOrNo = (yes: string, no: string): Clauses => ({ true: yes, false: no });

/** A clause for each field that can be decisive. */
const CLAUSES: Readonly<Record<PlausibleField, Clauses | NumberWords>> = {
  trafficPattern: {
    steady: 'traffic is steady',
    variable: 'traffic varies but is seldom idle',
    intermittent: 'traffic has long idle periods',
    dataset: 'no requests arrive and a dataset is scored',
  },
  trafficPredictable: yesOrNo('busy periods are known in advance', "busy periods aren't known in advance"),
  responseTimeSeconds: { write: formatSeconds, clause: (time) => `the response time needed is ${time}` },
  coldStarts: {
    unacceptable: 'cold starts are unacceptable',
    acceptable: 'cold starts of some seconds are acceptable',
    'minutes-acceptable': 'minutes of delay after idle periods are acceptable',
  },
  payloadSizeMB: { write: formatMB, clause: (size) => `the largest payload is ${size}` },
  processingTimeSeconds: { write: formatSeconds, clause: (time) => `a request takes ${time}` },
  monthlyRequests: { write: formatWhole, clause: (requests) => `there are ${requests} requests per month` },
  peakRequestsPerSecond: { write: formatNumber, clause: (rate) => `traffic peaks at ${rate} requests per second` },
  burstRequests: { write: formatWhole, clause: (requests) => `${requests} requests arrive together` },
  busyHoursPerDay: { write: formatHours, clause: (hours) => `requests arrive during ${hours} per day` },
  busyDaysPerWeek: {
    write: (days) => formatCount(days, 'day'),
    clause: (days) => `requests arrive on ${days} per week`,
  },
  datasetRecordsPerRun: { write: formatWhole, clause: (records) => `a run has ${records} records` },
  datasetRunsPerMonth: { write: formatNumber, clause: (runs) => `the dataset is scored ${runs} times per month` },
  datasetDeadlineHours: { write: formatHours, clause: (hours) => `a run must finish within ${hours}` },
  modelSizeGB: { write: formatGB, clause: (size) => `the model needs ${size}` },
  modelsShareContainer: yesOrNo('the models share a container', "the models don't share a container"),
  activeModelCount: { write: formatWhole, clause: (models) => `${models} models are called within a busy hour` },
  modelInvocationFrequency: {
    frequent: 'a typical model is called often',
    rare: 'a typical model is called rarely',
  },
  containerInvocation: {
    serial: 'every request passes through all containers',
    direct: 'each request names its container',
  },
  containerImageSizeGB: { write: formatGB, clause: (size) => `the container image is ${size}` },
  costPriority: {
    'lowest-cost': 'the lowest cost matters most',
    balanced: 'cost and performance balance',
    performance: 'performance matters most',
  },
  availability: {
    'single-instance': 'one instance is enough',
    'multi-az': 'two Availability Zones are required',
  },
};

/** "If a request takes over 60 s: Asynchronous Inference." */
export function conditionFor({ field, to, value, range }: PlausibleTurn): HoldsIf {
  const words = CLAUSES[field];
  const clause =
    isOfNumbers(words) && range ? words.clause(amountOf(range, words.write)) : (words as Clauses)[String(value)];
  return { field, text: `If ${clause}: ${to === null ? 'no option fits' : optionTitle(to)}.`, to };
}

const isOfNumbers = (words: Clauses | NumberWords): words is NumberWords => typeof words['write'] === 'function';

/** A limit reads as a limit; where both ends matter, or neither, as the span between them. */
function amountOf({ least, below, most, above }: PlausibleRange, write: (value: number) => string): string {
  if (below !== undefined && above === undefined) {
    return isRounder(below, least) ? `over ${write(below)}` : `at least ${write(least)}`;
  }
  if (above !== undefined && below === undefined) {
    return isRounder(above, most) ? `under ${write(above)}` : `at most ${write(most)}`;
  }
  const [from, to] = [write(least), write(most)];
  return from === to ? from : `${from} to ${to}`;
}

/** Of two neighbours, the one that somebody would have written down. */
const isRounder = (value: number, other: number): boolean => isRound(value) && !isRound(other);

const isRound = (value: number): boolean => Number(value.toPrecision(2)) === Number(value.toPrecision(12));
