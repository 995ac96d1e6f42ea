import { setTimeout as sleep } from 'node:timers/promises';
import { ACTIONS } from '../../../src/slack/ids.ts';
import type { FaultCase } from '../fault-case.ts';
import { askPatiently, countPosts } from '../support/reviews.ts';
import { toldTo } from '../support/told.ts';
import { until } from '../support/world.ts';

const LINE = /> accepted /;

/**
 * Slack's confirmation of a review's message is lost, and somebody presses a button of that message, which is there for all
 * to see. What they pressed must hold: the record has the decision, the message shows it, and its thread says once who
 * decided. Where the bot asks them to press again, they do.
 */
export const acceptAfterLost: FaultCase = {
  name: 'accept-after-lost',
  async run({ open }) {
    const world = await open();
    const { workspace, ada, ben, channel } = world;
    await world.startBot();
    workspace.faults.next('chat.postMessage', { kind: 'dropAnswer' });
    await askPatiently(world, ada, 'unconfirmed');
    const message = await workspace.waitFor(() => workspace.messages(channel)[0], 10_000);
    await sleep(1000);
    const title = () => workspace.messages(channel)[0]?.text ?? '';
    const lines = () => workspace.thread(channel, message.ts).filter(({ text }) => LINE.test(text)).length;
    const isDone = () => title().startsWith('Accepted.') && lines() > 0;
    let presses = 0;
    let heard = 0;
    await until(async () => {
      if (presses === 0 || toldTo(world, ben).length > heard) {
        heard = toldTo(world, ben).length;
        presses += 1;
        await ben.click(message, ACTIONS.accept);
      }
      return isDone() || presses > 5;
    }, 45_000);
    await sleep(1000);
    const { doubled } = countPosts(world, channel, ['unconfirmed'], Number.POSITIVE_INFINITY);
    return [
      {
        what: "Somebody accepts a review whose message is there and Slack's confirmation of it was lost",
        sent: 1,
        arrived: isDone() ? 1 : 0,
        lost: isDone() ? 0 : 1,
        doubled: doubled + Math.max(0, lines() - 1),
        remark: presses > 1 ? `They pressed ${presses} times` : '',
      },
    ];
  },
};
