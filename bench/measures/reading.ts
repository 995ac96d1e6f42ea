import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { atMost } from '../report/report.ts';
import { quantile, spreadOf } from '../report/statistics.ts';
import { writeMedian } from '../report/write-number.ts';
import type { Measure } from './measure.ts';

const PHRASES = new URL('../../test/wording/phrases/public.json', import.meta.url);
const ROUNDS_INSIDE = 20;
const OUTPUT_LIMIT = 64 * 1024 * 1024;
/** Slack's limit for a message. */
const LONGEST = 40_000;

/** Reading words alone: single phrases, 500 characters, and the slowest texts. */
export const reading: Measure = {
  name: 'reading',
  async run({ rounds, build, compiled, say }) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    const file = join(folder, 'texts.json');
    writeFileSync(file, JSON.stringify(texts()));
    const found: Record<string, number[][]> = {};
    for (let round = 0; round < rounds; round++) {
      say(`reading, round ${round + 1}`);
      const args = [compiled['reading-child'], build, file, String(ROUNDS_INSIDE)];
      const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: OUTPUT_LIMIT });
      for (const [subject, times] of Object.entries(JSON.parse(stdout) as Record<string, number[]>)) {
        found[subject] = [...(found[subject] ?? []), times];
      }
    }
    rmSync(folder, { recursive: true, force: true });
    const of = (subject: string, share: number) => (found[subject] ?? []).map((times) => quantile(times, share));
    const rows = Object.keys(found).map((subject) => [
      subject,
      ...[0.5, 0.99, 1].map((share) => writeMedian(of(subject, share))),
    ]);
    return {
      tables: [{ caption: 'Reading one text, ms:', head: ['', 'p50', 'p99', 'longest'], rows }],
      goals: [atMost('p50 of 500 characters, ms', spreadOf(of('500 characters', 0.5)).median, 2, 3)],
    };
  },
};

function texts(): Record<string, string[]> {
  const phrases = (JSON.parse(readFileSync(PHRASES, 'utf8')) as { words: string }[]).map(({ words }) => words);
  const all = phrases.join('. ');
  const cut = (length: number) =>
    Array.from({ length: Math.floor(all.length / length) }, (_, index) =>
      all.slice(index * length, (index + 1) * length),
    );
  const repeated = (words: string) => words.repeat(Math.ceil(LONGEST / words.length)).slice(0, LONGEST);
  return {
    'a phrase': phrases,
    '500 characters': cut(500),
    '40,000 characters': [`${all} `.repeat(9).slice(0, LONGEST)],
    'worst: quantities alone': [repeated('4 x '), repeated('5 MB ')],
    'worst: a word repeated': [repeated('no '), repeated('a '), repeated('each own ')],
  };
}
