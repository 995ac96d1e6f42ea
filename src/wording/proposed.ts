import type { WorkloadField } from '../recommender/index.ts';
import type { Ask } from './read-ask.ts';

/** What a language model takes from a text: data from a stranger, of which only what the text proves counts. */
export interface Proposed {
  facts: readonly ProposedFact[];
  unclear: readonly ProposedDoubt[];
  /** For mentions and direct messages only. */
  ask?: { kind: Ask['kind']; quote: string };
}

export interface ProposedFact {
  field: WorkloadField;
  value: string | number | boolean;
  /** The words of the text that state it. */
  quote: string;
  how: 'stated' | 'implied';
}

interface ProposedDoubt {
  field: WorkloadField;
  /** Each begins with a value of the field. */
  readings: readonly string[];
  quote: string;
}

/** Fields that a language model is not asked about: the rules name a workload, and files are no words. */
const NOT_ASKED: ReadonlySet<WorkloadField> = new Set([
  'name',
  'description',
  'modelConfig',
  'measurements',
  'otherRegions',
]);

export const isAsked = (field: WorkloadField): boolean => !NOT_ASKED.has(field);
