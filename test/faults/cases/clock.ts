import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BotProcess } from '../../support/bot-process.ts';
import { postSigned } from '../../support/signed-request.ts';
import { areAllPosted, askPatiently, countPosts, namesFor } from '../reviews.ts';
import { type FaultCase, until, type World } from '../world.ts';
import { RATE, sendCommands } from './connections.ts';

const JUMPING_CLOCK = fileURLToPath(new URL('../jumping-clock.ts', import.meta.url));

const HOUR_MS = 60 * 60 * 1000;

/** Sets the clock of the bot's process ahead, in milliseconds. */
function setClock({ folder }: World, bot: BotProcess) {
  return async (ms: number) => {
    writeFileSync(join(folder, 'clock-ahead-ms'), String(ms));
    bot.process.kill('SIGUSR2');
    await sleep(200);
  };
}

/** The machine's clock jumps while reviews are asked for and a post waits. */
export const clockJump: FaultCase = {
  name: 'clock-jump',
  alone: true,
  async run({ open }) {
    const world = await open({ preload: JUMPING_CLOCK });
    const { workspace, ada, channel } = world;
    const jumpTo = setClock(world, await world.startBot());
    const names = namesFor('clock', 6);
    let repeats = 0;
    const ask = async (from: number, to: number) => {
      for (const name of names.slice(from, to)) repeats += (await askPatiently(world, ada, name)) ?? 0;
    };
    await ask(0, 2);
    await jumpTo(HOUR_MS);
    await ask(2, 3);
    await until(() => areAllPosted(world, channel, names.slice(0, 3)), 10_000);
    // A post is put off to a time that lies an hour ahead as soon as the clock is set back.
    workspace.faults.next('chat.postMessage', { kind: '429', retryAfter: 1 });
    await ask(3, 4);
    await until(() => workspace.calls('chat.postMessage').some(({ fault }) => fault === '429'), 5000);
    await jumpTo(0);
    await ask(4, 6);
    await until(() => areAllPosted(world, channel, names), 45_000);
    return [
      {
        what: 'The clock jumps an hour ahead, and back while a post waits for a rate limit',
        ...countPosts(world, channel, names),
        remark: repeats > 0 ? `done again ${repeats}×` : '',
        ...(repeats > 0 && { fault: 'something had to be done again' }),
      },
    ];
  },
};

/** The same under load, and Slack renews connections while the clock is ahead, and after it was set back. */
export const clockJumpUnderLoad: FaultCase = {
  name: 'clock-jump-under-load',
  alone: true,
  async run({ durations, open }) {
    const world = await open({ preload: JUMPING_CLOCK, isRecordInMemory: true });
    const bot = await world.startBot();
    const jumpTo = setClock(world, bot);
    // Slack's client compares its clock with that of the last pong: there is one by then.
    await sleep(4000);
    const sending = sendCommands(world, durations.load);
    await sleep(200);
    await jumpTo(HOUR_MS);
    await sleep(2000);
    world.workspace.recycle({ which: 'oldest' });
    await sleep(400);
    await jumpTo(0);
    for (let renewed = 0; renewed < 2; renewed++) {
      world.workspace.recycle({ which: 'oldest' });
      await sleep(600);
    }
    const { row } = await sending;
    return [
      {
        what: `The clock jumps an hour ahead, and back, under ${RATE} commands a second; Slack renews a connection before and two after`,
        ...row,
      },
    ];
  },
};

const CLOCK_AHEAD = fileURLToPath(new URL('../clock-ahead.ts', import.meta.url));

/** A post is made, its answer is lost, and the bot looks for it by a clock that is wrong. */
export const clockAhead: FaultCase = {
  name: 'clock-ahead',
  async run({ open }) {
    const world = await open({ preload: CLOCK_AHEAD, mayRead: true });
    const { workspace, ada, channel } = world;
    const bot = await world.startBot();
    const names = namesFor('ahead', 3);
    for (const name of names) {
      workspace.faults.next('chat.postMessage', { kind: 'dropAnswer' });
      await askPatiently(world, ada, name);
    }
    await until(() => areAllPosted(world, channel, names), 60_000);
    await sleep(25_000);
    const isLogged = bot.output().includes('6 minutes ahead of Slack');
    return [
      {
        what: 'The machine is 6 minutes ahead of Slack; posts are made, and their answers lost',
        ...countPosts(world, channel, names),
        remark: 'The bot may read the channel, and looks. The log says how far the clock is off',
        ...(!isLogged && { fault: 'the clock was not logged' }),
      },
    ];
  },
};

/** Requests whose signature carries another time than ours. */
export const signatureTime: FaultCase = {
  name: 'signature-time',
  async run({ open }) {
    const world = await open({ kind: 'http' });
    await world.startBot();
    const command = { command: '/sagemaker-endpoint', text: 'help', team_id: 'T1', user_id: 'U1' };
    const send = (seconds: number) => postSigned(world.port, new URLSearchParams(command).toString(), { seconds });
    const near = await Promise.all([-290, -60, 0, 60, 290].map(send));
    const far = await Promise.all([-3600, -310, 310, 3600].map(send));
    const taken = near.filter((status) => status === 200).length;
    const refused = far.filter((status) => status === 401).length;
    return [
      {
        what: "Over HTTP Slack's clock and ours are up to 290 s apart, either way",
        sent: near.length,
        arrived: taken,
        lost: near.length - taken,
        doubled: 0,
        remark: `${refused} of ${far.length} requests over 310 s apart were refused: they may be recorded`,
        ...(refused < far.length && { fault: 'a request of another time was taken' }),
      },
    ];
  },
};
