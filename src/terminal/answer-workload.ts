import type { Advisor } from '../advice/advisor.ts';
import { findSavings } from '../advice/savings.ts';
import {
  DEPLOYMENT_FORMATS,
  type DeploymentFormat,
  type ExtraId,
  measureIt,
  renderDeployment,
} from '../deploy/index.ts';
import { type Fault, parseWorkload, type Recommendation, type RefusedWorkload } from '../recommender/index.ts';
import { DESCRIBE_WORKLOAD, type Heard, type ReadingLimits, statesNothing, tellReading } from '../wording/heard.ts';
import { hearWorkload, readTyped } from '../wording/read-words.ts';
import { savingsReport } from '../wording/savings.ts';
import { besideWords } from '../wording/uncounted.ts';
import { inert, WIDTH, wrap } from './lines.ts';
import { writeRecommendation } from './write-recommendation.ts';
import { writeCheaper, writeShort } from './write-short.ts';

type TextFormat = 'json' | 'short' | 'full';

/** What would cost less instead of the recommendation, as text or as JSON. */
type CheaperFormat = 'cheaper' | 'cheaper-json';

/** What is printed as it is, to be piped into a file: the code that deploys an answer, or the script that measures it. */
type CodeFormat = DeploymentFormat | 'measure';

/** How an answer is printed: the recommendation, what would cost less, or code. */
export type Format = TextFormat | CheaperFormat | CodeFormat;

export const isCode = (format: Format): format is CodeFormat =>
  format === 'measure' || DEPLOYMENT_FORMATS.some((known) => known === format);

/** Whether each answer is a line of JSON. */
export const isJson = (format: Format): boolean => format === 'json' || format === 'cheaper-json';

type Writer = (recommendation: Recommendation, advisor: Advisor) => string;

const WRITERS: Readonly<Record<TextFormat | CheaperFormat, Writer>> = {
  json: jsonLine,
  cheaper: (recommendation, advisor) => writeCheaper(findSavings(advisor, recommendation)),
  'cheaper-json': (recommendation, advisor) => jsonLine(savingsReport(findSavings(advisor, recommendation))),
  short: (recommendation) => writeShort(recommendation),
  full: (recommendation, advisor) => writeRecommendation(recommendation, advisor.curveOf(recommendation)),
};

/** What is printed for one workload, and whether it was answered. */
export interface Answer {
  answered: boolean;
  stdout: string;
  stderr: string;
}

/** Answers one workload of an input. `place` names it: "examples/x.json, workload 2". `extras`: of a template. */
export function answerWorkload(
  advisor: Advisor,
  entry: WorkloadEntry,
  place: string,
  format: Format,
  extras: readonly ExtraId[] = [],
): Answer {
  const parsed = entry.ok
    ? parseWorkload(entry.input)
    : { ok: false as const, faults: [{ field: '', text: entry.text }] };
  if (!parsed.ok) return refuse(parsed.faults, place, format);
  const recommendation = advisor.advise(parsed.workload);
  return isCode(format)
    ? answerCode(recommendation, place, format, extras)
    : answered(WRITERS[format](recommendation, advisor));
}

const refused = (text: string, place: string): Answer => ({
  answered: false,
  stdout: '',
  stderr: `${inert(place)}: ${inert(text)}\n`,
});

const answered = (stdout: string): Answer => ({ answered: true, stdout, stderr: '' });

/** Prints the script, or the first file of the code, and names on standard error what else there is to know: it may be piped into a file. */
function answerCode(
  recommendation: Recommendation,
  place: string,
  format: CodeFormat,
  extras: readonly ExtraId[],
): Answer {
  if (format === 'measure') {
    const it = measureIt(recommendation);
    return it.ok ? answered(it.script.content) : refused(it.text, place);
  }
  const code = renderDeployment(recommendation, { format, with: extras });
  if (!code.ok) return refused(code.text, place);
  const [file, ...others] = code.files;
  const told = [...code.notes, ...others.map(({ path }) => `Not printed: ${path}`)];
  return { answered: true, stdout: file?.content ?? '', stderr: told.map((line) => `${inert(line)}\n`).join('') };
}

/** What was read of words. `note`: why the rules alone read them, where a language model might have. */
interface ReadOfWords {
  heard: Heard;
  note?: string;
}

/** Answers a workload in plain words, and shows what was understood, not used and unclear. */
export function answerWords(
  advisor: Advisor,
  words: string,
  format: Format,
  read: ReadOfWords = { heard: readTyped(words) },
  extras: readonly ExtraId[] = [],
): Answer {
  const heard = hearWorkload(words, read.heard);
  // Without words the facts are elsewhere, as in a config.json.
  const isNothing = words.trim() !== '' && statesNothing(heard.heard);
  const answer = isNothing ? answerNothing(heard.heard, format) : answerHeard(advisor, heard, format, extras);
  return read.note === undefined ? answer : { ...answer, stderr: `${inert(read.note)}.\n${answer.stderr}` };
}

/** Nothing of the words was understood: what they were taken for, and what to state. */
function answerNothing(heard: Heard, format: Format): Answer {
  const stdout = isJson(format) ? jsonLine({ heard }) : `${heardLines(heard).join('\n')}\n`;
  return { answered: false, stdout: isCode(format) ? '' : stdout, stderr: `${DESCRIBE_WORKLOAD}\n` };
}

function answerHeard(
  advisor: Advisor,
  { heard, parsed, doubts }: ReturnType<typeof hearWorkload>,
  format: Format,
  extras: readonly ExtraId[],
): Answer {
  if (!parsed.ok) return refuse(parsed.faults, '--words', format);
  const recommendation = advisor.advise(parsed.workload, {}, doubts);
  if (format === 'json') return answered(jsonLine({ ...recommendation, heard }));
  if (format === 'cheaper-json') {
    return answered(jsonLine({ ...savingsReport(findSavings(advisor, recommendation)), heard }));
  }
  if (isCode(format)) {
    const code = answerCode(recommendation, '--words', format, extras);
    return { ...code, stderr: `${heardLines(heard).join('\n')}\n${code.stderr}` };
  }
  const lines = heardLines(heard, format === 'full' ? { entries: Number.POSITIVE_INFINITY } : { max: READING_MAX });
  const head = lines.length === 0 ? '' : `${lines.join('\n')}\n\n`;
  return {
    answered: true,
    stdout: `${head}${WRITERS[format](besideWords(recommendation, heard), advisor)}`,
    stderr: '',
  };
}

/** Characters of each line about the words beside a short answer. */
const READING_MAX = 300;

const heardLines = (heard: Heard, limits?: ReadingLimits): string[] =>
  tellReading(heard, limits).flatMap(({ title, text }) => wrap(inert(`${title}: ${text}`), WIDTH));

function refuse(faults: Fault[], place: string, format: Format): Answer {
  const line: RefusedWorkload = { kind: 'invalid', faults };
  return {
    answered: false,
    stdout: isJson(format) ? jsonLine(line) : '',
    stderr: faults.map(({ text }) => `${inert(place)}: ${inert(text)}\n`).join(''),
  };
}

/** JSON on one line, with line separators and characters that a terminal obeys escaped. */
export function jsonLine(value: unknown): string {
  const escaped = JSON.stringify(value).replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `${escaped}\n`;
}

/** One workload of an input: a value to be checked, or why it isn't JSON. */
type WorkloadEntry = { ok: true; input: unknown } | { ok: false; text: string };

/**
 * The workloads of a text in order: one JSON object, an array, or JSON Lines. A line that isn't JSON is an entry too, so that
 * the others keep their numbers. Skips a byte order mark and empty lines.
 */
export function* readWorkloads(text: string): Generator<WorkloadEntry> {
  const content = text.replace(/^\ufeff/, '').trim();
  if (content === '') return;
  const whole = parse(content);
  if (whole.ok) {
    if (Array.isArray(whole.input)) for (const input of whole.input) yield { ok: true, input };
    else yield whole;
    return;
  }
  const lines = content.split(/\r?\n/);
  if (!areJsonLines(lines)) {
    yield { ok: false, text: `not JSON: ${whole.text}.` };
    return;
  }
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const entry = parse(line);
    yield entry.ok ? entry : { ok: false, text: `line ${index + 1} is not JSON: ${entry.text}.` };
  }
}

/** Whether each broken line is a fault by itself. One broken object over many lines is one fault. */
function areJsonLines(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '');
  if (filled.length < 2 || filled[0]?.trimStart().startsWith('[')) return false;
  return filled.every((line) => line.trimStart().startsWith('{')) || filled.some(isObject);
}

function isObject(line: string): boolean {
  const entry = parse(line);
  return entry.ok && typeof entry.input === 'object' && entry.input !== null;
}

function parse(text: string): WorkloadEntry {
  try {
    return { ok: true, input: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, text: whatIsWrong(error) };
  }
}

/** Where the parser stopped, without the piece of the input that its message may quote. */
function whatIsWrong(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const place = /at position \d+(?: \(line \d+ column \d+\))?/.exec(message)?.[0];
  const what = /end of JSON input|Unterminated/i.test(message) ? 'it ends too early' : 'syntax error';
  return place === undefined ? what : `${what} ${place}`;
}
