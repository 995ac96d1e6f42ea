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

const BUILT_IN_TO_NODE_OR_THE_HOST = [
  ...'process Date performance fetch crypto Buffer globalThis console setTimeout setInterval'.split(' '),
  ...'setImmediate queueMicrotask Intl navigator require eval Function'.split(' '),
];

/** The formatter indents all that is in a function. */
const SETS = /^(?:export )?(?:let|var) /m;

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
    expect(used).toEqual(file === TIME_ZONES ? ['Intl'] : []);
    expect(code).not.toMatch(/Math\.random|toLocale|import\.meta|localeCompare|import\s*\(|\basync\b|\bawait\b/);
  });
});

describe.each(['recommender', 'wording', 'deploy', 'account', 'check', 'schemas', 'advice'])('src/%s', (room) => {
  it('sets no variable of a module: what a function returns follows from its arguments', () => {
    const folder = resolve(ROOT, '..', room);
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    expect(sources.length).toBeGreaterThan(3);
    const setting = sources.filter((file) => SETS.test(readFileSync(resolve(folder, file), 'utf8')));
    expect(setting).toEqual([]);
  });
});

describe('the test itself', () => {
  it('sees a variable of a module, and not one of a function', () => {
    expect('const a = 1;\nexport let b = 2;').toMatch(SETS);
    expect('function f() {\n  let b = 2;\n}').not.toMatch(SETS);
  });

  it('sees what it looks for', () => {
    expect(codeOf("// Date.now()\n/* fetch() */ const said = 'process.env'; Date.now();")).toContain('Date.now()');
    expect(codeOf("/* fetch() */ const said = 'process.env';")).not.toMatch(/fetch|process/);
  });
});
