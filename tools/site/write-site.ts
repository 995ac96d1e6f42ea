import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { DOORS, writeLibrary } from '../library/pack.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What was written: the files' sizes in bytes, and the sources that the script was made of. */
export interface Site {
  files: Readonly<Record<string, number>>;
  inputs: readonly string[];
}

/**
 * Writes the page into a folder, and nothing is left there of an earlier one: a file with its style, and its classic script, which browsers load from a folder too. Of the
 * recommender it takes what the library's package has, and nothing else.
 */
export async function writeSite(into: string): Promise<Site> {
  const packages = mkdtempSync(join(tmpdir(), 'endpoint-recommender-site-'));
  try {
    const library = join(packages, 'endpoint-recommender');
    mkdirSync(library);
    writeLibrary(library, { ...DOORS, '.': 'tools/site/door.ts', './words': 'tools/site/words-door.ts' });
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
    const page = withStyle(readFileSync(join(ROOT, 'page/index.html'), 'utf8'), style);
    const files = { 'index.html': page, 'recommend.js': outputFiles[0]?.text ?? '' };
    rmSync(into, { recursive: true, force: true });
    mkdirSync(into, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(into, name), text);
    const sizes = Object.entries(files).map(([name, text]) => [name, Buffer.byteLength(text)] as const);
    return { files: Object.fromEntries(sizes), inputs: Object.keys(metafile.inputs) };
  } finally {
    rmSync(packages, { recursive: true, force: true });
  }
}

/** Puts the style where the page names it, and its hash into the policy of its content (www.w3.org/TR/CSP3/#grammardef-hash-source). */
function withStyle(html: string, style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return html.replace("'style.css'", `'sha256-${hash}'`).replace('/* style.css */', () => style);
}
