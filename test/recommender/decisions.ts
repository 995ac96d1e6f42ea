import { expect, it } from 'vitest';
import { HOSTING_PATTERNS } from '../../src/recommender/hosting/index.ts';
import type { HostingPatternId, InferenceOptionId, ReasonCode, Workload } from '../../src/recommender/index.ts';
import { INFERENCE_OPTIONS } from '../../src/recommender/options/index.ts';
import { explained } from '../support/answers.ts';
import { chosen, codesOf, hostingRejectedBy, rejectedBy, ruledOutBy } from '../support/reading.ts';

/** What an answer decides, flat. */
interface Decision {
  /** "real-time/multi-model/auto-scaling", or "nothing-fits". */
  readonly chosen: unknown;
  readonly title: unknown;
  readonly conditional: unknown;
  /** The codes of what speaks for it, the first of them, its sentence, and all with their figures. */
  readonly why: unknown;
  readonly first: unknown;
  readonly says: unknown;
  readonly reasons: unknown;
  /** The codes of the warnings, and all with their figures. */
  readonly warned: unknown;
  readonly warnings: unknown;
  /** The codes that rule an option out, or that speak against a hosting pattern; undefined where it wasn't turned away. */
  readonly against: { readonly [Id in HostingPatternId | InferenceOptionId]?: unknown };
  /** The codes that an option lost on which fits; undefined where it is chosen or ruled out. */
  readonly lost: { readonly [Id in InferenceOptionId]?: unknown };
}

/** A sentence, and workloads with what has to be decided of each. */
export type Decides = readonly [
  sentence: string,
  ...cases: (readonly [stated: Partial<Workload>, decided: Partial<Decision>])[],
];

export function decisionFor(stated: Partial<Workload>): Decision {
  const answer = explained(stated);
  const { choice, rationale, warnings } = answer;
  return {
    chosen: chosen(answer),
    title: choice?.title,
    conditional: choice?.conditional,
    why: codesOf(rationale),
    first: rationale[0]?.code,
    says: rationale[0]?.text,
    reasons: rationale,
    warned: codesOf(warnings),
    warnings,
    against: Object.fromEntries([
      ...INFERENCE_OPTIONS.map(({ id }) => [id, ruledOutBy(answer, id)]),
      ...HOSTING_PATTERNS.map(({ id }) => [id, hostingRejectedBy(answer, id)]),
    ]),
    lost: Object.fromEntries(
      INFERENCE_OPTIONS.map(({ id }) => [id, ruledOutBy(answer, id) ? undefined : rejectedBy(answer, id)?.[1]]),
    ),
  };
}

export function itDecides(rows: readonly Decides[]): void {
  for (const [sentence, ...cases] of rows)
    it(sentence, () => {
      for (const [stated, decided] of cases) expect(decisionFor(stated), JSON.stringify(stated)).toMatchObject(decided);
    });
}

/** Codes that are among others. */
export const has = (...codes: ReasonCode[]): unknown => expect.arrayContaining(codes);
export const hasNot = (...codes: ReasonCode[]): unknown => expect.not.arrayContaining(codes);

/** A reason with its figures, among others. */
export const tells = (code: ReasonCode, figures: object): unknown =>
  expect.arrayContaining([expect.objectContaining({ code, ...figures })]);
