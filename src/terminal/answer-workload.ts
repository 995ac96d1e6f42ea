import { type Fault, parseWorkload, type Recommendation, recommend } from '../recommender/index.ts';
import { inert } from './lines.ts';
import type { Format } from './read-args.ts';
import { writeRecommendation } from './write-recommendation.ts';
import { writeShort } from './write-short.ts';

export const WRITERS: Readonly<Record<Format, (recommendation: Recommendation) => string>> = {
  json: jsonLine,
  short: writeShort,
  text: writeRecommendation,
};

/** What is printed for one workload, and whether it was answered. */
export interface Answer {
  answered: boolean;
  stdout: string;
  stderr: string;
}

/** `place` says where the workload stands: "examples/x.json, workload 2". */
export function answerWorkload(entry: WorkloadEntry, place: string, format: Format): Answer {
  const parsed = entry.ok
    ? parseWorkload(entry.input)
    : { ok: false as const, faults: [{ field: '', text: entry.text }] };
  if (!parsed.ok) return refuse(parsed.faults, place, format);
  const recommendation: Recommendation = recommend(parsed.workload);
  return { answered: true, stdout: WRITERS[format](recommendation), stderr: '' };
}

export function refuse(faults: readonly Fault[], place: string, format: Format): Answer {
  return {
    answered: false,
    stdout: format === 'json' ? jsonLine({ kind: 'invalid', faults }) : '',
    stderr: faults.map(({ text }) => `${inert(place)}: ${inert(text)}\n`).join(''),
  };
}

/** JSON on one line for everyone: what some readers take for a line break, and what a terminal may obey, is escaped. */
export function jsonLine(value: unknown): string {
  const escaped = JSON.stringify(value).replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `${escaped}\n`;
}

/** One workload of an input: a value still to be checked, or why it is not JSON. */
type WorkloadEntry = { ok: true; input: unknown } | { ok: false; text: string };

/**
 * The workloads of a text in their order: one JSON object, an array of them, or JSON Lines. What is not JSON is an entry
 * of its own, so that the others keep their numbers. A byte order mark and empty lines are skipped.
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
    yield { ok: false, text: `This is not JSON: ${whole.text}.` };
    return;
  }
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const entry = parse(line);
    yield entry.ok ? entry : { ok: false, text: `Line ${index + 1} is not JSON: ${entry.text}.` };
  }
}

/** One broken object over many lines is one fault; broken lines among whole ones are each their own. */
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

/** The parser's message up to the place, without the piece of the input that it may quote. */
function whatIsWrong(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const place = /at position \d+(?: \(line \d+ column \d+\))?/.exec(message)?.[0];
  if (/end of JSON input|Unterminated/i.test(message))
    return place ? `it ends too early ${place}` : 'it ends too early';
  return place ? `something is wrong ${place}` : 'something is wrong in it';
}
