import type { Workload, WorkloadField } from '../../recommender/index.ts';
import { readWords } from '../../wording/read-words.ts';
import { type Read, understood } from '../../wording/text.ts';

/** Reads an answer in a question's own notation. */
type Exact = (answer: string) => Read<Partial<Workload>>;

/**
 * Reads an answer in the question's own notation, or in words: as a whole, then part by part. Words count only where they say
 * nothing but the question's fields and nothing of them is unclear or left over; otherwise the notation says what to type.
 */
export function readFreely(answer: string, fields: readonly WorkloadField[], exact: Exact): Read<Partial<Workload>> {
  const whole = exact(answer);
  if (whole.ok) return whole;
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
  const said = Object.keys(says) as WorkloadField[];
  const isFact = name === undefined || Object.values(from).some((words) => words.includes(name));
  const isWhole = unclear.length === 0 && notUsed.length === 0 && isFact;
  return isWhole && said.length > 0 && said.every((field) => fields.includes(field)) ? says : undefined;
}

function contradicts(stated: Partial<Workload>, more: Partial<Workload>): boolean {
  return (Object.keys(more) as WorkloadField[]).some(
    (field) => stated[field] !== undefined && stated[field] !== more[field],
  );
}
