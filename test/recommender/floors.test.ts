import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../src/recommender', import.meta.url));

/** The rooms of the recommender from the top down. Rooms on one floor don't know each other. */
const FLOORS: readonly (readonly string[])[] = [
  ['index.ts'],
  ['explain'],
  ['search', 'hybrids'],
  ['judge'],
  ['options', 'hosting'],
  ['costs', 'findings'],
  ['needs', 'recommendation.ts'],
  ['throughput'],
  ['workload'],
  ['facts'],
];

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const roomOf = (file: string): string => file.split('/')[0] ?? '';
const floorOf = (file: string): number => FLOORS.findIndex((rooms) => rooms.includes(roomOf(file)));

/** Imports and re-exports of the recommender's own files, type-only ones included. */
function importsOf(file: string): string[] {
  const source = readFileSync(resolve(ROOT, file), 'utf8');
  return [...source.matchAll(/\bfrom\s+'(\.[^']+)'/g)].map(([, specifier = '']) =>
    relative(ROOT, resolve(ROOT, dirname(file), specifier)),
  );
}

/** An import of a room that isn't on a lower floor. */
function isUpward(from: string, to: string): boolean {
  return roomOf(from) !== roomOf(to) && floorOf(to) <= floorOf(from);
}

describe('the recommender', () => {
  it('has a floor for each of its rooms, and no room more', () => {
    expect([...new Set(files.map(roomOf))].toSorted()).toEqual(FLOORS.flat().toSorted());
  });

  it('stands on 10 floors, and no import runs up or sideways', () => {
    expect(FLOORS).toHaveLength(10);
    const upward = files.flatMap((file) =>
      importsOf(file)
        .filter((imported) => isUpward(file, imported))
        .map((imported) => `${file} -> ${imported}`),
    );
    expect(upward).toEqual([]);
  });

  it.each(['real-time.ts', 'serverless.ts', 'asynchronous.ts', 'batch-transform.ts'])(
    'has an option in %s that imports no other option',
    (file) => {
      const neighbours = importsOf(`options/${file}`).filter((imported) => roomOf(imported) === 'options');
      expect(neighbours).toEqual(['options/option.ts']);
    },
  );
});

describe('the test itself', () => {
  it('sees what it looks for', () => {
    expect(importsOf('index.ts')).toContain('judge/judge.ts');
    expect(isUpward('facts/quotas.ts', 'needs/needs.ts')).toBe(true);
    expect(isUpward('options/real-time.ts', 'hosting/index.ts')).toBe(true);
    expect(isUpward('options/real-time.ts', 'options/option.ts')).toBe(false);
    expect(isUpward('judge/judge.ts', 'options/index.ts')).toBe(false);
  });
});
