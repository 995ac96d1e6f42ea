import {
  type Choice,
  formatCount,
  formatNumber,
  type Recommendation,
  type WorkloadField,
} from '../recommender/index.ts';
import { alternativeWords, beyondUnknown, measuredAgainst, whatDecides } from './sizes.ts';

/**
 * What decides the size, what it was chosen against, and what it rests on, each on a line, as far as there is anything to say:
 * "Decides: 300 requests per second at 20 ms …".
 */
export function sizeLines(recommendation: Recommendation): string[] {
  const { choice } = recommendation;
  if (choice === null) return [];
  const lines = [
    titled('Decides', whatDecides(choice)),
    beyondUnknown(choice),
    titled(NEXT_BEST, nextWords(choice)),
    titled('Rests on', restsOn(recommendation)),
    titled('Measured', sentence(measuredAgainst(choice))),
  ];
  return lines.filter((line) => line !== undefined);
}

const sentence = (clause: string | undefined): string | undefined => clause && `${clause}.`;

const titled = (title: string, text: string | undefined): string | undefined => text && `${title}: ${text}`;

/** Over the types that the chosen one was weighed against. */
export const NEXT_BEST = 'Next best';

/** That it is the next is what the line is about. */
const NEXT = /: next by the month's bill(?=,|$)/;

/** "18 × ml.g6e.xlarge ($34,000); 9 × ml.p5.4xlarge ($38,000): the newest GPU." Per month. */
export function nextWords(choice: Choice): string | undefined {
  const words = alternativeWords(choice).map((text) => text.replace(NEXT, ''));
  return words.length === 0 ? undefined : `${words.join('; ')}.`;
}

/** "llama-3.1-8b at 16 bits, 1,000 tokens in and 500 out, 50 requests per second at the peak." Of a model that writes tokens. */
function restsOn({ choice, workload, assumptions }: Recommendation): string | undefined {
  if (!choice?.sizing?.tokens) return undefined;
  const numberOf = (field: WorkloadField): number | undefined => {
    const value = workload[field] ?? assumptions.find((assumption) => assumption.field === field)?.value;
    return typeof value === 'number' ? value : undefined;
  };
  const written = (field: WorkloadField, words: (value: number) => string): string[] => {
    const value = numberOf(field);
    return value === undefined ? [] : [words(value)];
  };
  const bits = written('modelPrecisionBits', (value) => ` at ${formatCount(value, 'bit')}`).join('');
  const named =
    workload.modelId ?? written('modelParametersBillion', (value) => `${formatNumber(value)} billion parameters`)[0];
  // A load is never assumed: what is assumed of these is how busy instances may be.
  const stated = (field: WorkloadField, words: (value: number) => string): string[] =>
    workload[field] === undefined ? [] : written(field, words);
  const [load] = [
    stated('peakRequestsPerSecond', (value) => `${formatCount(value, 'request')} per second at the peak`),
    stated('concurrentRequests', (value) => `${formatCount(value, 'request')} in progress at the peak`),
    stated('monthlyRequests', (value) => `${formatCount(value, 'request')} per month`),
    stated('datasetRecordsPerRun', (value) => `${formatCount(value, 'record')} per run`),
  ].flat();
  const tokens = [
    ...written('inputTokens', (value) => `${formatCount(value, 'token')} in`),
    ...written('outputTokens', (value) => `${formatNumber(value)} out`),
  ].join(' and ');
  return `${[`${named ?? 'the model'}${bits}`, tokens, load].filter(Boolean).join(', ')}.`;
}
