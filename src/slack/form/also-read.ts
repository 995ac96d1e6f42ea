import { type Doubt, isSameValue, WORKLOAD_FIELDS } from '../../recommender/index.ts';
import { doubtsOf, type Heard, type ReadingLine, withoutQuestions, writeReading } from '../../wording/heard.ts';
import { type Draft, type Offer, offersIn, readingOf, withOffers, withReader, withReading } from './draft.ts';

/** What rules read of some words, and what came of asking a language model about them. */
interface AlsoRead {
  byRules: Heard;
  /** Of both, or of the rules where the model's answer was not used. */
  heard: Heard;
  /** Who helped, or why nobody did. */
  reader: string;
}

/**
 * Adds to a draft what a language model read beside the rules. It answers no question: what is new is offered, and so is the choice
 * where the model doubts what the rules have filled in. What the person has settled meanwhile stays settled.
 */
export function withAlsoRead(draft: Draft, { byRules, heard, reader }: AlsoRead): Draft {
  if (heard.by === undefined) return withReader(draft, reader);
  const left = new Set(offersIn(draft).map(({ words }) => words));
  const settled = doubtsOf(byRules.unclear)
    .map(({ words }) => words)
    .filter((words) => !left.has(words));
  const doubts = doubtsOf(heard.unclear)
    .filter(({ words }) => words !== '' && !settled.includes(words))
    .map((doubt): Offer => ({ ...kindOf(doubt, byRules), ...doubt }));
  const offers = [...doubts, ...factsOfModel(heard)];
  return withReader(withOffers(withReading(draft, linesOf(draft, heard, offers, settled)), offers), reader);
}

/** The rules' readings are in the inputs, except where somebody has changed them. */
function kindOf({ readings }: Doubt, { says }: Heard): Pick<Offer, 'kind'> {
  const filledIn = readings.filter(({ field, value }) => isSameValue(says[field], value));
  if (filledIn.length === readings.length) return { kind: 'confirm' };
  return filledIn.length > 0 ? { kind: 'check' } : {};
}

/** What the model alone read, with its quotes. */
function factsOfModel({ says, from, by = {} }: Heard): Offer[] {
  return WORKLOAD_FIELDS.flatMap((field): Offer[] => {
    const value = says[field];
    const words = from[field] ?? '';
    if (by[field] !== 'model' || value === undefined || typeof value === 'object' || words === '') return [];
    return [{ kind: 'use', words, readings: [{ field, value }] }];
  });
}

/** What was understood stays, with what was taken since. What is offered is asked about until somebody takes it. */
function linesOf(draft: Draft, heard: Heard, offers: readonly Offer[], settled: readonly string[]): ReadingLine[] {
  const asked = offers.flatMap(({ words, readings }) => readings.map(({ field }) => ({ field, words })));
  const unclear = [...heard.unclear.filter(({ readings = [] }) => readings.length === 0), ...asked];
  return [
    ...readingOf(draft).filter(({ title }) => title === 'Understood'),
    ...writeReading({ ...heard, says: {}, unclear }).flatMap((line) => withoutQuestions(line, settled)),
  ];
}
