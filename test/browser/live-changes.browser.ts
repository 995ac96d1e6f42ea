import { type KnownBlock, WebClient } from '@slack/web-api';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { postMessage } from '../../local-workspace/state/post.ts';
import { CT_SCANS, dialog, field, question, useVisit, write } from './support/visit.ts';

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
    await field(page, 'Workload name').waitFor();
    const letGo = await holdAnswers(page);
    const send = dialog(page).getByRole('button', { name: 'Get recommendation' });
    await send.click();
    await question(page, 'Workload name').locator('.error').waitFor();
    expect(await send.isEnabled()).toBe(false);
    expect(await send.evaluate((button) => button === document.activeElement)).toBe(true);
    letGo();
    await expect.poll(() => send.isEnabled()).toBe(true);
    await expect.poll(() => field(page, 'Workload name').evaluate((el) => el === document.activeElement)).toBe(true);

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
