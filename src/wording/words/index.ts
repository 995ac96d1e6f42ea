import type { Workload } from '../../recommender/index.ts';
import { groupPhrases, type PhraseGroup, ungrouped } from '../phrases.ts';
import { COUNTS, PLACES } from './counts.ts';
import { NEEDS } from './needs.ts';
import { relativePhrases } from './relative.ts';
import { FAULTS, sizePhrases } from './sizes.ts';
import { timePhrases } from './times.ts';
import { rhythmPhrases, trafficPhrases } from './traffic.ts';
import type { WordContext, WordPhrase } from './word-phrase.ts';

/**
 * Everything that the command's words can say, in the order in which it is tried at each word. Add a file here, or a line
 * to the table it belongs to. What is said with more words stands before what is said with fewer.
 */
const TABLES: readonly ((context: WordContext) => Groups)[] = [
  always(FAULTS),
  always(PLACES),
  always(COUNTS),
  byDataset(sizePhrases),
  byDataset(rhythmPhrases),
  byDataset(timePhrases),
  always(NEEDS),
  byNumberOfModels(trafficPhrases),
];

type Groups = readonly PhraseGroup<WordPhrase>[];

/** The phrases of a context, built once for all texts. Those in relation to a workload come first. */
export function wordPhrases(context: WordContext): Groups {
  const groups = TABLES.flatMap((groupsIn) => groupsIn(context));
  return context.current === undefined ? groups : [ungrouped(relativePhrases(context.current)), ...groups];
}

function always(phrases: readonly WordPhrase[]): () => Groups {
  const groups = groupPhrases<Workload, WordPhrase>(phrases);
  return () => groups;
}

function byDataset(phrasesOf: (dataset: boolean) => readonly WordPhrase[]): (context: WordContext) => Groups {
  const [forRequests, forDataset] = [always(phrasesOf(false)), always(phrasesOf(true))];
  return ({ dataset }) => (dataset ? forDataset() : forRequests());
}

function byNumberOfModels(
  phrasesOf: (severalModels: boolean) => readonly WordPhrase[],
): (context: WordContext) => Groups {
  const [forOne, forSeveral] = [always(phrasesOf(false)), always(phrasesOf(true))];
  return ({ severalModels }) => (severalModels ? forSeveral() : forOne());
}
