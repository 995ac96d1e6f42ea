import type { Workload } from '../recommender/index.ts';
import type { Heard } from './heard.ts';
import { nameAndDescription, scanWords } from './scan-words.ts';
import { collapseSpaces, tidy } from './text.ts';
import type { WordContext } from './words/word-phrase.ts';

// Words that people type and read, for every surface: quantities, the command's grammar, sentences. Knows no review.
// May import: recommender.

/** What was read from a text, what else was said, and quantities that were refused. */
export interface ReadWords extends Heard {
  description?: string;
  /** One sentence each, with an example. The words stand in the description. */
  faults: string[];
}

/** So much of a text is searched for quantities and words, in characters; what follows is description. */
const READ_MAX = 2000;

/**
 * Reads the words after the command, a message's text, or what follows "what if". Quantities, traffic words and needs are
 * understood wherever they stand; the first words that are not understood become the name, the rest the description.
 * What is denied is never read as said, and of two statements that contradict each other the first stands.
 * With a `current` workload, words in relation to it are understood too: "twice the traffic", "half the payload".
 */
export function readWords(typed: string, current?: Workload): ReadWords {
  const text = collapseSpaces(typed);
  const tidied = tidy(text.slice(0, READ_MAX));
  const known: WordContext = { ...contextOf(current ?? {}), ...(current && { current }) };
  let scan = scanWords(tidied, known);
  const context: WordContext = { ...known, ...contextOf({ ...current, ...scan.workload }) };
  // What a bare size, time or rhythm means may be said only after it.
  if (context.dataset !== known.dataset || context.severalModels !== known.severalModels) {
    scan = scanWords(tidied, context);
  }
  const beyond = text.length > READ_MAX ? [{ start: READ_MAX, end: text.length, nameable: false }] : [];
  const rest = nameAndDescription(text, [...scan.leftovers, ...beyond]);
  return {
    says: withKnownHours(scan.workload),
    from: {},
    unclear: [],
    notUsed: rest.description === undefined ? [] : [rest.description],
    ...rest,
    faults: [...new Set(scan.faults)],
  };
}

function contextOf({ trafficPattern, modelCount = 1 }: Partial<Workload>): WordContext {
  return { dataset: trafficPattern === 'dataset', severalModels: modelCount > 1 };
}

/** Requests that come in hours known in advance, and only then, leave long gaps. */
function withKnownHours(workload: Partial<Workload>): Partial<Workload> {
  const { trafficPattern, trafficPredictable, busyHoursPerDay = 24, busyDaysPerWeek = 7 } = workload;
  const onlyThen = trafficPredictable === true && (busyHoursPerDay < 24 || busyDaysPerWeek < 7);
  return trafficPattern === undefined && onlyThen ? { ...workload, trafficPattern: 'intermittent' } : workload;
}

// V8 compiles a pattern when it is first tried. Done here once, so that the first command does not wait for it.
for (const words of ['batch', '2 models', 'batch, 2 models']) readWords(words);
