import type { Workload, WorkloadField } from '../../recommender/index.ts';
import { labelOf } from '../../recommender/index.ts';
import { NUMBER, toNumber } from '../amount.ts';
import { phrase } from '../phrases.ts';
import { type Read, refused, understood, vocabulary } from '../text.ts';
import type { WordPhrase } from './word-phrase.ts';

const WORDS = vocabulary([
  ['twice|double[sd]?|two times', 2],
  ['thrice|triple[sd]?|three times', 3],
  ['quadruple[sd]?|four times', 4],
  ['half|a half|halves|halved?', 1 / 2],
  ['a third|one third', 1 / 3],
  ['a quarter|one quarter', 1 / 4],
  ['a fifth|one fifth', 1 / 5],
  ['ten times', 10],
  ['a tenth|one tenth', 1 / 10],
  ['a hundred times', 100],
]);

/** "50%", "50 percent". */
const PERCENT = `${NUMBER} ?(?:%|percent)`;

/** The source of a pattern for how many times an amount is meant: "twice", "10x", "10 times", "x 10", "half", "20% of". */
const FACTOR = `(?<factor>${WORDS.source}|${NUMBER} ?(?:x|times|-?fold)|x ?${NUMBER}|${PERCENT} of)`;

const FACTOR_MAX = 1e9;

/** The number that {@link FACTOR} matched; undefined if it is zero or beyond sense. */
function factorOf(text: string): number | undefined {
  const word = WORDS.meaningOf(text);
  const share = /^[^%p]*(?:%|percent)/.test(text) ? shareOf(text) : undefined;
  const number = numberIn(text);
  const factor = word ?? share ?? number;
  return factor !== undefined && factor > 0 && factor <= FACTOR_MAX ? factor : undefined;
}

/** "50%" → 0.5. */
function shareOf(percent: string): number | undefined {
  const number = numberIn(percent);
  return number === undefined || number > FACTOR_MAX ? undefined : number / 100;
}

function numberIn(text: string): number | undefined {
  return toNumber(/(?<![\d.,e+-])[\d.,e+-]*\d/.exec(text)?.[0] ?? '');
}

/** Amounts of a workload that can be said in relation to what they are now. */
interface Amount {
  words: string;
  /** Those that are stated change together. */
  fields: readonly WorkloadField[];
  /** How it is said as a number instead, where nothing is stated that could be multiplied. */
  example: string;
}

const SENT = '(?:requests?|answers?|responses?|inputs?|outputs?|files?|images?|scans?|documents?|records?|videos?)';

const WHOLE: readonly WorkloadField[] = ['modelCount', 'containerCount'];

/** What is said with more words stands before what is said with fewer. */
const AMOUNTS: readonly Amount[] = [
  {
    words: '(?:peaks?(?: (?:rate|load|traffic|requests?))?|requests? (?:per|a|each|every|in the busiest) second|rps)',
    fields: ['peakRequestsPerSecond'],
    example: '50 rps',
  },
  { words: '(?:bursts?|requests? at once)', fields: ['burstRequests'], example: '20 at once' },
  { words: `(?:payloads?(?: size)?|${SENT} sizes?)`, fields: ['payloadSizeMB'], example: 'payload 5 MB' },
  { words: '(?:model sizes?|weights)', fields: ['modelSizeGB'], example: 'model 14 GB' },
  {
    words: '(?:(?:processing|inference|compute) ?times?|processing|time (?:for|per) (?:one|a) request)',
    fields: ['processingTimeSeconds'],
    example: 'takes 400 ms',
  },
  {
    words: '(?:(?:response|answer) times?|latency|deadlines?)',
    fields: ['responseTimeSeconds', 'datasetDeadlineHours'],
    example: 'within 300 ms',
  },
  { words: 'budgets?', fields: ['monthlyBudgetUsd'], example: 'budget $500' },
  { words: '(?:models|adapters)', fields: ['modelCount'], example: '400 models' },
  { words: 'containers', fields: ['containerCount'], example: '2 containers' },
  { words: '(?:runs|jobs)', fields: ['datasetRunsPerMonth'], example: 'every night' },
  { words: '(?:records|rows)', fields: ['datasetRecordsPerRun'], example: '2 million records' },
  {
    words: '(?:stored data|data[ -]?sets?|data)',
    fields: ['datasetSizeGB', 'datasetRecordsPerRun'],
    example: 'data set 40 GB',
  },
  {
    words:
      '(?:traffic|load|volume|requests?|calls?|invocations?|queries|predictions|users|callers|scans|images|documents|files)',
    fields: ['monthlyRequests', 'peakRequestsPerSecond', 'burstRequests', 'datasetRecordsPerRun', 'datasetSizeGB'],
    example: '2000/day',
  },
];

const NOW = `(?:(?: (?:of|as many|as much|as large|as long|more|the|our|its|their|today's|current|present|usual|number of|amount of|size of))*)`;

const BE = `(?:(?: (?:is|are|was|were|be|would|will|gets?|goes?|becomes?|takes?|has|have|size))*)`;

const GROW = '(?:grows?|rises?|increases?|goes up|go up|up|climbs?)';

const SHRINK = '(?:drops?|falls?|decreases?|shrinks?|goes down|go down|down|sinks?)';

const LARGER = '(?: (?:as (?:many|much|large|long|high|big)|larger|bigger|higher|longer|more))?';

const MORE = '(?:more|higher|larger|bigger|longer)';

const FEWER = '(?:less|fewer|lower|smaller|shorter)';

/** How a relation is said around the words of an amount, and the factor that it means. */
const RELATIONS: readonly [source: (amount: string) => string, factor: (said: Said) => number | undefined][] = [
  [(amount) => `${FACTOR}${NOW} ${amount}`, ({ factor = '' }) => factorOf(factor)],
  [
    (amount) => `(?<percent>${PERCENT}) (?:(?<more>${MORE})|(?<fewer>${FEWER}))(?: of the)? ${amount}`,
    ({ percent = '', more }) => changedBy(percent, more !== undefined),
  ],
  [
    (amount) =>
      `${amount}(?:${BE} (?<grow>${GROW})|${BE} (?<shrink>${SHRINK}))? by (?<percent>${PERCENT})(?: (?:more|less))?`,
    ({ percent = '', grow, shrink }) => (grow || shrink ? changedBy(percent, grow !== undefined) : undefined),
  ],
  [
    (amount) => `${amount}${BE} (?<percent>${PERCENT}) (?:(?<more>${MORE})|(?<fewer>${FEWER}))`,
    ({ percent = '', more }) => changedBy(percent, more !== undefined),
  ],
  [
    (amount) =>
      `${amount}${BE} (?<doubled>doubles?|doubled|triples?|tripled|quadruples?|quadrupled|halves|halved|halve)`,
    ({ doubled = '' }) => factorOf(doubled),
  ],
  [
    (amount) => `${amount}${BE}(?: (?:${GROW}|${SHRINK}))?(?: (?:by|to))? ${FACTOR}${LARGER}`,
    ({ factor = '' }) => factorOf(factor),
  ],
];

/** "Scans twice as large" is about their size, not their number. */
const SIZE_RELATIONS: readonly string[] = [
  `${FACTOR} (?:as large|as big|larger|bigger) ${SENT}`,
  `${SENT}${BE} ${FACTOR} (?:as large|as big|larger|bigger)`,
];

type Said = Record<string, string | undefined>;

interface Relation {
  pattern: RegExp;
  amount: Amount;
  factor: (said: Said) => number | undefined;
}

const PAYLOAD: Amount = { words: '', fields: ['payloadSizeMB'], example: 'payload 5 MB' };

/** "The model takes twice as long" is about one request. */
const TIME_RELATION = `(?:takes?|taking) ${FACTOR} (?:as long|longer)`;

const PROCESSING: Amount = { words: '', fields: ['processingTimeSeconds'], example: 'takes 400 ms' };

const COMPILED: readonly Relation[] = [
  ...SIZE_RELATIONS.map((source) => relation(source, PAYLOAD, ({ factor = '' }) => factorOf(factor))),
  relation(TIME_RELATION, PROCESSING, ({ factor = '' }) => factorOf(factor)),
  ...RELATIONS.flatMap(([source, factor]) => AMOUNTS.map((amount) => relation(source(amount.words), amount, factor))),
];

function relation(source: string, amount: Amount, factor: Relation['factor']): Relation {
  const { pattern } = phrase<Workload>(source, () => understood({}));
  return { pattern, amount, factor };
}

/** "twice the traffic", "10x requests", "half the payload": what they mean for this workload. */
export function relativePhrases(current: Workload): WordPhrase[] {
  return COMPILED.map(({ pattern, amount, factor }) => ({
    kind: 'quantity',
    pattern,
    read: (match) => multiply(current, amount, factor(match.groups ?? {})),
  }));
}

function multiply(current: Workload, amount: Amount, factor: number | undefined): Read<Partial<Workload>> {
  if (factor === undefined || factor <= 0) {
    return refused(`That is no change that can be reckoned with; say a number, such as ${amount.example}.`);
  }
  const isDataset = current.trafficPattern === 'dataset';
  const fields = isTraffic(amount)
    ? amount.fields.filter((field) => field.startsWith('dataset') === isDataset)
    : amount.fields;
  const changes: Partial<Record<WorkloadField, number>> = {};
  for (const field of fields) {
    const value = current[field];
    if (typeof value === 'number') changes[field] = scaledIn(field, value * factor);
  }
  if (Object.keys(changes).length > 0) return understood(changes as unknown as Partial<Workload>);
  const [first = 'name'] = amount.fields;
  return refused(
    `The review does not state it (${labelOf(first)}), so there is nothing to multiply; say a number, such as ${amount.example}.`,
  );
}

/** Traffic is requests or, where stored data is scored, the data. */
function isTraffic({ fields }: Amount): boolean {
  return fields.includes('monthlyRequests');
}

function scaledIn(field: WorkloadField, value: number): number {
  if (WHOLE.includes(field)) return Math.max(1, Math.round(value));
  const exact = Number(value.toPrecision(15));
  if (Number.isInteger(exact) || String(exact).length <= 8) return exact;
  return exact >= 1000 ? Math.round(exact) : Number(exact.toPrecision(4));
}

function changedBy(percent: string, more: boolean): number | undefined {
  const share = shareOf(percent);
  if (share === undefined) return undefined;
  return more ? 1 + share : 1 - share;
}
