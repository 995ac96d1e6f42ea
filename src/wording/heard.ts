import { parseWorkload, WORKLOAD_FIELDS, type Workload, type WorkloadField } from '../recommender/index.ts';

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
  /** What the text calls the workload, at most 40 characters. */
  name?: string;
}

export interface Unclear {
  field: WorkloadField;
  /** As typed. */
  words: string;
}

/** Turns facts that no workload can have, such as 25 hours a day, into questions. Facts may also be invalid only together. */
export function askAboutInvalid({ says, from, unclear }: Pick<Heard, 'says' | 'from' | 'unclear'>): void {
  const parsed = parseWorkload({ name: 'x', ...says });
  for (const fault of parsed.ok ? [] : parsed.faults) {
    const field = WORKLOAD_FIELDS.find((known) => known === fault.field);
    if (field === undefined || says[field] === undefined) continue;
    delete says[field];
    unclear.push({ field, words: from[field] ?? '' });
    delete from[field];
  }
}
