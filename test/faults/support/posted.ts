import type { FaultTools } from '../fault-case.ts';
import { areAllPosted, askPatiently } from './reviews.ts';
import { until } from './world.ts';

/** A world, its bot, and a review in its channel: the message and the first reply. */
export async function openPosted({ open }: FaultTools) {
  const world = await open({ eventRetryDelaysMs: [0, 5000, 15_000] });
  const bot = await world.startBot();
  await askPatiently(world, world.ada, 'posted');
  await until(() => areAllPosted(world, world.channel, ['posted']), 10_000);
  const [root] = world.workspace.messages(world.channel);
  if (root === undefined) throw new Error('The review was not posted');
  return { world, bot, root };
}
