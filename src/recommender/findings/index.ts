import type { Needs } from '../needs/needs.ts';
import type { Reason } from '../recommendation.ts';
import type { Workload } from '../workload/workload.ts';
import { FEATURES } from './features.ts';
import { QUOTA } from './quota.ts';
import { JOBS, WAITING } from './waiting.ts';
import { figure, type ObstacleWords, type Subject, say } from './words.ts';

// What can be in the way of an option or a pattern, and how each is said and cleared. Knows the needs, the facts and the
// answer's types; never which options there are.

/** Everything that a judgement can find. Add one in the file of its theme: what is in the way has a `fix`, a condition none. */
export const FINDINGS = { ...QUOTA, ...WAITING, ...FEATURES, ...JOBS };

/** What an option or a hosting pattern cannot do, or can only do under a condition. */
export type ConstraintCode = keyof typeof FINDINGS;

/** What is in the way, for certain or perhaps. */
export type ObstacleCode = {
  [Code in ConstraintCode]: (typeof FINDINGS)[Code] extends ObstacleWords ? Code : never;
}[ConstraintCode];

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
  /** The name of the team's rule that was broken. */
  readonly rule?: string;
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

export function reasonsOf(findings: readonly Finding[], subject: Subject): Reason[] {
  return findings.map((finding) => say(FINDINGS, finding.code, subject, finding));
}

export function fixesOf({ code, asked, allowed }: Obstacle, needs: Needs): Partial<Workload>[] {
  return FINDINGS[code].fix({ asked: figure(asked), allowed: figure(allowed) }, needs);
}
