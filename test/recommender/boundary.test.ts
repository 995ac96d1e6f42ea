import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
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

/** Whether a zone exists stands in the runtime's own time zone data. */
const TIME_ZONES = 'workload/fields/traffic.ts';

/** So does how a currency is written; always in English. */
const CURRENCIES = 'workload/money.ts';

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

  it('knows no clock, network, environment, randomness, language of the host or output', () => {
    const code = codeOf(source);
    const used = BUILT_IN_TO_NODE_OR_THE_HOST.filter((name) =>
      new RegExp(`(?<![\\w.$'-])${name}(?=[.(\\[]|\\s*\\()|\\bnew ${name}\\b`).test(code),
    );
    expect(used).toEqual(file === TIME_ZONES || file === CURRENCIES ? ['Intl'] : []);
    expect(code).not.toMatch(/Math\.random|toLocale|import\.meta|localeCompare|import\s*\(|\basync\b|\bawait\b/);
  });
});

describe('the test itself', () => {
  it('sees what it looks for', () => {
    expect(codeOf("// Date.now()\n/* fetch() */ const said = 'process.env'; Date.now();")).toContain('Date.now()');
    expect(codeOf("/* fetch() */ const said = 'process.env';")).not.toMatch(/fetch|process/);
  });
});
