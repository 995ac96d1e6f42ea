import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultCase } from '../fault-case.ts';
import { describeLoad, nextConnection, sendCommands, unavoidablyLost } from '../support/command-load.ts';
import { askedSize, countAnswers } from '../support/mentions.ts';
import { areAllPosted, askPatiently } from '../support/reviews.ts';
import { until } from '../support/world.ts';

const RATE = 200;

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

    const sending = sendCommands(world, RATE, durations.load);
    await sleep((durations.load * 1000) / 2);
    const reconnecting = nextConnection(world);
    workspace.cutSockets();
    const sizes = [1, 2, 3, 4, 5];
    const asking = sizes.map((size) => ada.mention(channel, askedSize(size), ts));
    const gapMs = await reconnecting;
    await Promise.all(asking);
    const { unacknowledged, refusals, ...count } = await sending;
    const answers = () => countAnswers(world, channel, ts, sizes);
    await until(() => answers().lost === 0, 10_000);
    await sleep(500);
    return [
      {
        what: `Both TCP connections are cut under ${RATE} commands a second`,
        ...count,
        lost: count.sent - count.arrived,
        remark: `${describeLoad(unacknowledged, refusals)}; the next connection was there after ${gapMs} ms`,
        unavoidable: {
          why: 'Slack delivers a command once: what was on its way, or was sent before a new connection is open, is gone, and Slack tells the person so.',
          atMost: unavoidablyLost(RATE, unacknowledged),
        },
      },
      {
        what: 'Mentions sent while both connections are cut; Slack delivers them again',
        sent: sizes.length,
        ...answers(),
        remark: '',
      },
    ];
  },
};
