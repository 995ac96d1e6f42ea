import type { Workload } from '../../recommender/index.ts';
import { groupPhrases, type PhraseGroup, ungrouped } from '../phrase-groups.ts';
import { COUNTS } from './counts.ts';
import { FAULTS } from './faults.ts';
import { NEEDS } from './needs.ts';
import { PLACES } from './places.ts';
import { relativePhrases } from './relative.ts';
import { rhythmPhrases } from './rhythm.ts';
import { sizePhrases } from './sizes.ts';
import { timePhrases } from './times.ts';
import { trafficPhrases } from './traffic.ts';
import type { WordContext, WordPhrase } from './word-phrase.ts';

/**
 * Everything that the command's words can say, in the order in which it is tried at each word. Add a file here, or a line
 * to the table it belongs to. What is said with more words stands before what is said with fewer.
 */
function phrasesIn(context: WordContext): readonly WordPhrase[] {
  return [
    ...FAULTS,
    ...PLACES,
    ...COUNTS,
    ...sizePhrases(context),
    ...rhythmPhrases(context),
    ...timePhrases(context),
    ...NEEDS,
    ...trafficPhrases(context),
  ];
}

const EVERY_CONTEXT = [false, true].flatMap((dataset) =>
  [false, true].map((severalModels) => ({
    dataset,
    severalModels,
    groups: groupPhrases<Workload, WordPhrase>(phrasesIn({ dataset, severalModels })),
  })),
);

/** The phrases of a context, built once for all texts. Those in relation to a workload come first. */
export function wordPhrases({ dataset, severalModels, current }: WordContext): readonly PhraseGroup<WordPhrase>[] {
  const fits = (known: WordContext) => known.dataset === dataset && known.severalModels === severalModels;
  const groups = EVERY_CONTEXT.find(fits)?.groups ?? [];
  return current === undefined ? groups : [ungrouped(relativePhrases(current)), ...groups];
}
