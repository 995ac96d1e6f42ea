import fc from 'fast-check';
import { SHIPPED_PRICES, WORKLOAD_FIELDS, type Workload, type WorkloadField } from '../../src/recommender/index.ts';
import { judge } from '../../src/recommender/judge/judge.ts';
import { type Confidence, confidenceOf, type PlausibleTurn } from '../../src/recommender/search/confidence.ts';
import { outcomeOf, withValue } from '../../src/recommender/search/outcome.ts';
import { canBeDecisive, type PlausibleField, plausibleFor } from '../../src/recommender/search/plausible.ts';
import { survey } from '../../src/recommender/search/survey.ts';
import { Turns } from '../../src/recommender/search/turn.ts';
import { anyWorkload, sparseWorkload } from './workloads.ts';

type Value = number | string | boolean;

/** As people describe them: a few facts, each of an ordinary size, and now and then one that is not. */
const FACTS: Partial<Record<WorkloadField, readonly Value[]>> = {
  trafficPattern: ['steady', 'variable', 'intermittent', 'dataset'],
  trafficPredictable: [true, false],
  responseTimeSeconds: [0.05, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900, 3600],
  coldStarts: ['unacceptable', 'acceptable', 'minutes-acceptable'],
  payloadSizeMB: [0.05, 0.1, 0.5, 1, 2, 5, 7, 20, 30, 300],
  processingTimeSeconds: [0.01, 0.05, 0.1, 0.3, 0.5, 1, 3, 20, 90, 600],
  monthlyRequests: [500, 20_000, 50_000, 200_000, 1_000_000, 3_000_000, 60_000_000],
  peakRequestsPerSecond: [0.1, 1, 5, 20, 100],
  burstRequests: [5, 50, 500],
  busyHoursPerDay: [2, 8, 10, 24],
  busyDaysPerWeek: [1, 5, 7],
  callerTimeoutSeconds: [29],
  datasetRecordsPerRun: [50_000, 2_000_000],
  datasetRunsPerMonth: [1, 4, 30, 2000],
  datasetDeadlineHours: [1, 6],
  modelCount: [1, 2, 5, 40, 2000],
  modelSizeGB: [0.3, 1, 2, 4, 14],
  modelsShareContainer: [true, false],
  modelInvocationFrequency: ['rare', 'frequent'],
  activeModelCount: [1, 10],
  containerCount: [1, 3],
  containerImageSizeGB: [2, 12],
  requiresGpu: [true, false],
  requiresVpc: [true],
  requiresDataCapture: [true],
  requiresStreaming: ['none', 'response'],
  costPriority: ['lowest-cost', 'balanced', 'performance'],
  availability: ['single-instance', 'multi-az'],
  modelParametersBillion: [0.1, 8, 70],
};

const ordinaryWorkload: fc.Arbitrary<Workload> = fc
  .subarray(Object.entries(FACTS), { maxLength: 8 })
  .chain((facts) => fc.record(Object.fromEntries(facts.map(([field, values]) => [field, fc.constantFrom(...values)]))))
  .map((stated) => ({ name: 'a workload', ...stated }) as Workload);

/** Ordinary ones most of the time; the others reach the edges of every rule. */
export const describedWorkload: fc.Arbitrary<Workload> = fc.oneof(
  { weight: 4, arbitrary: ordinaryWorkload },
  { weight: 1, arbitrary: sparseWorkload },
  { weight: 1, arbitrary: anyWorkload },
);

/** The confidence alone, without a word of text. */
export function confidenceIn(workload: Workload): Confidence {
  const base = judge(workload);
  const surveyed = survey(base, judge, SHIPPED_PRICES);
  const turns = new Turns((field, value) => ({ value, outcome: outcomeOf(judge(withValue(workload, field, value))) }));
  return confidenceOf(surveyed, base, turns);
}

const optionFor = (workload: Workload): string | null => judge(workload).choice?.option.id ?? null;

const POINTS = 20;

/** All words, or 20 numbers from one end of the span to the other at equal ratios. */
function plausibleValues(field: PlausibleField, workload: Workload): Value[] {
  const plausible = plausibleFor(field, judge(workload).needs);
  if (plausible === undefined) return [];
  if (!('from' in plausible)) return [...plausible];
  const { from, to } = plausible;
  const points = Array.from({ length: POINTS }, (_, at) => Math.min(to, from * (to / from) ** (at / (POINTS - 1))));
  return WHOLE.has(field) ? [...new Set(points.map(Math.round))] : points;
}

const WHOLE: ReadonlySet<WorkloadField> = new Set([
  'monthlyRequests',
  'burstRequests',
  'datasetRecordsPerRun',
  'activeModelCount',
]);

/** Plausible values that lead to another option although the answer does not name the field; each as a sentence. */
export function unnamedTurns(workload: Workload, { turns }: Confidence): string[] {
  const option = optionFor(workload);
  const named = new Set<WorkloadField>(turns.map(({ field }) => field));
  return WORKLOAD_FIELDS.filter(canBeDecisive)
    .filter((field) => !named.has(field))
    .flatMap((field) =>
      plausibleValues(field, workload)
        .filter((value) => optionFor(withValue(workload, field, value)) !== option)
        .map((value) => `${field} ${value} turns ${option}`),
    );
}

/** Conditions that do not lead where they say. */
export function falseConditions(workload: Workload, { turns }: Confidence): string[] {
  return turns.flatMap(({ field, to, value, range }) => {
    const tried = range ? [value, range.least, range.most] : [value];
    return tried
      .filter((each) => optionFor(withValue(workload, field, each)) !== to)
      .map((each) => `${field} ${each} does not lead to ${to}`);
  });
}

const RANK: Record<Confidence['level'], number> = { 'needs-facts': 0, likely: 1, firm: 2 };

/** A fact, and whether the answer is surer without it. */
interface Removal {
  readonly field: WorkloadField;
  readonly from: Confidence['level'];
  readonly to: Confidence['level'];
  readonly isSurer: boolean;
  /**
   * Surer only because less is asked: no value that turned the answer is still plausible without the fact. Otherwise fact and
   * value turn it together and neither does alone, as only both a volume and a processing time make a price.
   */
  readonly isUnasked: boolean;
}

/**
 * Takes away each fact that says something ordinary, one at a time. A fact beyond the ordinary, a must-have, several models or
 * several containers raise further questions, which go with them.
 */
export function removalsFrom(workload: Workload, { level: from, turns }: Confidence): Removal[] {
  const { containers } = judge(workload).needs;
  return WORKLOAD_FIELDS.filter(canBeDecisive)
    .filter((field) => workload[field] !== undefined)
    .flatMap((field) => {
      const without = withValue(workload, field, undefined);
      if (!isOrdinary(field, workload[field], without)) return [];
      if (judge(without).needs.containers !== containers) return [];
      const { level: to } = confidenceIn(without);
      const isSurer = RANK[to] > RANK[from];
      return [{ field, from, to, isSurer, isUnasked: isSurer && !turns.some((turn) => isStillAsked(turn, without)) }];
    });
}

function isStillAsked({ field, value, range }: PlausibleTurn, without: Workload): boolean {
  const plausible = plausibleFor(field, judge(without).needs);
  if (range === undefined || plausible === undefined || !('from' in plausible))
    return isOrdinary(field, value, without);
  return range.least <= plausible.to && range.most >= plausible.from;
}

function isOrdinary(field: PlausibleField, value: unknown, without: Workload): boolean {
  const plausible = plausibleFor(field, judge(without).needs);
  if (plausible === undefined) return false;
  if (!('from' in plausible)) return plausible.some((word) => word === value);
  return typeof value === 'number' && value >= plausible.from && value <= plausible.to;
}
