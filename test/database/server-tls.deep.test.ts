import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgresServer } from './support/postgres-server.ts';

type Server = Awaited<ReturnType<typeof startPostgresServer>>;

let encrypted: Server;
let plain: Server;
const urls = { encrypted: '', plain: '' };
beforeAll(async () => {
  [encrypted, plain] = [await startPostgresServer({ encrypts: true }), await startPostgresServer()];
  urls.encrypted = await encrypted.createDatabase('one');
  urls.plain = await plain.createDatabase('one');
}, 120_000);
afterAll(async () => {
  await encrypted.stop();
  await plain.stop();
}, 60_000);

const SCRIPT = `
  import { sql } from 'kysely';
  const { openDatabase } = await import(${JSON.stringify(new URL('../../src/database/open-database.ts', import.meta.url))});
  const results = [];
  for (const url of JSON.parse(process.env.URLS)) {
    const opened = await openDatabase(url);
    if (!opened.ok) { results.push(opened.text); continue; }
    const { rows } = await sql\`select ssl from pg_stat_ssl where pid = pg_backend_pid()\`.execute(opened.db);
    results.push(rows[0].ssl);
    if (opened.warning) results.push(opened.warning);
    await opened.close();
  }
  console.log(JSON.stringify(results));`;

/** Connects to each, in a separate process: whether the connection is encrypted, or the sentence; and what came to stderr. */
async function connect(addresses: readonly string[]): Promise<{ results: unknown[]; stderr: string }> {
  const args = ['--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', SCRIPT];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
    env: { PATH: process.env['PATH'], URLS: JSON.stringify(addresses) },
  });
  return { results: JSON.parse(stdout), stderr };
}

const withQuery = (url: string, host: string, query: string) => `${url.replace('127.0.0.1', host)}?${query}`;

describe('a PostgreSQL server that encrypts', () => {
  it('is reached with each word of sslmode as node-postgres means it, without a warning on stderr', async () => {
    const ca = `sslrootcert=${encrypted.certificate}`;
    const verifying = ['prefer', 'require', 'verify-ca', 'verify-full'];
    const { results, stderr } = await connect([
      withQuery(urls.encrypted, 'localhost', 'sslmode=disable'),
      withQuery(urls.encrypted, 'localhost', 'sslmode=no-verify'),
      ...verifying.map((word) => withQuery(urls.encrypted, 'localhost', `sslmode=${word}&${ca}`)),
      withQuery(urls.encrypted, 'localhost', 'uselibpqcompat=true&sslmode=require'),
    ]);
    expect(results).toEqual([false, true, true, true, true, true, true]);
    expect(stderr).toBe('');
  }, 60_000);

  it('is warned of in plain text alone, where it is on another machine', async () => {
    const { results } = await connect(
      ['sslmode=no-verify', 'sslmode=disable'].map((query) => withQuery(urls.encrypted, '0.0.0.0', query)),
    );
    expect(results).toEqual([
      true,
      false,
      expect.stringMatching(/^Reviews travel unencrypted to the database at 0\.0\.0\.0\./),
    ]);
  }, 60_000);

  it('whose certificate is not to be trusted, or is for another name, is one sentence', async () => {
    const ca = `sslrootcert=${encrypted.certificate}`;
    const { results, stderr } = await connect([
      withQuery(urls.encrypted, 'localhost', 'sslmode=prefer'),
      withQuery(urls.encrypted, '127.0.0.1', `sslmode=require&${ca}`),
      withQuery(urls.encrypted, 'localhost', 'sslmode=verify-full&sslrootcert=/none/ca.crt'),
      withQuery(urls.encrypted, 'localhost', 'sslmode=allow'),
      withQuery(urls.plain, '127.0.0.1', 'sslmode=prefer'),
    ]);
    expect(results).toEqual([
      expect.stringMatching(
        /^The database at localhost:\d+\/one can't be used: self-signed certificate\. Add sslrootcert=FILE to the address, with the CA's certificate$/,
      ),
      expect.stringMatching(/can't be used: Hostname\/IP does not match certificate's altnames: [^\n]+$/),
      expect.stringMatching(/can't be used: ENOENT: no such file or directory, open '\/none\/ca\.crt'$/),
      expect.stringMatching(/can't be used: sslmode must be one of disable, no-verify, [^\n]+$/),
      expect.stringMatching(/can't be used: The server does not support SSL connections$/),
    ]);
    expect(JSON.stringify(results)).not.toContain('only-for-tests');
    expect(stderr).toBe('');
  }, 60_000);
});
