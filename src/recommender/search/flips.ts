import type { Judgement } from '../judge/judgement.ts';
import type { Flip } from '../recommendation.ts';
import { clauseFor, conditionText, extentOf } from './change-words.ts';
import { type Outcome, optionOf, type Sample } from './outcome.ts';
import type { Surveyed, SurveyedNumber } from './survey.ts';
import type { Turn, Turns } from './turn.ts';
import { nearestTurn } from './turn.ts';

interface Found {
  readonly flip: Flip;
  /** How far the number has to move; Infinity where there is none to move from. */
  readonly ratio: number;
}

/** For every field the nearest value that turns the option: numbers by the size of the change, the rest as in the form. */
export function findFlips(surveyed: readonly Surveyed[], base: Judgement, turns: Turns): Flip[] {
  const numbers: Found[] = [];
  const others: Flip[] = [];
  const changes = (outcome: Outcome): boolean => optionOf(outcome) !== optionOf(base);
  for (const entry of surveyed) {
    if (entry.dimension.kind === 'number') {
      const found = numberFlip(entry as SurveyedNumber, changes, base, turns);
      if (found) numbers.push(found);
    } else {
      const sample = entry.walks.flat().find(({ outcome }) => changes(outcome));
      if (sample) others.push(flipTo(entry.dimension.field, sample, base));
    }
  }
  numbers.sort((a, b) => a.ratio - b.ratio);
  return [...numbers.map(({ flip }) => flip), ...others];
}

const hasSameOption = (outcome: Outcome, found: Outcome): boolean => optionOf(outcome) === optionOf(found);

function numberFlip(
  entry: SurveyedNumber,
  changes: (outcome: Outcome) => boolean,
  base: Judgement,
  turns: Turns,
): Found | undefined {
  const { field } = entry.dimension;
  const found = nearestTurn(entry, turns, changes, hasSameOption);
  // Without a value before it nothing was seen to turn.
  if (found?.turn.before === undefined) return undefined;
  const { turn, ratio } = found;
  return { flip: flipTo(field, turn.at, base, turn), ratio: base.needs.stated[field] === undefined ? Infinity : ratio };
}

function flipTo(field: Flip['field'], { value, outcome }: Sample, base: Judgement, turn?: Turn): Flip {
  const option = optionOf(outcome);
  return {
    field,
    from: base.needs.stated[field] ?? null,
    to: value,
    option,
    text: conditionText(clauseFor(field, value, turn && extentOf(turn)), option),
  };
}
