import { createHash } from 'node:crypto';
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
 * Writes the page into a folder: one file with its style and its classic script, so that it opens from a folder too. Of the
 * recommender it takes what the library's package has, and nothing else.
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
    const html = embed(readFileSync(join(ROOT, 'page/index.html'), 'utf8'), {
      'style.css': readFileSync(join(ROOT, 'page/style.css'), 'utf8'),
      'recommend.js': outputFiles[0]?.text ?? '',
    });
    mkdirSync(into, { recursive: true });
    writeFileSync(join(into, 'index.html'), html);
    return { files: { 'index.html': Buffer.byteLength(html) }, inputs: Object.keys(metafile.inputs) };
  } finally {
    rmSync(packages, { recursive: true, force: true });
  }
}

/**
 * Puts each part where the page names it, and its hash into the policy of its content: a page that is opened from a folder can name
 * nothing by its address (www.w3.org/TR/CSP3/#grammardef-hash-source).
 * @throws Error where a part would end the element that it stands in.
 */
function embed(html: string, parts: Readonly<Record<string, string>>): string {
  let page = html;
  for (const [name, content] of Object.entries(parts)) {
    // html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
    if (/<(?:!--|\/?script|\/style)/i.test(content)) throw new Error(`${name} can't stand in a page`);
    const hash = createHash('sha256').update(content).digest('base64');
    page = page.replace(`'${name}'`, `'sha256-${hash}'`).replace(`/* ${name} */`, () => content);
  }
  return page;
}
