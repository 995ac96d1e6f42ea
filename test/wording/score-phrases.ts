import { readFileSync, writeFileSync } from 'node:fs';
import { readPhrases, rowOf, SETS, scoreOf } from '../support/phrase-score.ts';

/**
 * `npm run tool -- phrases`: how the reader of words fares on the test sets, with a line for each miss of those that it is tuned on;
 * `--write` behind it renews the table in docs/reading.md.
 */
const DOCUMENT = new URL('../../docs/reading.md', import.meta.url);

const scores = SETS.map((set) => ({ set, score: scoreOf(readPhrases(set)) }));
for (const { set, score } of scores)
  if (set !== 'held-back' && set !== 'fresh') process.stdout.write(`\n${set}\n${score.misses.join('\n')}\n`);
const rows = scores.map(({ set, score }) => rowOf(set, score)).join('\n');
process.stdout.write(`\n${rows}\n`);
if (process.argv.includes('--write')) {
  const document = readFileSync(DOCUMENT, 'utf8');
  writeFileSync(
    DOCUMENT,
    document.replace(/(<!-- score -->\n(?:\|.*\n){2})(?:\|.*\n)*/, (_, head: string) => `${head}${rows}\n`),
  );
}
