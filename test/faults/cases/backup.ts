import { execFileSync } from 'node:child_process';
import {
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRecord } from '../../../src/open-record.ts';
import { freePort } from '../../support/free-port.ts';
import { runReadme } from '../../support/readme-commands.ts';
import { areAllPosted, askPatiently, namesFor } from '../reviews.ts';
import { type FaultCase, type Finding, until, type World } from '../world.ts';

const BACKED_UP = 12;

/** Asks for reviews, and waits until they are posted. */
async function fill(world: World, prefix: string): Promise<string[]> {
  const names = namesFor(prefix, BACKED_UP);
  for (const name of names) await askPatiently(world, world.ada, name);
  await until(() => areAllPosted(world, world.channel, names), 40_000);
  return names;
}

/** How many of the reviews are in a database as it is, and how many are there too often. */
async function count(what: string, names: readonly string[], databaseUrl: string, remark: string): Promise<Finding> {
  const record = await openRecord(databaseUrl, { asItIs: true });
  if (!record.ok) throw new Error(record.text);
  const rows = await record.db.selectFrom('reviews').select('name').execute();
  await record.close();
  const found = rows.map(({ name }) => name);
  const arrived = names.filter((name) => found.includes(name)).length;
  const doubled = found.length - new Set(found).size;
  return { what, sent: names.length, arrived, lost: names.length - arrived, doubled, remark };
}

/** The file alone, without `-wal` and `-shm`, is the database. */
export const copyAfterStop: FaultCase = {
  name: 'copy-after-stop',
  async run({ open }) {
    const world = await open();
    const bot = await world.startBot();
    const names = await fill(world, 'stopped');
    bot.process.kill('SIGTERM');
    const code = await bot.ended;
    const copy = join(world.folder, 'copy.db');
    copyFileSync(join(world.folder, 'reviews.db'), copy);
    const what = 'The bot is stopped by SIGTERM, and only the database file is copied';
    return [
      { ...(await count(what, names, `file:${copy}`, '')), ...(code !== 0 && { fault: `it ended with ${code}` }) },
    ];
  },
};

/** The commands of the README, while the bot runs. */
export const fileBackup: FaultCase = {
  name: 'file-backup',
  async run({ open }) {
    const folder = mkdtempSync(join(tmpdir(), 'endpoint-reviewer-backup-'));
    try {
      mkdirSync(join(folder, 'data'));
      const databaseUrl = `file:${join(folder, 'data/reviews.db')}`;
      const world = await open({ databaseUrl });
      const bot = await world.startBot();
      const names = await fill(world, 'kept');
      runReadme('back up a file', folder, {});
      bot.process.kill('SIGKILL');
      await bot.ended;
      runReadme('restore a file', folder, {});
      await world.startBot();
      const what = 'The file is backed up, the bot killed, the backup restored, as operating.md says';
      return [await count(what, names, databaseUrl, 'The bot starts with it')];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const SERVER = 'PostgreSQL is backed up and restored likewise';
const COMPOSE = 'The same with the commands of compose.yml';
const DOCKER = '#!/bin/sh\nif [ "$2" = exec ]; then shift 4; exec "$@"; fi\n';
const NO_PROGRAMS =
  "it needs a server and a pg_dump of the same version in /usr/lib/postgresql, as Debian's package postgresql has them";
const DEBIAN = '/usr/lib/postgresql';

/** Where Debian keeps the newest server with its tools. The server of the tests comes without pg_dump. */
function findPrograms(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((one, other) => Number(other) - Number(one)) : [];
  const folders = versions.map((version) => join(DEBIAN, version, 'bin'));
  return folders.find((folder) => ['initdb', 'pg_ctl', 'pg_dump'].every((name) => existsSync(join(folder, name))));
}

/** A server with its own tools, on this machine only, for its user alone. It refuses to run as root. */
async function startWithTools(programs: string) {
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-reviewer-postgres-'));
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const run = (name: string, ...args: string[]) =>
    execFileSync(join(programs, name), args, { cwd: folder, stdio: 'ignore', ...user });
  const port = await freePort();
  run('initdb', '--pgdata', data, '--username=postgres', '--auth=trust', '--no-sync');
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  run('pg_ctl', 'start', '--wait', '--pgdata', data, '--log', join(folder, 'log'), '--options', options);
  return {
    urlOf: (role: string, name: string) => `postgres://${role}@127.0.0.1:${port}/${name}`,
    stop() {
      run('pg_ctl', 'stop', '--mode=fast', '--pgdata', data);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const serverBackup: FaultCase = {
  name: 'server-backup',
  async run({ open }) {
    const programs = findPrograms();
    const nothing = { sent: 0, arrived: 0, lost: 0, doubled: 0 };
    if (programs === undefined)
      return [{ what: SERVER, ...nothing, remark: `Not run here: ${NO_PROGRAMS}`, isNotRun: true }];
    const server = await startWithTools(programs);
    try {
      const environment = {
        PATH: `${programs}:${process.env['PATH'] ?? ''}`,
        OWNER_DATABASE_URL: server.urlOf('postgres', 'postgres'),
        DATABASE_URL: server.urlOf('bot', 'reviews'),
        NEW_DATABASE_URL: server.urlOf('bot', 'reviews_restored'),
      };
      // What docs/operating.md asks for, and no more.
      const statements = ['create role bot login', 'create database reviews'];
      const psql = (url: string, ...more: string[]) =>
        execFileSync('psql', [url, ...more.flatMap((command) => ['--command', command])], { env: environment });
      psql(environment.OWNER_DATABASE_URL, ...statements);
      psql(server.urlOf('postgres', 'reviews'), 'grant usage, create on schema public to bot');
      const world = await open({ databaseUrl: environment.DATABASE_URL });
      const bot = await world.startBot();
      const names = await fill(world, 'dumped');
      runReadme('back up a server', world.folder, environment);
      await askPatiently(world, world.ada, 'too-late');
      bot.process.kill('SIGTERM');
      await bot.ended;
      runReadme('restore a server', world.folder, environment);
      const restored = await count(SERVER, names, environment.NEW_DATABASE_URL, '');
      // The role that the image of compose.yml makes, and a Docker that runs what its containers would.
      psql(environment.OWNER_DATABASE_URL, 'alter role bot superuser');
      writeFileSync(join(world.folder, 'docker'), DOCKER, { mode: 0o755 });
      const { port } = new URL(environment.DATABASE_URL);
      const inContainer = { PATH: `${world.folder}:${environment.PATH}`, PGHOST: '127.0.0.1', PGPORT: port };
      runReadme('back up a container', world.folder, inContainer);
      runReadme('restore a container', world.folder, inContainer);
      return [restored, await count(COMPOSE, [...names, 'too-late'], environment.DATABASE_URL, '')];
    } finally {
      server.stop();
    }
  },
};
