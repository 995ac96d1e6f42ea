import type { Recommendation } from '../recommender/index.ts';
import { writePricesAsOf } from '../wording/price-date.ts';
import { headline } from '../wording/sentences.ts';
import { createFootnotes } from './footnotes.ts';
import { columnsOf, inert, WIDTH, wrap } from './lines.ts';
import { SECTIONS } from './sections/index.ts';

/**
 * The recommendation for a terminal: plain text without colour, ending in a line break. No line is
 * wider than 100 columns but for long addresses, which stay whole so that they can be opened.
 */
export function writeRecommendation(recommendation: Recommendation): string {
  const footnotes = createFootnotes();
  const title = wrap(inert(headline(recommendation)), WIDTH);
  const parts = SECTIONS.map(({ title: name, lines }) => ({ name, lines: lines(recommendation, footnotes) }));
  const sources = { name: 'Sources', lines: footnotes.lines() };
  const { quotasAsOf, pricesAsOf, version } = recommendation.facts;
  const shown = [...parts, sources].filter(({ lines }) => lines.length > 0);
  return [
    ...title,
    '='.repeat(Math.max(...title.map(columnsOf))),
    ...shown.flatMap(({ name, lines }) => ['', name, ...lines]),
    '',
    `Quotas as of ${quotasAsOf}, ${writePricesAsOf(pricesAsOf)}, facts ${version}.`,
    '',
  ].join('\n');
}
