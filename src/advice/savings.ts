import {
  bookFor,
  changeClause,
  type Estimate,
  type InferenceOptionId,
  instanceTypeOf,
  isQueue,
  isSameValue,
  type OptionCost,
  optionOf,
  type PriceList,
  type Recommendation,
  type Workload,
  type WorkloadField,
} from '../recommender/index.ts';
import type { Changes } from '../wording/read-what-if.ts';
import type { Lever, PricedWayOut, Sacrifice, Saving, Savings } from '../wording/savings.ts';
import { type Advisor, withChanges } from './advisor.ts';
import { regionsOf, timeOfChosen } from './alternatives.ts';

/** Savings below 5% aren't worth a line. */
const WORTH = 0.95;

/** Nobody saves on a bill of less, in US dollars per month. */
const WORTH_USD = 1;

interface Proposal extends Pick<Saving, 'changes'> {
  readonly lever: Lever;
  /** The option that it is about, where that isn't what is chosen then. */
  readonly option?: InferenceOptionId;
  readonly wouldFitIf?: Saving['wouldFitIf'];
  /** Whether what comes of it is what was meant. */
  readonly isMeant?: (after: NonNullable<Estimate['choice']>, bill: OptionCost) => boolean;
}

type Tried = (proposal: Proposal) => Saving[];

/**
 * What would cost less than the choice, by today's prices: other options that fit, and changes to the workload. Each is asked of the
 * recommender, so it costs what its recommendation would say.
 */
export function findSavings(advisor: Advisor, given: Pick<Recommendation, 'workload' | 'policy'>): Savings {
  const today = advisor.again(given);
  const likely = likelyUsd(billOf(today, today.choice?.option));
  if (today.choice === null) return { today, ways: [], waysOut: waysOut(advisor, today) };
  if (likely === undefined || likely < WORTH_USD) return { today, ways: [], waysOut: [] };

  function tried({ lever, changes, isMeant, wouldFitIf = null, ...about }: Proposal): Saving[] {
    const isAsItIs = Object.keys(changes).length === 0;
    const after = isAsItIs ? today : advisor.estimate({ ...today, workload: withChanges(today.workload, changes) });
    const { choice } = after;
    const option = about.option ?? choice?.option;
    const bill = billOf(after, option);
    const usd = likelyUsd(bill);
    if (choice === null || option === undefined || bill === undefined || usd === undefined) return [];
    if (usd >= Number(likely) * WORTH || isMeant?.(choice, bill) === false) return [];
    const { instance, sizing } = choice;
    const size =
      option === choice.option && instance && sizing?.count
        ? { type: instance.type, count: sizing.count.likely }
        : null;
    return [
      { lever, costs: COSTS[lever], changes, option, size, bill, usd, savedUsd: Number(likely) - usd, wouldFitIf },
    ];
  }

  const others = leastChanged(
    otherOptions(today)
      .flatMap(tried)
      .map((way) => withoutNeedless(way, today, tried)),
  );
  const isQueued = others.some(({ option }) => isQueue(option));
  const levers = LEVERS.flatMap((lever) => lever(today)).filter(({ lever }) => lever !== 'queue' || !isQueued);
  const otherwise = others.filter(({ option }) => option !== today.choice?.option);
  const changed = withoutVain(levers.flatMap(tried), otherwise);
  const types = cheapest(otherTypes(today).flatMap(tried));
  const regions = otherRegions(advisor, today);
  // One of the same part of the world is the better advice, even where another saves more.
  const region = firstOf(regions, tried);
  return { today, ways: [...others, ...changed, ...types, ...region].toSorted(byUsd), waysOut: [] };
}

/** Without what costs something for nothing: 4 bits that save no more than 8, and a lever that only leads to an option that fits anyway. */
function withoutVain(ways: readonly Saving[], others: readonly Saving[]): Saving[] {
  const eight = ways.find(({ lever }) => lever === 'eight-bits');
  return ways.filter(({ lever, option, usd }) => {
    const instead = lever === 'four-bits' ? eight : others.find((other) => other.option === option);
    return instead === undefined || usd < instead.usd * WORTH;
  });
}

/** The one of two changes alone that saves nearly as much as both, with the option of today or that of both. */
function withoutNeedless(way: Saving, today: Recommendation, tried: Tried): Saving {
  const changes = Object.entries(way.changes) as [WorkloadField, unknown][];
  if (way.lever !== 'fewer-demands' || changes.length < 2) return way;
  const alone = changes.map(([field, value]): Proposal => {
    const change = { [field]: value } as Partial<Workload>;
    return {
      lever: 'fewer-demands',
      changes: change,
      wouldFitIf: { text: `Fits if ${changeClause(field, value, today.workload[field])}.`, changes: change },
      isMeant: ({ option }) => option === way.option || option === today.choice?.option,
    };
  });
  const [best = way] = cheapest(alone.flatMap(tried));
  return best.savedUsd >= way.savedUsd * WORTH ? best : way;
}

/** Without repetitions, and without what gives up more than another one that costs no more. */
const leastChanged = (ways: readonly Saving[]): Saving[] =>
  ways.filter((way, at) =>
    ways.every((other, before) => {
      if (!isWithin(other.changes, way.changes)) return true;
      const isAlike = isWithin(way.changes, other.changes);
      return isAlike ? other.option !== way.option || before >= at : other.usd > way.usd;
    }),
  );

const isWithin = (some: Changes, all: Changes): boolean =>
  (Object.keys(some) as WorkloadField[]).every((field) => isSameValue(some[field], all[field]));

const byUsd = (one: Saving, other: Saving): number => one.usd - other.usd;

const cheapest = (ways: readonly Saving[]): Saving[] => ways.toSorted(byUsd).slice(0, 1);

function firstOf(proposals: readonly Proposal[], tried: Tried): Saving[] {
  for (const proposal of proposals) {
    const found = tried(proposal);
    if (found.length > 0) return found;
  }
  return [];
}

const billOf = ({ costs }: Estimate, of: InferenceOptionId | undefined): OptionCost | undefined =>
  costs.find(({ option }) => option === of);

const likelyUsd = (bill: OptionCost | undefined): number | undefined => bill?.monthlyUsd?.likely;

const COSTS: Readonly<Record<Lever, Sacrifice>> = {
  'another-option': 'preference',
  'fewer-demands': 'demand',
  'another-type': 'time',
  'any-type': 'time',
  'one-zone': 'safety',
  'eight-bits': 'quality',
  'four-bits': 'quality',
  'another-region': 'safety',
  'office-hours': 'time',
  queue: 'time',
  batching: 'time',
  'half-time': 'work',
};

/** Other options: those that fit, and those that nearly do. */
function otherOptions({ choice, costs, rejected, workload }: Recommendation): Proposal[] {
  const fitting = costs
    .filter(({ option }) => option !== choice?.option)
    .map(({ option }): Proposal => ({ lever: 'another-option', changes: {}, option }));
  const nearly = rejected.flatMap(({ option, wouldFitIf, verdict }): Proposal[] => {
    if (wouldFitIf === null || verdict !== 'ruled-out' || !isNear(workload, wouldFitIf.changes)) return [];
    if (Object.keys(wouldFitIf.changes).some((field) => GIVEN.has(field))) return [];
    return [{ lever: 'fewer-demands', changes: wouldFitIf.changes, option, wouldFitIf }];
  });
  return [...fitting, ...nearly];
}

const FIELDS_MAX = 2;
const TIMES_MAX = 4;
/**
 * What a workload is, rather than what it needs. Less work costs less wherever it's done. Without its GPU a model takes another
 * time per request, which nobody stated.
 */
const GIVEN: ReadonlySet<string> = new Set<WorkloadField>([
  'trafficPattern',
  'modelCount',
  'containerCount',
  'requiresGpu',
  'audioSeconds',
  'inputTokens',
  'outputTokens',
  'contextTokens',
  'images',
  'imageSteps',
  'imageMegapixels',
  'monthlyRequests',
  'peakRequestsPerSecond',
  'burstRequests',
  'concurrentRequests',
  'outputTokensPerSecond',
  'datasetRecordsPerRun',
  'datasetRunsPerMonth',
]);

/** Returns whether a change is realistic: at most two fields, and no number more than four times apart. */
function isNear(workload: Workload, changes: Partial<Workload>, timesMax = TIMES_MAX): boolean {
  const fields = Object.keys(changes) as WorkloadField[];
  return (
    fields.length <= FIELDS_MAX &&
    fields.every((field) => {
      const [from, to] = [workload[field], changes[field]];
      if (typeof from !== 'number' || typeof to !== 'number') return true;
      return Math.max(from, to) <= timesMax * Math.min(from, to);
    })
  );
}

/** A way out has to be there, if only far: the distance that answers themselves name. */
const OUT_TIMES_MAX = 10;

/** Where no option fits: what would make one fit, with its bill, the cheapest first. */
function waysOut(advisor: Advisor, today: Recommendation): PricedWayOut[] {
  const ways = today.rejected.flatMap(({ option, wouldFitIf }): PricedWayOut[] => {
    if (wouldFitIf === null || !isNear(today.workload, wouldFitIf.changes, OUT_TIMES_MAX)) return [];
    const workload = withChanges(today.workload, wouldFitIf.changes);
    const bill = billOf(advisor.estimate({ ...today, workload }), option);
    return bill?.monthlyUsd ? [{ option, wouldFitIf, bill, usd: bill.monthlyUsd.likely }] : [];
  });
  return ways.toSorted((one, other) => one.usd - other.usd);
}

/** The types that the choice was weighed against: the Region lists them, they hold the model, and they may be as fast as stated. */
function otherTypes(today: Recommendation): Proposal[] {
  const { instance, sizing, option } = today.choice ?? {};
  if (!instance) return [];
  return (sizing?.alternatives ?? []).map(({ type }) => ({
    lever: 'another-type',
    changes: { ...timeOfChosen(today), instanceType: type },
    isMeant: (after) => after.option === option && after.sizing?.count != null,
  }));
}

const hasGpu = (type: string): boolean => (instanceTypeOf(type)?.gpuCount ?? 0) > 0;

/** What is private to a VPC stays in its Region. */
function otherRegions(advisor: Advisor, today: Recommendation): Proposal[] {
  const { choice, workload } = today;
  const from = knownOf(today, 'region');
  if (choice === null || choice.regions || typeof from !== 'string' || workload.requiresVpc) return [];
  return cheaperRegions(advisor.prices, choice.option, choice.instance?.type, from).map((region) => ({
    lever: 'another-region',
    changes: { region },
  }));
}

/** As stated, or as it was assumed. */
function knownOf({ workload, assumptions }: Recommendation, field: WorkloadField): unknown {
  return workload[field] ?? assumptions.find((assumption) => assumption.field === field)?.value;
}

/** Minutes, as a queue is for; and the hours of an office. */
const QUEUE_SECONDS = 900;
const OFFICE = { busyHoursPerDay: 10, busyDaysPerWeek: 5 };

/** Changes within what is asked for. Add one here. */
const LEVERS: readonly ((today: Recommendation) => Proposal[])[] = [
  bits,
  lessTime,
  officeHours,
  queue,
  ({ workload }) =>
    workload.availability === 'multi-az' ? [{ lever: 'one-zone', changes: { availability: 'single-instance' } }] : [],
  ({ workload }) =>
    workload.instanceType === undefined ? [] : [{ lever: 'any-type', changes: { instanceType: null } }],
];

/** Of a model that writes tokens, unless its memory is stated: that is of the weights as they are. */
function bits(today: Recommendation): Proposal[] {
  const now = knownOf(today, 'modelPrecisionBits');
  if (!today.choice?.sizing?.tokens || typeof now !== 'number' || today.workload.modelSizeGB !== undefined) return [];
  const fewer = [
    { lever: 'eight-bits', changes: { modelPrecisionBits: 8 } },
    { lever: 'four-bits', changes: { modelPrecisionBits: 4 } },
  ] as const;
  return fewer.filter(({ changes }) => changes.modelPrecisionBits < now);
}

/**
 * Half of a stated processing time: on a GPU by batching, since the estimate has one request at a time on each. With the option and
 * the type of today: what another one would save is no merit of it.
 */
function lessTime({ choice, workload: { processingTimeSeconds, instanceType } }: Recommendation): Proposal[] {
  if (choice === null || processingTimeSeconds === undefined || choice.sizing?.tokens) return [];
  const { instance, option } = choice;
  const isNamed = instance === null || instanceType !== undefined;
  return [
    {
      lever: instance !== null && hasGpu(instance.type) ? 'batching' : 'half-time',
      changes: {
        processingTimeSeconds: processingTimeSeconds / 2,
        ...(!isNamed && { instanceType: instance.type }),
      },
      isMeant: (after) => after.option === option,
    },
  ];
}

/** Instances that are always on, for requests that nobody said may never find it cold. */
function officeHours({ choice, workload }: Recommendation): Proposal[] {
  const { trafficPattern, coldStarts, busyHoursPerDay, busyDaysPerWeek } = workload;
  const isAlwaysOn = choice?.scaling === 'fixed' || choice?.scaling === 'auto-scaling';
  if (!isAlwaysOn || trafficPattern === 'dataset' || coldStarts === 'unacceptable') return [];
  if (busyHoursPerDay !== undefined || busyDaysPerWeek !== undefined) return [];
  return [
    {
      lever: 'office-hours',
      changes: { trafficPattern: 'intermittent', ...OFFICE, coldStarts: 'minutes-acceptable' },
      isMeant: ({ scaling }) => scaling === 'scale-to-zero',
    },
  ];
}

/** For callers who wait for a whole answer, and may be notified of it instead. */
function queue({ choice, workload }: Recommendation): Proposal[] {
  const { requiresStreaming = 'none', coldStarts, responseTimeSeconds = 0, callerTimeoutSeconds } = workload;
  const isDirect = choice != null && optionOf(choice.option).answers === 'on-the-call';
  if (!isDirect || requiresStreaming !== 'none' || coldStarts === 'unacceptable') return [];
  if (responseTimeSeconds >= QUEUE_SECONDS) return [];
  const changes: Changes = {
    responseTimeSeconds: QUEUE_SECONDS,
    ...(callerTimeoutSeconds !== undefined && { callerTimeoutSeconds: null }),
    ...(workload.answerSeconds !== undefined && { answerSeconds: null }),
  };
  return [{ lever: 'queue', changes, isMeant: ({ option }) => isQueue(option) }];
}

/** Serverless memory sizes cost the same per GB: any one compares Regions. */
const SERVERLESS_MB = 2048;

/**
 * Where what serves now is listed for less: the cheapest Region of the same part of the world, then the cheapest of all. `type`: an
 * instance type; undefined for serverless.
 */
function cheaperRegions(prices: PriceList, option: InferenceOptionId, type: string | undefined, from: string) {
  const usdIn = (region: string) =>
    bookFor(prices, region).listed(optionOf(option).priced, type ?? SERVERLESS_MB)?.usd ?? Infinity;
  const cheaper = regionsOf(prices)
    .map((region) => ({ region, usd: usdIn(region) }))
    .filter(({ region, usd }) => region !== from && usd < usdIn(from))
    .toSorted((one, other) => one.usd - other.usd || (one.region < other.region ? -1 : 1))
    .map(({ region }) => region);
  const near = cheaper.find((region) => partOf(region) === partOf(from));
  return [...new Set([near, cheaper[0]])].filter((region) => region !== undefined);
}

/** "eu" of "eu-central-1" */
const partOf = (region: string): string => region.split('-')[0] ?? region;
