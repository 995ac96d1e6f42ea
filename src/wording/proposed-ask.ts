import type { Workload } from '../recommender/index.ts';
import { weighProposed } from './combine.ts';
import { evidenceIn, placesOf } from './evidence.ts';
import type { Proposed } from './proposed.ts';
import { type Ask, readAskAs } from './read-ask.ts';
import { hearChange, type WhatIf, weighChange } from './read-what-if.ts';
import { withoutBidiControls } from './text.ts';

/** What a language model makes of a question. `quote`: the words of the text that ask it. */
type ProposedAsk = { quote: string } & ({ ask: Ask } | { whatIf: WhatIf });

/**
 * What a language model makes of a question that the rules did not understand, as far as the text proves it: a kind that exists,
 * in words of the text, with what the rules read beside it. A change is one of facts that the text proves. Undefined where the
 * rules' answer stays.
 */
export function weighAsk(words: string, current: Workload, proposed: Proposed): ProposedAsk | undefined {
  if (proposed.ask === undefined) return undefined;
  const text = withoutBidiControls(words);
  const [place] = placesOf(evidenceIn(text), proposed.ask.quote);
  if (place === undefined || proposed.ask.kind === 'other') return undefined;
  const quote = text.slice(place.start, place.end);
  if (proposed.ask.kind !== 'what-if') {
    const ask = readAskAs(words, proposed.ask.kind);
    return ask && ask.kind !== 'other' ? { ask, quote } : undefined;
  }
  const { heard, isUsed } = weighProposed(words, hearChange(words, current), proposed);
  const read = isUsed ? weighChange(words, heard, current) : undefined;
  return read?.ok ? { whatIf: read.whatIf, quote } : undefined;
}
