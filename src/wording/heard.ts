import {
  type Doubt,
  type DoubtReading,
  formatCount,
  isSameValue,
  labelOf,
  openDoubts,
  parseWorkload,
  type Recommendation,
  WORKLOAD_FIELDS,
  type Workload,
  type WorkloadField,
} from '../recommender/index.ts';
import { mayMatter } from './may-matter.ts';
import { writeValue } from './quantities/index.ts';
import { itemize } from './reader/items.ts';
import { tokenize } from './reader/tokens.ts';
import type { Elsewhere } from './reader/types.ts';
import { clipText, collapseSpaces } from './text.ts';

/** What was read from a text, and what was not. Nothing of the text is lost: what is neither used nor unclear is `notUsed`. */
export interface Heard {
  /** The facts, without the name. */
  says: Partial<Workload>;
  /** The words that each fact was read from, as typed. */
  from: Partial<Record<WorkloadField, string>>;
  /** What can be read in two ways, contradicts itself or has an unknown unit. Each field stays empty until someone says which. */
  unclear: Unclear[];
  /** Stretches of the text that state nothing a workload has a field for, as typed, in their order. */
  notUsed: string[];
  /** Those of `notUsed` that are about something else than the workload, and what. Absent where none is. */
  about?: { quote: string; why: Elsewhere }[];
  /** What the text calls the workload, at most 80 characters. Absent only where nothing was typed. */
  name?: string;
  /** Whether that is a name, and not the first words, the model or {@link UNNAMED}. */
  isNamed?: true;
  /** Who read each fact, where a language model read the text as well. Absent: the rules alone. */
  by?: Partial<Record<WorkloadField, ReadBy>>;
}

/** What a workload is called that nobody named. */
export const UNNAMED = 'workload';

/** What a workload is called whose words have no name. */
export const unnamed = ({ modelId = UNNAMED }: Partial<Workload>): string => modelId;

/** Who read a fact. */
export type ReadBy = 'rules' | 'model' | 'both';

/** Words that were not read, since they have two readings. */
export interface Unclear {
  /** One of the fields that they may be about. */
  field: WorkloadField;
  /** As typed. */
  words: string;
  /** What they may state of the field, likeliest first. Absent where they name no value. */
  readings?: readonly DoubtReading['value'][];
}

/** The doubts with readings, one for each stretch of words: what an answer has to be weighed with. */
export function doubtsOf(unclear: readonly Unclear[]): Doubt[] {
  const doubts = new Map<string, DoubtReading[]>();
  for (const { field, words, readings = [] } of unclear) {
    doubts.set(words, [...(doubts.get(words) ?? []), ...readings.map((value) => ({ field, value }))]);
  }
  return [...doubts].flatMap(([words, readings]) => (readings.length === 0 ? [] : [{ words, readings }]));
}

/** Turns facts that no workload can have, such as 25 hours a day, into questions. Facts may also be invalid only together. */
export function askAboutInvalid({ says, from, unclear }: Pick<Heard, 'says' | 'from' | 'unclear'>): void {
  const parsed = parseWorkload({ name: 'x', ...says });
  for (const fault of parsed.ok ? [] : parsed.faults) {
    const field = WORKLOAD_FIELDS.find((known) => known === fault.field);
    if (field === undefined || says[field] === undefined) continue;
    unclear.push({
      field,
      words: from[field] ?? '',
      ...sensibleReadings(field, [says[field] as DoubtReading['value']]),
    });
    delete says[field];
    delete from[field];
  }
}

/** What words may state of a field, each once; values that the field does not take are left out. */
export function sensibleReadings(
  field: WorkloadField,
  values: readonly DoubtReading['value'][],
): Pick<Unclear, 'readings'> {
  const taken = values.filter((value) => parseWorkload({ name: 'x', [field]: value }).ok);
  const readings = taken.filter((value, at) => taken.findIndex((other) => isSameValue(other, value)) === at);
  return readings.length === 0 ? {} : { readings };
}

/** Whether a text states no fact and leaves nothing to ask: a name at most. */
export const statesNothing = ({ says, unclear }: Pick<Heard, 'says' | 'unclear'>): boolean =>
  unclear.length === 0 && Object.keys(says).every((field) => field === 'name');

/** What to do where nothing was understood. */
export const DESCRIBE_WORKLOAD = 'Describe a model and its traffic, such as "3 MB, 20 rps, 200 ms".';

/** One line of what was heard: "Understood" and "500 MB payload · GPU". */
export interface ReadingLine {
  title: 'Understood' | 'Understood (by the language model)' | 'Not used' | 'Check';
  /** Plain text in which people's own words stand in quotes. */
  text: string;
}

type SayFact = (written: string, value: unknown) => string;

const PATTERNS: Readonly<Record<NonNullable<Workload['trafficPattern']>, string>> = {
  steady: 'steady',
  variable: 'variable',
  intermittent: 'sporadic',
  dataset: 'dataset',
};

const COLD_STARTS: Readonly<Record<NonNullable<Workload['coldStarts']>, string>> = {
  unacceptable: 'no cold starts',
  acceptable: 'cold starts are fine',
  'minutes-acceptable': 'minutes of delay after idle periods are fine',
};

const requests = (written: string): string => `${written} ${written === '1' ? 'request' : 'requests'}`;

/** Where "value label" would read oddly. */
const SAID: Partial<Record<WorkloadField, SayFact>> = {
  trafficPattern: (_, value) => PATTERNS[value as keyof typeof PATTERNS],
  responseTimeSeconds: (value) => `response in ${value}`,
  coldStarts: (_, value) => COLD_STARTS[value as keyof typeof COLD_STARTS],
  processingTimeSeconds: (value) => `${value} per request`,
  processingTimeOn: (value) => `measured on ${value}`,
  monthlyRequests: (value) => `${requests(value)} per month`,
  peakRequestsPerSecond: (value) => `${requests(value)} per second at peak`,
  busyHoursPerDay: (_, value) => `busy ${formatCount(value as number, 'hour')} per day`,
  busyDaysPerWeek: (_, value) => `${formatCount(value as number, 'day')} per week`,
  busyFrom: (value) => `from ${value}`,
  timeZone: (value) => value,
  datasetRunsPerMonth: (value) => `runs ${value}`,
  datasetDeadlineHours: (value) => `done within ${value}`,
  modelId: (value) => value,
  modelConfig: (value) => value,
  measurements: (value) => value,
  outputTokensPerSecond: (value) => `${value} tokens per second in all`,
  streamTokensPerSecond: (value) => `${value} tokens per second per answer`,
  answerSeconds: (value) => `whole answer in ${value}`,
  modelParametersBillion: (value) => `${value}B parameters`,
  modelPrecisionBits: (value) => `${value}-bit`,
  modelCount: (_, value) => formatCount(value as number, 'model'),
  modelInvocationFrequency: (_, value) => (value === 'rare' ? 'each model rarely called' : 'each model called often'),
  containerCount: (_, value) => formatCount(value as number, 'container'),
  images: (_, value) => `${formatCount(value as number, 'image')} per request`,
  requiresStreaming: (value) => value,
  monthlyBudgetUsd: (value) => `${value} per month at most`,
  region: (value) => value,
  otherRegions: (value) => `also in ${value}`,
  instanceType: (value) => value,
};

/** A dataset has records, not requests. */
const SAID_OF_DATASET: Partial<Record<WorkloadField, SayFact>> = {
  payloadSizeMB: (value) => `${value} per record`,
  processingTimeSeconds: (value) => `${value} per record`,
};

/** Stretches of what was not used that are shown. */
const NOT_USED_MAX = 6;

/** `max`: characters of a line. `entries`: of what was not used, six if not stated. */
export interface ReadingLimits {
  max?: number;
  entries?: number;
}

/** Of a number that is not whole, as "twice an hour" is in a second. */
const DIGITS = 4;
const VALUE_MAX = 80;
const QUOTE_MAX = 200;

/**
 * One line each for what was understood, not used, and unclear; only the lines that have something. A line that is too long says
 * how much it leaves out. What was not used has those entries first that may matter.
 */
export function writeReading(
  { says, from, notUsed, unclear, by = {}, about = [] }: Heard,
  { max = Number.POSITIVE_INFINITY, entries = NOT_USED_MAX }: ReadingLimits = {},
): ReadingLine[] {
  const stated = WORKLOAD_FIELDS.filter((field) => says[field] !== undefined);
  const facts = stated
    .filter((field) => by[field] !== 'model')
    .flatMap((field) => factOf(field, says).map((fact) => withWords(field, fact, says[field], from[field])));
  const byModel = stated.filter((field) => by[field] === 'model');
  const quotedFacts = byModel.flatMap((field) =>
    factOf(field, says).map((fact) => `${fact}, from ${quoted(from[field] ?? '')}`),
  );
  const lines: ReadingLine[] = [
    { title: 'Understood', text: listed(facts, max) },
    { title: 'Understood (by the language model)', text: listed(quotedFacts, max) },
    { title: 'Not used', text: writeNotUsed(notUsed, about, { max, entries }) },
    { title: 'Check', text: listed(questionsAbout(unclear), max) },
  ];
  return lines.filter(({ text }) => text !== '');
}

/** The same for an answer that follows anyway: it says so if nothing was understood. */
export function tellReading(heard: Heard, limits?: ReadingLimits): ReadingLine[] {
  if (!statesNothing(heard)) return writeReading(heard, limits);
  const text = heard.says.name === undefined ? 'nothing' : 'nothing but the name';
  return [{ title: 'Understood', text }, ...writeReading(heard, limits)];
}

/** What may matter first: `"at least 3 TB" · "HIPAA" · and 12 more words`. */
function writeNotUsed(
  notUsed: readonly string[],
  about: NonNullable<Heard['about']>,
  { max, entries }: Required<ReadingLimits>,
): string {
  const isElsewhere = (words: string): boolean => about.some(({ quote }) => quote === words);
  const weightOf = (words: string): number => (mayMatter(words) ? (isElsewhere(words) ? 1 : 0) : 2);
  const sorted = notUsed.toSorted((one, other) => weightOf(one) - weightOf(other));
  const items = sorted.map((words) => `${quoted(words)}${whyNot(about, words)}`);
  let shown = Math.min(items.length, entries);
  while (shown > 0 && items.slice(0, shown).join(SEPARATOR).length > max) shown -= 1;
  const left = sorted.slice(shown).flatMap((words) => words.split(/\s/).filter((word) => /[\p{L}\p{N}]/u.test(word)));
  const more = left.length === 0 ? [] : [`and ${left.length} more ${left.length === 1 ? 'word' : 'words'}`];
  return [...items.slice(0, shown), ...more].join(SEPARATOR);
}

const ABOUT: Readonly<Record<Elsewhere, string>> = {
  'other-system': 'another system',
  past: 'the past',
  benchmark: 'a benchmark',
  vendor: 'a vendor',
  later: 'later',
  'out-of-scope': 'out of scope',
  example: 'an example',
};

function whyNot(about: NonNullable<Heard['about']>, words: string): string {
  const one = about.find(({ quote }) => quote === words);
  return one ? ` (${ABOUT[one.why]})` : '';
}

const lettersIn = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Amounts that are shown with their words: others tell by their unit what they are. */
const QUOTED = new Set<WorkloadField>([
  'modelCount',
  'containerCount',
  'responseTimeSeconds',
  'processingTimeSeconds',
  'answerSeconds',
  'datasetDeadlineHours',
]);
const SHORT_QUOTE_MAX = 60;

/** What was typed for another period stands as typed, before what was made of it. Whatever is no amount stands with its words. */
function withWords(field: WorkloadField, fact: string, value: Workload[WorkloadField], words = ''): string {
  if (words === '') return fact;
  if (typeof value === 'number') {
    const amounts = itemize(tokenize(words), words).flatMap(({ quantity }) => quantity ?? []);
    const isConverted = amounts.some(({ perMonth }) => perMonth !== undefined);
    if (isConverted && !amounts.some((amount) => amount.value === value)) return `${quoted(words)} (${fact})`;
    if (!QUOTED.has(field)) return fact;
  }
  return lettersIn(fact).includes(lettersIn(words)) ? fact : `${fact}, from ${quoted(words, SHORT_QUOTE_MAX)}`;
}

function factOf(field: WorkloadField, says: Partial<Workload>): string[] {
  const value = says[field];
  if (field === 'name' || field === 'description') return [];
  const label = labelOf(field);
  if (typeof value === 'boolean') return [value ? label : `no ${label}`];
  const written = clipText(briefValue(field, value), VALUE_MAX);
  const said = (says.trafficPattern === 'dataset' ? SAID_OF_DATASET[field] : undefined) ?? SAID[field];
  return [said?.(written, value) ?? (typeof value === 'number' ? `${written} ${label}` : `${label}: ${written}`)];
}

/** Exact where that is as short: 20 KB is a long fraction of a MB. */
export function briefValue(field: WorkloadField, value: unknown): string {
  const exact = writeValue(field, value);
  if (typeof value !== 'number' || Number.isInteger(value)) return exact;
  const rounded = writeValue(field, Number(value.toPrecision(DIGITS)));
  return rounded.length < exact.length ? rounded : exact;
}

type Weighed = Pick<Recommendation, 'workload' | 'doubts'>;

/** Words that were in doubt and state nothing, as somebody has said. An answer about one of their fields settles them too. */
export function leftOut({ doubts = [] }: Weighed, { doubts: after = [], workload }: Weighed): string[] {
  return openDoubts(doubts, workload)
    .map(({ words }) => words)
    .filter((words) => !after.some((doubt) => doubt.words === words));
}

/** A line of what was heard, without the questions that later answers have settled; nothing where none is left. */
export function unsettled({ title, text }: ReadingLine, before: Weighed, after: Weighed): ReadingLine[] {
  if (title !== 'Check') return [{ title, text }];
  const isOther = (field: WorkloadField): boolean => !isSameValue(before.workload[field], after.workload[field]);
  const known = new Set(WORKLOAD_FIELDS.filter(isOther).map(labelOf));
  const left = leftOut(before, after).map((words) => `${quoted(words)}:`);
  const open = questionsIn(text).filter((question) => {
    const [, fields = ''] = /": ([^"]*)\?$/.exec(question) ?? [];
    const isLeft = left.some((words) => question.startsWith(words));
    return !isLeft && !fields.split(' or ').some((label) => known.has(label));
  });
  return open.length === 0 ? [] : [{ title, text: open.join(SEPARATOR) }];
}

/** A line of what was heard, without the questions about these words; nothing where none is left. */
export function withoutQuestions({ title, text }: ReadingLine, words: readonly string[]): ReadingLine[] {
  if (title !== 'Check') return [{ title, text }];
  const gone = words.map((some) => `${quoted(some)}: `);
  const open = questionsIn(text).filter((question) => !gone.some((start) => question.startsWith(start)));
  return open.every((question) => MORE.test(question)) ? [] : [{ title, text: open.join(SEPARATOR) }];
}

const MORE = /^and \d+ more$/;

const SEPARATOR = ' · ';

/** The questions of a line. The words in them may have the separator too. */
const questionsIn = (text: string): string[] => text.split(/(?<=\?) · (?="|and \d)/);

/** "4 GB": model size or payload? */
function questionsAbout(unclear: readonly Unclear[]): string[] {
  const labels = new Map<string, string[]>();
  for (const { field, words } of unclear) {
    labels.set(words, [...(labels.get(words) ?? []), labelOf(field)]);
  }
  return [...labels].map(([words, fields]) => `${quoted(words)}: ${[...new Set(fields)].join(' or ')}?`);
}

const quoted = (words: string, max = QUOTE_MAX): string =>
  `"${clipText(collapseSpaces(words).replaceAll('\n', ' '), max)}"`;

function listed(items: readonly string[], max: number): string {
  let [shown, length] = [0, 0];
  for (const item of items) {
    length += item.length + SEPARATOR.length;
    if (length > max) break;
    shown += 1;
  }
  const more = items.length - shown;
  return [...items.slice(0, shown), ...(more > 0 ? [`and ${more} more`] : [])].join(SEPARATOR);
}
