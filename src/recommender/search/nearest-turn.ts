import { distance } from './distance.ts';
import type { NumberSample, Outcome } from './outcome.ts';
import type { SurveyedNumber } from './survey.ts';
import { type Holds, type Turn, type Turns, whereTo } from './turn.ts';

interface Near {
  readonly turn: Turn;
  /** How far the number has to move from where its walks start. */
  readonly ratio: number;
}

/** Of the turns on a number's walks the nearest, if it is nearer than `within`. */
export function nearestTurn(
  { dimension, walks }: SurveyedNumber,
  turns: Turns,
  holds: Holds,
  isAsFound: (outcome: Outcome, found: Outcome) => boolean = holds,
  within = Infinity,
): Near | undefined {
  let nearest: Near | undefined;
  let least = within;
  for (const walk of walks) {
    const { far, towards } = whereTo(walk, holds);
    if (far === -1) continue;
    const from = (walk[0] as NumberSample).value;
    // No turn is nearer than the last sample before it, and narrowing is what costs.
    if (distance(from, towards[far - 1]?.value ?? from) >= least) continue;
    const turn = turns.first(dimension, walk, holds, isAsFound);
    const ratio = distance(from, turn.at.value);
    if (ratio >= least) continue;
    least = ratio;
    nearest = { turn, ratio };
  }
  return nearest;
}
