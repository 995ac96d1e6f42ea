import * as z from 'zod/mini';
import type { Measurement } from '../measurements/measurement.ts';
import { readMeasurement } from '../measurements/read-measurement.ts';
import type { Row } from './row.ts';

/** How fast the model was on an instance type: it takes the place of a modelled speed. */
export const MEASUREMENTS = {
  /** What a load test measured. Files of load testers, such as AIPerf, may stand in it as they are; what was read of them is kept. */
  measurements: {
    schema: z.array(z.unknown()).check(
      z.minLength(1),
      z.refine((documents) => readMeasurement(documents).ok),
      z.overwrite(measuredIn),
    ) as unknown as z.ZodMiniType<Measurement[], Measurement[]>,
    expects: 'a list of measurements',
    faults: faultsOf,
    label: 'measurements',
    question: 'What was measured?',
    noted: true,
  },
} as const satisfies Record<string, Row>;

function measuredIn(documents: unknown[]): Measurement[] {
  const read = readMeasurement(documents);
  return read.ok ? read.measurements : [];
}

function faultsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) return [];
  const read = readMeasurement(value);
  return read.ok ? [] : read.faults.map(({ text }) => text);
}
