import {
  type Choice,
  type ChosenInstance,
  formatCount,
  formatNumber,
  formatSeconds,
  formatUsd,
  hasInstances,
  hostingTitle,
  labelOf,
  type PricesUsed,
  type Recommendation,
  roundedModelled,
  type Scaling,
  type Sizing,
  type SizingAlternative,
  SOURCE_NAMES,
  type Span,
  type TokenSizing,
  type UsdBasis,
  type Workload,
  type WorkloadField,
} from '../recommender/index.ts';
import { measuredAgainstModel } from './measurements.ts';
import { basisOfCost, costDriver, writeBriefCost, writeTotal } from './money.ts';
import { confidenceWords, joinClauses, writeInstances } from './sentences.ts';
import { paidWith } from './team-prices.ts';
import { capitalized, lowered } from './text.ts';

/** Writes what decides on a line, such as in bold. */
type Strong = (text: string) => string;

const asItIs: Strong = (text) => text;

/**
 * What the choice runs on, what it costs, and what both rest on, on one line: "about 8 (4–13) × ml.g6e.xlarge, auto scaling ·
 * $5,400 per month ($3,600–$9,800) · modelled, load-test it". Begins in lower case. An empty text without a choice. `isHeadline`: how
 * sure it is stands before it, and the total is said in the team's currency too.
 */
export function writeSize(recommendation: Recommendation, strong: Strong = asItIs, isHeadline = false): string {
  const { choice, workload, facts } = recommendation;
  if (choice === null) return '';
  return [
    servedWords(choice, strong, isHeadline),
    ...costParts(recommendation, choice, strong, isHeadline ? facts.prices?.currency : undefined),
    regionWords(recommendation, choice),
    paidWith(recommendation),
    // Beside a firm option stands already that its size is modelled.
    isHeadline && choice.confidence === 'firm' && choice.sizing?.basis === 'modelled'
      ? undefined
      : basisWords(choice, workload),
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

type Sized = Pick<Choice, 'instance' | 'sizing'>;

/** Said before the size. */
const BEFORE: Readonly<Partial<Record<Scaling, string>>> = {
  'scale-to-zero': 'scales to zero',
  'on-demand': 'on demand',
  'provisioned-concurrency': 'provisioned concurrency',
  'per-job': 'one job per run',
};

/** "multi-model endpoint, 2–6 × ml.m5.large, auto scaling" */
function servedWords(choice: Choice, strong: Strong, isHeadline: boolean): string {
  const { hosting, scaling, sizing } = choice;
  // A headline has said before that a size is unknown, and what it waits for.
  const isSaid = isHeadline && sizing?.basis === 'unknown' && (choice.instance || untilKnown(sizing) !== undefined);
  const size = isSaid ? undefined : writeCount(choice, strong);
  const parts = [hosting === 'single-model' ? undefined : lowered(hostingTitle(hosting)), BEFORE[scaling], size];
  const isCounted = choice.sizing?.basis !== 'unknown';
  const scales = scaling === 'auto-scaling' && isCounted ? 'auto scaling' : undefined;
  const words = [...parts, scales].filter((part) => part !== undefined).join(', ');
  return isCounted && choice.instance ? `${words}${boundsWords(choice.instance, choice.sizing?.count)}` : words;
}

/** " (starts with 7, room for 29)": what differs from the count at the peak, where it scales, and isn't said by "1–5 ×". */
function boundsWords({ min, start, max, peak = max }: ChosenInstance, count: Span | null | undefined): string {
  const isSaid = start === min && count?.low === count?.high;
  const bounds = [
    ...(min > 0 && start !== peak && !isSaid ? [`starts with ${formatNumber(start)}`] : []),
    ...(max !== peak ? [`room for ${formatNumber(max)}`] : []),
  ];
  return bounds.length === 0 ? '' : ` (${bounds.join(', ')})`;
}

/**
 * Which instances, and how many: "about 8 (4–13) × ml.g6e.xlarge", "1 × ml.m5.large holds any request up to 0.9 s", "size unknown
 * until the seconds per request are known". Undefined where nothing is an instance, or an earlier version didn't say.
 */
export function writeCount({ instance, sizing }: Sized, strong: Strong = asItIs): string | undefined {
  if (sizing?.basis === 'unknown') return strong(instance === null ? 'no instance type found' : unknownWords(sizing));
  if (!instance) return undefined;
  return `${partsBefore(instance)}${countWords(instance, sizing, strong)}`;
}

/** "3 variants, each ", where the count is that of a part of what serves. */
function partsBefore({ variants = 1, endpoints = 1 }: Parts): string {
  const parts = [
    ...(endpoints > 1 ? [formatCount(endpoints, 'endpoint')] : []),
    ...(variants > 1 ? [formatCount(variants, 'variant')] : []),
  ];
  return parts.length === 0 ? '' : `${parts.join(' of ')}, each `;
}

type Parts = Pick<ChosenInstance, 'variants' | 'endpoints'>;

function countWords(instance: ChosenInstance, sizing: Sizing | null | undefined, strong: Strong): string {
  const { count } = sizing ?? {};
  if (sizing && count && sizing.basis === 'bounded' && holdsWords(sizing) !== '') {
    return `${strong(`${formatNumber(count.likely)} × ${instance.type}`)}${holdsWords(sizing)}`;
  }
  if (!count || count.low === count.high) return strong(writeInstances(instance));
  const { low, likely, high } = count;
  const about = sizing?.basis === 'measured' ? '' : 'about ';
  const range = `(${formatNumber(low)}–${formatNumber(high)})`;
  return `${about}${strong(`${formatNumber(likely)} ${range} × ${instance.type}`)}`;
}

/** " holds any request up to 0.9 s", of "One ml.m5.large holds any request up to 0.9 s."; '' where the sentence is another. */
function holdsWords({ text }: Sizing): string {
  const at = text.indexOf(' hold');
  return at < 0 ? '' : text.slice(at, -1);
}

/** What the size waits for. */
const WAITS_FOR: Readonly<Partial<Record<WorkloadField, string>>> = {
  processingTimeSeconds: 'the seconds per request',
  monthlyRequests: 'the requests per month',
  peakRequestsPerSecond: 'the requests per second at the peak',
  outputTokens: 'the output tokens per request',
  inputTokens: 'the input tokens per request',
  datasetRecordsPerRun: 'the records per run',
  datasetDeadlineHours: 'the deadline of a run',
  modelParametersBillion: "the model's parameters",
  modelSizeGB: "the model's memory",
};

const IS_SINGULAR: ReadonlySet<WorkloadField> = new Set(['datasetDeadlineHours', 'modelSizeGB']);

/** "until the seconds per request and the requests per month are known"; undefined where no answer would settle a size, or it's known. */
export function untilKnown({ basis, needs }: Sizing): string | undefined {
  const [first] = needs;
  if (basis !== 'unknown' || first === undefined) return undefined;
  const facts = joinClauses(
    needs.map((field) => WAITS_FOR[field] ?? labelOf(field)),
    'and',
  );
  const isOne = needs.length === 1 && (IS_SINGULAR.has(first) || WAITS_FOR[first] === undefined);
  return `until ${facts} ${isOne ? 'is' : 'are'} known`;
}

/** "size unknown until the seconds per request are known" */
const unknownWords = (sizing: Sizing): string => ['size unknown', untilKnown(sizing) ?? ''].join(' ').trim();

/** "$5,400 per month ($3,600–$9,800)", "mostly data processed"; of an unknown size what one costs. */
function costParts(
  { costs }: Recommendation,
  { option, sizing }: Choice,
  strong: Strong,
  currency: PricesUsed['currency'],
): string[] {
  const cost = costs.find((each) => each.option === option);
  // The price of one would be read as the answer.
  if (sizing?.basis === 'unknown') return [];
  const total = cost && writeTotal(cost, strong, currency);
  if (cost === undefined || total === undefined) {
    return [strong((cost && writeBriefCost(cost)) ?? 'price not listed')];
  }
  const driver = costDriver(cost);
  return [total, ...(driver === undefined ? [] : [driver])];
}

/** "total of 2 Regions: us-east-1 $1,100, eu-west-1 $1,300, 2 × ml.m5.large in each"; "total of …: …, eu-south-1 $1,300 (2 × ml.g5.2xlarge)". */
function regionWords({ costs }: Recommendation, { option, regions = [] }: Choice): string {
  const cost = costs.find((each) => each.option === option);
  const runs = regions.map(({ instance }) => (instance ? writeInstances(instance) : ''));
  const parts = regions.map(({ code, monthlyUsd: usd }, at) => {
    const written = cost && usd !== null ? ` ${formatUsd(usd, basisOfCost(cost))}` : '';
    return `${code ?? 'second Region'}${written}${runs[at] === runs[0] ? '' : ` (${runs[at]})`}`;
  });
  const each = new Set(runs).size === 1 && runs[0] ? `, ${runs[0]} in each` : '';
  return parts.length === 0 ? '' : `total of ${parts.length} Regions: ${parts.join(', ')}${each}`;
}

/** Whether type and count were decided before answers said what their size rests on. */
export const isSizedByEarlierRules = ({ option, sizing }: Choice): boolean =>
  sizing === undefined && hasInstances(option);

/** What the size rests on: "from the stated 20 ms", "measured (AIPerf, 2026-11-20)", "modelled, load-test it". Undefined where the size says it, or there is none. */
function basisWords(choice: Choice, workload: Workload): string | undefined {
  if (isSizedByEarlierRules(choice)) return 'sized by earlier rules';
  const { processingTimeSeconds, concurrentRequests } = workload;
  switch (choice.sizing?.basis) {
    case 'measured':
      return `measured${byWhom(choice.sizing)}`;
    case 'modelled':
      return `modelled${scaledFrom(choice.sizing)}, load-test it`;
    case 'stated':
      return processingTimeSeconds === undefined
        ? undefined
        : `from the stated ${formatSeconds(processingTimeSeconds)}`;
    case 'bounded':
      return concurrentRequests === undefined || holdsWords(choice.sizing) !== ''
        ? undefined
        : `from the stated ${formatNumber(concurrentRequests)} concurrent requests`;
    case 'unknown':
    case undefined:
      return undefined;
  }
}

/** " (AIPerf, 2026-11-20)", where the team measured it. */
function byWhom({ measured }: Sizing): string {
  if (measured === undefined) return '';
  const { source, measuredAt } = measured;
  return ` (${SOURCE_NAMES[source]}${measuredAt === null ? '' : `, ${measuredAt}`})`;
}

/** " from ml.g5.xlarge", where another type was measured. */
const scaledFrom = ({ measured }: Sizing): string => (measured === undefined ? '' : ` from ${measured.instanceType}`);

/**
 * What was measured against what the model says of the same load, as a clause: "ml.g6e.xlarge with 16 in progress: modelled 1,150
 * tokens/s (800–1,600), measured 1,240". Undefined where nothing was measured, or the model says nothing.
 */
export function measuredAgainst(choice: Choice): string | undefined {
  const { measured } = choice.sizing ?? {};
  if (!measured?.modelled) return undefined;
  const { instanceType, concurrency } = measured;
  const load = concurrency === null ? '' : ` with ${formatNumber(Number(concurrency.toPrecision(3)))} in progress`;
  return `${instanceType}${load}: ${measuredAgainstModel({ choice })}`;
}

/**
 * What an answer whose size isn't known has to say beyond that: why there is none, or what one instance carries as an example.
 * Undefined where the size is known, or nothing is left to say.
 */
export function beyondUnknown({ sizing, instance }: Choice): string | undefined {
  if (sizing?.basis !== 'unknown') return undefined;
  if (!instance || sizing.needs.length === 0) return sizing.text;
  const rest = sizing.text.slice(sizing.text.indexOf('. ') + 1).trim();
  return rest === sizing.text ? undefined : rest;
}

/** The arithmetic of a known size, in one sentence. Undefined where the size line says it already, or the size isn't known. */
export function whatDecides({ sizing }: Choice): string | undefined {
  if (!sizing || sizing.basis === 'unknown') return undefined;
  return sizing.basis === 'bounded' && holdsWords(sizing) !== '' ? undefined : sizing.text;
}

/** "Option firm, size modelled · about 2 × …": how sure it is, and of what; an unknown size goes on from it. */
export function writeHeadline(recommendation: Recommendation, strong: Strong = asItIs, mark: Strong = asItIs): string {
  const { choice } = recommendation;
  const size = writeSize(recommendation, strong, true);
  const sure = choice === null ? undefined : confidenceWords(choice);
  if (sure === undefined) return capitalized(size);
  const until = choice?.sizing ? untilKnown(choice.sizing) : undefined;
  const said = until === undefined ? mark(sure) : `${mark(sure)} ${until}`;
  return size === '' ? said : `${said} · ${size}`;
}

/** What users of a model that writes tokens see at the peak, as a clause. Undefined for other models. */
export function whatUsersSee({ sizing }: Pick<Choice, 'sizing'>): string | undefined {
  if (!sizing?.tokens) return undefined;
  const { perStream, firstTokenSeconds, answerSeconds, inProgress } = sizing.tokens;
  const stream = spanOf(perStream, rounded);
  const first = spanOf(firstTokenSeconds, seconds);
  return `${stream} tokens per second, the first after ${first}, the whole answer in ${spanOf(answerSeconds, seconds)}, with ${rounded(Math.ceil(inProgress))} in progress`;
}

/** The same in a headline, where callers wait: "Each user sees 26 (13–43) tokens per second, …"; of a stated time how long they do. */
export function usersFeel(choice: Choice | null): string | undefined {
  if (choice?.option !== 'real-time') return undefined;
  const { tokens, waitSeconds } = choice.sizing ?? {};
  if (waitSeconds?.p95 === 0) return '95% of requests find a free worker at once.';
  if (waitSeconds) return `95% of requests wait at most ${seconds(waitSeconds.p95)} for a free worker.`;
  if (!tokens) return undefined;
  const { perStream, firstTokenSeconds, answerSeconds } = tokens;
  const [first, whole] = [firstTokenSeconds, answerSeconds].map(({ likely }) => seconds(likely));
  return `Each user sees ${spanOf(perStream, rounded)} tokens per second, the first after ${first}, a whole answer in ${whole}.`;
}

/** "one makes 6,000 (3,600–8,700) tokens per second" */
export const tokensOfOne = ({ eachPerSecond }: TokenSizing): string =>
  `one makes ${spanOf(eachPerSecond, rounded)} tokens per second`;

/** "$0.54 ($0.26–$1.10) per million output tokens", of US dollars. */
export const perMillionWords = (usd: Span): string =>
  `${spanOf(usd, (each) => formatUsd(each, 'modelled'))} per million output tokens`;

/** "24 s (15 s–41 s)" */
function spanOf({ low, likely, high }: Span, write: (value: number) => string): string {
  const [from, to] = [write(low), write(high)];
  return from === to ? write(likely) : `${write(likely)} (${from}–${to})`;
}

const rounded = (value: number): string => formatNumber(roundedModelled(value));

const seconds = (value: number): string => formatSeconds(roundedModelled(value));

/**
 * What the type was chosen against, those for the same reason together: "11 × ml.g7e.2xlarge ($34,000) and 18 × ml.g6e.xlarge
 * ($34,000): the next by the month's bill".
 */
export function alternativeWords({ instance, sizing }: Choice): string[] {
  const { alternatives = [], basis } = sizing ?? {};
  const written = basis === 'stated' ? 'estimated' : 'modelled';
  return [...new Set(alternatives.map(({ why }) => why))].map((reason) => {
    const alike = alternatives.filter(({ why }) => why === reason);
    return `${joinClauses(
      alike.map((each) => alternativeOf(each, instance ?? {}, written)),
      'and',
    )}: ${reason}`;
  });
}

/** One listed instance keeps its exact price. */
const alternativeOf = ({ type, count, monthlyUsd }: SizingAlternative, parts: Parts, basis: UsdBasis): string =>
  `${partsBefore(parts) === '' ? '' : 'each '}${formatNumber(count)} × ${type} (${formatUsd(monthlyUsd, count === 1 ? 'listed' : basis)})`;

/** How many run at the peak: as in the size line, where a range of auto scaling would be another thing. */
export function writePeak(choice: Choice): string | undefined {
  const { instance, sizing, scaling } = choice;
  if (scaling !== 'auto-scaling' || !instance || !sizing?.count || sizing.count.low !== sizing.count.high) {
    return writeCount(choice);
  }
  return `${formatNumber(sizing.count.likely)} × ${instance.type}`;
}
