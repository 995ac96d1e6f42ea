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
 * Opens the door to a PostgreSQL server. It runs in a separate process: the library that starts the server ends the process
 * that it lives in with 0, and failed tests would pass. `durable`: what it confirms is on disk.
 */
export async function openDoor(...args: 'durable'[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [address] = (await once(child.stdout, 'data')) as [Buffer];
  const door = String(address).trim();
  return {
    door,
    /** The address of a new, empty database. */
    async createDatabase(): Promise<string> {
      const response = await fetch(new URL('empty', door), { method: 'POST' });
      if (!response.ok) throw new Error(`There is no database: ${await response.text()}`);
      return response.text();
    },
    async close(): Promise<void> {
      const ended = once(child, 'close');
      child.stdin.end();
      await ended;
    },
  };
}

/** One for all test files. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { door, close } = await openDoor();
  project.provide('postgresDoor', door);
  return close;
}
