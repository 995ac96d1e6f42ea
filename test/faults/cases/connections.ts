import { setTimeout as sleep } from 'node:timers/promises';
import type { Acknowledgement } from '../../../local-workspace/delivery/delivery.ts';
import { textOf } from '../../../local-workspace/json.ts';
import { areAllPosted, askedSize, askPatiently, countAnswers } from '../reviews.ts';
import { type FaultCase, type Finding, until, type World } from '../world.ts';

/** Commands a second. */
export const RATE = 200;
const PEOPLE = 40;

/** Resolves to the milliseconds until the next connection is open. */
function nextConnection({ workspace }: World): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no connection was opened in 10 s')), 10_000);
    const unsubscribe = workspace.subscribe((entry) => {
      if (entry.kind !== 'connection' || entry.change !== 'opened') return;
      clearTimeout(late);
      unsubscribe();
      resolve(Math.round(performance.now() - started));
    });
  });
}

/**
 * Sends commands at a steady rate, each by one of many people. Counts those for which a form opened, more than one form for
 * the same command, and those whose person saw Slack's own error: no connection, or no acknowledgement in time.
 */
export async function sendCommands(world: World, seconds: number) {
  const { workspace, channel } = world;
  const people = Array.from({ length: PEOPLE }, (_, index) => workspace.addUser(`person${index}`));
  const from = workspace.eventLog.length;
  const started = performance.now();
  const sending: Promise<Acknowledgement>[] = [];
  for (let sent = 0; sent < RATE * seconds; sent++) {
    const dueMs = (sent * 1000) / RATE - (performance.now() - started);
    if (dueMs > 1) await sleep(dueMs);
    const person = people[sent % PEOPLE];
    if (person !== undefined) sending.push(person.slashCommand(channel, `load-${sent} 3 MB`));
  }
  const outcomes = await Promise.all(sending);
  // What is acknowledged opens within the three seconds of its trigger, or never.
  const acknowledged = outcomes.filter(({ ok }) => ok).length;
  const callsIn = () =>
    workspace.eventLog.slice(from).filter((entry) => entry.kind === 'call' && entry.method === 'views.open');
  for (let looks = 0; looks < 10 && callsIn().length < acknowledged; looks++) await sleep(400);

  const triggers: string[] = [];
  const opened = new Map<string, number>();
  const refusals = new Set<string>();
  let unacknowledged = 0;
  for (const entry of workspace.eventLog.slice(from)) {
    if (entry.kind === 'delivered' && entry.type === 'slash_commands') {
      triggers.push(String(entry.payload['trigger_id']));
    } else if (entry.kind === 'unacknowledged' && entry.type === 'slash_commands') unacknowledged += 1;
    else if (entry.kind === 'call' && entry.method === 'views.open') {
      if (entry.answer['ok'] !== true) refusals.add(String(entry.answer['error']));
      const trigger = textOf(entry.arguments['trigger_id']) ?? '';
      opened.set(trigger, (opened.get(trigger) ?? 0) + (entry.answer['ok'] === true ? 1 : 0));
    }
  }
  const times = triggers.map((trigger) => opened.get(trigger) ?? 0);
  const arrived = times.filter((count) => count > 0).length;
  const refused = refusals.size === 0 ? '' : `; Slack refused forms: ${[...refusals].join(', ')}`;
  const row = {
    sent: triggers.length,
    arrived,
    lost: triggers.length - arrived,
    doubled: times.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
    remark: `${unacknowledged} not acknowledged${refused}`,
  };
  return { row, unacknowledged };
}

/** Without any connection the next one is there within this time, on a busy machine as well. */
const REOPEN_LIMIT_MS = 100;

/** What became of commands while every connection went at once: what comes meanwhile may be lost, and nothing that was taken. */
function withGap(
  { row, unacknowledged }: Awaited<ReturnType<typeof sendCommands>>,
  gapMs: number,
  why: string,
): Omit<Finding, 'what'> {
  return {
    ...row,
    remark: `${row.remark}; the next connection after ${gapMs} ms`,
    unavoidable: { why, atMost: Math.min(unacknowledged, (RATE * REOPEN_LIMIT_MS) / 1000) },
  };
}

export const recycleApart: FaultCase = {
  name: 'recycle-apart',
  alone: true,
  async run({ durations, open }) {
    const world = await open({ isRecordInMemory: true });
    await world.startBot();
    const sending = sendCommands(world, durations.load);
    let renewed = 0;
    for (let at = 1; at < durations.load - 0.5; at += 0.75) {
      await sleep(750);
      world.workspace.recycle({ reason: renewed % 2 === 0 ? 'refresh_requested' : 'warning', which: 'oldest' });
      renewed += 1;
    }
    const { row } = await sending;
    return [
      {
        what: `Slack renews both connections, one after the other, ${renewed} times in ${durations.load} s, under ${RATE} commands a second`,
        ...row,
      },
    ];
  },
};

export const recycleAtOnce: FaultCase = {
  name: 'recycle-at-once',
  alone: true,
  async run({ durations, open }) {
    const world = await open({ isRecordInMemory: true });
    await world.startBot();
    const sending = sendCommands(world, durations.load);
    await sleep((durations.load * 1000) / 2);
    const reconnecting = nextConnection(world);
    world.workspace.recycle();
    const gapMs = await reconnecting;
    const load = await sending;
    return [
      {
        what: `The same in the same instant, under ${RATE} commands a second`,
        ...withGap(load, gapMs, 'Connections are opened apart so that this does not happen'),
      },
    ];
  },
};

/** Both connections are cut without a word. */
export const tcpCut: FaultCase = {
  name: 'tcp-cut',
  alone: true,
  async run({ durations, open }) {
    const world = await open({ isRecordInMemory: true, eventRetryDelaysMs: [0, 500, 2000] });
    const { workspace, ada, channel } = world;
    await world.startBot();
    await askPatiently(world, ada, 'cut');
    await until(() => areAllPosted(world, channel, ['cut']), 10_000);
    const [review] = workspace.messages(channel);
    const ts = review?.ts ?? '';

    const sending = sendCommands(world, durations.load);
    await sleep((durations.load * 1000) / 2);
    const reconnecting = nextConnection(world);
    workspace.cutSockets();
    const sizes = [1, 2, 3, 4, 5];
    const asking = sizes.map((size) => ada.mention(channel, askedSize(size), ts));
    const gapMs = await reconnecting;
    await Promise.all(asking);
    const load = await sending;
    const answers = () => countAnswers(world, channel, ts, sizes);
    await until(() => answers().lost === 0, 10_000);
    await sleep(500);
    return [
      {
        what: `Both TCP connections are cut under ${RATE} commands a second`,
        ...withGap(load, gapMs, 'Slack delivers a command once, and tells the person'),
      },
      {
        what: 'Mentions sent while both connections are cut; Slack delivers them again',
        ...answers(),
        remark: '',
      },
    ];
  },
};
