import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Ask, readAsk } from '../../src/wording/read-ask.ts';

type Phrase = readonly [words: string, meant: string];

const FILE = new URL('phrases/team.json', import.meta.url);

/** Questions about deciders, history and changes, in people's words, and near ones about something else. */
const { seen, heldBack }: Record<'seen' | 'heldBack', readonly Phrase[]> = JSON.parse(readFileSync(FILE, 'utf8'));

/** "changes 1 3": from revision 1 to 3. */
function meantBy(words: string): string {
  const ask = readAsk(words);
  return ask.kind === 'changes' ? ['changes', ...rangeOf(ask)].join(' ') : ask.kind;
}

function rangeOf({ revisions: [first, second] }: Extract<Ask, { kind: 'changes' }>): number[] {
  if (first === undefined || first.revision === 'latest') return [];
  if (second !== undefined) return second.revision === 'latest' ? [first.revision] : [first.revision, second.revision];
  return first.before ? [first.revision - 1, first.revision] : [first.revision];
}

const missed = (phrases: readonly Phrase[]) =>
  phrases.flatMap(([words, meant]) => (meantBy(words) === meant ? [] : [`${words}: ${meantBy(words)}, not ${meant}`]));

describe('a question about who decides, what happened and what changed', () => {
  it('is understood in each of the ways that were worked on', () => {
    expect(missed(seen)).toEqual([]);
  });

  it('is understood in 41 of 43 ways that were held back', () => {
    expect(heldBack).toHaveLength(43);
    expect(missed(heldBack)).toHaveLength(2);
  });
});
