import {
  type Assumption,
  asksForFacts,
  type Choice,
  type ChosenInstance,
  clauseFor,
  formatMB,
  formatNumber,
  formatSeconds,
  type HoldsIf,
  INFERENCE_OPTIONS,
  type InferenceOptionId,
  labelOf,
  type OpenQuestion,
  optionTitle,
  otherSide,
  QUOTAS,
  questionFor,
  type Reason,
  type ReasonCode,
  type Recommendation,
  rowOf,
  type Sizing,
  type WorkloadField,
} from '../recommender/index.ts';
import { writeValue } from './quantities/index.ts';
import { clipText, collapseSpaces } from './text.ts';

/** "Real-time inference for fraud-scoring", "Two facts decide for customer-churn", or "No option fits claims-video". */
export function headline(recommendation: Recommendation): string {
  const { choice, workload } = recommendation;
  const name = oneLine(workload.name);
  if (asksForFacts(recommendation)) return `${openTitle(recommendation)} for ${name}`;
  return choice ? `${optionTitle(choice.option)} for ${name}` : `No option fits ${name}`;
}

/** The headline and the strongest reason on one line of plain text, for notifications and screen readers. */
export const summary = (recommendation: Recommendation): string => withReason(headline(recommendation), recommendation);

/** The same without the name, where nothing is chosen yet: "One fact decides: …", "No option fits: …". */
export const unnamedSummary = (recommendation: Recommendation): string =>
  withReason(asksForFacts(recommendation) ? openTitle(recommendation) : 'No option fits', recommendation);

function withReason(title: string, recommendation: Recommendation): string {
  const told = asksForFacts(recommendation)
    ? (recommendation.questions ?? []).map(askInFull).join(' ')
    : (recommendation.rationale[0]?.text ?? impasse(recommendation));
  return told ? `${title}: ${oneLine(told)}` : title;
}

/** What the team should confirm: the assumptions that decide, or the questions where too little is known. Sentences. */
export function openPoints({ choice, questions = [], assumptions }: Recommendation): string[] {
  if (asksForFacts({ choice, questions })) return questions.map(askInFull);
  return assumptions.filter(({ decisive }) => decisive).map(({ text }) => text);
}

/** What an open question asks, above its answers. Words of a person in it are as typed. */
export const ask = ({ field, words }: OpenQuestion): string =>
  words === undefined ? questionFor(field) : `You wrote ${quotedWords(words)}. Which is it?`;

/** The same where no answers stand below it: "You wrote “25ms”. Is it response time 25 ms or processing time 25 ms?" */
export const askInFull = (question: OpenQuestion): string =>
  question.words === undefined
    ? questionFor(question.field)
    : `You wrote ${quotedWords(question.words)}. Is it ${writeFacts(question)}?`;

/** "response time 25 ms or processing time 25 ms" */
export function writeFacts({ field, answers }: OpenQuestion): string {
  const readings = answers.flatMap((answer) => answer.values.map((value) => writeFact(answer.field ?? field, value)));
  return joinClauses(readings.slice(0, READINGS_SHOWN), 'or');
}

const READINGS_SHOWN = 4;

/** "response time 25 ms", "GPU yes" */
export const writeFact = (field: WorkloadField, value: unknown): string =>
  `${labelOf(field)} ${writeValue(field, value)}`;

/** What is chosen where words in doubt state none of their readings. */
export const OTHERWISE = 'something else';

const QUOTED_MAX = 80;

/** A person's words as they are quoted back. */
export const quotedWords = (words: string): string =>
  `“${clipText(collapseSpaces(words).replaceAll('\n', ' '), QUOTED_MAX)}”`;

/**
 * Why no option fits: the team's rule where an option fails on rules alone, else the limit that all of them share, at its
 * highest, or else what the two that are nearest to fitting fail on.
 * An empty text where a stored answer has no reasons.
 */
export function impasse({ rejected }: Recommendation): string {
  const forbidden = rejected.find(
    ({ reasons }) => reasons.length > 0 && reasons.every(({ code }) => code === 'policy'),
  );
  if (forbidden?.reasons[0] !== undefined) return forbidden.reasons[0].text;
  const nearest = rejected
    .filter(
      ({ reasons }) => reasons[0] !== undefined && reasons[0].code !== ('requests-not-a-data-set' satisfies ReasonCode),
    )
    .toSorted((a, b) => changesOf(a) - changesOf(b))
    .map(({ reasons }) => reasons);
  for (const { code } of nearest[0] ?? []) {
    const alike = nearest.flatMap((reasons) => reasons.filter((reason) => reason.code === code));
    const [highest, next] = alike.toSorted((a, b) => Number(b.allowed) - Number(a.allowed));
    if (highest === undefined || alike.length < nearest.length) continue;
    if (code === ('answer-later-than-needed' satisfies ReasonCode)) return tooSlow(highest);
    const isHigher = Number(highest.allowed) > Number(next?.allowed);
    return isHigher ? `${highest.text.slice(0, -1)}, the highest of all options.` : highest.text;
  }
  const first = new Map<string, string>();
  for (const [reason] of nearest) if (reason && !first.has(reason.code)) first.set(reason.code, reason.text);
  return [...first.values()].slice(0, CONFLICT).join(' ');
}

/** Of every option alike, so that none is named. */
const tooSlow = ({ asked, allowed }: Reason): string =>
  `Processing takes ${formatSeconds(Number(asked))}, longer than the ${formatSeconds(Number(allowed))} allowed for a response.`;

/** Two demands that no option meets together. */
const CONFLICT = 2;

const changesOf = ({ wouldFitIf }: Recommendation['rejected'][number]): number =>
  wouldFitIf === null ? Infinity : Object.keys(wouldFitIf.changes).length;

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** The options that are still open where facts are missing: those that fit, and those that an answer leads to. */
export function openOptionsOf({ choice, rejected, questions = [] }: Recommendation): InferenceOptionId[] {
  const led = questions.flatMap(({ answers }) => answers.map(({ option }) => option));
  const fitting = rejected.filter(({ verdict }) => verdict === 'outranked').map(({ option }) => option);
  const open = new Set([choice?.option, ...fitting, ...led]);
  return INFERENCE_OPTIONS.map(({ id }) => id).filter((id) => open.has(id));
}

/** The options that are ruled out whatever the answers to open questions are. */
export function ruledOut(recommendation: Recommendation): Recommendation['rejected'] {
  const open = asksForFacts(recommendation) ? openOptionsOf(recommendation) : [];
  return recommendation.rejected.filter(({ verdict, option }) => verdict === 'ruled-out' && !open.includes(option));
}

const REASONS_MIN = 2;

const REASONS_MAX = 3;

/** Why the choice is the choice. That nothing else is left is a reason only where there is little else to say: what is ruled out says it. */
export function strongestReasons({ rationale }: Pick<Recommendation, 'rationale'>): Reason[] {
  const own = rationale.filter(({ code }) => code !== ('only-one-left' satisfies ReasonCode));
  return (own.length < REASONS_MIN ? rationale : own).slice(0, REASONS_MAX);
}

const OPEN_TITLES = ['Facts are missing', 'One fact decides', 'Two facts decide'];

/** "Two facts decide" */
export function openTitle({ questions = [] }: Recommendation): string {
  return OPEN_TITLES[questions.length] ?? '';
}

type Condition = (recommendation: Recommendation, reason: Reason) => string;

/** What a conditional choice holds on, as a clause with its figures. */
const CONDITIONS: Readonly<Record<string, Condition>> = {
  'payload-disputed': ({ workload, choice }, { allowed }) =>
    `${optionTitle(choice?.option ?? 'real-time').toLowerCase()} accepts ${formatMB(workload.payloadSizeMB ?? 0)} in a test, since AWS documents ${payloadLimits(allowed)}`,
  'record-over-mini-batch': ({ workload }) =>
    `the container takes ${formatMB(workload.payloadSizeMB ?? 0)} in chunks (MaxPayloadInMB 0)`,
  'wake-up-unproven': withinResponseTime,
  'wake-up-over-response-time': ({ workload }, { asked }) =>
    `an answer from zero takes at most ${formatSeconds(workload.responseTimeSeconds ?? 0)} (estimated: ${formatSeconds(Number(asked))})`,
  'wake-up-takes-minutes': () => 'callers can wait minutes for it to wake up',
  'warm-capacity-is-not-zero': () => 'warm capacity may cost money while idle, or a schedule turns it off',
  'network-isolation-disputed': () => 'network isolation works in a test, since AWS pages disagree',
  'data-capture-disputed': () => 'data capture works in a test, since AWS pages disagree',
  'variants-disputed': () => 'production variants work in a test, since AWS pages disagree',
  'job-start-up-fills-interval': (_, { allowed }) =>
    `a job starts and ends within ${formatSeconds(Number(allowed))}, start-up included`,
  'job-needs-quota-raise': (_, { asked, allowed }) =>
    `AWS raises the quota from ${formatNumber(Number(allowed))} to ${formatNumber(Number(asked))} instances`,
  'many-endpoints': (_, { asked }) => `AWS raises the quota to ${formatNumber(Number(asked))} endpoints`,
  'caller-timeout-shorter': (_, { allowed }) =>
    `callers that disconnect after ${formatSeconds(Number(allowed))} get the answer another way`,
  'needs-server-of-all-frameworks': () => 'one server, such as Triton, serves all frameworks',
  'most-models-hot': () => 'the busy models fit in memory together',
  'cold-loads-not-accepted': () => 'every model is loaded in advance and all fit in memory together',
} satisfies Partial<Record<ReasonCode, Condition>>;

const payloadLimits = (sure: Reason['allowed']): string =>
  `both ${formatMB(Number(sure))} and ${formatMB(QUOTAS.realTimePayload.disputed.value)}`;

function withinResponseTime({ workload }: Recommendation): string {
  const seconds = workload.responseTimeSeconds;
  return seconds === undefined
    ? 'it wakes up fast enough'
    : `waking up and one request fit in ${formatSeconds(seconds)}`;
}

/** What a conditional choice has to be tested for; undefined where it holds as it stands, or an earlier version didn't say. */
function testedReason({ choice, warnings }: Recommendation): Reason | undefined {
  return choice?.conditional ? warnings.find(({ code }) => Object.hasOwn(CONDITIONS, code)) : undefined;
}

/** What a conditional choice holds on; undefined where it holds as it stands. */
function conditionOf(recommendation: Recommendation): string | undefined {
  if (!recommendation.choice?.conditional) return undefined;
  const reason = testedReason(recommendation);
  return (reason && CONDITIONS[reason.code]?.(recommendation, reason)) ?? 'a test confirms it';
}

/** What to measure before anybody commits to a size; undefined where nothing has to be. */
export function firstStep({ warnings }: Recommendation): Reason | undefined {
  return warnings.find(({ code }) => FIRST_STEPS.has(code));
}

const FIRST_STEPS: ReadonlySet<string> = new Set<ReasonCode>(['size-is-modelled', 'size-is-unknown']);

/** What to do and to watch before deploying, beside what the answer holds on. */
export function warningsBeside(recommendation: Recommendation): Reason[] {
  const condition = testedReason(recommendation);
  return recommendation.warnings.filter((warning) => warning !== condition);
}

/** "5 × ml.m5.large", "2–6 × ml.m5.large", "1 × ml.g5.xlarge while busy": from the least to what the peak takes. */
export function writeInstances({ type, min, max, peak = max }: ChosenInstance): string {
  const most = formatNumber(peak);
  if (min === peak) return `${most} × ${type}`;
  if (min > 0) return `${formatNumber(min)}–${most} × ${type}`;
  return peak === 1 ? `1 × ${type} while busy` : `up to ${most} × ${type}`;
}

/** "Each ml.m5.xlarge: 2 GB of model in 16 GB, 4 requests at once." Undefined where nothing is known of it, as in older answers. */
export function sizingWords({ choice }: Recommendation): string | undefined {
  const { type, holds = '' } = choice?.instance ?? {};
  if (type === undefined || holds === '' || choice?.confidence === 'needs-facts') return undefined;
  return `Each ${type}: ${holds}.`;
}

/**
 * How sure all is that stands in a headline, not the option alone: "Firm", "Option firm, size modelled", "Likely, size unknown" or
 * "Needs facts". Undefined for a review from before answers had a confidence.
 */
export function confidenceWords({ confidence, conditional, sizing }: Partial<Choice>): string | undefined {
  if (confidence === 'needs-facts') return 'Needs facts';
  if (confidence !== 'firm') return confidence && `Likely${sizing?.basis === 'unknown' ? SIZE_UNKNOWN : ''}`;
  const on = conditional ? ' on one condition' : '';
  const size = sizing ? unsureOf(sizing) : undefined;
  return size === undefined ? `Firm${on}` : `Option firm${on}${size}`;
}

const SIZE_UNKNOWN = ', size unknown';

/** What of a size isn't sure, behind what is said of the option. Undefined where type and count are as sure as an option can be. */
function unsureOf({ basis, typeFirm }: Sizing): string | undefined {
  if (basis === 'unknown') return SIZE_UNKNOWN;
  if (basis === 'modelled') return ', size modelled';
  return typeFirm ? undefined : ', type likely';
}

/** What has to be true for the choice to hold, and what must not be; each as a clause, the likeliest to fail first. */
interface Conditions {
  /** "a request takes at most 60 s" */
  holds: string[];
  /** "traffic has long idle periods" */
  unless: string[];
}

/** Clauses as one: a comma before the last "and" where a clause has one itself. */
export function joinClauses(clauses: readonly string[], word: 'and' | 'or'): string {
  const comma = clauses.some((clause) => clause.includes(` ${word} `)) || clauses.length > 2 ? ',' : '';
  const last = clauses.at(-1) ?? '';
  return clauses.length < 2 ? last : `${clauses.slice(0, -1).join(', ')}${comma} ${word} ${last}`;
}

/** On what an answer rests: the clauses that have to hold, and those that would lead to another option. */
export function conditionsOf(recommendation: Recommendation): Conditions {
  const clauses = clausesOf(recommendation);
  const textsOf = (isPositive: boolean) =>
    clauses.filter((clause) => clause.isPositive === isPositive).map(({ text }) => text);
  return { holds: [...new Set(textsOf(true))], unless: [...new Set(textsOf(false))] };
}

/** "holds if a request takes at most 60 s, unless performance matters most"; undefined where it holds as it stands. */
export function holdsWords(recommendation: Recommendation): string | undefined {
  const { holds, unless } = conditionsOf(recommendation);
  const parts = [
    ...(holds.length > 0 ? [`if ${joinClauses(holds, 'and')}`] : []),
    ...(unless.length > 0 ? [`unless ${joinClauses(unless, 'or')}`] : []),
  ];
  return parts.length === 0 ? undefined : `holds ${parts.join(', ')}`;
}

/** The same in one list, each clause with its field; null where the choice itself is on a condition. */
export function clausesOf(recommendation: Recommendation): (Clause & { field: WorkloadField | null })[] {
  const tested = conditionOf(recommendation);
  return [
    ...(tested === undefined ? [] : [{ field: null, text: tested, isPositive: true }]),
    // Reviews from before answers said how sure they are have none.
    ...(recommendation.choice?.holdsIf ?? []).map((condition) => ({
      field: condition.field,
      ...clauseOf(condition, recommendation),
    })),
  ];
}

interface Clause {
  text: string;
  /** Whether it has to hold; else it would lead to another option. */
  isPositive: boolean;
}

/** Of a number the other side of the limit that leads elsewhere; of a word what was assumed, unless a single other word leads there. */
function clauseOf({ field, text, value, range, alike }: HoldsIf, { assumptions, choice }: Recommendation): Clause {
  const assumed = assumptions.find((assumption) => assumption.field === field)?.value;
  const { change } = rowOf(field);
  const words = typeof change === 'object' && !('write' in change) ? change[String(assumed)] : undefined;
  const turns = choice?.holdsIf.filter((condition) => condition.field === field).length;
  const isOneOfSeveral = typeof value === 'string' && alike === undefined && turns === 1;
  const holds = range ? otherSide(field, range) : isOneOfSeveral ? undefined : words;
  if (holds !== undefined) return { text: holds, isPositive: true };
  // A number without a range is any ordinary one: the sentence names none.
  if (typeof value === 'number' && range === undefined) return { text: staysUnknown(text), isPositive: true };
  const isSaid = value === undefined;
  return { text: isSaid ? ifClause(oneLine(text)) : clauseFor(field, value, range), isPositive: false };
}

/** "the response time stays unknown", of "If the response time is known: …" */
const staysUnknown = (text: string): string =>
  ifClause(oneLine(text)).replace(/ (is|are) known$/, (_, verb) => ` ${verb === 'is' ? 'stays' : 'stay'} unknown`);

/** What an earlier version stored: "If a request takes over 60 s: Asynchronous Inference." → "a request takes over 60 s" */
function ifClause(sentence: string): string {
  const end = sentence.lastIndexOf(': ');
  return sentence.startsWith('If ') && end > 0 ? sentence.slice('If '.length, end) : sentence;
}

interface Assumed {
  /** Nobody said, and they can change the answer; each can be stated. */
  readonly decisive: readonly Assumption[];
  /** Nobody said either, and they can't. */
  readonly open: readonly Assumption[];
  /** What the estimate takes for granted beside what was said. */
  readonly estimate: readonly Assumption[];
}

/** What was taken for granted, apart by whether a team can be asked for it, and has to be. */
export function splitAssumptions({ assumptions, workload }: Recommendation): Assumed {
  const open = assumptions.filter(({ field }) => workload[field] === undefined);
  return {
    decisive: open.filter(({ decisive }) => decisive),
    open: open.filter(({ decisive }) => !decisive),
    estimate: assumptions.filter(({ field }) => workload[field] !== undefined),
  };
}

/** `The bill was unknown, so rule "expensive" of the policy couldn't be judged` */
export function writeUnjudged(rules: readonly string[]): string {
  const named = joinClauses(
    rules.map((rule) => `"${rule}"`),
    'and',
  );
  return `The bill was unknown, so ${rules.length === 1 ? 'rule' : 'rules'} ${named} of the policy couldn't be judged`;
}
