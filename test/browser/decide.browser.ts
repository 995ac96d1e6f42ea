import { describe, expect, it } from 'vitest';
import { postMessage } from '../../local-workspace/state/post.ts';
import { ask, dialog, field, posted, useVisit } from './support/visit.ts';

describe('a decision', () => {
  const visit = useVisit();

  it('is argued and made on the message: a concern, its resolution, the acceptance, the record as a file', async () => {
    const { page } = visit;
    await ask(page);
    const message = await posted(page);
    await message.getByRole('button', { name: 'Raise concern' }).click();
    await field(page, 'Concern').fill('Who pays for the GPUs?');
    await dialog(page).getByRole('button', { name: 'Raise' }).click();
    await message.getByText('Who pays for the GPUs?').waitFor();
    await message.getByRole('button', { name: 'Accept' }).click();
    await dialog(page).getByText('1 open concern:').waitFor();
    await dialog(page).locator('button[type="submit"]').click();
    await dialog(page).waitFor({ state: 'detached' });
    await message.getByRole('button', { name: 'Accept' }).waitFor({ state: 'detached' });

    await message.getByRole('button', { name: 'Export decision record' }).click();
    await message.locator('.thread-link').click();
    const file = page.locator('.thread .file');
    await file.waitFor();
    await file.getByText('Show the text').click();
    expect(await file.locator('pre').textContent()).toContain('ct-scans');
    const download = page.waitForEvent('download');
    await file.getByRole('link', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.md$/);
  });

  it('names who decides and until when, and the one who decides finds it on App Home and from there in its channel', async () => {
    const { page } = visit;
    await ask(page);
    const message = await posted(page);
    await message.getByRole('button', { name: 'More actions' }).click();
    await message.getByRole('menuitem', { name: 'Set owner and due date' }).click();
    await dialog(page).locator('select').selectOption({ label: 'Ben' });
    await dialog(page).locator('input[type="date"]').fill('2031-05-20');
    await dialog(page).locator('button[type="submit"]').click();
    await dialog(page).waitFor({ state: 'detached' });
    await message.getByText('@Ben').first().waitFor();

    const ben = await visit.open('/?as=ben&in=home');
    await ben.getByRole('link', { name: 'ct-scans' }).first().click();
    await ben.locator('.thread .message').nth(1).waitFor();
    expect(ben.url()).toContain(visit.trial.address);
  });

  it('is asked about first where a button says so, and nothing is sent without a yes', async () => {
    const { page, trial } = visit;
    const { state } = trial.workspace;
    const channel = [...state.channels.values()].find(({ name }) => name === 'architecture-review');
    const plain = (text: string) => ({ type: 'plain_text', text });
    const confirm = {
      title: plain('Sure?'),
      text: plain('It goes.'),
      confirm: plain('Delete it'),
      deny: plain('Keep it'),
    };
    const button = { type: 'button', action_id: 'of_another_version', text: plain('Delete'), style: 'danger', confirm };
    postMessage(state, channel?.id ?? '', state.app.botUserId, {
      text: 'A button of another version',
      blocks: [{ type: 'actions', elements: [button] }],
    });
    const clicks = () => trial.workspace.eventLog.filter(({ kind }) => kind === 'delivered').length;
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog', { name: 'Sure?' }).getByText('It goes.').waitFor();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(clicks()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Delete');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Delete it' }).click();
    await page.locator('.message.private', { hasText: 'older version' }).waitFor();
    expect(clicks()).toBe(1);
    // A no and then a yes, both before the browser tells of the first dialog's end.
    await page.evaluate(() => {
      const press = (text: string) =>
        [...document.querySelectorAll('button')].find(({ textContent }) => textContent === text)?.click();
      for (const text of ['Delete', 'Keep it', 'Delete', 'Delete it']) press(text);
    });
    await page.locator('.message.private', { hasText: 'older version' }).nth(1).waitFor();
    expect(clicks()).toBe(2);
  });
});
