import type { World } from './world.ts';

/** What a mention asks: each size has a different answer, so that a missing one doesn't hide a doubled one. */
export const askedSize = (sizeMB: number): string => `what if payload ${sizeMB} MB`;

/** Of the sizes that were asked for in a review's thread: how many have an answer, and what is answered too often. */
export function countAnswers({ workspace }: World, channel: string, ts: string, sizesMB: readonly number[]) {
  const texts = workspace.thread(channel, ts).map(({ text }) => text);
  const counts = sizesMB.map((size) => texts.filter((text) => new RegExp(`^With .*→ ${size} MB:`).test(text)).length);
  return {
    arrived: counts.filter((count) => count > 0).length,
    lost: counts.filter((count) => count === 0).length,
    doubled: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
  };
}
