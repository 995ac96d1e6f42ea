import { parseWorkload, type Recommendation, readMeasurement, type Workload } from '../recommender/index.ts';
import { unansweredIn } from '../wording/beyond.ts';
import { DESCRIBE_WORKLOAD, type Heard, type ReadingLimits, statesNothing, tellReading } from '../wording/heard.ts';
import { hearWorkload, readTyped } from '../wording/read-words.ts';
import { type Refusal, refuse, refuseAll, type ToolParts } from './tools/tool.ts';

// What an assistant asks about: a workload as data, or in words.

/** What was read of the words. */
type Told = Heard & {
  /** What the language model didn't do. */
  note?: string;
  /** What was asked and has no answer here, a sentence each. */
  unanswered?: string[];
};

/** What was asked, understood and answered. */
export interface Answered {
  readonly ok: true;
  readonly stated: Workload;
  readonly recommendation: Recommendation;
  /** Of words only. */
  readonly heard?: Told;
}

export interface Question {
  readonly workload?: unknown;
  readonly words?: string | undefined;
}

/** Answers a workload or words. `nothing`: nothing was understood of the words, and `text` says so. */
export async function answerTo(
  { workload, words }: Question,
  { advisor, reader }: ToolParts,
): Promise<Answered | Refusal | { readonly ok: 'nothing'; readonly heard: Told; readonly text: string }> {
  if (workload === undefined && words === undefined) return refuse('Give a workload, or words.');
  if (workload !== undefined && words !== undefined) return refuse('Give either workload or words, not both.');
  if (words === undefined) {
    const parsed = parseGiven(workload);
    if (!parsed.ok) return refuseAll(parsed.faults);
    return { ok: true, stated: parsed.workload, recommendation: advisor.advise(parsed.workload) };
  }
  const rules = readTyped(words);
  const { heard: read, note } = (await reader?.hear(words, rules)) ?? { heard: rules };
  const { heard, parsed, doubts } = hearWorkload(words, read);
  const unanswered = unansweredIn(words);
  const told = { ...heard, ...(note !== undefined && { note }), ...(unanswered.length > 0 && { unanswered }) };
  if (statesNothing(heard)) {
    return { ok: 'nothing', heard: told, text: [...heardLines(told), DESCRIBE_WORKLOAD].join('\n') };
  }
  if (!parsed.ok) return refuseAll(parsed.faults);
  const recommendation = advisor.advise(parsed.workload, {}, doubts);
  return { ok: true, stated: parsed.workload, recommendation, heard: told };
}

/** A workload whose measurements may be files of load testers, as text or data, one or a list of them. */
export function parseGiven(workload: unknown): ReturnType<typeof parseWorkload> {
  if (typeof workload !== 'object' || workload === null || !('measurements' in workload))
    return parseWorkload(workload);
  const { measurements } = workload;
  const files = Array.isArray(measurements) ? measurements : [measurements ?? []].flat();
  if (files.length === 0) return parseWorkload({ ...workload, measurements: undefined });
  const read: unknown[] = [];
  for (const file of files) {
    const measured = typeof file === 'string' ? readMeasurement(file) : { ok: true as const, measurements: [file] };
    if (!measured.ok) return measured;
    read.push(...measured.measurements);
  }
  return parseWorkload({ ...workload, measurements: read });
}

/** What was understood, to check and not used, and what can't be answered. */
export function heardLines({ note, unanswered = [], ...heard }: Told, limits?: ReadingLimits): string[] {
  const told = tellReading(heard, limits).map(({ title, text }) => `${title}: ${text}`);
  return [...told, ...unanswered.map((text) => `Not answered: ${text}`), ...(note === undefined ? [] : [`${note}.`])];
}
