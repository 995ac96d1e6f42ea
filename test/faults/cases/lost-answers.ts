import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../../local-workspace/state/faults.ts';
import type { FaultCase, FaultTools, Finding } from '../fault-case.ts';
import { askPatiently, countPosts, heedNotices, namesFor } from '../support/reviews.ts';

/** Posts go wrong, each at the channel message of its review; the requesters do what they are asked to do. */
async function postsWith(
  { open }: FaultTools,
  what: string,
  prefix: string,
  fault: Fault,
  limitMs: number,
): Promise<Finding> {
  const world = await open();
  const { workspace, channel } = world;
  await world.startBot();
  const names = namesFor(prefix, 3);
  let notices = 0;
  let presses = 0;
  for (const name of names) {
    const person = workspace.addUser(name);
    workspace.faults.next('chat.postMessage', fault);
    await askPatiently(world, person, name);
    const heeded = await heedNotices(world, person, [name], limitMs);
    notices += heeded.notices;
    presses += heeded.presses;
  }
  await sleep(500);
  const { arrived, doubled } = countPosts(world, channel, names);
  return {
    what,
    sent: names.length,
    arrived,
    lost: names.length - arrived,
    doubled,
    remark: `${notices} requesters were asked to look, and pressed ${presses} times because it was missing`,
  };
}

export const lostAnswers: FaultCase = {
  name: 'lost-answers',
  run: async (tools) => [
    await postsWith(tools, 'Posts are made, and the answers are lost', 'answer', { kind: 'dropAnswer' }, 10_000),
    await postsWith(tools, 'Posts are lost on their way to Slack', 'request', { kind: 'dropRequest' }, 10_000),
  ],
};

export const delayedReplies: FaultCase = {
  name: 'delayed-replies',
  async run(tools) {
    const { delay } = tools.durations;
    const fault = { kind: 'slowAnswer', ms: delay * 1000 } as const;
    const limitMs = delay * 1000 + 15_000;
    return [await postsWith(tools, `Slack answers posts ${delay} s late`, 'late', fault, limitMs)];
  },
};
