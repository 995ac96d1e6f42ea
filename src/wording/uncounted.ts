import type { HoldsIf, Recommendation } from '../recommender/index.ts';
import type { Heard } from './heard.ts';
import { hasAmount } from './may-matter.ts';
import { quotedWords } from './sentences.ts';

/** The most that are named. */
const NAMED_MAX = 2;

/**
 * The answer as it may be told beside the words that it was read from: not firm while a number of theirs counts for nothing, or
 * what some of them mean is open. `ignored`: words of a change that weren't used.
 */
export function besideWords(
  recommendation: Recommendation,
  heard: Pick<Heard, 'notUsed' | 'unclear' | 'about'> | undefined,
  ignored = '',
): Recommendation {
  const { choice } = recommendation;
  if (choice?.confidence !== 'firm') return recommendation;
  const { notUsed, unclear, about = [] } = heard ?? { notUsed: [], unclear: [] };
  const numbers = [...notUsed, ignored].filter(
    (words) => hasAmount(words) && !about.some(({ quote }) => quote === words),
  );
  const open = [...new Set([...unclear.map(({ words }) => words), ...numbers])].filter((words) => words !== '');
  if (open.length === 0) return recommendation;
  const holdsIf = open.slice(0, NAMED_MAX).map((words): HoldsIf => {
    return { field: 'description', text: `If ${quotedWords(words)} counts: another answer.`, to: null };
  });
  return { ...recommendation, choice: { ...choice, confidence: 'likely' as const, holdsIf } };
}
