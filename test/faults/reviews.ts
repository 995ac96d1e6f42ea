import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from '../../local-workspace/people/person.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { type FaultTools, until, type World } from './world.ts';

/** The command, and the form that it opens; undefined where none opens. */
export async function openForm({ channel }: World, person: Person, name: string, where = channel) {
  const known = new Set(person.views().map(({ id }) => id));
  await person.slashCommand(where, `"${name}" 500 MB, 90 s each, within 15 min, sporadic, gpu, 200/day`);
  try {
    return await person.waitForView(({ id }) => !known.has(id), 4000);
  } catch {
    return undefined;
  }
}

/**
 * Asks for a review as a person does who wants it: where no form opens the command is given again, and where the form does
 * not close it is sent again. Answers how often something had to be done again, or undefined where it never worked.
 */
export async function askPatiently(
  world: World,
  person: Person,
  name: string,
  { tries = 20, where = world.channel, pauseMs = 500 } = {},
): Promise<number | undefined> {
  let again = 0;
  let form = await openForm(world, person, name, where);
  for (; again < tries; again++) {
    if (form === undefined) form = await openForm(world, person, name, where);
    else if ((await person.submit(form.id)).kind === 'closed') return again;
    await sleep(pauseMs);
  }
  return undefined;
}

/** A channel's messages about reviews of these names: how many of the names are there, and what is there too often. */
export function countPosts({ workspace }: World, channel: string, names: readonly string[], replies = 1) {
  let arrived = 0;
  let doubled = 0;
  const messages = workspace.messages(channel);
  for (const name of names) {
    const mine = messages.filter(({ text }) => new RegExp(`\\b${name}\\b`).test(text));
    if (mine.length > 0) arrived += 1;
    doubled += Math.max(0, mine.length - 1);
    // Under a review stands one reply, with its details, until somebody does something with it.
    for (const { ts } of mine) doubled += Math.max(0, workspace.thread(channel, ts).length - 1 - replies);
  }
  return { sent: names.length, arrived, lost: names.length - arrived, doubled };
}

/** Whether a channel's messages about reviews of these names stand in the order of the names. */
export function areInOrder({ workspace }: World, channel: string, names: readonly string[]): boolean {
  const texts = workspace.messages(channel).map(({ text }) => text);
  const places = names.map((name) => texts.findIndex((text) => new RegExp(`\\b${name}\\b`).test(text)));
  return places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0));
}

/** Whether each name has a message and a first reply. */
export function areAllPosted({ workspace }: World, channel: string, names: readonly string[]): boolean {
  const messages = workspace.messages(channel);
  return names.every((name) => {
    const message = messages.find(({ text }) => new RegExp(`\\b${name}\\b`).test(text));
    return message !== undefined && workspace.thread(channel, message.ts).length > 1;
  });
}

/**
 * Does what the private notices ask of the person, until all is posted or there is nothing more to do: looks whether the
 * answer is there, and presses the button only where it is missing.
 */
export async function heedNotices(
  world: World,
  person: Person,
  names: readonly string[],
  limitMs: number,
  where = world.channel,
): Promise<{ notices: number; presses: number }> {
  const { workspace } = world;
  const seen = new Set<string>();
  let presses = 0;
  await until(async () => {
    const own = workspace.directMessage(person.id);
    for (const notice of [...workspace.ephemerals(person.id), ...workspace.messages(own)]) {
      if (seen.has(notice.ts) || !JSON.stringify(notice.blocks ?? []).includes(ACTIONS.postAgain)) continue;
      seen.add(notice.ts);
      if (countPosts(world, where, names).arrived === names.length) continue;
      presses += 1;
      await person.click(notice, ACTIONS.postAgain);
    }
    // Somebody who was asked and sees the answer has nothing to press; its first reply may stay away.
    const isSeen = seen.size > presses && countPosts(world, where, names).arrived === names.length;
    return isSeen || areAllPosted(world, where, names);
  }, limitMs);
  return { notices: seen.size, presses };
}

export function namesFor(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${'abcdefghijklmnopqrstuvwxyz'[index % 26]}${index}`);
}

/** What the bot has told somebody in private, in a channel or in their own conversation with it. */
export function toldTo({ workspace }: World, { id }: Person) {
  return [...workspace.ephemerals(id), ...workspace.messages(workspace.directMessage(id))];
}

/**
 * Waits until something is so and the person was told, or a time is over; somebody who is asked presses the button only where
 * it is not so. Resolves to how often they were told and how often they pressed.
 */
export async function heedUntil(world: World, person: Person, isSo: () => boolean, limitMs: number) {
  const before = toldTo(world, person).length;
  const pressed = new Set<string>();
  const told = () => toldTo(world, person).slice(before);
  await until(async () => {
    for (const notice of told()) {
      if (isSo() || pressed.has(notice.ts) || !JSON.stringify(notice.blocks ?? []).includes(ACTIONS.postAgain))
        continue;
      pressed.add(notice.ts);
      await person.click(notice, ACTIONS.postAgain);
    }
    return isSo() && told().length > 0;
  }, limitMs);
  return { notices: told().length, presses: pressed.size };
}

/** What a mention asks: each size has a different answer, so that a missing one doesn't hide a doubled one. */
export const askedSize = (sizeMB: number): string => `what if payload ${sizeMB} MB`;

/** Of the sizes that were asked for in a review's thread: how many have an answer, and what is answered too often. */
export function countAnswers({ workspace }: World, channel: string, ts: string, sizesMB: readonly number[]) {
  const texts = workspace.thread(channel, ts).map(({ text }) => text);
  const counts = sizesMB.map((size) => texts.filter((text) => new RegExp(`^With .*→ ${size} MB:`).test(text)).length);
  return {
    sent: sizesMB.length,
    arrived: counts.filter((count) => count > 0).length,
    lost: counts.filter((count) => count === 0).length,
    doubled: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
  };
}

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
