import type { Recommendation } from '../recommender/index.ts';
import type { Part } from '../wording/parts.ts';
import { OUTSIDE_TITLE, type Savings, savingsWords } from '../wording/savings.ts';
import { pricedIn, shortParts, titleOf } from '../wording/short-parts.ts';
import { bullet, columnsOf, inert, WIDTH, wrap } from './lines.ts';

/** The answer in some 20 lines of at most 80 columns, ending in a line break. */
export const writeShort = (recommendation: Recommendation): string =>
  [...titleLines(recommendation), ...shortParts(recommendation).flatMap(linesOf), 'Everything else: --full.', ''].join(
    '\n',
  );

const GAP = 2;

/** The title, and what its amounts hold for at the end of the line, or on the next. */
function titleLines(recommendation: Recommendation): string[] {
  const [title, priced] = [inert(titleOf(recommendation)), inert(pricedIn(recommendation))];
  const free = WIDTH - columnsOf(title) - columnsOf(priced);
  if (free >= GAP) return [`${title}${' '.repeat(free)}${priced}`];
  return [title, priced].flatMap((line) => wrap(line, WIDTH));
}

/** Lines that are never left out are said in a row; others are a list. */
function linesOf({ title, lines, of }: Part): string[] {
  if (lines.length === 0) return [];
  const texts = lines.map(({ text }) => inert(text));
  if (title === null) return texts.flatMap((text) => wrap(text, WIDTH));
  if (of === undefined) return wrap(`${title}: ${texts.join(' ')}`, WIDTH);
  return [`${title}:`, ...lines.flatMap(({ text, isUnder }) => bullet(inert(text), isUnder ? 4 : 2))];
}

/** What would cost less than the choice, for a terminal. Ends in a line break. */
export function writeCheaper(savings: Savings): string {
  const { heading, lines } = savingsWords(savings);
  const { workload, outside = [], savingsPlan } = savings.today;
  return [
    ...wrap(inert(workload.name), WIDTH),
    ...wrap(inert(heading), WIDTH),
    ...lines.flatMap((line) => bullet(inert(line))),
    ...(outside.length === 0 ? [] : [OUTSIDE_TITLE, ...outside.flatMap(({ text }) => bullet(inert(text)))]),
    ...(savingsPlan === undefined ? [] : wrap(savingsPlan.text, WIDTH)),
    '',
  ].join('\n');
}
