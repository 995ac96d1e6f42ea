import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test asks for a database on a PostgreSQL server. */
    postgresDoor: string;
  }
}

const CHILD = fileURLToPath(new URL('postgres-door-child.ts', import.meta.url));

/**
 * Opens the door to a PostgreSQL server for all test files. It runs in a separate process: the library that starts the
 * server ends the process that it lives in with 0, and failed tests would pass.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [address] = (await once(child.stdout, 'data')) as [Buffer];
  project.provide('postgresDoor', String(address).trim());
  return async () => {
    const ended = once(child, 'close');
    child.stdin.end();
    await ended;
  };
}
