import { expectationOf, unitOf, WORKLOAD_FIELDS, type WorkloadField } from '../../src/recommender/index.ts';
import { MEANINGS } from '../../src/wording/field-meanings.ts';

// What the library's README says about each field of a workload.

const UNITS = {
  seconds: ', in seconds',
  MB: ', in MB',
  GB: ', in GB',
  hours: ', in hours',
  usd: ', in US dollars',
  runs: ', in runs per month',
  count: '',
} as const;

/** "a number of at least 0, in MB": as the errors of `parseWorkload` say it, with the unit. */
const takenBy = (field: WorkloadField): string => expectationOf(field) + UNITS[unitOf(field) ?? 'count'];

/** The README's table: what each field means and takes. */
export function fieldTable(): string {
  const rows = WORKLOAD_FIELDS.map((field) => `| \`${field}\` | ${MEANINGS[field]} | ${takenBy(field)} |`);
  return ['| field | meaning | takes |', '| --- | --- | --- |', ...rows].join('\n');
}
