import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
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
    expect(await message.textContent()).toContain('· Revision 2 ·');
    await page.locator('.thread .message', { hasText: /Revision 2 by\s*@Ada: payload/ }).waitFor();

    await bens.getByRole('button', { name: 'Raise concern' }).click();
    await field(ben, 'Concern').fill('Who is on call for it?');
    await dialog(ben).getByRole('button', { name: 'Raise' }).click();
    await message.getByText('Who is on call for it?').waitFor();

    await page.reload();
    await message.getByText('Who is on call for it?').waitFor();
    expect(await message.textContent()).toContain('· Revision 2 ·');
    await page.locator('.thread .message', { hasText: 'With: payload 500 → 400 MB' }).waitFor();

    // Ada answers the concern; Ben, who raised it, resolves it and accepts.
    await page.locator('#thread-composer').fill('The platform team is.');
    await page.locator('#thread-composer').press('Enter');
    await ben.locator('.thread .message', { hasText: 'The platform team is.' }).waitFor();
    await bens.getByRole('button', { name: 'Resolve concern' }).click();
    await field(ben, 'Resolution').fill('The platform team is.');
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
