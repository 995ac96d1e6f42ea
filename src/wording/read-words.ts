import type { Workload } from '../recommender/index.ts';
import { askAboutInvalid, type Heard } from './heard.ts';
import { findLeftovers, findName } from './reader/leftovers.ts';
import { read } from './reader/read.ts';
import { resolve } from './reader/resolve.ts';
import { withoutBidiControls } from './text.ts';

// Words that people type and read, for every surface: what they state, quantities, sentences. Knows no review.
// May import: recommender.

/** So much of a text is read for facts, in characters; what follows is not used. */
export const READ_MAX = 2000;

const SHOWN_MAX = 300;

/**
 * Reads the words after the command, a message's text, or what follows "what if". A fact is read wherever it stands, from
 * what its neighbours say that it is; what has two readings or contradicts itself is `unclear` and states nothing. With a
 * `current` workload everything counts as supposed, and words in relation to it are understood: "twice the traffic".
 */
export function readWords(typed: string, current?: Partial<Workload>): Heard {
  const text = withoutBidiControls(typed.slice(0, READ_MAX));
  const reading = read(text, current);
  const { used, ...resolved } = resolve(reading);
  askAboutInvalid(resolved);
  const name = current === undefined ? findName(reading, used) : undefined;
  const notUsed = findLeftovers(reading, used, name);
  const beyond = typed.slice(READ_MAX).trim();
  if (beyond !== '') notUsed.push(beyond.length > SHOWN_MAX ? `${beyond.slice(0, SHOWN_MAX - 1)}\u2026` : beyond);
  return { ...resolved, notUsed, ...(name && { name: name.name }) };
}
