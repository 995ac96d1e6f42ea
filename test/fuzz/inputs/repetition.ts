import fc from 'fast-check';
import { SHORTCUTS } from '../../../src/slack/ids.ts';
import { readVocabulary } from '../../support/vocabulary.ts';
import { commandWith } from './command.ts';
import type { Drawn } from './input.ts';
import { HOME, HOME_CHANNEL, REVIEW_IDS, THREADS } from './known-ids.ts';
import { mentionWith } from './mention.ts';
import type { Person } from './people.ts';
import { onMessageWith } from './shortcut.ts';

const TIMES = 40;
const WORDS = await readVocabulary();
const WHO: Person = { teamId: HOME, reviewId: REVIEW_IDS[0], userId: 'U0ADA', channelId: HOME_CHANNEL };

/** Where the words come in. */
const ENTRIES: readonly ((text: string) => Drawn)[] = [
  (text) => commandWith(WHO, text),
  (text) => onMessageWith(WHO, SHORTCUTS.reviewMessage, text),
  (text) => mentionWith(WHO, text, THREADS[0]),
];
const PARTS = [
  (word: string) => `${word} `,
  (word: string) => word,
  (word: string, next: string) => `${word} ${next} `,
  (word: string, next: string) => `${word}${next}`,
];
const ENDS = ['zebra', '!', ''];

/** Which word, which part is repeated, which end, which entry: smaller numbers first. */
export type Repetition = readonly [word: number, part: number, end: number, entry: number];

export const anyRepetition: fc.Arbitrary<Repetition> = fc.tuple(
  fc.nat(WORDS.length - 1),
  fc.nat(PARTS.length - 1),
  fc.nat(ENDS.length - 1),
  fc.nat(ENTRIES.length - 1),
);

/**
 * Pass by pass through the vocabulary, each time in another way; after 96 passes each word was repeated in all ways. Three passes
 * of four have the odd end: a pattern that backtracks does so where the whole can't match.
 */
export function repetitionAt(index: number): Repetition {
  const word = index % WORDS.length;
  const pass = Math.floor(index / WORDS.length);
  const part = (word + Math.floor(pass / 4)) % PARTS.length;
  const end = pass % 4 < 3 ? 0 : 1 + (Math.floor(pass / 48) % 2);
  return [word, part, end, (word + pass) % ENTRIES.length];
}

/** A word of the vocabulary 40 times, alone or with the next, apart or joined. */
export function repetition([word, part, end, entry]: Repetition): Drawn {
  const text = `${(PARTS[part]?.(WORDS[word] ?? '', WORDS[(word + 1) % WORDS.length] ?? '') ?? '').repeat(TIMES)}${ENDS[end]}`;
  const drawn = ENTRIES[entry]?.(text);
  if (drawn === undefined) throw new Error('There is no such entry');
  return drawn;
}
