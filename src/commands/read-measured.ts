import { type Measurement, onInstance, readMeasurement } from '../recommender/index.ts';
import { nameOf, readInput, unusable } from './read-file.ts';

const MEGABYTES_MAX = 5;

/**
 * What the files of `--measured FILE[@INSTANCE_TYPE]` hold, together.
 * @throws Stop for a file that can't be read, or of which nobody says on which instance type it was measured.
 */
export async function readMeasured(named: readonly string[]): Promise<Measurement[]> {
  const all: Measurement[] = [];
  for (const name of named) {
    const [, file = name, type] = /^(.+)@(ml\..+)$/s.exec(name) ?? [];
    const read = readMeasurement(await readInput(file, MEGABYTES_MAX));
    if (!read.ok) throw unusable(file, read.faults.map(({ text }) => text).join(' '));
    const measurements = type === undefined ? read.measurements : onInstance(read.measurements, type);
    if (measurements.some(({ instanceType }) => instanceType === null)) {
      throw unusable(file, `names no instance type. Add the one that was measured: ${nameOf(file)}@ml.g6e.xlarge.`);
    }
    all.push(...measurements);
  }
  const together = readMeasurement(all);
  if (!together.ok) throw unusable(named.join(', '), together.faults.map(({ text }) => text).join(' '));
  return together.measurements;
}
