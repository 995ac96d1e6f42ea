import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../src', import.meta.url));
const MAP = readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8');

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));
const sourceOf = (file: string): string => readFileSync(resolve(ROOT, file), 'utf8');

/** A folder of `src` or of `src/slack`; `slack` itself has the files that lie in it. A file of `src` stands for itself. */
function roomOf(file: string): string {
  const [first = '', second = '', ...deeper] = file.split('/');
  if (second === '') return first.replace(/\.ts$/, '');
  return first === 'slack' && deeper.length > 0 ? `slack/${second}` : first;
}

interface Import {
  from: string;
  to: string;
  typesOnly: boolean;
}

/** Imports and re-exports of our own files, and whether they are of types alone. */
function importsIn(source: string, file: string): Import[] {
  const found = [...source.matchAll(/^(?:import|export)\s+(type\s)?([^;']*?)\s*from\s+'(\.[^']+)'/gm)];
  const loaded = [...source.matchAll(/\bimport\(\s*'(\.[^']+)'|^import\s+'(\.[^']+)'/gm)];
  const target = (specifier: string) => relative(ROOT, resolve(ROOT, dirname(file), specifier)).replaceAll('\\', '/');
  return [
    ...found.map(([, type, names = '', specifier = '']) => {
      const each = names.replace(/[{}]/g, '').split(',');
      const typesOnly = type !== undefined || each.every((name) => /^\s*(type\s|$)/.test(name));
      return { from: file, to: target(specifier), typesOnly };
    }),
    ...loaded.map(([, dynamic, bare]) => ({ from: file, to: target(dynamic ?? bare ?? ''), typesOnly: false })),
  ];
}

const crossing = files
  .flatMap((file) => importsIn(sourceOf(file), file))
  .filter(({ from, to }) => roomOf(from) !== roomOf(to));

/** The rooms that a room imports, as the lists have it: "config (types)" where it takes types alone. */
function importedBy(room: string): string[] {
  const own = crossing.filter(({ from }) => roomOf(from) === room);
  const names = [...new Set(own.map(({ to }) => roomOf(to)))];
  return names.map((name) =>
    own.every(({ to, typesOnly }) => roomOf(to) !== name || typesOnly) ? `${name} (types)` : name,
  );
}

/** A list such as "recommender, config (types); of packages zod alone": what comes after the semicolon is for people. */
function listIn(text: string): string[] {
  const names = text.split(';')[0]?.trim().replaceAll('`', '') ?? '';
  return names === 'nothing' ? [] : names.split(', ');
}

const rooms = [...new Set(files.filter((file) => file.includes('/')).map(roomOf))].sort();

const LIST = /^\/\/ May import: ((?:.|\n\/\/ )+?)\.$/gm;

/** The lists that rooms have in a comment, with the files they stand in. */
const comments = new Map(
  rooms.map((room) => [
    room,
    files
      .filter((file) => roomOf(file) === room)
      .flatMap((file) => [...sourceOf(file).matchAll(LIST)].map(([, list = '']) => list.replaceAll('\n// ', ' '))),
  ]),
);

/** The third column of the map, by room. */
const map = new Map(
  [...MAP.matchAll(/^\| `src\/([\w/-]+)\/` \|[^|]*\|([^|]*)\|$/gm)].map(([, room = '', list = '']) => [room, list]),
);

describe('the rooms of src', () => {
  it('are those of the map in docs/architecture.md', () => {
    expect([...map.keys()].sort()).toEqual(rooms);
  });

  it.each(rooms)('%s says in one of its files what it may import, and the map says the same', (room) => {
    const lists = comments.get(room) ?? [];
    expect(lists).toHaveLength(1);
    expect(listIn(map.get(room) ?? '')).toEqual(listIn(lists[0] ?? ''));
  });

  it.each(rooms)('%s imports just what it may', (room) => {
    expect(importedBy(room).sort()).toEqual(listIn(comments.get(room)?.[0] ?? '').sort());
  });

  it('never import each other in a circle', () => {
    const all = [...new Set(files.map(roomOf))];
    const below = new Map(all.map((room) => [room, importedBy(room).map((name) => name.replace(' (types)', ''))]));
    let left = all;
    // A file that imports nothing that is left is on the lowest floor of what is left.
    for (let before = all.length + 1; left.length < before; ) {
      before = left.length;
      const standing = left;
      left = standing.filter((room) => below.get(room)?.some((name) => standing.includes(name)));
    }
    expect(left).toEqual([]);
  });

  it('have one door to advice: only advice and policy ask the recommender', () => {
    const asks = files.filter((file) => /\b(?:recommend|costCurve|estimate)\(/.test(sourceOf(file)));
    const rooms = new Set(asks.map((file) => roomOf(file)));
    expect([...rooms].sort()).toEqual(['advice', 'policy', 'recommender']);
  });

  it.each(['wording', 'slack/render'])('%s takes answers as data, and never asks for one', (room) => {
    const asked = files
      .filter((file) => roomOf(file) === room)
      .filter((file) => /\.(?:advise|again|whatIf)\(/.test(sourceOf(file)));
    expect(asked).toEqual([]);
  });

  it('import files that are there', () => {
    expect(crossing.map(({ to }) => to).filter((to) => !existsSync(resolve(ROOT, to)))).toEqual([]);
  });
});

describe('the test itself', () => {
  it('sees what it looks for', () => {
    const source = [
      "import type { A } from '../config.ts';",
      "import { type B, c } from '../logger.ts';",
      "import {\n  type D,\n  type E,\n} from '../reviews/record.ts';",
      "export { f } from './g.ts';",
      "await import('../retry.ts');",
    ].join('\n');
    expect(importsIn(source, 'wording/x.ts').map(({ to, typesOnly }) => [to, typesOnly])).toEqual([
      ['config.ts', true],
      ['logger.ts', false],
      ['reviews/record.ts', true],
      ['wording/g.ts', false],
      ['retry.ts', false],
    ]);
    expect(['slack/ids.ts', 'slack/form/questions/index.ts', 'retry.ts'].map(roomOf)).toEqual([
      'slack',
      'slack/form',
      'retry',
    ]);
    expect(listIn(' nothing; of packages zod alone ')).toEqual([]);
  });
});
