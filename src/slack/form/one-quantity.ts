import type { Workload, WorkloadField } from '../../recommender/index.ts';
import type { Read } from '../../wording/read.ts';
import type { Interpretation } from './questions/question.ts';

type NumberField = { [F in WorkloadField]-?: NonNullable<Workload[F]> extends number ? F : never }[WorkloadField];

interface OneQuantity {
  fields: readonly WorkloadField[];
  interpret(answer: string): Interpretation;
  write(workload: Partial<Workload>): string;
}

/** What a question needs whose whole answer is one number of the workload, in the words of `wording/quantities`. */
export function oneQuantity(
  field: NumberField,
  read: (text: string) => Read<number>,
  write: (value: number) => string,
): OneQuantity {
  return {
    fields: [field],
    interpret(answer) {
      const quantity = read(answer);
      return quantity.ok ? { ok: true, workload: { [field]: quantity.value } } : quantity;
    },
    write(workload) {
      const value = workload[field];
      return value === undefined ? '' : write(value);
    },
  };
}
