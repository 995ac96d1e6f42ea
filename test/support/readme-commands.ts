import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read } from './documents.ts';

const CLI = fileURLToPath(new URL('../../src/endpoint-reviewer.ts', import.meta.url));

/** The block of commands that docs/operating.md shows under a name. @throws Error where there is none. */
function commandsIn(name: string): string {
  const block = new RegExp(`<!-- commands: ${name} -->\\n\`\`\`sh\\n([\\s\\S]*?)\`\`\``).exec(
    read('docs/operating.md'),
  )?.[1];
  if (block === undefined) throw new Error(`docs/operating.md has no commands under "${name}"`);
  return block;
}

/**
 * Runs commands of the README in a folder, as a shell that stops at the first failure. `npx endpoint-reviewer` runs the source.
 * Returns what they print. @throws Error with what they wrote to stderr.
 */
export function runReadme(name: string, folder: string, environment: Record<string, string>): string {
  const program = `#!/bin/sh\nexec "${process.execPath}" --import "${import.meta.resolve('tsx')}" "${CLI}" "$@"\n`;
  writeFileSync(join(folder, 'program'), program, { mode: 0o755 });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'folder', bin: { 'endpoint-reviewer': 'program' } }),
  );
  return execFileSync('sh', ['-e', '-c', commandsIn(name)], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...environment },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
}
