import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { LANE } from '../support/lane.ts';
import { seriousIn } from './support/browser.ts';
import { ask, CT_SCANS, dialog, field, posted, question, useVisit, write } from './support/visit.ts';

// Journeys through all that the page has, in each color scheme, on a desktop and on a phone.
const LOOKS = [
  ['light', 1440],
  ['dark', 390],
  ['light', 390],
  ['dark', 1440],
] as const;
describe.each(LANE === 'deep' ? LOOKS : LOOKS.slice(0, 2))('in %s at %d pixels', (colorScheme, width) => {
  const visit = useVisit();

  it('nothing serious keeps anybody out, and nothing is wider than the page', async () => {
    const page = await visit.open('/', { colorScheme, viewport: { width, height: 844 } });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await seriousIn(page)).toEqual([]);

    await write(page, '/sagemaker-endpoint');
    await field(page, 'Response time needed').fill('soon');
    await dialog(page).getByRole('button', { name: 'Get recommendation' }).click();
    await question(page, 'Response time needed').locator('.error').waitFor();
    expect(await seriousIn(page)).toEqual([]);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });

    await ask(page);
    const message = await posted(page);
    expect(await seriousIn(page)).toEqual([]);
    expect(await overflow()).toBeLessThanOrEqual(0);

    await message.locator('.thread-link').click();
    await page.locator('.thread .message').nth(1).waitFor();
    expect(await seriousIn(page)).toEqual([]);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.getByRole('link', { name: 'Close the thread' }).click();

    await page.getByRole('button', { name: 'Shortcuts', exact: true }).click();
    await page.getByRole('menuitem').first().waitFor();
    expect(await seriousIn(page)).toEqual([]);

    const { workspace } = visit.trial;
    const [ada, ben] = workspace.people();
    const [channel] = workspace.state.channels.keys();
    await ben?.say(channel ?? '', `<@${ada?.id}>, have a look`);
    await page.goto(`${visit.trial.address}/?as=ada&in=notifications`);
    await page.locator('.notification').waitFor();
    expect(await seriousIn(page)).toEqual([]);
    expect(await overflow()).toBeLessThanOrEqual(0);

    await page.goto(`${visit.trial.address}/?as=ada&in=home`);
    await page.locator('.home').getByRole('link', { name: 'ct-scans' }).waitFor();
    expect(await seriousIn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Search by name' }).click();
    await dialog(page).locator('input[type="text"]').fill('ct');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('link', { name: 'ct-scans' }).waitFor();
    expect(await seriousIn(page)).toEqual([]);
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
});
describe('on a phone', () => {
  const visit = useVisit();

  it('the channels come on demand and go with a choice', async () => {
    const page = await visit.open('/', { viewport: { width: 390, height: 844 } });
    expect(await page.getByRole('link', { name: 'ml-platform' }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Channels and people' }).click();
    await page.getByRole('link', { name: 'ml-platform' }).click();
    await page.getByRole('heading', { level: 1, name: '#ml-platform' }).waitFor();
    expect(await page.getByRole('link', { name: 'ml-platform' }).isVisible()).toBe(false);
  });
});

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
    for (const key of ['Tab', 'Tab', 'Tab', 'Enter']) await other.keyboard.press(key);
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
    for (const key of ['Tab', 'Tab', 'Tab', 'Enter']) await page.keyboard.press(key);
    await dialog(page).waitFor({ state: 'detached' });
    await page.locator('.main .message', { hasText: 'Who pays?' }).waitFor();
    await expect.poll(hasFocus).toBe(true);
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
