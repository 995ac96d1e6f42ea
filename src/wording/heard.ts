import type { Workload, WorkloadField } from '../recommender/index.ts';

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
