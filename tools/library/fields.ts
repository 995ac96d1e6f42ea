import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import {
  expectationOf,
  kindOf,
  rowOf,
  unitOf,
  WORKLOAD_FIELDS,
  type WorkloadField,
} from '../../src/recommender/index.ts';

// What the library says about each field of a workload: in its README and in its types. The meaning is the docstring of its row.

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

/** The type of a workload, written out: what the compiler infers from the rows has no docstrings. */
export function workloadType(): string {
  const fields = WORKLOAD_FIELDS.map((field) => {
    const taken = takenBy(field);
    const type = field === 'name' ? 'name: string' : `${field}?: ${typeOf(field)} | undefined`;
    return `  /**\n   * ${meaningOf(field)}\n   * ${taken.charAt(0).toUpperCase()}${taken.slice(1)}.\n   */\n  ${type};\n`;
  });
  return `export type Workload = {\n${fields.join('')}};`;
}

function typeOf(field: WorkloadField): string {
  const { schema } = rowOf(field);
  if (schema instanceof z.ZodEnum) return schema.options.map((word) => `'${word}'`).join(' | ');
  if (schema instanceof z.ZodLiteral) return [...schema.values].join(' | ');
  return {
    // The only object of a workload, as its row's type says it.
    object: "import('./model-config/keys.ts').ModelConfig",
    text: 'string',
    number: 'number',
    'yes-or-no': 'boolean',
    words: 'string',
  }[kindOf(field)];
}
