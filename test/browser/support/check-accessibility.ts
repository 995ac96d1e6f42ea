import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ask, dialog, posted, question, useVisit, write } from './visit.ts';

/** What axe finds that is serious or worse, as lines that say where. */
export async function seriousIn(page: Page): Promise<string[]> {
  // The page has no frames, and nobody reads what passed: a quarter of the time.
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await builder.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
}

/** Journeys through all that the page has, in a color scheme, on a desktop and on a phone. */
export function checkAccessibility(colorScheme: 'light' | 'dark'): void {
  describe.each([1440, 390])(`in ${colorScheme} at %d pixels`, (width) => {
    const visit = useVisit();

    it('nothing serious keeps anybody out, and nothing is wider than the page', async () => {
      const page = await visit.open('/', { colorScheme, viewport: { width, height: 844 } });
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(await seriousIn(page)).toEqual([]);

      await write(page, '/sagemaker-endpoint');
      await dialog(page).getByRole('button', { name: 'Get recommendation' }).click();
      await question(page, 'Workload name').locator('.error').waitFor();
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
}
