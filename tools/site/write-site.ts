import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeLibrary } from '../library/pack.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What was written: the files' sizes in bytes, and the sources that the script was made of. */
export interface Site {
  files: Readonly<Record<string, number>>;
  inputs: readonly string[];
}

/**
 * Writes the page into a folder: `index.html` and one classic script, so that it opens from a folder too. Of the recommender it
 * takes what the library's package has, and nothing else.
 */
export async function writeSite(into: string): Promise<Site> {
  const packages = mkdtempSync(join(tmpdir(), 'endpoint-recommender-site-'));
  try {
    const library = join(packages, 'endpoint-recommender');
    mkdirSync(library);
    await writeLibrary(library);
    const { outputFiles, metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: ['page/main.ts'],
      outfile: 'recommend.js',
      bundle: true,
      minify: true,
      format: 'iife',
      platform: 'browser',
      target: ['chrome111', 'firefox115', 'safari16.4'],
      charset: 'utf8',
      // Without the paths of page/tsconfig.json, which lead to the sources.
      tsconfigRaw: {},
      nodePaths: [packages, join(ROOT, 'node_modules')],
      metafile: true,
      write: false,
      logLevel: 'warning',
    });
    const style = readFileSync(join(ROOT, 'page/style.css'), 'utf8');
    const html = readFileSync(join(ROOT, 'page/index.html'), 'utf8').replace('/* style.css */\n', () => style);
    const contents: Record<string, string> = { 'index.html': html, 'recommend.js': outputFiles[0]?.text ?? '' };
    mkdirSync(into, { recursive: true });
    for (const [name, content] of Object.entries(contents)) writeFileSync(join(into, name), content);
    const files = Object.fromEntries(
      Object.entries(contents).map(([name, content]) => [name, Buffer.byteLength(content)]),
    );
    return { files, inputs: Object.keys(metafile.inputs) };
  } finally {
    rmSync(packages, { recursive: true, force: true });
  }
}
