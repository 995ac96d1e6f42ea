import type { InferenceOptionId } from '../recommender/index.ts';
import { addressesReader } from './addresses-reader.ts';
import {
  ABOUT_OPTION,
  ASKING,
  ASKS,
  type AskRow,
  BUDGET,
  BUDGET_CHANGED,
  CONCERNS,
  COST_ASKS,
  type CostAsk,
  FITS,
  LEVERS,
  MONEY_STATED,
  NO_CHANGE,
  OPENERS,
  type PlainAsk,
  REASONS,
  type ReviewAsk,
  STRONG_IF,
  TAILS,
  WEAK_IF,
  WHY,
  WITHIN,
} from './ask-words.ts';
import { instancesIn, type NamedInstances, namesChip } from './named-instances.ts';
import { asksForFeature, asksForLimit } from './read-limit.ts';
import { type NamedRevision, readRevisions } from './read-revisions.ts';
import { type FoundSubject, type Subject, subjectsIn } from './read-what-if.ts';
import { itemize } from './reader/items.ts';
import { compile, findHits, type PatternIndex } from './reader/patterns.ts';
import { mendSlips } from './reader/spelling.ts';
import { type Token, tokenize } from './reader/tokens.ts';
import type { Item } from './reader/types.ts';
import { collapseSpaces, tidy } from './text.ts';

/** What somebody wants to know about a review. `words`: the rest of it as typed, where its conditions are. */
export type Ask = { words: string } & (
  | {
      kind: 'what-if';
      /** What is asked if it contains no change: "what if we use serverless". */
      otherwise: Ask;
    }
  | { kind: 'why-not'; subject: Subject }
  /** Why the choice is the choice. */
  | { kind: 'why' }
  /** `options`: those that are named; none means all. */
  | { kind: 'compare'; options: InferenceOptionId[] }
  | { kind: 'cost'; about: CostAsk; options: InferenceOptionId[] }
  /** `revisions`: those that are named, in their order. */
  | { kind: 'changes'; revisions: NamedRevision[] }
  /** `format`: the one that is named. */
  | { kind: 'deploy'; format?: CodeFormat }
  /** `named`: instances to look at; none means the recommended one. */
  | { kind: 'instance'; named: readonly NamedInstances[] }
  | { kind: ReviewAsk }
  | { kind: 'limits' }
  | { kind: Exclude<PlainAsk, ReviewAsk | 'compare' | 'cost' | 'changes' | 'instance' | 'deploy' | 'limits'> }
  /** None of these. `mayChange`: it may be a change without "what if". */
  | { kind: 'other'; mayChange: boolean }
);

/** What code is written in. */
type CodeFormat = 'cloudformation' | 'terraform' | 'notebook';

/** The first that is named counts. */
const FORMATS: readonly (readonly [words: RegExp, format: CodeFormat])[] = [
  [/\b(?:cloud ?formation|cfn|yaml|yml|stack)\b/i, 'cloudformation'],
  [/\b(?:terraform|tf|hcl)\b/i, 'terraform'],
  [/\b(?:python|boto3?|sdk|notebook|jupyter)\b/i, 'notebook'],
];

function formatOf(text: string): { format?: CodeFormat } {
  const format = FORMATS.find(([words]) => words.test(text))?.[1];
  return format === undefined ? {} : { format };
}

/** Longer questions are cut off here. */
const READ_MAX = 1000;

/** "w/ 5 KB" */
const WITH = /\bw\/ ?(?=[\w~])/gi;

/** "Drop the GPU" takes a need back; a description has other things that drop. */
const TAKEN_BACK =
  /\b(?:drop|ditch|lose|kill|stop|scrap) (?:the |our )?(?=(?:gpus?|streaming|vpc|network isolation|data capture|variants)\b)/gi;

const KINDS = compile(ASKS.map(([kind, place, phrases]) => [phrases, { kind, place }] as const));
const COSTS = compile(COST_ASKS.map(([kind, place, phrases]) => [phrases, { kind, place }] as const));
const WHYS = compile(WHY.map(([kind, place, phrases]) => [phrases, { kind, place }] as const));
const ORDER = [...new Set(ASKS.map(([kind]) => kind))];

/** Kinds of questions that have an answer, for others who read one. */
export const ASK_KINDS: readonly Exclude<Ask['kind'], 'other'>[] = ['what-if', 'why-not', 'why', ...ORDER];

const COST_ORDER = [...new Set(COST_ASKS.map(([kind]) => kind))];
const one = (phrases: string): PatternIndex<true> => compile([[phrases, true as const]]);
const [LESS, CONCERN, CHANGED] = [one(LEVERS), one(CONCERNS), one(BUDGET_CHANGED)];
const [STRONG, WEAK, TAIL, MONEY, LIMIT, BELOW] = [STRONG_IF, WEAK_IF, TAILS, MONEY_STATED, BUDGET, WITHIN].map(
  one,
) as [
  PatternIndex<true>,
  PatternIndex<true>,
  PatternIndex<true>,
  PatternIndex<true>,
  PatternIndex<true>,
  PatternIndex<true>,
];

/** A text taken apart, and what it names. */
interface Said {
  text: string;
  tokens: readonly Token[];
  items: readonly Item[];
  /** The first item that leads to nothing else. */
  start: number;
  subjects: readonly FoundSubject[];
}

/** Where something stands in the text, in characters. */
type Range = readonly [from: number, to: number];

/** Reads a question in a review's thread, without the bot's name. An empty one asks for help. */
export function readAsk(typed: string): Ask {
  const said = takeApart(typed);
  if (!said.tokens.some(({ kind }) => kind === 'word' || kind === 'number')) return { kind: 'help', words: '' };
  // Orders to the reader ask nothing, and change nothing.
  if (addressesReader(said.text)) return { kind: 'other', mayChange: false, words: said.text };
  const kind = kindOf(said);
  const strong = strongIf(said);
  const otherwise = readKind(said, kind);
  if (strong === undefined && kind === 'cost' && changesBudget(said))
    return { kind: 'what-if', words: without(said, rangesOf(said, TAIL)), otherwise };
  if (strong === undefined || (kind === 'scaling' && !isMeasured(said.items))) return otherwise;
  const words = without(said, [strong, ...rangesOf(said, TAIL), ...costWords(said)]);
  return { kind: 'what-if', words, otherwise };
}

function takeApart(typed: string): Said {
  const short = collapseSpaces(typed).slice(0, READ_MAX).replace(WITH, 'with ');
  const text = mendSlips(short).replace(TAKEN_BACK, 'no ');
  const tokens = tokenize(text);
  const items = itemize(tokens, text);
  const start = Math.max(
    0,
    items.findIndex(({ kind, text: word }) => kind !== 'mark' && kind !== 'break' && !OPENERS.has(word)),
  );
  return { text, tokens, items, start, subjects: subjectsIn(tidy(text)) };
}

/** Reads a question whose kind is known, with what else its words name. Undefined for a change, and where it names no option to ask about. */
export function readAskAs(typed: string, kind: (typeof ASK_KINDS)[number]): Ask | undefined {
  if (kind === 'what-if') return undefined;
  const said = takeApart(typed);
  if (kind === 'why') return { kind, words: said.text };
  if (kind !== 'why-not') return readKind(said, kind);
  const [first] = said.subjects;
  return first && { kind, subject: first.subject, words: without(said, [[first.from, first.to]]) };
}

const changesBudget = ({ items }: Said): boolean =>
  items.some(({ quantity, text }) => quantity !== undefined || /^(?:doubl|tripl|halv)/.test(text)) &&
  findHits(items, CHANGED).length > 0;

/** "What happens when nobody calls" asks how it scales; with a number in it, it is a change. */
const isMeasured = (items: readonly Item[]): boolean =>
  items.some(
    ({ quantity, text }) =>
      quantity !== undefined || /^(?:twice|doubl|tripl|half|halv|grow|no$|without$|drop|remov|switch|mov)/.test(text),
  );

function readKind(said: Said, kind: PlainAsk | undefined): Ask {
  const { items, start, subjects } = said;
  const named = subjects.map(({ from, to }): Range => [from, to]);
  const rest = (...more: readonly Range[]) =>
    without(said, [...more, ...rangesOf(said, TAIL), ...rangesOf(said, WEAK, start)]);
  const options = [...new Set(subjects.flatMap(({ subject }) => (subject.kind === 'option' ? [subject.option] : [])))];
  const [first] = subjects;
  const asksWhether = first !== undefined && isAboutOption(said);

  if (kind === 'compare')
    return { kind, options: options.length > 1 ? options : [], words: rest(...hitsOf(said, kind), ...named) };
  if (kind === 'cost' && !(asksWhether && isComparedByCost(said))) {
    const about = costAskOf(said);
    const unit = about.startsWith('per-') ? findHits(said.items, COSTS).map((hit) => rangeOf(said, hit)) : [];
    const matched = about === 'budget' ? [] : [...hitsOf(said, kind), ...unit];
    return { kind, about, options, words: rest(...matched, ...named) };
  }
  if (asksWhether && (kind === undefined || kind === 'cost'))
    return { kind: 'why-not', subject: first.subject, words: rest(...named, ...costWords(said)) };
  if (kind === 'changes') return { kind, revisions: readRevisions(said.text), words: rest(...hitsOf(said, kind)) };
  if (kind === 'deploy') return { kind, ...formatOf(said.text), words: rest(...hitsOf(said, kind), ...named) };
  if (kind === 'instance') return aboutInstances(said, rest(...hitsOf(said, kind), ...named));
  if (kind !== undefined && kind !== 'cost') return { kind, words: rest(...hitsOf(said, kind), ...named) };
  if (asksForReasons(said)) return { kind: 'why', words: rest() };
  const isSupposed = rangesOf(said, WEAK, start).length > 0;
  return { kind: 'other', mayChange: isSupposed || !NO_CHANGE.has(items[start]?.text ?? ''), words: rest() };
}

/** One type that is named is a condition, like any other fact: "what does it cost on ml.g5.xlarge". */
function aboutInstances({ text }: Said, words: string): Ask {
  const found = instancesIn(text);
  const isType = found.length === 1 && found[0]?.types.length === 1;
  return { kind: 'instance', named: isType ? [] : found, words: found.length > 1 ? '' : words };
}

/** Kinds of questions that are about instances where they name a chip: "would inferentia be cheaper". */
const OF_CHIPS: ReadonlySet<PlainAsk | undefined> = new Set([undefined, 'cost', 'compare', 'count', 'instance']);

/** Returns whether it compares instances or names a chip. */
function asksForInstances({ text, items }: Said, kind: PlainAsk | undefined): boolean {
  if (!OF_CHIPS.has(kind)) return false;
  if (namesChip(text)) return true;
  return instancesIn(text).length > 1 && items.some(({ text: word }) => AMONG.has(word));
}

function kindOf(said: Said): PlainAsk | undefined {
  const kind = plainKindOf(said);
  return asksForInstances(said, kind) ? 'instance' : kind;
}

function plainKindOf(said: Said): PlainAsk | undefined {
  const { items, start, subjects } = said;
  const [first, ...others] = subjects;
  if (first !== undefined && isWhy(said)) return undefined;
  if (isConcern(said)) return 'concern';
  if (first === undefined && !isWhy(said) && findHits(items, LESS).length > 0 && isAskedCost(said)) return 'cost';
  if (asksForLimit(items) || asksForFeature(items)) return 'limits';
  const several = others.some(({ subject }) => !isSame(subject, first?.subject));
  const isBreakEven =
    ['when', 'at', 'from', 'above', 'below', 'beyond'].includes(items[start]?.text ?? '') ||
    items.some(({ text }) => ['even', 'breakeven'].includes(text));
  if (several && !isBreakEven && items.some(({ text }) => AMONG.has(text))) return 'compare';
  const hits = findHits(items, KINDS).filter((hit) => isInPlace(said, hit.row, hit));
  return ORDER.find((kind) => hits.some(({ row }) => row.kind === kind) && (kind !== 'cost' || isAskedCost(said)));
}

/** Somebody is worried, and asks nothing: "this breaks our PHI rule". */
function isConcern(said: Said): boolean {
  const { items, start } = said;
  const opening = items[start]?.text ?? '';
  const asks = items.some(({ text }) => text === '?') || ASKING.has(opening) || NO_CHANGE.has(opening) || isWhy(said);
  return !asks && findHits(items, CONCERN).length > 0;
}

/** Words between what is compared. */
const AMONG: ReadonlySet<string> = new Set(['or', 'than', 'between', 'and', 'vs', 'versus', '/']);

const isSame = (subject: Subject, other: Subject | undefined): boolean =>
  JSON.stringify(subject) === JSON.stringify(other);

/** Returns whether it asks for reasons of any kind. */
const isWhy = ({ items, start }: Said): boolean =>
  REASONS.has(items[start]?.text ?? '') || (items[start]?.text === 'how' && items[start + 1]?.text === 'come');

/** Whether it asks for the reasons of the choice: "why is the sky blue" does not. */
const asksForReasons = (said: Said): boolean => findHits(said.items, WHYS).some((hit) => isInPlace(said, hit.row, hit));

/** Returns whether a phrase that must start the question, or be all of it, does so. */
function isInPlace(
  { items, start }: Said,
  { place }: AskRow<unknown>,
  { from, to }: { from: number; to: number },
): boolean {
  if (place === 'anywhere') return true;
  // "No gpu" is a change; the other words that lead to what is said mean nothing.
  if (from > start || items[from - 1]?.text === 'no') return false;
  if (place === 'start') return true;
  return items.slice(to).every(({ kind, text }) => kind === 'mark' || kind === 'break' || OPENERS.has(text));
}

/** Returns whether words about money ask for a cost; "cost matters most" states something. */
function isAskedCost({ items, start }: Said): boolean {
  if (findHits(items, MONEY).length > 0) return false;
  return (
    findHits(items, BELOW).length > 0 ||
    ASKING.has(items[start]?.text ?? '') ||
    items.some(({ text }) => text === '?') ||
    !items.some(({ quantity }) => quantity !== undefined)
  );
}

function costAskOf({ items }: Said): CostAsk {
  if (findHits(items, LIMIT).length > 0 || findHits(items, BELOW).length > 0) return 'budget';
  const hits = findHits(items, COSTS);
  return COST_ORDER.find((about) => hits.some(({ row }) => row.kind === about)) ?? 'total';
}

/** Whether the text asks if an option would do, or is little more than its name. */
function isAboutOption(said: Said): boolean {
  const {
    text,
    items,
    start,
    subjects: [first],
  } = said;
  const opening = items[start]?.text ?? '';
  if (ABOUT_OPTION.has(opening) || isWhy(said) || items.at(-1)?.text === '?') return true;
  if (items.some(({ text: word }) => FITS.has(word))) return true;
  const rest = first === undefined ? text : `${text.slice(0, first.from)} ${text.slice(first.to)}`;
  return (rest.match(/[a-z0-9]+/giu) ?? []).filter((word) => !OPENERS.has(word.toLowerCase())).length <= 1;
}

/** "Wouldn't serverless be cheaper?" asks why not serverless; "how much is serverless?" asks for a price. */
function isComparedByCost(said: Said): boolean {
  const { items, start } = said;
  const words = new Set(items.map(({ text }) => text));
  if (isWhy(said)) return true;
  if (items[start]?.text === 'when') return false;
  if (words.has('much') || words.has('even') || words.has('breakeven') || words.has('bill')) return false;
  return ['cheap', 'cheaper', 'cheapest', 'expensive', 'less', 'more', 'save'].some((word) => words.has(word));
}

/** "What if" at the start, or behind a mark: "customers complain, what if that is not acceptable". */
function strongIf(said: Said): Range | undefined {
  const { items, start, tokens } = said;
  const hit = findHits(items, STRONG).find(
    ({ from }) => from <= start || (items[from - 1]?.kind === 'mark' && items[from + 1]?.text === 'if'),
  );
  if (hit === undefined || items[hit.to] === undefined) return undefined;
  return [hit.from <= start ? 0 : placeOf(tokens, items[hit.from]), endOf(tokens, items[hit.to - 1])];
}

const hitsOf = (said: Said, kind: PlainAsk): Range[] =>
  findHits(said.items, KINDS)
    .filter(({ row }) => row.kind === kind)
    .map((hit) => rangeOf(said, hit));

/** Words that ask for a cost beside something else; amounts aren't among them. */
function costWords(said: Said): Range[] {
  if (findHits(said.items, MONEY).length > 0) return [];
  return findHits(said.items, KINDS)
    .filter(({ row, from, to }) => row.kind === 'cost' && said.items.slice(from, to).every((item) => !isAmount(item)))
    .map((hit) => rangeOf(said, hit));
}

const isAmount = ({ text, quantity }: Item): boolean => quantity !== undefined || text === 'budget' || text === 'cheap';

/** Where phrases stand; with `at`, only one that begins there, with what leads to it. */
function rangesOf(said: Said, index: PatternIndex<true>, at?: number): Range[] {
  const hits = findHits(said.items, index);
  if (at === undefined) return hits.map((hit) => rangeOf(said, hit));
  return hits.filter(({ from }) => from === at).map((hit) => rangeOf(said, { ...hit, from: 0 }));
}

const rangeOf = ({ tokens, items }: Said, { from, to }: { from: number; to: number }): Range => [
  placeOf(tokens, items[from]),
  endOf(tokens, items[to - 1]),
];

const placeOf = (tokens: readonly Token[], item: Item | undefined): number => tokens[item?.from ?? 0]?.start ?? 0;
const endOf = (tokens: readonly Token[], item: Item | undefined): number => tokens[(item?.to ?? 1) - 1]?.end ?? 0;

/** The text without some stretches of it. */
function without({ text }: Said, ranges: readonly Range[]): string {
  const dropped = Array.from({ length: text.length }, () => false);
  for (const [from, to] of ranges) dropped.fill(true, from, to);
  const kept = [...dropped.keys()].map((at) => (dropped[at] ? ' ' : (text[at] ?? '')));
  return kept.join('').replace(/ {2,}/g, ' ').trim();
}
