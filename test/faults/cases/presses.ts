import { setTimeout as sleep } from 'node:timers/promises';
import { ACTIONS } from '../../../src/slack/ids.ts';
import type { FaultCase } from '../fault-case.ts';
import { areAllPosted, askPatiently, countPosts, namesFor, openForm } from '../support/reviews.ts';
import { until } from '../support/world.ts';

/** Two presses in the same millisecond: of the same form, of two people's button, of the same notice. */
export const twoPresses: FaultCase = {
  name: 'two-presses',
  async run({ open }) {
    const world = await open();
    const { workspace, ada, ben, channel } = world;
    await world.startBot();

    const names = namesFor('twice', 5);
    for (const name of names) {
      const form = await openForm(world, ada, name);
      if (form !== undefined) await Promise.all([ada.submit(form.id), ada.submit(form.id)]);
    }
    await until(() => areAllPosted(world, channel, names), 10_000);
    await sleep(500);
    const sent = countPosts(world, channel, names);

    const messages = workspace.messages(channel);
    for (const message of messages) {
      await Promise.all([ada.click(message, ACTIONS.accept), ben.click(message, ACTIONS.accept)]);
    }
    const decided = () =>
      messages.map(({ ts }) => workspace.thread(channel, ts).filter(({ text }) => />.* accepted /.test(text)).length);
    await until(() => decided().every((count) => count > 0), 10_000);
    await sleep(500);

    workspace.faults.next('chat.postMessage', { kind: 'dropRequest' });
    await askPatiently(world, ada, 'notice');
    const asked = await workspace.waitFor(
      () =>
        workspace.ephemerals(ada.id).findLast(({ blocks }) => JSON.stringify(blocks ?? []).includes(ACTIONS.postAgain)),
      10_000,
    );
    await Promise.all([ada.click(asked, ACTIONS.postAgain), ada.click(asked, ACTIONS.postAgain)]);
    await until(() => areAllPosted(world, channel, ['notice']), 10_000);
    await sleep(500);
    const again = countPosts(world, channel, ['notice']);

    const counts = decided();
    return [
      {
        what: 'A form is sent twice in the same millisecond',
        sent: names.length,
        arrived: sent.arrived,
        lost: names.length - sent.arrived,
        doubled: sent.doubled,
        remark: '',
      },
      {
        what: 'Two people accept the same review in the same millisecond',
        sent: counts.length,
        arrived: counts.filter((count) => count > 0).length,
        lost: counts.filter((count) => count === 0).length,
        doubled: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
        remark: 'One decides, the other is told who was first',
      },
      {
        what: '"Post again" is pressed twice in the same millisecond',
        sent: 1,
        arrived: again.arrived,
        lost: 1 - again.arrived,
        doubled: again.doubled,
        remark: '',
      },
    ];
  },
};
