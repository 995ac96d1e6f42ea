import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WORKLOAD_FIELDS } from '../../src/recommender/index.ts';
import { DOORS, packLibrary } from '../../tools/library/pack.ts';
import { makeFolder } from '../database/support/open-test-database.ts';
import { ROOT, read } from '../support/documents.ts';
import { LANE } from '../support/lane.ts';

const SAMPLE = /^```ts\n([\s\S]+?)^```$/m.exec(read('tools/library/README.md'))?.[1] ?? '';

/** What the sample prints, on any Node. */
const PRINTED = [
  'Asynchronous inference with scaling to zero: firm',
  '- 500 MB per request is within the 1 GB limit of Asynchronous Inference.',
  'ct-scans.yaml',
];

/** Compiles only where the compiler refuses a workload that nobody checked. */
const UNCHECKED = `
// @ts-expect-error
recommend({});
// @ts-expect-error
recommend({ name: 'ct-scans' });
// @ts-expect-error
recommend({ name: 'ct-scans', payloadSizeMB: -1 });
recommend({ ...parsed.workload, payloadSizeMB: 3 });
`;

const folder = makeFolder();
const installed = join(folder.path, 'node_modules/endpoint-recommender');
beforeAll(() => {
  const tarball = packLibrary(folder.path);
  writeFileSync(join(folder.path, 'package.json'), '{ "private": true, "type": "module" }');
  install(tarball);
}, 180_000);
afterAll(() => folder.remove());

function install(what: string, into = folder.path): void {
  const words = ['install', '--no-save', '--ignore-scripts', '--prefer-offline', '--no-package-lock', what];
  execFileSync('npm', words, { cwd: into, stdio: 'pipe' });
}

describe('the library in an empty folder', () => {
  it('brings zod along and no other package', () => {
    const packages = readdirSync(join(folder.path, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(packages).toEqual(['endpoint-recommender', 'zod']);
    expect(Object.keys(manifest().dependencies)).toEqual(['zod']);
  });

  it('imports zod alone: nothing of Node, of Slack, of a database or of the network', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    expect(files.length).toBeGreaterThan(Object.keys(DOORS).length);
    const imported = files.flatMap((name) =>
      [...readFileSync(join(installed, name), 'utf8').matchAll(/^(?:import|export) [^'"]*from ["']([^"']+)["']/gm)].map(
        ([, from = '']) => from,
      ),
    );
    expect([...new Set(imported.filter((from) => !/^\.\.?\//.test(from)))]).toEqual(['zod/mini']);
  });

  it('has the version of the bot and its license', () => {
    expect(manifest().version).toBe(JSON.parse(read('package.json')).version);
    expect(readFileSync(join(installed, 'LICENSE'), 'utf8')).toBe(read('LICENSE'));
  });

  it('lists every field with its meaning and what it takes in its README', () => {
    const readme = readFileSync(join(installed, 'README.md'), 'utf8');
    expect(readme).toContain('| `payloadSizeMB` | The largest single request or answer in MB, whichever is larger;');
    expect(readme).toContain('of a dataset the largest record. | a number of at least 0, in MB |');
    expect(readme).not.toContain('<!--');
  });

  it('names everything that it exports in its README', async () => {
    const readme = readFileSync(join(installed, 'README.md'), 'utf8');
    const all: string[] = [];
    for (const path of Object.values(DOORS)) {
      const exported = Object.keys(await import(join(installed, path.replace(/\.ts$/, '.js'))));
      expect(exported.length).toBeGreaterThan(1);
      expect(exported.filter((one) => !readme.includes(`\`${one}\``) && !readme.includes(`\`${one}(`))).toEqual([]);
      all.push(...exported);
    }
    expect(all.length).toBeLessThan(40);
  });

  it('costs a bundle what it uses of it', async () => {
    const kilobytesOf = async (name: string, from: string): Promise<number> => {
      const { outputFiles } = await build({
        stdin: { contents: `export { ${name} } from '${from}';`, resolveDir: folder.path },
        bundle: true,
        minify: true,
        format: 'esm',
        write: false,
      });
      return (outputFiles[0]?.contents.length ?? Infinity) / 1024;
    };
    expect(await kilobytesOf('formatUsd', 'endpoint-recommender')).toBeLessThan(2);
    expect(await kilobytesOf('DEPLOYMENT_FORMATS', 'endpoint-recommender/deploy')).toBeLessThan(1);
    expect(await kilobytesOf('parseWorkload', 'endpoint-recommender')).toBeLessThan(100);
    expect(await kilobytesOf('readWords', 'endpoint-recommender/words')).toBeLessThan(420);
  });

  it('refuses at run time what nobody checked, with what is wrong', async () => {
    const { recommend, parseWorkload } = await import(join(installed, DOORS['.'].replace(/\.ts$/, '.js')));
    const text = 'recommend takes what parseWorkload returned.';
    expect(() => recommend({})).toThrow(
      new TypeError(`${text} name must be a text of 1 to 80 characters; it is missing.`),
    );
    const { workload } = parseWorkload({ name: 'ct-scans' });
    expect(recommend({ ...workload, payloadSizeMB: 3 }).workload).toEqual({ name: 'ct-scans', payloadSizeMB: 3 });
    expect(() => recommend({ ...workload, payloadSizeMB: -1 })).toThrow(
      new TypeError(`${text} payloadSizeMB must be a number of at least 0; it is -1.`),
    );
  });

  it('describes every field in its types: meaning, unit and range', () => {
    const rows = join(installed, 'src/recommender/workload/fields');
    const types = readdirSync(rows)
      .filter((name) => name.endsWith('.d.ts'))
      .map((name) => readFileSync(join(rows, name), 'utf8'));
    const described = types.flatMap((text) => text.match(/(?<=\*\/\n {4}readonly )\w+(?=: \{)/g) ?? []);
    expect(described.toSorted()).toEqual(WORKLOAD_FIELDS.toSorted());
    const about = (field: string): string =>
      types.map((text) => new RegExp(`.+\\*/\\n {4}readonly ${field}: \\{[^]+?\\n {4}\\};`).exec(text)?.[0]).join('');
    expect(about('payloadSizeMB')).toMatch(/^ {4}\/\*\* The largest single request or answer.+readonly unit: 'MB';/s);
    expect(about('busyHoursPerDay')).toContain("readonly expects: 'a number from 0 to 24';");
  });

  it.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])(
    'type-checks the sample of its README with module %s and resolution %s, its own types included, and no workload that nobody checked',
    (module, resolution) => {
      writeFileSync(join(folder.path, 'sample.ts'), SAMPLE + UNCHECKED);
      const flags = ['--noEmit', '--strict', '--target', 'es2023', '--lib', 'es2023,dom', '--types', ''];
      const asked = [...flags, '--module', module, '--moduleResolution', resolution, 'sample.ts'];
      const compiler = join(ROOT, 'node_modules/.bin/tsc');
      expect(() => execFileSync(compiler, asked, { cwd: folder.path, encoding: 'utf8', stdio: 'pipe' })).not.toThrow();
    },
  );

  it('runs the sample of its README', () => {
    expect(runSample(process.execPath)).toEqual(expect.arrayContaining(PRINTED));
  });

  // Each is a download of 100 MB.
  it.each(LANE === 'deep' ? [20, 22, 24] : [])(
    'runs the sample of its README on Node %i',
    (version) => {
      const place = makeFolder();
      try {
        const name = `node-${process.platform}-${process.arch}`;
        install(`${name}@${version}`, place.path);
        const node = join(place.path, 'node_modules', name, 'bin/node');
        expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toMatch(new RegExp(`^v${version}\\.`));
        expect(runSample(node)).toEqual(expect.arrayContaining(PRINTED));
      } finally {
        place.remove();
      }
    },
    300_000,
  );
});

function runSample(node: string): string[] {
  writeFileSync(join(folder.path, 'sample.mjs'), SAMPLE);
  return execFileSync(node, ['sample.mjs'], { cwd: folder.path, encoding: 'utf8' }).split('\n');
}

function manifest(): { version: string; dependencies: Record<string, string> } {
  return JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
}
