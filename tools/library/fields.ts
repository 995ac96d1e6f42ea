import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectationOf, unitOf, WORKLOAD_FIELDS, type WorkloadField } from '../../src/recommender/index.ts';

// What the library's README says about each field of a workload. The meaning is the docstring of its row, as in the types.

const ROWS = fileURLToPath(new URL('../../src/recommender/workload/fields', import.meta.url));

const meanings = new Map(
  readdirSync(ROWS).flatMap((file) =>
    [...readFileSync(join(ROWS, file), 'utf8').matchAll(/^ {2}\/\*\* (.+) \*\/\n {2}(\w+): \{$/gm)].map(
      ([, meaning = '', field = '']) => [field, meaning] as const,
    ),
  ),
);

/** @throws Error for a field of which the row has no docstring. */
function meaningOf(field: WorkloadField): string {
  const meaning = meanings.get(field);
  if (meaning === undefined) throw new Error(`The row of ${field} needs a docstring of one line`);
  return meaning;
}

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
  const rows = WORKLOAD_FIELDS.map((field) => `| \`${field}\` | ${meaningOf(field)} | ${takenBy(field)} |`);
  return ['| field | meaning | takes |', '| --- | --- | --- |', ...rows].join('\n');
}
