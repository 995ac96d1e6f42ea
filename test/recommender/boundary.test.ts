import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../src/recommender', import.meta.url));
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** The source without its comments and texts, so that words in them are not taken for code. */
function codeOf(source: string): string {
  return source
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
}

const importsOf = (source: string): string[] =>
  [...source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, specifier]) => specifier ?? '');

/** Whether a zone exists stands in the runtime's own time zone data. */
const TIME_ZONES = 'workload/fields/traffic.ts';

const BUILT_IN_TO_NODE_OR_THE_HOST = [
  'process',
  'Date',
  'performance',
  'fetch',
  'crypto',
  'Buffer',
  'globalThis',
  'console',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'Intl',
  'navigator',
  'require',
  'eval',
  'Function',
];

describe('the recommender', () => {
  it('has files to look at', () => expect(files.length).toBeGreaterThan(40));
});

describe.each(files)('src/recommender/%s', (file) => {
  const source = readFileSync(resolve(ROOT, file), 'utf8');

  it('imports only its own files and zod', () => {
    const foreign = importsOf(source).filter((specifier) => {
      if (specifier === 'zod') return false;
      if (!specifier.startsWith('.')) return true;
      return relative(ROOT, resolve(ROOT, dirname(file), specifier)).startsWith('..');
    });
    expect(foreign).toEqual([]);
  });

  it('knows no clock, network, environment, randomness, language of the host or output', () => {
    const code = codeOf(source);
    const used = BUILT_IN_TO_NODE_OR_THE_HOST.filter((name) =>
      new RegExp(`(?<![\\w.$'-])${name}(?=[.(\\[]|\\s*\\()|\\bnew ${name}\\b`).test(code),
    );
    expect(used).toEqual(file === TIME_ZONES ? ['Intl'] : []);
    expect(code).not.toMatch(/Math\.random|toLocale|import\.meta|localeCompare|import\s*\(|\basync\b|\bawait\b/);
  });
});

describe('the test itself', () => {
  it('sees what it looks for', () => {
    expect(importsOf("import fs from 'node:fs';\nexport { a } from \"../other.ts\";\nawait import('x')")).toEqual([
      'node:fs',
      '../other.ts',
      'x',
    ]);
    expect(codeOf("// Date.now()\n/* fetch() */ const said = 'process.env'; Date.now();")).toContain('Date.now()');
    expect(codeOf("/* fetch() */ const said = 'process.env';")).not.toMatch(/fetch|process/);
  });
});
