import type { HostingPatternId, InferenceOptionId } from '../../recommender/index.ts';
import { END } from '../amount.ts';

/** Something that "why not …" can be about. */
export type Subject = { kind: 'option'; option: InferenceOptionId } | { kind: 'hosting'; hosting: HostingPatternId };

const SUBJECTS: readonly [words: string, subject: Subject][] = [
  ['real[ -]?time', { kind: 'option', option: 'real-time' }],
  ['server[ -]?less', { kind: 'option', option: 'serverless' }],
  ['async(?:hronous)?', { kind: 'option', option: 'asynchronous' }],
  ['batch(?:[ -]?transform)?|transform', { kind: 'option', option: 'batch-transform' }],
  ['multi[ -]?models?|mme', { kind: 'hosting', hosting: 'multi-model' }],
  ['multi[ -]?containers?', { kind: 'hosting', hosting: 'multi-container' }],
  ['(?:inference |serial )?pipelines?', { kind: 'hosting', hosting: 'inference-pipeline' }],
  ['(?:inference )?components?', { kind: 'hosting', hosting: 'inference-components' }],
  ['single[ -]?models?|one model (?:per|for each) endpoint', { kind: 'hosting', hosting: 'single-model' }],
];

const PATTERNS = SUBJECTS.map(([words, subject]) => ({ pattern: new RegExp(`\\b(?:${words})${END}`, 'u'), subject }));

/** The inference option or hosting pattern that a tidy text names; the first in the text, if it names several. */
export function subjectIn(text: string): Subject | undefined {
  const found = PATTERNS.map(({ pattern, subject }) => ({ at: text.search(pattern), subject }));
  return found.filter(({ at }) => at >= 0).sort((one, other) => one.at - other.at)[0]?.subject;
}
