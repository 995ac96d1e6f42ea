/**
 * Times the reader of words and writes the milliseconds, by subject, as JSON. Arguments: the folder of the build, the file
 * with the texts by subject, how many rounds.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [build = '', file = '', given = ''] = process.argv.slice(2);
const WARM_UP = 50;
const { readWords } = await import(pathToFileURL(`${build}/wording/read-words.js`).href);
const texts: Record<string, string[]> = JSON.parse(readFileSync(file, 'utf8'));

function time(some: readonly string[]): number[] {
  for (let round = 0; round < WARM_UP; round++) for (const text of some) readWords(text);
  const milliseconds: number[] = [];
  for (let round = 0; round < Number(given); round++) {
    for (const text of some) {
      const start = performance.now();
      readWords(text);
      milliseconds.push(performance.now() - start);
    }
  }
  return milliseconds;
}

process.stdout.write(
  JSON.stringify(Object.fromEntries(Object.entries(texts).map(([name, some]) => [name, time(some)]))),
);
