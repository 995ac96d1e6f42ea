import type { Needs } from '../needs.ts';
import type { WorkloadField } from '../workload.ts';
import type { NumberField } from './change-words.ts';

/** How one field is searched. A field that is not here changes no option, whatever it says. */
export type Dimension = NumberDimension | ChoiceDimension;

export interface NumberDimension {
  readonly kind: 'number';
  readonly field: NumberField;
  /** The span that is searched; beyond it nothing is sensible any more. */
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
  /** Values on which a rule turns, so that no span between two of them is jumped over. */
  readonly cuts: readonly number[];
  /** The same, of rules that hold the number against another that is stated. */
  readonly cutsOf: (needs: Needs) => readonly number[];
  /** Whether every estimate only rises along it, or only falls. */
  readonly isMonotone: boolean;
  /** Where silence stands: most of what is not said is small, but a time that is not limited is long. */
  readonly silence: 'low' | 'high';
  /** What silence comes to where it follows from what else is stated. */
  readonly impliedBy: (needs: Needs) => number | undefined;
  readonly applies: (needs: Needs) => boolean;
}

export interface ChoiceDimension {
  readonly kind: 'choice';
  readonly field: WorkloadField;
  readonly values: readonly (string | boolean)[];
  readonly applies: (needs: Needs) => boolean;
}

const always = (): boolean => true;
const nothing = (): undefined => undefined;
const none = (): readonly number[] => [];

export function numbers(
  field: NumberField,
  [min, max]: readonly [number, number],
  more: Partial<NumberDimension>,
): NumberDimension {
  return { ...DEFAULTS, kind: 'number', field, min, max, ...more };
}

const DEFAULTS = {
  whole: false,
  cuts: [],
  cutsOf: none,
  isMonotone: true,
  silence: 'low',
  impliedBy: nothing,
  applies: always,
} as const;

export const choices = (
  field: WorkloadField,
  values: readonly (string | boolean)[],
  applies: (needs: Needs) => boolean = always,
): ChoiceDimension => ({ kind: 'choice', field, values, applies });
