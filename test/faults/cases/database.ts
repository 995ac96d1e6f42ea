import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgresServer } from '../../database/support/postgres-server.ts';
import type { FaultCase, FaultTools, Finding } from '../fault-case.ts';
import { areAllPosted, askPatiently, countPosts, namesFor, openForm } from '../support/reviews.ts';
import { until, type World } from '../support/world.ts';

/** A file system of a few megabytes, which can be filled and made read-only; undefined where one cannot be mounted. */
function mountSmall(): { folder: string; run: (...options: string[]) => void; end: () => void } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-reviewer-disk-'));
  const run = (...options: string[]) => void execFileSync('mount', [...options, folder], { stdio: 'pipe' });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const end = () => {
    execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' });
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, run, end };
}

/**
 * Forms are sent while the database cannot be written, and once more when it can: people are told the first time, and
 * nothing is lost or doubled in the end. `spoil` answers the way back.
 */
async function unwritable(
  { open }: FaultTools,
  what: string,
  prefix: string,
  spoil: (world: World, folder: string, remount: (...options: string[]) => void) => () => void,
): Promise<Finding[]> {
  const disk = mountSmall();
  if (disk === undefined) {
    const remark = 'Not run here: it needs a file system of its own, which only an administrator may mount';
    return [{ what, sent: 0, arrived: 0, lost: 0, doubled: 0, remark }];
  }
  try {
    const data = join(disk.folder, 'data');
    mkdirSync(data);
    const world = await open({ databaseUrl: `file:${join(data, 'reviews.db')}` });
    const { ada, ben, channel, port } = world;
    await world.startBot();
    const names = namesFor(prefix, 5);
    const forms = [];
    for (const name of names) forms.push(await openForm(world, ada, name));
    const mend = spoil(world, disk.folder, disk.run);
    let told = 0;
    for (const form of forms) {
      const outcome = form && (await ada.submit(form.id));
      if (outcome?.kind === 'errors' && JSON.stringify(outcome.errors).includes('could not be stored')) told += 1;
    }
    const stillOpens = (await openForm(world, ben, 'meanwhile')) !== undefined;
    const alive = (await fetch(`http://127.0.0.1:${port}/healthz`)).status === 200;
    mend();
    for (const form of forms) {
      for (let tries = 0; form !== undefined && tries < 10; tries++) {
        if ((await ada.submit(form.id)).kind === 'closed') break;
        await sleep(200);
      }
    }
    await until(() => areAllPosted(world, channel, names), 40_000);
    await sleep(500);
    const { arrived, doubled } = countPosts(world, channel, names);
    return [
      {
        what,
        sent: names.length,
        arrived,
        lost: names.length - arrived,
        doubled,
        remark: `${told} of ${names.length} forms stayed open, with what was typed, and said that it could not be stored; sent again afterwards. Forms opened all the time`,
        ...(told < names.length && { fault: `only ${told} people were told` }),
        ...(!stillOpens && { fault: 'no form opened meanwhile' }),
        ...(!alive && { fault: 'the process did not answer' }),
      },
    ];
  } finally {
    disk.end();
  }
}

export const readOnlyDatabase: FaultCase = {
  name: 'read-only-database',
  run: (tools) =>
    unwritable(
      tools,
      'The database file becomes read-only while the bot runs',
      'readonly',
      (_world, _folder, remount) => {
        // An open file keeps a file system writable until the remount is forced.
        remount('-o', 'remount,ro', '--force');
        return () => remount('-o', 'remount,rw');
      },
    ),
};

export const fullDisk: FaultCase = {
  name: 'full-disk',
  run: (tools) =>
    unwritable(tools, 'The disk of the database is full', 'full', (_world, folder) => {
      const filler = join(folder, 'filler');
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
      return () => rmSync(filler);
    }),
};

export const serverRestart: FaultCase = {
  name: 'postgres-restart',
  async run({ open }) {
    const server = await startPostgresServer();
    try {
      const world = await open({ databaseUrl: await server.createDatabase('faults') });
      const { workspace, channel } = world;
      await world.startBot();
      const names = namesFor('server', 12);
      const asking = names.map(async (name, index) => {
        await sleep(index * 250);
        return askPatiently(world, workspace.addUser(name), name, { tries: 40 });
      });
      await sleep(1000);
      await server.restart(1000);
      const again = await Promise.all(asking);
      await until(() => areAllPosted(world, channel, names), 40_000);
      await sleep(500);
      const { arrived, doubled } = countPosts(world, channel, names);
      const repeats = again.reduce((sum: number, times) => sum + (times ?? 0), 0);
      return [
        {
          what: 'PostgreSQL is ended and started again, a second later, while reviews are asked for',
          sent: names.length,
          arrived,
          lost: names.length - arrived,
          doubled,
          remark: `People sent their form again ${repeats} times`,
        },
      ];
    } finally {
      await server.stop();
    }
  },
};
