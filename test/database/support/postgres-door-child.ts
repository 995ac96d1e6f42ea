import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { migrate } from '../../../src/database/migrate.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { MIGRATIONS } from '../../../src/open-record.ts';
import { type PostgresServer, startPostgresServer } from './postgres-server.ts';

/**
 * One PostgreSQL server for all test files, started when the first one asks: `POST /migrated` and `POST /empty` answer the
 * address of a new database, `DELETE` of its name drops it. Writes its own address, and ends with its input. Argument: `durable`,
 * where what the server confirms must be on disk.
 */
const TEMPLATE = 'migrated';

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

async function start(): Promise<PostgresServer> {
  const server = await startPostgresServer({ isDurable: process.argv[2] === 'durable' });
  const opened = await openDatabase(await server.createDatabase(TEMPLATE));
  if (!opened.ok) throw new Error(opened.text);
  await migrate(opened.db, MIGRATIONS);
  await opened.close();
  return server;
}

async function stop(): Promise<void> {
  const server = await starting?.catch(() => undefined);
  await server?.stop();
  process.exit(0);
}

const door = createServer((request, response) => {
  answer(request.method ?? '', (request.url ?? '').slice(1)).then(
    (text) => response.end(text),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
door.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(door.address() as AddressInfo).port}/\n`);
});
process.stdin.resume().on('end', () => {
  stop().catch(() => process.exit(1));
});
