import { expect, it } from 'vitest';
import type { Reason, ReasonCode, Workload } from '../../../src/recommender/index.ts';
import { codesOf } from '../../support/reading.ts';

/** What is stated. In what a row has after its first, `undefined` takes a field away. */
export type Stated = { readonly [Field in keyof Workload]?: Workload[Field] | undefined };

interface Figures {
  readonly asked?: unknown;
  readonly allowed?: unknown;
  readonly text?: string | RegExp;
  /** How the choice begins: "real-time/single-model". */
  readonly chosen?: string;
}

/**
 * What is just told, and what just isn't: the rule, the code, a workload that is told it, and its figures; then what is stated
 * instead where it isn't told, with what is chosen there if that is the reason.
 */
export type Boundary<Code extends ReasonCode> = readonly [
  rule: string,
  code: Code,
  stated: Stated,
  figures: Figures,
  ...others: (Stated | readonly [instead: Stated, chosen: string])[],
];

/** Without what is undefined. */
export const known = (stated: Stated): Partial<Workload> =>
  Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));

/** `tell`: what is chosen for a workload, and all that it is told. */
export function expectBoundaries<Code extends ReasonCode>(
  rows: readonly Boundary<Code>[],
  tell: (stated: Partial<Workload>) => { chosen: string; told: readonly Reason[] },
): void {
  for (const [rule, code, stated, { chosen = '', ...figures }, ...others] of rows)
    it(`${rule}: ${code} for ${JSON.stringify(stated)}`, () => {
      const at = tell(known(stated));
      const reason = at.told.find((each) => each.code === code);
      expect(at.chosen).toMatch(new RegExp(`^${chosen}`));
      expect(reason).toBeDefined();
      for (const [figure, value] of Object.entries(figures)) {
        const said = reason?.[figure as 'asked' | 'allowed' | 'text'];
        if (typeof value === 'number') expect(said, figure).toBeCloseTo(value, 2);
        else if (value instanceof RegExp) expect(said).toMatch(value);
        else expect(said, figure).toEqual(value);
      }
      for (const other of others) {
        const [instead, expected = ''] = (Array.isArray(other) ? other : [other]) as readonly [Stated, string?];
        const beyond = tell(known({ ...stated, ...instead }));
        expect(beyond.chosen, JSON.stringify(instead)).toMatch(new RegExp(`^${expected}`));
        expect(codesOf(beyond.told)).not.toContain(code);
      }
    });
}
