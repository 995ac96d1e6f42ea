import { expect } from 'vitest';
import type { Person } from '../../local-workspace/people/person.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { INPUT } from '../../src/slack/render/dialogs/dialog.ts';
import { type Journey, postedIn, review, wordsOf } from './journey.ts';

/** A message as a journey meets it. */
interface Shown {
  channelId: string;
  ts: string;
  blocks: unknown[] | undefined;
}

/** All methods by which people are looked up. */
export const LOOK_UPS = ['users.info', 'users.conversations', 'usergroups.users.list'];

/** A review that ada has asked for, posted in the channel. */
export async function postedReview(journey: Journey, words?: string) {
  await review(journey, journey.channel, words);
  return postedIn(journey, journey.channel);
}

/** The review's message as it stands now. */
export function current({ workspace, channel }: Journey) {
  const [message] = workspace.messages(channel);
  if (message === undefined) throw new Error('there is no message');
  return message;
}

/** Waits until the channel's message, perhaps not posted yet, says something. */
export async function messageSaying(journey: Journey, words: string | RegExp) {
  return journey.workspace.waitFor(
    () => {
      const [message] = journey.workspace.messages(journey.channel);
      if (message === undefined) return false;
      const said = wordsOf(message);
      return (typeof words === 'string' ? said.includes(words) : words.test(said)) && message;
    },
    20_000,
    `the message to say ${words}`,
  );
}

/** What a message says once every concern is resolved: nothing of them. */
export const NO_OPEN_CONCERN = /^(?!.*open concern)/s;

/** The names of the buttons in sight, and of the menu's items. */
export function offered(message: Shown): { buttons: string[]; menu: string[] } {
  const blocks = (message.blocks ?? []) as { type: string; elements?: Element[]; accessory?: Element }[];
  const elements = blocks
    .filter(({ type }) => type !== 'context')
    .flatMap(({ elements: some = [], accessory }) => [...some, ...(accessory === undefined ? [] : [accessory])]);
  return {
    buttons: elements.flatMap(({ text }) => (text === undefined ? [] : [text.text])),
    menu: elements.flatMap(({ options = [] }) => options.map(({ text }) => text.text)),
  };
}

interface Element {
  text?: { text: string };
  options?: { text: { text: string }; value: string }[];
}

/** Chooses from the menu of the review's message. */
export async function choose(who: Person, message: Shown & { blocks: unknown[] | undefined }, item: string) {
  const blocks = (message.blocks ?? []) as { elements?: Element[] }[];
  const options = blocks.flatMap(({ elements = [] }) => elements.flatMap(({ options: some = [] }) => some));
  const option = options.find(({ text }) => text.text === item);
  if (option === undefined) throw new Error(`the menu has no "${item}"`);
  await who.click(message, ACTIONS.more, option.value);
}

/** Fills the dialog on top, by block_id, and sends it. */
export async function fillAndSend(who: Person, answers: Record<string, string>) {
  const dialog = await who.waitForView();
  for (const [block, answer] of Object.entries(answers)) await who.answer(dialog.id, block, answer);
  return who.submit(dialog.id);
}

/** Raises a concern by the message's button. */
export async function raise(journey: Journey, who: Person, concern: string) {
  await who.click(current(journey), ACTIONS.raiseConcern);
  expect(await fillAndSend(who, { decide_concern: concern })).toMatchObject({ kind: 'closed' });
  return messageSaying(journey, concern.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
}

/** What somebody's search by name shows, from their Home tab as it stands. */
export async function searched(who: Person, words: string): Promise<string> {
  await who.clickInView(who.home()?.id ?? '', ACTIONS.homeSearch);
  const { id } = await who.waitForView((view) => 'search_words' in view.values);
  await who.answer(id, 'search_words', words);
  expect(await who.submit(id)).toMatchObject({ kind: 'updated' });
  const shown = wordsOf(await who.waitForView((view) => view.id === id));
  await who.closeView(id);
  return shown;
}

/** What a person was last told privately. */
export async function toldTo(journey: Journey, who: Person, words: string | RegExp): Promise<string> {
  const { workspace } = journey;
  const found = await workspace.waitFor(
    () =>
      workspace.ephemerals(who.id).find((notice) => {
        const said = wordsOf(notice);
        return typeof words === 'string' ? said.includes(words) : words.test(said);
      }),
    20_000,
    `${who.name} to be told ${words}`,
  );
  return wordsOf(found);
}

/** The value that stands in an input of a dialog. */
export function valueIn(dialog: { values: Record<string, Record<string, Record<string, unknown>>> }, block: string) {
  return dialog.values[block]?.[INPUT];
}
