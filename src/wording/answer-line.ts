import { optionTitle, type Recommendation } from '../recommender/index.ts';
import { confidenceWords, holdsWords, unnamedSummary } from './sentences.ts';
import { untilKnown, writeSize } from './sizes.ts';

/**
 * The answer without the name, on one line of plain text: "Real-time Inference (likely: holds if a request takes at most 60 s):
 * 1–2 × ml.m5.large, auto scaling · $170 per month · from the stated 20 ms". The open questions where too little is known, and why no
 * option fits where none does.
 */
export function answerLine(recommendation: Recommendation): string {
  const { choice } = recommendation;
  if (choice === null || choice.confidence === 'needs-facts') return unnamedSummary(recommendation);
  const until = choice.sizing ? untilKnown(choice.sizing) : undefined;
  const sure = [confidenceWords(choice)?.toLowerCase(), until].filter((part) => part !== undefined).join(' ');
  const holds = choice.confidence === 'likely' ? holdsWords(recommendation) : undefined;
  const size = writeSize(recommendation, undefined, true);
  const said = sure === '' ? '' : ` (${sure}${holds === undefined ? '' : `: ${holds}`})`;
  return `${optionTitle(choice.option)}${said}${size === '' ? '' : `: ${size}`}`;
}
