import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Inside node_modules, so that imports of packages are found from there. */
const FOLDER = join(ROOT, 'node_modules/.cache/bench');
const FLAGS = ['--ignoreConfig', '--target', 'es2023', '--module', 'nodenext', '--types', 'node', '--skipLibCheck'];
const SOURCES = ['bare-bolt', 'memory-probe', 'recommend-child', 'reading-child', 'account-child'] as const;

/** The compiled files by name. */
export type Compiled = Record<(typeof SOURCES)[number], string>;

/**
 * Compiles the bench's own programs, so that plain Node starts them: a loader would count in start-up time and memory.
 */
export async function compile(): Promise<Compiled> {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), '{ "type": "module" }\n');
  const sources = SOURCES.map((name) => join(ROOT, `bench/processes/${name}.ts`));
  await promisify(execFile)(join(ROOT, 'node_modules/.bin/tsc'), [...FLAGS, '--outDir', FOLDER, ...sources]);
  const path = (name: keyof Compiled) => join(FOLDER, `${name}.js`);
  return {
    'bare-bolt': path('bare-bolt'),
    'memory-probe': path('memory-probe'),
    'recommend-child': path('recommend-child'),
    'reading-child': path('reading-child'),
    'account-child': path('account-child'),
  };
}
