import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import type { TestProject } from 'vitest/node';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What the programs read beside their code. */
const READ = ['package.json', 'examples'];

const PROGRAM = 'src/endpoint-reviewer.ts';

/** What tests start as processes besides. */
const STARTED = [
  'local-workspace/trial/end-with-parent.ts',
  'test/database/support/count-child.ts',
  'test/database/support/migrate-child.ts',
  'test/reviews/support/press-child.ts',
  'test/reviews/support/revise-child.ts',
  'test/slack/outbox/support/poster-child.ts',
];

/**
 * Builds what tests start as processes, once per run: one file starts in a quarter of the time that its source takes. Unlike
 * the shipped bundle it holds the packages, too; `npm.slow.test.ts` starts the bot as it is shipped.
 */
export async function setup(project: TestProject): Promise<() => void> {
  // In node_modules, for what stays outside is found from there.
  const folder = mkdtempSync(`${ROOT}node_modules/.built-`);
  const common = {
    absWorkingDir: ROOT,
    outdir: folder,
    outbase: ROOT,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    // Native, and optional.
    external: ['libsql', 'pg-native'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  } as const satisfies BuildOptions;
  await build({ ...common, entryPoints: STARTED });
  // As many folders deep as what is shipped. In parts, the AWS SDK and prom-client would lose their classes.
  const parts = { splitting: true, chunkNames: 'src/parts/[name]-[hash]' };
  const external = [...common.external, '@aws-sdk/*', 'prom-client'];
  await build({ ...common, ...parts, entryPoints: [PROGRAM], external });
  for (const name of READ) cpSync(ROOT + name, `${folder}/${name}`, { recursive: true });
  project.provide('built', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
