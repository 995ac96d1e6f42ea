import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../../src/database/migrate.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { ALL_MIGRATIONS } from './all-migrations.ts';
import { type PostgresServer, startPostgresServer } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test asks for a database on a PostgreSQL server. */
    postgresDoor: string;
  }
}

const TEMPLATE = 'migrated';

/**
 * One PostgreSQL server for all test files, started when the first one asks: `POST /migrated` and `POST /empty` answer the
 * address of a database of its own, `DELETE` of its name drops it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<PostgresServer> | undefined;

  async function answer(method: string, what: string): Promise<string> {
    starting ??= start();
    const server = await starting;
    if (method === 'DELETE') {
      await server.dropDatabase(what);
      return '';
    }
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    return server.createDatabase(name, what === TEMPLATE ? TEMPLATE : undefined);
  }

  const door = createServer((request, response) => {
    answer(request.method ?? '', (request.url ?? '').slice(1)).then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  project.provide('postgresDoor', `http://127.0.0.1:${(door.address() as AddressInfo).port}/`);
  return async () => {
    door.close();
    door.closeAllConnections();
    const server = await starting?.catch(() => undefined);
    await server?.stop();
  };
}

async function start(): Promise<PostgresServer> {
  const server = await startPostgresServer();
  const opened = await openDatabase(await server.createDatabase(TEMPLATE));
  if (!opened.ok) throw new Error(opened.text);
  await migrate(opened.db, ALL_MIGRATIONS);
  await opened.close();
  return server;
}
