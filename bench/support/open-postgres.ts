import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const CHILD = fileURLToPath(new URL('../processes/postgres-child.ts', import.meta.url));

export interface Postgres {
  /** The address of a new, empty database. */
  createDatabase(name: string): Promise<string>;
  close(): Promise<void>;
}

export async function openPostgres(): Promise<Postgres> {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), CHILD], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const lost = ended.then(() => {
    throw new Error('PostgreSQL did not start');
  });
  lost.catch(() => {});
  const [address] = (await Promise.race([once(child.stdout, 'data'), lost])) as [Buffer];
  const base = String(address).trim();
  return {
    async createDatabase(name) {
      const client = new pg.Client({ connectionString: `${base}/postgres` });
      await client.connect();
      await client.query(`create database "${name}"`);
      await client.end();
      return `${base}/${name}`;
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
