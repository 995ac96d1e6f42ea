import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { makeFolder } from '../../database/support/open-test-database.ts';
import { codeIn, ROOT, read, rowsIn } from '../../support/documents.ts';

/** An earlier release, and what docs/operating.md promises of it on a database that this version has migrated. */
export interface EarlierRelease {
  version: string;
  commit: string;
  goesOn: boolean;
  mayStart: boolean;
}

/** The table of versions in docs/operating.md, newest first. @throws Error where it isn't as expected. */
export function earlierReleases(): EarlierRelease[] {
  const [, table = ''] = read('docs/operating.md').split('### Which versions run beside which');
  const yes = (cell: string | undefined): boolean => {
    if (cell !== 'yes' && cell !== 'no') throw new Error(`Neither yes nor no: ${cell}`);
    return cell === 'yes';
  };
  const rows = rowsIn(table.split('\n### ')[0] ?? '').filter(([version]) => /^\d/.test(version ?? ''));
  return rows.map(([version = '', commit = '', goesOn, mayStart]) => ({
    ...{ version, commit: codeIn(commit)[0] ?? '' },
    ...{ goesOn: yes(goesOn), mayStart: yes(mayStart) },
  }));
}

/** A release as it is built from its sources. */
export interface Built {
  /** What Node is started with to run the bot. */
  start: readonly string[];
  /** The same for the commands about reviews. Only of releases that have one program. */
  reviews: readonly string[];
  /** Whether it reads or writes a table, beyond making it. */
  uses(table: string): boolean;
  remove(): void;
}

/**
 * Builds a release from its sources in Git, with the packages of this version.
 *
 * @throws Error where the commit isn't in this clone.
 */
export async function buildRelease({ version, commit }: EarlierRelease): Promise<Built> {
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
  const program = 'src/endpoint-reviewer.ts';
  const hasProgram = existsSync(join(folder.path, program));
  await build({
    absWorkingDir: folder.path,
    entryPoints: [hasProgram ? program : 'src/main.ts'],
    outdir: 'dist',
    chunkNames: 'parts/[name]-[hash]',
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
  const file = join(folder.path, hasProgram ? 'dist/endpoint-reviewer.mjs' : 'dist/main.mjs');
  const names = readdirSync(join(folder.path, 'src'), { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => name.endsWith('.ts') && !name.endsWith('migrations.ts'));
  const code = sources.map((name) => readFileSync(join(folder.path, 'src', name), 'utf8')).join('\n');
  return {
    start: hasProgram ? [file, 'start'] : [file],
    reviews: [file, 'reviews'],
    uses: (table) => new RegExp(`\\b${table}\\b`).test(code),
    remove: folder.remove,
  };
}
