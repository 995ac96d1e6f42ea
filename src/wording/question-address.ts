import { isSmallJson, parseWorkload, type Workload } from '../recommender/index.ts';
import { clipText } from './text.ts';

/** What a link to the page asks: words as typed, or a workload. */
export type LinkedQuestion =
  | { kind: 'words'; words: string }
  | { kind: 'workload'; workload: Workload }
  /** The address asks nothing. */
  | { kind: 'none' }
  /** What is wrong with an address that somebody changed, in one sentence. */
  | { kind: 'fault'; text: string };

/** Longest words in an address, in characters. Slack cuts no link of this length. */
const WORDS_MAX = 2000;

/** The part of an address after the `#`, `#` included: "#words=3+MB%2C+20+rps". It never reaches a server. */
export function addressOf(question: { words: string } | { workload: Workload }): string {
  const fields = 'words' in question ? { words: question.words } : { workload: JSON.stringify(question.workload) };
  return `#${new URLSearchParams(fields)}`;
}

/** Reads what `addressOf` wrote, or what became of it. `address`: a whole one, or its part from the `#` on. */
export function readAddress(address: string): LinkedQuestion {
  const at = address.indexOf('#');
  const fields = new URLSearchParams(at < 0 ? '' : address.slice(at + 1));
  const words = fields.get('words')?.trim();
  if (words) {
    if (words.length <= WORDS_MAX) return { kind: 'words', words };
    return { kind: 'fault', text: `The link has more than ${WORDS_MAX} characters of words.` };
  }
  const workload = fields.get('workload');
  if (workload === null) return { kind: 'none' };
  if (!isSmallJson(workload))
    return { kind: 'fault', text: 'The link was changed: its workload is too large to read.' };
  try {
    const parsed = parseWorkload(JSON.parse(workload));
    if (parsed.ok) return { kind: 'workload', workload: parsed.workload };
    return {
      kind: 'fault',
      text: `The link was changed. ${clipText(parsed.faults.map(({ text }) => text).join(' '), 300)}`,
    };
  } catch {
    return { kind: 'fault', text: 'The link was changed or cut off: its workload is not JSON.' };
  }
}
