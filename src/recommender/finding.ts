import type { ConstraintCode, HostingCode } from './reasons/reason-code.ts';

/**
 * What a judgement found, without a word of text: which rule, and the two figures that met.
 * `rules-out`: it cannot. `doubtful`: it may not, so it loses to whatever fits for certain. `conditional`: it does, once
 * the condition is met.
 */
export interface Finding {
  readonly code: ConstraintCode | HostingCode;
  readonly effect: 'rules-out' | 'doubtful' | 'conditional';
  readonly asked?: number | string;
  readonly allowed?: number | string;
}

export const rulesOut = (code: Finding['code'], asked?: number | string, allowed?: number | string): Finding =>
  withFigures(code, 'rules-out', asked, allowed);

export const doubtful = (code: Finding['code'], asked?: number | string, allowed?: number | string): Finding =>
  withFigures(code, 'doubtful', asked, allowed);

export const conditional = (code: Finding['code'], asked?: number | string, allowed?: number | string): Finding =>
  withFigures(code, 'conditional', asked, allowed);

function withFigures(
  code: Finding['code'],
  effect: Finding['effect'],
  asked: number | string | undefined,
  allowed: number | string | undefined,
): Finding {
  if (asked === undefined) return { code, effect };
  return allowed === undefined ? { code, effect, asked } : { code, effect, asked, allowed };
}
