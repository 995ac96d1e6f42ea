import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const GOLDEN = fileURLToPath(new URL('../golden/', import.meta.url));

/** What changes by itself, after the words that stand before it. */
const CHANGING: readonly (readonly [RegExp, string])[] = [
  [/((?:AWS facts|[Qq]uotas as of|limits as of) )\d{4}-\d\d\b/g, '{date}'],
  [/(prices (?:as of|of) )\d{4}(?:-\d\d){0,2}\b/g, '{date}'],
  [/(\bat )\d{4}(?= prices)/g, '{date}'],
  // When a source was read: "read 2026-09" in Slack and in the decision record, "(2026-11)" in the terminal.
  [/(\bread )\d{4}(?:-\d\d){0,2}\b/g, '{date}'],
  [/(^ +.*\()\d{4}(?:-\d\d){0,2}(?=\)$)/gm, '{date}'],
  [/(\bfacts (?:version )?)[0-9a-f]{8}\b/g, '{version}'],
];

/** A text as it stands in a golden file: without the dates of AWS's facts, prices and sources, and without their version. */
export const undated = (text: string): string =>
  CHANGING.reduce((rest, [changing, instead]) => rest.replace(changing, `$1${instead}`), text);

/** Compares with a file in test/golden. */
export async function expectGolden(text: string, name: string): Promise<void> {
  await expect(undated(text)).toMatchFileSnapshot(GOLDEN + name);
}
