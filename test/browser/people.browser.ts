import { describe, expect, it } from 'vitest';
import { ask, dialog, field, posted, useVisit, write } from './support/visit.ts';

describe('two people', () => {
  const visit = useVisit();

  it('one asks, the other changes the answers, and both see the same message', async () => {
    const { page } = visit;
    await ask(page);
    await posted(page);
    const ben = await visit.open('/?as=ben&in=architecture-review');
    const seen = await posted(ben);
    await seen.getByRole('button', { name: 'Change answers' }).click();
    await field(ben, 'Largest payload').fill('700 MB');
    await dialog(ben).getByRole('button', { name: 'Save as revision' }).click();
    await seen.getByText('(edited)').waitFor();

    const message = await posted(page);
    await message.getByText('(edited)').waitFor();
    expect(await message.textContent()).toContain('700 MB');
    expect(await message.textContent()).toMatch(/Requested by\s*@Ada/);
    expect(await message.textContent()).toMatch(/Revision 2 by\s*@Ben/);
  });

  it('at once: the second is told, keeps what was typed, and saves it as the next revision', async () => {
    const { page } = visit;
    await ask(page);
    const message = await posted(page);
    await message.getByRole('button', { name: 'Change answers' }).click();
    await field(page, 'Largest payload').fill('600 MB');

    const ben = await visit.open('/?as=ben&in=architecture-review');
    await (await posted(ben)).getByRole('button', { name: 'Change answers' }).click();
    await field(ben, 'Largest payload').fill('700 MB');
    await dialog(ben).getByRole('button', { name: 'Save as revision' }).click();
    await dialog(ben).waitFor({ state: 'detached' });

    await dialog(page).getByRole('button', { name: 'Save as revision' }).click();
    await dialog(page).getByText('while you were editing').waitFor();
    expect(await field(page, 'Largest payload').inputValue()).toBe('600 MB');
    await dialog(page).getByRole('button', { name: 'Save as revision' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await expect.poll(() => message.textContent()).toContain('· Revision 3 ·');
  });

  it('switch in one window, talk, and are told what they have not read', async () => {
    const { page } = visit;
    await write(page, '@Ben look: 5 < 6 & *that* is all');
    await page.getByRole('link', { name: 'Ben' }).click();
    await page.getByRole('link', { name: 'Ben' }).and(page.locator('[aria-current]')).waitFor();
    const said = page.locator('.main .message', { hasText: 'look: 5 < 6 & that is all' });
    await said.waitFor();
    expect(await said.textContent()).toContain('@Ben');
    await page.getByRole('link', { name: 'ml-platform' }).click();
    await page.getByRole('heading', { level: 1, name: '#ml-platform' }).waitFor();
    await write(page, 'An answer');

    await page.getByRole('link', { name: 'Ada' }).click();
    await page.getByRole('link', { name: 'Ada' }).and(page.locator('[aria-current]')).waitFor();
    await page.getByRole('link', { name: 'architecture-review' }).click();
    await page.getByRole('heading', { level: 1, name: '#architecture-review' }).waitFor();
    const ben = await visit.open('/?as=ben&in=ml-platform');
    await write(ben, 'And another');
    await page.getByRole('link', { name: 'ml-platform (new messages)' }).click();
    await page.locator('.message', { hasText: 'And another' }).waitFor();
    await page.getByRole('link', { name: 'ml-platform', exact: true }).waitFor();
  });
});
