import { type Measurement, onInstance, readMeasurement } from '../recommender/index.ts';
import { Stop, WrongUsage } from './command.ts';
import { nameOf, readInput, unusable } from './read-file.ts';
import { regionIn, regionsFor } from './regions.ts';

const MEGABYTES_MAX = 5;

/** What `--from-job NAME --region R` names. */
export interface MeasuringJob {
  readonly name: string;
  readonly region: string | undefined;
}

/** RecommendationJobName of the SageMaker AI API (2026-09), the longest of the kinds. */
const JOB_NAME = /^[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,63}$/;

/** The job that the options name. @throws WrongUsage */
export function jobIn({
  'from-job': name,
  region,
}: {
  'from-job'?: string;
  region?: string;
}): MeasuringJob | undefined {
  if (name === undefined && region !== undefined) throw new WrongUsage('--region goes with --from-job.');
  if (name === undefined) return undefined;
  if (!JOB_NAME.test(name)) throw new WrongUsage("--from-job takes a job's name: letters, digits and hyphens.");
  return { name, region: regionIn(region) };
}

/** What the job measured. AWS's SDK is loaded for this alone. @throws Stop */
async function readJob({ name, region }: MeasuringJob): Promise<Measurement[]> {
  const regions = regionsFor(region);
  const { readMeasuringJob } = await import('../account/aws/read-job.ts');
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  const read = await readMeasuringJob(name, regions, { signal: controller.signal });
  if (!read.ok) throw new Stop(read.text);
  return read.measurements;
}

/**
 * What the files of `--measured FILE[@INSTANCE_TYPE]` and a job hold, together.
 * @throws Stop for a file that can't be read, or of which nobody says on which instance type it was measured.
 */
export async function readMeasured(named: readonly string[], job?: MeasuringJob): Promise<Measurement[]> {
  const all: Measurement[] = job === undefined ? [] : await readJob(job);
  for (const name of named) {
    const [, file = name, type] = /^(.+)@(ml\..+)$/s.exec(name) ?? [];
    const read = readMeasurement(await readInput(file, MEGABYTES_MAX));
    if (!read.ok) throw unusable(file, read.faults.map(({ text }) => text).join(' '));
    const measurements = type === undefined ? read.measurements : onInstance(read.measurements, type);
    if (measurements.some(({ instanceType }) => instanceType === null)) {
      throw unusable(file, `names no instance type. Add the one that was measured: ${nameOf(file)}@ml.g6e.xlarge.`);
    }
    const [other] = measurements;
    if (other && type !== undefined && measurements.every(({ instanceType }) => instanceType !== type)) {
      throw unusable(file, `was measured on ${other.instanceType}, not on ${type}. Leave out @${type}.`);
    }
    all.push(...measurements);
  }
  const together = readMeasurement(all);
  if (!together.ok)
    throw unusable(
      [...named, ...(job ? [job.name] : [])].join(', '),
      together.faults.map(({ text }) => text).join(' '),
    );
  return together.measurements;
}
