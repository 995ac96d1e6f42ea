import {
  expectationOf,
  HOSTING_PATTERNS,
  type HostingPatternId,
  INFERENCE_OPTIONS,
  type InferenceOptionId,
  isSameValue,
  kindOf,
  labelOf,
  parseWorkload,
  WORKLOAD_FIELDS,
  type Workload,
  type WorkloadField,
} from '../recommender/index.ts';
import type { Heard, Unclear } from './heard.ts';
import { withMeasured } from './measurements.ts';
import { readWords } from './read-words.ts';
import { itemize } from './reader/items.ts';
import { compile, findHits } from './reader/patterns.ts';
import { saysFactor } from './reader/relative.ts';
import { tokenize } from './reader/tokens.ts';
import { clipText } from './text.ts';

/** A workload as it would be. */
export interface WhatIf {
  /** The fields that change, with what they would be. At least one. */
  changes: Changes;
  workload: Workload;
  /** Words that nothing came of; '' where all were understood. */
  ignored: string;
  /** Asks back what was unclear beside it; '' where nothing was. */
  questions: string;
  /** Words that are no part of what was understood, small ones not counted. */
  unread: number;
}

/** Some fields of a workload with what they would be; null where nothing would be stated. Measurements are added to those there. */
export type Changes = { [Field in WorkloadField]?: Workload[Field] | null };

type ReadWhatIf =
  | { ok: true; whatIf: WhatIf }
  /** `nothing`: no word of it was understood. `unchanged`: the workload is so already. `refused`: `text` says what to type instead. */
  | { ok: false; kind: 'nothing' }
  | { ok: false; kind: 'unchanged' }
  | { ok: false; kind: 'refused'; text: string };

const IGNORED_MAX = 200;
const QUOTE_MAX = 80;

/** Words that say nothing by themselves once what they belong to is understood. */
const SMALL = new Set(
  `a an the and or of with within in on at for to by is are was were it its we you our they there had has have
  having would could be been being get gets got only just also instead someone somebody people then now use used
  using need needs needed want wants payloads payload requests request traffic model models answers answer each
  per one that this so but if what please up down about does do did change changes changed anything acceptable ok
  okay fine still same thing nobody waits wait waiting anymore more happens after all really actually maybe might
  may can should will lets let try say as his their from when no yes not other side case go goes going make makes
  take takes took come comes`.split(/\s+/),
);

/** Reads what follows "what if", in relation to the workload as it is. The same reader as the command's. */
export function readWhatIf(words: string, current: Workload): ReadWhatIf {
  return weighChange(words, hearChange(words, current), current);
}

/** What words say of a workload that would be another. All of it is supposed, and an "if" says so again. */
export const hearChange = (words: string, current: Workload): Heard =>
  readInMonths(inDollars(words.replace(/\b(?:only )?if\b/giu, ','), current), current);

/** What becomes of a workload by what was heard of some words. */
export function weighChange(words: string, heard: Heard, current: Workload): ReadWhatIf {
  const { says, unclear, notUsed, from } = asRuns(heard, current);
  const stated: Changes = { ...cleared(words, says, current), ...says };
  const said = WORKLOAD_FIELDS.filter((field) => stated[field] !== undefined);
  const questions = questionsAbout(unclear, current);
  if (said.length === 0 && questions === '' && takenBack(words).length > 0) return { ok: false, kind: 'unchanged' };
  if (said.length === 0) {
    return questions === '' ? { ok: false, kind: 'nothing' } : { ok: false, kind: 'refused', text: questions };
  }
  const changed = said.filter((field) => !isSameValue(stated[field], current[field] ?? null));
  if (changed.length === 0) {
    return questions === '' ? { ok: false, kind: 'unchanged' } : { ok: false, kind: 'refused', text: questions };
  }
  const changes = Object.fromEntries(changed.map((field) => [field, stated[field]])) as Changes;
  const parsed = applyChanges(current, changes);
  if (!parsed.ok) return { ok: false, kind: 'refused', text: parsed.text };
  const ignored = clipText(
    notUsed.filter((part) => wordsIn(part).some((word) => !SMALL.has(word)) && takenBack(part).length === 0).join('; '),
    IGNORED_MAX,
  );
  const unread = countUnread(words, Object.values(from));
  return { ok: true, whatIf: { changes, workload: parsed.workload, ignored, questions, unread } };
}

function countUnread(words: string, read: readonly string[]): number {
  const known = new Set(read.flatMap(wordsIn));
  return wordsIn(words).filter((word) => !known.has(word) && !SMALL.has(word)).length;
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Fields that a question about something else rarely means, whatever its words: "cheaper" is no priority. */
const NO_CONDITION = new Set<WorkloadField>(['costPriority', 'monthlyBudgetUsd']);

/** Words that suppose something in a question. */
const SUPPOSES = /\b(?:if|supports?|when|with|without|but|while|once|instead|suppos\w*|assum\w*)\b/iu;

/**
 * What a question about something else supposes: "what does it cost in Frankfurt". `words`: without what is asked.
 * `whole`: with it. Unless the question says "if" or the like, only numbers, names and places are taken for conditions.
 */
export function readConditions(words: string, whole: string, current: Workload): ReadWhatIf {
  const read = readWhatIf(words, current);
  if (!read.ok) {
    const isAbout = read.kind === 'refused' && /\d/.test(words);
    return isAbout ? read : { ok: false, kind: 'nothing' };
  }
  const supposes = SUPPOSES.test(whole);
  const { changes, ignored } = read.whatIf;
  const fields = WORKLOAD_FIELDS.filter(
    (field) => changes[field] !== undefined && !NO_CONDITION.has(field) && (supposes || isNamed(field, changes[field])),
  );
  if (fields.length === 0) return { ok: false, kind: 'nothing' };
  const meant = Object.fromEntries(fields.map((field) => [field, changes[field]])) as Changes;
  const applied = applyChanges(current, meant);
  if (!applied.ok) return { ok: false, kind: 'refused', text: applied.text };
  const isLeftOut = supposes || /\d/.test(ignored);
  return {
    ok: true,
    whatIf: { ...read.whatIf, changes: meant, workload: applied.workload, ignored: isLeftOut ? ignored : '' },
  };
}

const isNamed = (field: WorkloadField, value: unknown): boolean =>
  typeof value === 'number' || kindOf(field) === 'text' || field === 'requiresGpu' || field === 'availability';

const COUNT = /^\d[\d.,]{0,20} ?(?:k|m|mio|thousand|million|billion)?$/i;

const BUDGET = /(\bbudget\b[a-z :]{0,30})(?=\d[\d.,]{0,12}k?(?:$|[?!;,.]|[ /]*(?:a |per )?mo(?:nth)?(?:ly)?\b))/iu;

/** A budget without a currency is in US dollars where the review states one: "budget went up to 12k". */
const inDollars = (words: string, { monthlyBudgetUsd }: Workload): string =>
  monthlyBudgetUsd === undefined ? words : words.replace(BUDGET, (said) => `${said}$`);

/** A number of requests without a period is one a month where the review states its own a month: "what if 1M requests". */
function readInMonths(words: string, current: Workload): Heard {
  const heard = readWords(words, current);
  const doubt = heard.unclear.find(({ field }) => field === 'monthlyRequests');
  if (doubt === undefined || current.monthlyRequests === undefined || !COUNT.test(doubt.words)) return heard;
  const at = words.indexOf(doubt.words);
  const end = at + doubt.words.length;
  const noun = /^ ?[a-z]{4,20}/iu.exec(words.slice(end))?.[0] ?? '';
  const again = readWords(
    `${words.slice(0, end)}${noun === '' ? ' requests' : noun} a month${words.slice(end + noun.length)}`,
    current,
  );
  return again.says.monthlyRequests === undefined ? heard : again;
}

const TIMES = /^(?:once|twice|thrice|\S{1,12} times)(?: \S{1,8}){0,2} (?:day|week|month|hour|night)$/i;

/** Of a job over a dataset, "twice a day" is how often it runs. */
function asRuns(heard: Heard, current: Workload): Heard {
  const { monthlyRequests, trafficPattern, ...says } = heard.says;
  const isRhythm = TIMES.test(heard.from.monthlyRequests ?? '') && says.datasetRunsPerMonth === undefined;
  if (current.trafficPattern !== 'dataset' || monthlyRequests === undefined || !isRhythm) return heard;
  return {
    ...heard,
    says: { ...says, datasetRunsPerMonth: monthlyRequests },
    from: { ...heard.from, datasetRunsPerMonth: heard.from.monthlyRequests ?? '' },
  };
}

/** "4 GB" isn't clear: payload or model size? One sentence for each stretch of words. */
function questionsAbout(unclear: readonly Unclear[], current: Workload): string {
  const fields = new Map<string, WorkloadField[]>();
  for (const { field, words } of unclear) fields.set(words, [...(fields.get(words) ?? []), field]);
  return [...fields].map(([words, meant]) => askBack(words, meant, current)).join(' ');
}

function askBack(words: string, fields: readonly WorkloadField[], current: Workload): string {
  const quoted = `"${clipText(words, QUOTE_MAX)}"`;
  if (/^\D*\d+,\d\d?\D*$/.test(words)) {
    return `A decimal comma could mean two things; write a point, such as ${clipText(words.trim().replace(',', '.'), QUOTE_MAX)}.`;
  }
  const [first] = fields;
  if (first !== undefined && fields.length === 1) {
    const isOfNothing = current[first] === undefined && saysFactor(words);
    if (isOfNothing) return `${quoted} isn't clear: ${labelOf(first)} isn't stated yet, so give it as a number.`;
    return `${quoted} isn't clear: ${labelOf(first)} must be ${expectationOf(first)}.`;
  }
  return `${quoted} isn't clear: do you mean ${fields.map(labelOf).join(' or ')}?`;
}

/** Words that take a stated answer back. */
const TAKEN_BACK: readonly (readonly [phrases: string, fields: readonly WorkloadField[]])[] = [
  [
    'nobody|no-one|noone wait* ; no one|caller|user|client wait* ; nobody|none .. waiting ; not wait* anymore ; no|without|drop|remove|forget|ignore|skip|lift|waive .. response time|limit|requirement? ; no|without|drop|remove|forget|ignore|skip|lift|waive .. latency|deadline requirement|limit|target? ; no rush|hurry ; time|latency not matter|important ; latency is irrelevant|unimportant',
    ['responseTimeSeconds', 'datasetDeadlineHours'],
  ],
  [
    'no|without|drop|remove|forget|ignore|lift .. budget limit? ; budget not matter ; unlimited budget',
    ['monthlyBudgetUsd'],
  ],
  ['any|whatever|whichever region ; region not matter ; drop|forget|ignore .. region', ['region']],
  [
    'any|whatever|whichever instance type? ; instance type? not matter ; drop|forget|ignore|not|without .. instance type ; you pick|choose .. instance',
    ['instanceType'],
  ],
  ['got|get|getting rid of .. peak ; drop|remove|forget|ignore .. peak', ['peakRequestsPerSecond']],
  [
    'not|no idea|know .. how many|much requests|traffic ; not know .. traffic|volume|requests',
    ['monthlyRequests', 'peakRequestsPerSecond'],
  ],
];

const BACK = compile(TAKEN_BACK);

/** What requests have, and a job over a dataset has not. */
const OF_REQUESTS: readonly WorkloadField[] = [
  'responseTimeSeconds',
  'monthlyRequests',
  'peakRequestsPerSecond',
  'burstRequests',
  'concurrentRequests',
];

const takenBack = (words: string): readonly WorkloadField[] =>
  findHits(itemize(tokenize(words), words), BACK).flatMap(({ row }) => row);

/** What is no longer stated: taken back in words, or meaningless once a job takes the place of requests or they of it. */
function cleared(words: string, says: Partial<Workload>, current: Workload): Changes {
  const taken = takenBack(words);
  const becomesJob = says.trafficPattern === 'dataset' && current.trafficPattern !== 'dataset';
  const meaningless = becomesJob ? OF_REQUESTS : [];
  const changes: Changes = {};
  for (const field of [...taken, ...meaningless]) if (current[field] !== undefined) changes[field] = null;
  if (current.trafficPattern === 'dataset' && OF_REQUESTS.some((field) => says[field] !== undefined))
    changes.trafficPattern = null;
  return changes;
}

/** The workload with some fields changed; a sentence where the result is not a valid workload. */
export function applyChanges(
  current: Workload,
  changes: Changes,
): { ok: true; workload: Workload } | { ok: false; text: string } {
  const { measurements } = changes;
  const added = measurements && { measurements: withMeasured(current.measurements ?? [], measurements) };
  const parsed = parseWorkload({ ...current, ...changes, ...added });
  if (parsed.ok) return parsed;
  const [first] = parsed.faults;
  const field = WORKLOAD_FIELDS.find((known) => known === first?.field);
  return {
    ok: false,
    text:
      field === undefined || first === undefined ? "That combination isn't a workload." : sentenceOf(field, first.text),
  };
}

function sentenceOf(field: WorkloadField, fault: string): string {
  if (field === 'measurements') return `${fault} Take older ones out first: press Change answers.`;
  const [, must = fault] = fault.split(/^\S+ /);
  return `That goes too far: ${labelOf(field)} ${must}`;
}

/** Something that "why not …" can be about. */
export type Subject = { kind: 'option'; option: InferenceOptionId } | { kind: 'hosting'; hosting: HostingPatternId };

export interface FoundSubject {
  subject: Subject;
  from: number;
  to: number;
}

const PATTERNS = [
  ...HOSTING_PATTERNS.map(({ id: hosting, spoken }) => ({ spoken, subject: { kind: 'hosting' as const, hosting } })),
  ...INFERENCE_OPTIONS.map(({ id: option, spoken }) => ({ spoken, subject: { kind: 'option' as const, option } })),
].map(({ spoken, subject }) => ({
  pattern: new RegExp(`\\b(?:${spoken})(?!-?[\\w\u00c0-\u1fff]|[.,]\\d)`, 'gu'),
  subject,
}));

/** The inference options and hosting patterns that a tidy text names, each once, in the order of the text. */
export function subjectsIn(text: string): FoundSubject[] {
  const found = PATTERNS.flatMap(({ pattern, subject }) =>
    [...text.matchAll(pattern)].map((match) => ({ subject, from: match.index, to: match.index + match[0].length })),
  ).sort((one, other) => one.from - other.from || other.to - one.to);
  // "An inference endpoint per model" is not an endpoint as well.
  return found.filter(
    (one, at) =>
      !found.some((other, place) => place !== at && covers(other, one) && (place < at || !covers(one, other))),
  );
}

const covers = (one: FoundSubject, other: FoundSubject): boolean => one.from <= other.from && other.to <= one.to;
