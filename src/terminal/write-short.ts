import type { Recommendation } from '../recommender/index.ts';
import { createFootnotes } from './lines.ts';
import { DECISIVE, QUESTIONS, WAYS_OUT, writeHead } from './write-recommendation.ts';

/** Lines per part. `--json` has all of them. */
const LINES_MAX = 9;

/** The answer in a few lines: option, instances, cost, confidence, and the assumptions that decide. Ends in a line break. */
export function writeShort(recommendation: Recommendation): string {
  const parts = [QUESTIONS, WAYS_OUT, DECISIVE].flatMap(({ title, lines }) => {
    const whole = lines(recommendation, createFootnotes());
    const shown = whole.slice(0, LINES_MAX);
    if (shown.length === 0) return [];
    return [`${title}:`, ...shown, ...(shown.length < whole.length ? ['  … (all of them with --json)'] : [])];
  });
  return `${[...writeHead(recommendation), ...parts].join('\n')}\n`;
}
