import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { postMessage } from '../../local-workspace/state/post.ts';
import { ask, dialog, field, posted, useVisit } from './support/visit.ts';

/** Mentions the bot in the open thread, and gives its answer. */
async function mention(page: Page, words: string, answer: string) {
  await page.locator('#thread-composer').fill(`@Endpoint Reviewer ${words}`);
  await page.locator('#thread-composer').press('Enter');
  const card = page.locator('.thread .message', { hasText: answer });
  await card.waitFor();
  return card;
}

describe('a review', () => {
  const visit = useVisit();

  it('goes from the command to a decision by two people: a what-if becomes revision 2, a reload loses nothing', async () => {
    const { page } = visit;
    await ask(page);
    const message = await posted(page);

    // Ben argues, and what he asks becomes the review's workload by Ada's click.
    const ben = await visit.open('/?as=ben&in=architecture-review');
    const bens = await posted(ben);
    await bens.locator('.thread-link').click();
    await ben.locator('.thread .message').nth(1).waitFor();
    await mention(ben, 'what if payload is 400 MB', 'With: payload 500 → 400 MB');
    await message.locator('.thread-link', { hasText: '3 replies' }).click();
    await page.getByRole('button', { name: 'Make it revision 2' }).click();
    await message.getByText('(edited)').waitFor();
    expect(await message.textContent()).toContain('· Revision 2');
    await page.locator('.thread .message', { hasText: /Revision 2 by Ada: payload/ }).waitFor();

    await bens.getByRole('button', { name: 'Raise concern' }).click();
    await field(ben, 'Concern').fill('Who is on call for it?');
    await dialog(ben).getByRole('button', { name: 'Raise' }).click();
    await message.getByText('Who is on call for it?').waitFor();

    await page.reload();
    await message.getByText('Who is on call for it?').waitFor();
    expect(await message.textContent()).toContain('· Revision 2');
    await page.locator('.thread .message', { hasText: 'With: payload 500 → 400 MB' }).waitFor();

    // Ada answers the concern; Ben, who raised it, resolves it and accepts.
    await page.locator('#thread-composer').fill('The platform team is.');
    await page.locator('#thread-composer').press('Enter');
    await ben.locator('.thread .message', { hasText: 'The platform team is.' }).waitFor();
    await bens.getByRole('button', { name: 'Resolve concern' }).click();
    await field(ben, 'How is it resolved?').fill('The platform team is.');
    await dialog(ben).getByRole('button', { name: 'Resolve' }).click();
    await message.getByText('1 open concern').waitFor({ state: 'detached' });
    await bens.getByRole('button', { name: 'Accept' }).click();
    await message.getByRole('button', { name: 'Accept' }).waitFor({ state: 'detached' });
    expect(await message.textContent()).toMatch(/Accepted by\s*@Ben/);
    await page.locator('.thread .message', { hasText: /Ben accepted/ }).waitFor();
  });

  it('is found by its name on App Home, and opened from what was found', async () => {
    const { page } = visit;
    await ask(page);
    await posted(page);
    await ask(page, '/sagemaker-endpoint fraud-scoring 3 MB within 300 ms, steady, 50 rps');
    await posted(page, 'fraud-scoring');
    await page.getByRole('link', { name: 'App Home' }).click();
    await page.locator('.home').getByRole('link', { name: 'fraud-scoring' }).waitFor();
    await page.getByRole('button', { name: 'Search by name' }).click();
    await dialog(page).locator('input[type="text"]').fill('FRA');
    await page.keyboard.press('Enter');
    const found = dialog(page).getByRole('link', { name: 'fraud-scoring' });
    await found.waitFor();
    expect(await dialog(page).getByRole('link', { name: 'ct-scans' }).count()).toBe(0);

    await dialog(page).locator('input[type="text"]').fill('nobody');
    await dialog(page).getByRole('button', { name: 'Search' }).click();
    await dialog(page).getByText('has a name like that').waitFor();
    await dialog(page).locator('input[type="text"]').fill('fraud');
    await dialog(page).getByRole('button', { name: 'Search' }).click();
    await found.click();
    await page.locator('.thread .message', { hasText: 'Understood:' }).waitFor();
    await posted(page, 'fraud-scoring');
  });
});

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

    await message.getByRole('button', { name: 'More actions' }).click();
    await message.getByRole('menuitem', { name: 'Export decision record' }).click();
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
