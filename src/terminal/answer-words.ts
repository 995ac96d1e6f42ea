import { parseWorkload, recommend } from '../recommender/index.ts';
import { writeHeard } from '../wording/heard.ts';
import { readPastedWorkload, readWords } from '../wording/read-words.ts';
import { type Answer, jsonLine, refuse, WRITERS } from './answer-workload.ts';
import { inert, WIDTH, wrap } from './lines.ts';
import type { Format } from './read-args.ts';

/** What a workload is called whose words have no name for it. */
const UNNAMED = 'workload';

/** Answers a workload in plain words, and shows what of them was understood, not used and unclear. */
export function answerWords(words: string, format: Format): Answer {
  const { name, says, from, unclear, notUsed } = readPastedWorkload(words) ?? readWords(words);
  const heard = { says: { ...(name === undefined ? {} : { name }), ...says }, from, unclear, notUsed };
  const parsed = parseWorkload({ name: UNNAMED, ...heard.says });
  if (!parsed.ok) return refuse(parsed.faults, 'words', format);
  const recommendation = recommend(parsed.workload);
  if (format === 'json') return { answered: true, stdout: jsonLine({ ...recommendation, heard }), stderr: '' };
  const lines = writeHeard(heard).flatMap(({ title, text }) => wrap(inert(`${title}: ${text}`), WIDTH));
  const head = lines.length === 0 ? '' : `${lines.join('\n')}\n\n`;
  return { answered: true, stdout: `${head}${WRITERS[format](recommendation)}`, stderr: '' };
}
