import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ask, CT_SCANS, dialog, posted, useVisit, write } from './support/visit.ts';

const focusedId = (page: Page) => page.evaluate(() => document.activeElement?.id);

describe('the keyboard alone', () => {
  const visit = useVisit();

  it('is enough from the first visit to the thread', async () => {
    const { page } = visit;
    const suggestion = page.getByRole('button', { name: 'Large scans, now and then' });
    for (let step = 0; step < 30 && !(await suggestion.evaluate((el) => el === document.activeElement)); step += 1) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    await page.keyboard.press('Enter');
    await dialog(page).waitFor({ state: 'detached' });
    const message = await posted(page);
    expect(await focusedId(page)).toBe('composer');
    await message.locator('.thread-link').focus();
    await page.keyboard.press('Enter');
    await page.locator('.thread .message').nth(1).waitFor();
    await expect.poll(() => focusedId(page)).toBe('thread-title');
    await page.keyboard.press('Escape');
    await page.locator('.thread').waitFor({ state: 'detached' });
    expect(await focusedId(page)).toMatch(/replies$/);
  });

  it('stays inside an open form, forwards and backwards, and Escape gives it back', async () => {
    const { page } = visit;
    await write(page, CT_SCANS);
    await dialog(page).waitFor();
    const isInside = () =>
      page.evaluate(() => document.activeElement?.closest('dialog[open]') !== null && document.activeElement !== null);
    for (const key of ['Tab', 'Shift+Tab']) {
      for (let step = 0; step < 25; step += 1) {
        await page.keyboard.press(key);
        expect(await isInside()).toBe(true);
      }
    }
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    expect(await focusedId(page)).toBe('composer');
  });

  it('goes back to the button that opened a dialog, also where its message was edited meanwhile', async () => {
    const { page } = visit;
    await ask(page);
    const raise = (await posted(page)).getByRole('button', { name: 'Raise concern' });
    await raise.focus();
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    const other = await visit.open('/?as=ben&in=architecture-review');
    await (await posted(other)).getByRole('button', { name: 'Raise concern' }).click();
    await dialog(other).waitFor();
    await other.keyboard.type('Who pays?');
    for (const key of ['Tab', 'Tab', 'Enter']) await other.keyboard.press(key);
    await page.locator('.main .message', { hasText: 'Who pays?' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await expect.poll(() => raise.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('goes back to the button that opened a dialog, after Escape and after it was sent', async () => {
    const { page } = visit;
    await ask(page);
    const raise = (await posted(page)).getByRole('button', { name: 'Raise concern' });
    const hasFocus = () => raise.evaluate((button) => button === document.activeElement);
    await raise.focus();
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    expect(await hasFocus()).toBe(true);
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    await page.keyboard.type('Who pays?');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog(page).waitFor({ state: 'detached' });
    await page.locator('.main .message', { hasText: 'Who pays?' }).waitFor();
    expect(await hasFocus()).toBe(true);
  });

  it('moves in menus, closes them, and completes commands and names', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Shortcuts', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('menuitem');
    await page.keyboard.press('Escape');
    expect(await focusedId(page)).toBe('shortcuts');
    expect(await page.getByRole('menu').count()).toBe(0);

    const composer = page.locator('#composer');
    await composer.focus();
    await page.keyboard.type('/sag');
    await page.getByRole('option', { name: '/sagemaker-endpoint' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await composer.inputValue()).toBe('/sagemaker-endpoint ');
    await page.keyboard.type('x');
    await composer.fill('ask ');
    await page.keyboard.type('@be');
    await page.keyboard.press('Enter');
    expect(await composer.inputValue()).toBe('ask @Ben ');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('two lines');
    expect(await composer.inputValue()).toBe('ask @Ben \ntwo lines');
  });
});
