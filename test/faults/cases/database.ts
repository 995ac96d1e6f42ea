import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Submission } from '../../../local-workspace/people/submissions.ts';
import { type PostgresServer, startPostgresServer } from '../../database/support/postgres-server.ts';
import type { BotProcess } from '../../support/bot-process.ts';
import { startTcpProxy, TROUBLES, type Trouble } from '../../support/tcp-proxy.ts';
import { areAllPosted, askPatiently, countPosts, namesFor, openForm } from '../reviews.ts';
import { type FaultCase, type FaultTools, type Finding, until, type World } from '../world.ts';

/** A file system of 4 MB, which can be filled and mounted anew; undefined where one cannot be mounted. */
function mountSmall(): { folder: string; remount: (option: string) => void; end: () => void } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-reviewer-disk-'));
  const mount = (...options: string[]) => execFileSync('mount', [...options, folder], { stdio: 'pipe' });
  try {
    mount('-t', 'tmpfs', '-o', 'size=4m', 'tmpfs');
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  return {
    folder,
    remount: (option) => void mount('-o', `remount,${option}`),
    end() {
      execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function uncounted(what: string, remark: string): Finding {
  return { what, sent: 0, arrived: 0, lost: 0, doubled: 0, remark };
}

function notRun(what: string, why: string): Finding {
  return { ...uncounted(what, `Not run here: ${why}`), isNotRun: true };
}

const NO_MOUNT = 'it needs a separate file system, which only an administrator may mount';

/**
 * Forms are sent while the database isn't writable, and once more when it is: people are told the first time, and
 * nothing is lost or doubled in the end. `spoil` answers the way back.
 */
async function unwritable(
  { open }: FaultTools,
  what: string,
  prefix: string,
  spoil: (bot: BotProcess, folder: string) => () => void,
  folder: string,
): Promise<Finding[]> {
  const world = await open({ databaseUrl: `file:${join(folder, 'reviews.db')}` });
  const { ada, ben, channel, port } = world;
  const bot = await world.startBot();
  const names = namesFor(prefix, 5);
  const forms = [];
  for (const name of names) forms.push(await openForm(world, ada, name));
  const mend = spoil(bot, folder);
  let told = 0;
  for (const form of forms) {
    const outcome = form && (await ada.submit(form.id));
    if (outcome?.kind === 'errors' && JSON.stringify(outcome.errors).includes("couldn't save")) told += 1;
  }
  const stillOpens = (await openForm(world, ben, 'meanwhile')) !== undefined;
  const alive = (await fetch(`http://127.0.0.1:${port}/healthz`)).status === 200;
  const ready = await (await fetch(`http://127.0.0.1:${port}/readyz`)).text();
  mend();
  for (const form of forms) {
    for (let tries = 0; form !== undefined && tries < 10; tries++) {
      if ((await ada.submit(form.id)).kind === 'closed') break;
      await sleep(200);
    }
  }
  await until(() => areAllPosted(world, channel, names), 40_000);
  await sleep(500);
  return [
    {
      what,
      ...countPosts(world, channel, names),
      remark: `${told} of ${names.length} forms stayed open as typed, and said why; sent again. Forms opened meanwhile, and \`/readyz\` said why`,
      ...(told < names.length && { fault: `only ${told} people were told` }),
      ...(!stillOpens && { fault: 'no form opened meanwhile' }),
      ...(!alive && { fault: 'the process did not answer' }),
      ...(ready !== "the database isn't writable\n" && { fault: `GET /readyz said: ${ready}` }),
    },
  ];
}

const FULL = 'The disk of the database is full';
const PIECE = Buffer.alloc(4096);

/** Piece by piece until the system refuses one: the bot writes meanwhile, so nobody can say before how much is left. */
function fillDisk(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, PIECE);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(file);
  }
}

export const fullDisk: FaultCase = {
  name: 'full-disk',
  async run(tools) {
    const disk = mountSmall();
    if (disk === undefined) return [notRun(FULL, NO_MOUNT)];
    const fill = (_: BotProcess, folder: string) => {
      const filler = join(folder, 'filler');
      fillDisk(filler);
      return () => rmSync(filler);
    };
    try {
      return await unwritable(tools, FULL, 'full', fill, disk.folder);
    } finally {
      disk.end();
    }
  },
};

const REFUSED = 'The system refuses every write to the database file while the bot runs';
const READ_ONLY = 'The database is on a read-only file system at the start';

/** Linux lets nobody make a file read-only that is open for writing; a limit of 0 bytes on written files is as good. */
export const readOnlyDatabase: FaultCase = {
  name: 'read-only-database',
  async run(tools) {
    const limit = ({ process: { pid } }: BotProcess, bytes: string) =>
      void execFileSync('prlimit', [`--pid=${pid}`, `--fsize=${bytes}:`], { stdio: 'pipe' });
    const refuse = (bot: BotProcess) => {
      limit(bot, '0');
      return () => limit(bot, 'unlimited');
    };
    const folder = mkdtempSync(join(tmpdir(), 'endpoint-reviewer-limit-'));
    try {
      return [...(await unwritable(tools, REFUSED, 'refused', refuse, folder)), await startReadOnly(tools)];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Code 1, and one line that an administrator can act on. */
function isClear(why: string): boolean {
  return why.startsWith('Error: code 1: ') && why.includes("can't be used") && why.trim().split('\n').length <= 2;
}

async function startReadOnly({ open }: FaultTools): Promise<Finding> {
  const disk = mountSmall();
  if (disk === undefined) return notRun(READ_ONLY, NO_MOUNT);
  try {
    const world = await open({ databaseUrl: `file:${join(disk.folder, 'reviews.db')}` });
    const start = () =>
      world.startBot().then(
        () => undefined,
        (error: unknown) => String(error),
      );
    disk.remount('ro');
    const why = (await start()) ?? 'the process started without a database';
    if (!isClear(why)) return { ...uncounted(READ_ONLY, ''), fault: why.slice(0, 300) };
    disk.remount('rw');
    const bot = await world.startBot();
    bot.process.kill('SIGTERM');
    await bot.ended;
    disk.remount('ro');
    const ends = 'without a database the process ends with 1 and a line that names the file';
    const whyNow = await start();
    if (whyNow !== undefined) {
      const fault = isClear(whyNow) ? {} : { fault: whyNow.slice(0, 300) };
      return { ...uncounted(READ_ONLY, `${ends}, and with one too`), ...fault };
    }
    // With what an earlier process left beside the file it can still be read.
    const form = await openForm(world, world.ada, 'unwritten');
    const outcome = form && (await world.ada.submit(form.id));
    const isTold = outcome?.kind === 'errors' && JSON.stringify(outcome.errors).includes("couldn't save");
    const remark = `${ends}; with one it reads, and a submission is told that it could not be stored`;
    return { ...uncounted(READ_ONLY, remark), ...(!isTold && { fault: 'nobody was told' }) };
  } finally {
    disk.end();
  }
}

/** Reviews that people ask for while something holds up a PostgreSQL server, and how they came out. */
function whileHeldUp(
  name: string,
  going: {
    what: string;
    prefix: string;
    people?: number;
    apartMs?: number;
    flags?: readonly string[];
    holdUp(server: PostgresServer): Promise<void>;
  },
): FaultCase {
  const { what, prefix, people = 5, apartMs = 0, flags = [], holdUp } = going;
  return {
    name,
    async run({ open }) {
      const server = await startPostgresServer({ flags });
      try {
        const world = await open({ databaseUrl: await server.createDatabase('faults') });
        const { workspace, channel } = world;
        await world.startBot();
        const names = namesFor(prefix, people);
        const held = holdUp(server);
        await sleep(300);
        const asking = names.map(async (each, index) => {
          await sleep(index * apartMs);
          return askPatiently(world, workspace.addUser(each), each, { tries: 40 });
        });
        const again = await Promise.all(asking);
        await held;
        await until(() => areAllPosted(world, channel, names), 40_000);
        await sleep(500);
        const repeats = again.reduce((sum: number, times) => sum + (times ?? 0), 0);
        const remark = repeats > 0 ? `forms sent again ${repeats}×` : '';
        return [{ what, ...countPosts(world, channel, names), remark }];
      } finally {
        await server.stop();
      }
    },
  };
}

export const serverRestart = whileHeldUp('postgres-restart', {
  what: 'PostgreSQL restarts while reviews are asked for',
  prefix: 'server',
  people: 12,
  apartMs: 250,
  async holdUp(server) {
    await sleep(1300);
    await server.restart(1000);
  },
});

/** Longer than the bot waits for a lock, or for a connection. */
const HELD_MS = 6_000;

export const heldLock = whileHeldUp('postgres-lock', {
  what: `Somebody locks the table of reviews in PostgreSQL for ${HELD_MS / 1000} s`,
  prefix: 'locked',
  holdUp: (server) =>
    server.run(
      `begin; lock table reviews in access exclusive mode; select pg_sleep(${HELD_MS / 1000}); commit`,
      'faults',
    ),
});

export const noConnections = whileHeldUp('postgres-connections', {
  what: `Others take all its connections for ${HELD_MS / 1000} s`,
  prefix: 'crowded',
  flags: ['max_connections=6', 'superuser_reserved_connections=0', 'max_wal_senders=0'],
  async holdUp(server) {
    const end = Date.now() + HELD_MS;
    // They take what is free, and come again for what the bot gives back.
    const crowd = async () => {
      while (Date.now() < end) await server.run('select pg_sleep(0.5)', 'faults').catch(() => sleep(50));
    };
    await Promise.all(Array.from({ length: 6 }, crowd));
  },
});

const TROUBLED: Record<Trouble, string> = {
  stopped: 'PostgreSQL is gone while forms are sent',
  hung: 'PostgreSQL hangs while forms are sent',
  slow: 'PostgreSQL takes connections, and greets nobody, while forms are sent',
};

/** What people saw of forms that met a fault, and the longest that one waited, in milliseconds. */
function createTold() {
  let sent = 0;
  let told = 0;
  let longestMs = 0;
  return {
    count(outcome: Submission | undefined) {
      sent += 1;
      longestMs = Math.max(longestMs, outcome?.ms ?? 0);
      if (outcome?.kind === 'errors' && JSON.stringify(outcome.errors).includes("couldn't save")) told += 1;
    },
    finding: () => ({
      remark: `${told} of ${sent} forms stayed open, with what was typed, and said so after at most ${(longestMs / 1000).toFixed(1)} s; sent again afterwards`,
      ...(told < sent && { fault: `only ${told} of ${sent} people were told` }),
    }),
  };
}

async function openBehindProxy({ open }: FaultTools) {
  const server = await startPostgresServer();
  const proxy = await startTcpProxy(await server.createDatabase('faults'));
  const world = await open({ databaseUrl: proxy.address });
  await world.startBot();
  const end = async () => {
    await proxy.close();
    await server.stop();
  };
  return { world, proxy, end };
}

/** Sends a form until it closes, as a person does. */
async function sendAgain({ ada }: World, form: { id: string } | undefined): Promise<void> {
  for (let tries = 0; form !== undefined && tries < 20; tries++) {
    if ((await ada.submit(form.id)).kind === 'closed') return;
    await sleep(200);
  }
}

async function whileTroubled(tools: FaultTools, trouble: Trouble): Promise<Finding> {
  const { world, proxy, end } = await openBehindProxy(tools);
  const { ada, channel } = world;
  const told = createTold();
  const names = namesFor(trouble, 3);
  try {
    const forms = [];
    for (const name of names) forms.push(await openForm(world, ada, name));
    await sleep(1000);
    await proxy.trouble(trouble);
    for (const form of forms) told.count(form && (await ada.submit(form.id)));
    await proxy.mend();
    for (const form of forms) await sendAgain(world, form);
    await until(() => areAllPosted(world, channel, names), 40_000);
    await sleep(500);
    return { what: TROUBLED[trouble], ...countPosts(world, channel, names), ...told.finding() };
  } finally {
    await end();
  }
}

/** The server hangs at each of the messages that storing a form takes, before it arrives or after. */
async function atEachWait(tools: FaultTools, isTaken: boolean): Promise<Finding> {
  const { world, proxy, end } = await openBehindProxy(tools);
  const { ada, channel } = world;
  const told = createTold();
  const names: string[] = [];
  const step = tools.durations.load > 10 ? 1 : 5;
  try {
    for (let nth = 1; ; nth += step) {
      const name = `wait-${nth}`;
      names.push(name);
      const form = await openForm(world, ada, name);
      await sleep(500);
      proxy.hangAt(nth, isTaken);
      const outcome = form && (await ada.submit(form.id));
      await proxy.mend();
      if (outcome?.kind === 'closed') break;
      told.count(outcome);
      await sendAgain(world, form);
      await until(() => areAllPosted(world, channel, [name]), 40_000);
    }
    await until(() => areAllPosted(world, channel, names), 40_000);
    await sleep(500);
    const when = isTaken ? 'answers no more' : 'hears no more';
    return {
      what: `PostgreSQL ${when} from one of the queries on that store a form, each in turn`,
      ...countPosts(world, channel, names),
      ...told.finding(),
    };
  } finally {
    await end();
  }
}

export const deadline: FaultCase = {
  name: 'postgres-deadline',
  long: true,
  run: (tools) =>
    Promise.all([
      ...TROUBLES.map((trouble) => whileTroubled(tools, trouble)),
      atEachWait(tools, false),
      atEachWait(tools, true),
    ]),
};
