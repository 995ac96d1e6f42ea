import type { ConstraintCode, ObstacleCode } from './reasons/reason-code.ts';

/**
 * What a judgement found, without a word of text: which rule, and the two figures that met.
 * `rules-out`: it cannot. `doubtful`: it may not, so it loses to whatever fits for certain. `conditional`: it does, once
 * the condition is met.
 */
export type Finding = Obstacle | Found<ConstraintCode, 'conditional'>;
export type Obstacle = Found<ObstacleCode, 'rules-out' | 'doubtful'>;

interface Found<Code extends ConstraintCode, Effect> {
  readonly code: Code;
  readonly effect: Effect;
  readonly asked?: number | string;
  readonly allowed?: number | string;
}

export const rulesOut = (code: ObstacleCode, asked?: number | string, allowed?: number | string): Obstacle =>
  withFigures(code, 'rules-out', asked, allowed);

export const doubtful = (code: ObstacleCode, asked?: number | string, allowed?: number | string): Obstacle =>
  withFigures(code, 'doubtful', asked, allowed);

export const conditional = (code: ConstraintCode, asked?: number | string, allowed?: number | string): Finding =>
  withFigures(code, 'conditional', asked, allowed);

function withFigures<Code extends ConstraintCode, Effect>(
  code: Code,
  effect: Effect,
  asked: number | string | undefined,
  allowed: number | string | undefined,
): Found<Code, Effect> {
  if (asked === undefined) return { code, effect };
  return allowed === undefined ? { code, effect, asked } : { code, effect, asked, allowed };
}
