import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WORKLOAD_FIELDS } from '../src/recommender/index.ts';

// What each field of a workload means, out of the docstrings of its rows: an editor shows them there, and nothing can read them while it runs.

const ROWS = fileURLToPath(new URL('../src/recommender/workload/fields', import.meta.url));

/**
 * The source of `src/wording/field-meanings.ts`.
 * @throws Error for a field of which the row has no docstring.
 */
export function writeMeanings(): string {
  const meanings = new Map(
    readdirSync(ROWS).flatMap((file) =>
      [...readFileSync(join(ROWS, file), 'utf8').matchAll(/^ {2}\/\*\* (.+) \*\/\n {2}(\w+): \{$/gm)].map(
        ([, meaning = '', field = '']) => [field, meaning] as const,
      ),
    ),
  );
  const lines = WORKLOAD_FIELDS.map((field) => {
    const meaning = meanings.get(field);
    if (meaning === undefined) throw new Error(`The row of ${field} needs a docstring of one line`);
    return `  ${field}: ${quoted(meaning)},\n`;
  });
  return `${HEAD}${lines.join('')}};\n`;
}

const HEAD = `import type { WorkloadField } from '../recommender/index.ts';

// biome-ignore format: a line for each field.
/** What each field of a workload means, in its unit and range. Written from the docstrings of its rows by \`npx vitest run test/wording/field-meanings.test.ts -u\`. */
export const MEANINGS: Readonly<Record<WorkloadField, string>> = {
`;

const quoted = (text: string): string => (text.includes("'") ? JSON.stringify(text) : `'${text}'`);
