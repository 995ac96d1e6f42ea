import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { makeFolder } from '../../database/support/open-test-database.ts';
import { ROOT } from '../../support/documents.ts';

/** The last release. CONTRIBUTING.md says when to change it. */
const PREVIOUS = { version: '0.2.0', commit: '49a23aba7c6b829115715b7b5e22d6f0a34f7534', main: 'src/main.ts' };

/**
 * Builds the last release from its sources in Git, with the packages of this version. Returns what Node is started with.
 *
 * @throws Error where the commit isn't in this clone.
 */
export async function buildPreviousRelease(): Promise<{ start: readonly string[]; remove(): void }> {
  const { version, commit, main } = PREVIOUS;
  const folder = makeFolder();
  try {
    const archive = execFileSync('git', ['-C', ROOT, 'archive', commit, 'src', 'package.json', 'examples'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 100_000_000,
    });
    execFileSync('tar', ['-x', '-C', folder.path], { input: archive });
  } catch (error) {
    const why = `The sources of ${version} (commit ${commit}) can't be read from Git. In a shallow clone run: git fetch --unshallow`;
    throw new Error(why, { cause: error });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder.path, 'node_modules'));
  await build({
    absWorkingDir: folder.path,
    entryPoints: [main],
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: ['libsql', 'pg-native', '@aws-sdk/*'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  return { start: [join(folder.path, 'dist/main.mjs')], remove: folder.remove };
}
