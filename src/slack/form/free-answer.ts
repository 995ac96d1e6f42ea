import type { Workload, WorkloadField } from '../../recommender/index.ts';
import { readWords } from '../../wording/read-words.ts';
import { type Read, understood } from '../../wording/text.ts';

/** Reads an answer in a question's own notation. */
type Exact = (answer: string) => Read<Partial<Workload>>;

/** Characters that nobody sees: the notation refuses them, and words would be read without them. */
const HIDDEN = /\p{Cf}/u;

/**
 * Reads an answer in the question's own notation, or in words: as a whole, then part by part. Words count only where they say
 * nothing but the question's fields and nothing of them is unclear or left over; otherwise the notation says what to type.
 */
export function readFreely(answer: string, fields: readonly WorkloadField[], exact: Exact): Read<Partial<Workload>> {
  const whole = exact(answer);
  if (whole.ok || HIDDEN.test(answer)) return whole;
  const words = fromWords(answer, fields);
  if (words !== undefined) return understood(words);
  const stated: Partial<Workload> = {};
  for (const part of answer.split(/[,;] +|\n/)) {
    const read = exact(part);
    const says = read.ok ? read.value : fromWords(part, fields);
    if (says === undefined || contradicts(stated, says)) return whole;
    Object.assign(stated, says);
  }
  return understood(stated);
}

function fromWords(text: string, fields: readonly WorkloadField[]): Partial<Workload> | undefined {
  const { says, from, unclear, notUsed, name } = readWords(text);
  // What follows from other facts was not typed, and another question asks for it.
  const said = (Object.keys(says) as WorkloadField[]).filter((field) => from[field] !== undefined);
  const isFact = name === undefined || Object.values(from).some((words) => words.includes(name));
  const isWhole = unclear.length === 0 && notUsed.length === 0 && isFact;
  if (!isWhole || said.length === 0 || said.some((field) => !fields.includes(field))) return undefined;
  return Object.fromEntries(said.map((field) => [field, says[field]]));
}

function contradicts(stated: Partial<Workload>, more: Partial<Workload>): boolean {
  return (Object.keys(more) as WorkloadField[]).some(
    (field) => stated[field] !== undefined && stated[field] !== more[field],
  );
}
