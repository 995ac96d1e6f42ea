import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { readText, readUpTo } from '../src/read-text.ts';
import { readYaml } from '../src/read-yaml.ts';
import { isTooDeep } from '../src/text-limits.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-text-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const KIND = "no regular file but a device, a pipe or a socket. Give a file's path.";
const levelsOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(levelsOf)) : 0;

describe('a file', () => {
  it.each<[string, () => string, string]>([
    ['that is a device', () => '/dev/zero', KIND],
    [
      'that is a link to a device',
      () => {
        symlinkSync('/dev/zero', join(folder, 'zero'));
        return join(folder, 'zero');
      },
      KIND,
    ],
    [
      'that is a pipe which nobody writes into',
      () => {
        execFileSync('mkfifo', [join(folder, 'pipe')]);
        return join(folder, 'pipe');
      },
      KIND,
    ],
    ['that is a directory', () => folder, 'this is a directory.'],
    ['that is missing', () => join(folder, 'none'), 'no such file.'],
    [
      'of 20 MB and a byte',
      () => {
        truncateSync(file('large', ''), 20 * 2 ** 20 + 1);
        return join(folder, 'large');
      },
      'over 20 MB. Give a smaller file, or a part of it.',
    ],
    [
      'that nests 201 deep',
      () => file('deep', `\ufeff [${'{"a":['.repeat(100)}`),
      'nests lists and objects more than 200 deep. Correct it, or leave it out.',
    ],
  ])('%s is refused', async (_, make, why) => {
    expect(await readText(make())).toEqual({ ok: false, why });
  });

  it.each<[string, () => string, string]>([
    ['of 20 MB', () => file('whole', 'x'.repeat(20 * 2 ** 20)), 'x'.repeat(20 * 2 ** 20)],
    ['that nests 200 deep', () => file('deep', '['.repeat(200)), '['.repeat(200)],
    ['in UTF-16', () => file('utf16', Buffer.from('\ufeff{"a": "é"}', 'utf16le')), '{"a": "é"}'],
    [
      'behind a link',
      () => {
        symlinkSync(file('target', 'a: 1'), join(folder, 'link'));
        return join(folder, 'link');
      },
      'a: 1',
    ],
  ])('%s is read', async (_, make, text) => {
    const read = await readText(make());
    expect(read.ok && read.text === text).toBe(true);
  });

  it('without an end is read up to the limit, and then closed', async () => {
    let given = 0;
    let isClosed = false;
    async function* endless() {
      try {
        for (;;) {
          given += 1;
          yield new Uint8Array(1000);
        }
      } finally {
        isClosed = true;
      }
    }
    expect(await readUpTo(endless(), 5000)).toBeUndefined();
    expect([given, isClosed]).toEqual([6, true]);
  });
});

describe('the levels of JSON', () => {
  it('are told from its text as from its value, whatever is quoted in it', () => {
    const value = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom('[[[[', '}"]{', '\\"[', '\\\\', 7, null),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', '[', '"', '\\'), tie('any'), { maxKeys: 3 }),
      ),
    })).any;
    fc.assert(
      fc.property(value, fc.integer({ min: 190, max: 205 }), (inner, levels) => {
        const text = `${'['.repeat(levels)}${JSON.stringify(inner)}${']'.repeat(levels)}`;
        expect(isTooDeep(text)).toBe(levelsOf(JSON.parse(text)) > 200);
      }),
    );
  });

  it.each([
    [200, false],
    [201, true],
  ])('%i: too deep is %s', (levels, isDeep) => {
    expect(isTooDeep('['.repeat(levels))).toBe(isDeep);
  });
});

const many = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('');
const REPEATS = 'not readable: its aliases repeat too much, or name nothing. Write out what they repeat.';
const TOO_DEEP = 'nests lists and objects more than 200 deep. Correct it, or leave it out.';

describe('YAML', () => {
  it('is read as its own library reads it', () => {
    const key = fc.constantFrom('a', 'b', 'c d', "it's", '1', 'x: y', '<');
    const value = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        key,
        fc.double(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('any')),
        fc.dictionary(key, tie('any')),
      ),
    })).any;
    fc.assert(
      fc.property(value, (written) => {
        const text = parseDocument(JSON.stringify(written)).toString();
        const read = readYaml(text);
        expect(read.ok && read.value).toEqual(parseDocument(text).toJS());
      }),
    );
  });

  it.each<[string, string, object]>([
    ['201 levels by indentation', many(201, (at) => `${' '.repeat(at)}a:\n`), { text: TOO_DEEP, line: 201 }],
    ['201 levels by dashes', '- '.repeat(201), { text: TOO_DEEP, line: 1 }],
    ['201 levels by brackets, closed', `a: ${'['.repeat(200)}${']'.repeat(200)}`, { text: TOO_DEEP, line: 1 }],
    ['2 MB of brackets', '['.repeat(2e6), { text: TOO_DEEP, line: 1 }],
    [
      'aliases of aliases that grow to 9^26',
      many(
        26,
        (at) =>
          `k${at}: &k${at} [${
            at === 0
              ? 'x'
              : Array(9)
                  .fill(`*k${at - 1}`)
                  .join()
          }]\n`,
      ),
      { text: REPEATS },
    ],
    ['485 KB of merge keys', `b: &b {a: 1}\n${many(25_000, (at) => `k${at}: {<<: *b}\n`)}`, { text: REPEATS }],
    ['a key that occurs twice', 'a: 1\nb:\n  c: 1\n  c: 2\n', { line: 4, detail: 'Map keys must be unique' }],
    ['an alias of nothing', 'a: *b', { text: REPEATS }],
    [
      'over 4,000,000 characters',
      'x'.repeat(4_000_001),
      { text: 'too large. Expected at most 4,000,000 characters of YAML.' },
    ],
  ])('of %s is refused', (_, text, fault) => {
    expect(readYaml(text, { merge: true })).toMatchObject({ ok: false, ...fault });
  });

  it.each<[string, string]>([
    ['199 levels', `a: ${'['.repeat(199)}${']'.repeat(199)}`],
    ['100,000 keys', many(100_000, (at) => `key${at}: ${at}\n`)],
    ['100 aliases and merge keys', `b: &b {a: 1}\n${many(100, (at) => `k${at}: {<<: *b, c: *b}\n`)}`],
  ])('of %s is read', (_, text) => {
    expect(readYaml(text, { merge: true }).ok).toBe(true);
  });

  it('takes over the keys that it merges, but none that an object has itself', () => {
    const read = readYaml('b: &b {x: 1, y: 2}\nc: {<<: *b, y: 3}\n', { merge: true });
    expect(read.ok && read.value).toEqual({ b: { x: 1, y: 2 }, c: { x: 1, y: 3 } });
  });

  it('with 20,000 faults takes at most 20 times as long as sound text of that length', () => {
    const msOf = (text: string): number => {
      const before = process.cpuUsage();
      readYaml(text);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    const sound = many(10_000, (at) => `k${at}: v\n`);
    const least = (text: string) => Math.min(msOf(text), msOf(text), msOf(text));
    expect(least(`a: ${'"'.repeat(sound.length)}`)).toBeLessThan(20 * least(sound) + 100);
  });
});
