import { describe, expect, it } from 'vitest';
import { ask, dialog, field, posted, useVisit, write } from './support/visit.ts';

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
