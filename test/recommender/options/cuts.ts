import { expect, it } from 'vitest';
import type { InferenceOptionId, ReasonCode, Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { ruledOutBy } from '../../support/reading.ts';

/** One constraint of an option, at its cut and on both sides of it. */
export interface Cut {
  readonly what: string;
  readonly code: ReasonCode;
  readonly fits: readonly Partial<Workload>[];
  readonly ruledOut: readonly Partial<Workload>[];
}

const numbersOf = (stated: Partial<Workload>): string =>
  Object.entries(stated)
    .map(([field, value]) => `${field} ${value}`)
    .join(', ');

/** Two tests for each workload of a cut: what fits is not ruled out by the code, what does not is. */
export function itHoldsTheCuts(option: InferenceOptionId, common: Partial<Workload>, cuts: readonly Cut[]): void {
  for (const { what, code, fits, ruledOut } of cuts) {
    it.each(fits.map((stated) => [numbersOf(stated), stated] as const))(`${what}: takes %s`, (_numbers, stated) => {
      expect(ruledOutBy(explained({ ...common, ...stated }), option) ?? []).not.toContain(code);
    });
    it.each(ruledOut.map((stated) => [numbersOf(stated), stated] as const))(
      `${what}: %s is ruled out by ${code}`,
      (_numbers, stated) => {
        expect(ruledOutBy(explained({ ...common, ...stated }), option)).toContain(code);
      },
    );
  }
}
