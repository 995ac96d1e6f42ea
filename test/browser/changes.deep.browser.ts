import { type KnownBlock, WebClient } from '@slack/web-api';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { postMessage } from '../../local-workspace/state/post.ts';
import { ask, CT_SCANS, dialog, field, posted, question, useVisit, write } from './support/visit.ts';

describe('the layout', () => {
  const visit = useVisit();

  it('does not shift when a message is edited: what is read stays where it is', async () => {
    const { page } = visit;
    await ask(page);
    const message = await posted(page);
    // Enough of them that the list isn't near its end, where it would follow what comes.
    for (const below of Array.from({ length: 12 }, (_, at) => `Message ${at + 1} below`)) {
      await write(page, below);
      await page.locator('.message', { hasText: below }).waitFor();
    }
    await message.scrollIntoViewIfNeeded();
    const list = page.locator('.main .scroll');
    await list.evaluate((element) => element.scrollTo(0, 40));
    const before = await message.boundingBox();
    const scrolled = await list.evaluate((element) => element.scrollTop);
    await page.evaluate(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((seen) => {
        for (const entry of seen.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift' });
    });

    // Somebody else edits it, so that nothing is excused by a click in this window.
    const ben = await visit.open('/?as=ben&in=architecture-review');
    await (await posted(ben)).getByRole('button', { name: 'Change answers' }).click();
    await field(ben, 'Largest payload').fill('501 MB');
    await dialog(ben).getByRole('button', { name: 'Save as revision' }).click();
    await message.getByText('(edited)').waitFor();
    expect(await message.textContent()).toContain('501 MB');

    expect((await message.boundingBox())?.y).toBe(before?.y);
    expect(await list.evaluate((element) => element.scrollTop)).toBe(scrolled);
    const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.01);
  });

  it('leaves a menu open, and the place in it, when the message around it is edited', async () => {
    const { page } = visit;
    await ask(page);
    const message = await posted(page);
    await message.getByRole('button', { name: 'More actions' }).click();
    await page.keyboard.press('ArrowDown');
    const ben = await visit.open('/?as=ben&in=architecture-review');
    await (await posted(ben)).getByRole('button', { name: 'Raise concern' }).click();
    await field(ben, 'Concern').fill('Too dear');
    await dialog(ben).getByRole('button', { name: 'Raise' }).click();
    await message.getByText('Too dear').waitFor();
    const items = message.getByRole('menuitem');
    expect(await items.count()).toBeGreaterThan(1);
    expect(await items.nth(1).evaluate((item) => item === document.activeElement)).toBe(true);
  });

  it('shows a long answer from its beginning', async () => {
    const { page } = visit;
    await ask(page);
    const message = await posted(page);
    const top = (await message.locator('.message-head').boundingBox())?.y ?? 0;
    const listTop = (await page.locator('.main .scroll').boundingBox())?.y ?? 0;
    expect(top).toBeGreaterThanOrEqual(listTop);
    expect(top).toBeLessThan(listTop + 400);
  });
});

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const SURE = { title: plain('Sure?'), text: plain('It goes.'), confirm: plain('Delete it'), deny: plain('Keep it') };

/** Holds the answers to what the page sends, though the workspace has done it. The function it returns lets them go. */
async function holdAnswers(page: Page): Promise<() => void> {
  let letGo = () => {};
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/act*', async (route) => {
    const response = await route.fetch();
    await isLetGo;
    await route.fulfill({ response });
  });
  return letGo;
}

describe('what comes while a person does something', () => {
  const visit = useVisit();

  /** A message of the bot's with a button, and what edits it: the page shows the edit once nothing holds it. */
  function postButton(more: object = {}) {
    const { workspace } = visit.trial;
    const { state } = workspace;
    const channel = [...state.channels.values()].find(({ name }) => name === 'architecture-review')?.id ?? '';
    const button = { type: 'button' as const, action_id: 'of_another_version', text: plain('Delete'), ...more };
    const blocks: KnownBlock[] = [{ type: 'actions', block_id: 'acts', elements: [button] }];
    const { ts } = postMessage(state, channel, state.app.botUserId, { text: 'A button', blocks });
    const client = new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl });
    return {
      clicks: () => workspace.eventLog.filter(({ kind }) => kind === 'delivered').length,
      async edit() {
        const section: KnownBlock = { type: 'section', text: { type: 'mrkdwn', text: 'Edited meanwhile' } };
        await client.chat.update({ channel, ts, text: 'Edited', blocks: [section, ...blocks] });
        const other = await visit.open('/?as=ben&in=architecture-review');
        await other.getByText('Edited meanwhile').waitFor();
      },
    };
  }

  it('does not take a button away between press and release: the click counts, and then the edit shows', async () => {
    const { page } = visit;
    const { clicks, edit } = postButton();
    await page.getByRole('button', { name: 'Delete' }).hover();
    await page.mouse.down();
    await edit();
    await page.mouse.up();
    await page.locator('.message.private', { hasText: 'older version' }).waitFor();
    expect(clicks()).toBe(1);
    await page.getByText('Edited meanwhile').waitFor();
  });

  it('does not take a confirmation away with its message', async () => {
    const { page } = visit;
    const { clicks, edit } = postButton({ confirm: SURE });
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog', { name: 'Sure?' }).waitFor();
    await edit();
    await page.getByRole('button', { name: 'Delete it' }).click();
    await page.locator('.message.private', { hasText: 'older version' }).waitFor();
    expect(clicks()).toBe(1);
    await page.getByText('Edited meanwhile').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Delete');
  });

  it('leaves what is typed where the app changes the question, though the workspace has not heard of it', async () => {
    const { page, trial } = visit;
    const { workspace } = trial;
    await write(page, CT_SCANS);
    await field(page, 'Workload name').waitFor();
    // The workspace never hears of what is typed from here on.
    await page.route('**/act*', () => {});
    await field(page, 'Workload name').fill('typed just now');
    const [view] = workspace.people().flatMap((person) => person.views());
    const blocks = structuredClone(view?.blocks ?? []);
    const name = blocks.find((block) => JSON.stringify(block['label'])?.includes('Workload name'));
    if (name !== undefined) name['label'] = plain('Name it');
    const client = new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl });
    await client.views.update({
      view_id: view?.id ?? '',
      view: {
        type: 'modal',
        callback_id: view?.callbackId ?? '',
        private_metadata: view?.privateMetadata ?? '',
        title: plain(view?.title ?? ''),
        submit: plain(view?.submit ?? ''),
        blocks: blocks as unknown as KnownBlock[],
      },
    });
    await field(page, 'Name it').waitFor();
    expect(await field(page, 'Name it').inputValue()).toBe('typed just now');
    expect(await field(page, 'Name it').evaluate((el) => el === document.activeElement)).toBe(true);
  });

  it('disables the button of a form that is being sent, then goes to the error, and not again with later changes', async () => {
    const { page } = visit;
    await write(page, '/sagemaker-endpoint');
    await field(page, 'Response time needed').fill('soon');
    const letGo = await holdAnswers(page);
    const send = dialog(page).getByRole('button', { name: 'Get recommendation' });
    await send.click();
    await question(page, 'Response time needed').locator('.error').waitFor();
    expect(await send.isEnabled()).toBe(false);
    expect(await send.evaluate((button) => button === document.activeElement)).toBe(true);
    letGo();
    await expect.poll(() => send.isEnabled()).toBe(true);
    await expect
      .poll(() => field(page, 'Response time needed').evaluate((el) => el === document.activeElement))
      .toBe(true);

    await field(page, 'Largest payload').focus();
    postButton();
    await page.locator('.message', { hasText: 'Delete' }).waitFor();
    expect(await field(page, 'Largest payload').evaluate((el) => el === document.activeElement)).toBe(true);
  });

  it('closes a form once for two presses, and drops what was typed at the last moment', async () => {
    const { page } = visit;
    await write(page, CT_SCANS);
    await field(page, 'Workload name').waitFor();
    const sent: string[] = [];
    page.on('request', (request) => sent.push(JSON.parse(request.postData() ?? '{}').kind));
    await page.evaluate(() => {
      const name = document.querySelector<HTMLInputElement>('dialog.modal [data-field]');
      if (name !== null) name.value = 'gone in a moment';
      name?.dispatchEvent(new Event('input', { bubbles: true }));
      const button = document.querySelector<HTMLButtonElement>('dialog.modal [data-close-view]');
      for (const _ of [1, 2]) button?.click();
    });
    await dialog(page).waitFor({ state: 'detached' });
    // Longer than the pause after which what is typed is sent.
    await page.waitForTimeout(400);
    expect(sent).toEqual(['closeView']);
  });
});
