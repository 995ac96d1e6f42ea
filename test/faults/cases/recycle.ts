import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultCase } from '../fault-case.ts';
import { describeLoad, nextConnection, sendCommands, unavoidablyLost } from '../support/command-load.ts';

const RATE = 200;

export const recycleApart: FaultCase = {
  name: 'recycle-apart',
  alone: true,
  async run({ durations, open }) {
    const world = await open({ isRecordInMemory: true });
    await world.startBot();
    const sending = sendCommands(world, RATE, durations.load);
    let renewed = 0;
    for (let at = 1; at < durations.load - 0.5; at += 0.75) {
      await sleep(750);
      world.workspace.recycle({ reason: renewed % 2 === 0 ? 'refresh_requested' : 'warning', which: 'oldest' });
      renewed += 1;
    }
    const { unacknowledged, refusals, ...count } = await sending;
    return [
      {
        what: `Slack renews both Socket Mode connections, one after the other, ${renewed} times in ${durations.load} s, under ${RATE} commands a second`,
        ...count,
        lost: count.sent - count.arrived,
        remark: describeLoad(unacknowledged, refusals),
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
    const sending = sendCommands(world, RATE, durations.load);
    await sleep((durations.load * 1000) / 2);
    const reconnecting = nextConnection(world);
    world.workspace.recycle();
    const gapMs = await reconnecting;
    const { unacknowledged, refusals, ...count } = await sending;
    return [
      {
        what: `The same, but both connections in the same instant, under ${RATE} commands a second`,
        ...count,
        lost: count.sent - count.arrived,
        remark: `${describeLoad(unacknowledged, refusals)}; the next connection was there after ${gapMs} ms`,
        unavoidable: {
          why: 'From its goodbye on Slack sends nothing over a connection, and a new one takes a call and a handshake. Connections are opened apart so that this does not happen.',
          atMost: unavoidablyLost(RATE, unacknowledged),
        },
      },
    ];
  },
};
