import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WORKLOAD_FIELDS } from '../../src/recommender/index.ts';
import { fieldTable } from '../../tools/library/fields.ts';
import { DOORS } from '../../tools/library/pack.ts';
import { ROOT } from '../support/documents.ts';

/** An exported name, and the source that declares it. */
interface Exported {
  name: string;
  path: string;
}

describe.each(Object.entries(DOORS))('the door %s of the library', (_, door) => {
  const exported = exportsOf(door);

  it('has a docstring at everything that it exports', () => {
    expect(exported.length).toBeGreaterThan(3);
    expect(exported.filter((one) => !isDocumented(one)).map(({ name, path }) => `${name} in ${path}`)).toEqual([]);
  });
});

it('every field of a recommendation has a docstring, with its unit or meaning', () => {
  const lines = sourceOf('src/recommender/recommendation.ts').split('\n');
  const bare = lines.flatMap((line, at) =>
    /^ {2}(?:readonly )?\w+\??:/.test(line) && !/\*\/$/.test(lines[at - 1] ?? '') ? [line.trim()] : [],
  );
  expect(lines.length).toBeGreaterThan(100);
  expect(bare).toEqual([]);
});

it("the README's table has each field's meaning, and its unit and range", () => {
  const rows = fieldTable().split('\n').slice(2);
  expect(rows).toHaveLength(WORKLOAD_FIELDS.length);
  expect(rows.filter((row) => !/^\| `\w+` \| [^|]{15,} \| [^|]+ \|$/.test(row))).toEqual([]);
  expect(rows).toContain(
    '| `monthlyBudgetUsd` | What it may cost per month in US dollars; more is a warning, never a silent change of the choice. | a number of at least 0, in US dollars |',
  );
});

function exportsOf(door: string): Exported[] {
  const text = sourceOf(door);
  const passed = [...text.matchAll(/^export (?:type )?\{([^}]+)\} from '([^']+)'/gm)].flatMap(
    ([, names = '', from = '']) =>
      names.split(',').map((name) => ({ name: name.trim().replace(/^type /, ''), path: join(dirname(door), from) })),
  );
  const own = [...text.matchAll(/^export (?:function|const|type|interface) (\w+)/gm)].map(([, name = '']) => ({
    name,
    path: door,
  }));
  const all = [...text.matchAll(/^export type \* from '([^']+)'/gm)].flatMap(([, from = '']) => {
    const path = join(dirname(door), from);
    return exportsOf(path).map(({ name }) => ({ name, path }));
  });
  return [...passed.filter(({ name }) => name !== ''), ...own, ...all];
}

function isDocumented({ name, path }: Exported): boolean {
  const passed = exportsOf(path).find((one) => one.name === name && one.path !== path);
  if (passed !== undefined) return isDocumented(passed);
  const text = sourceOf(path);
  const at = text.search(new RegExp(`^export (?:async )?(?:function|const|type|interface) ${name}\\b`, 'm'));
  return at >= 0 && text.slice(0, at).trimEnd().endsWith('*/');
}

function sourceOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
