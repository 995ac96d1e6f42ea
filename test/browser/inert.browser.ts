import { describe, expect, it } from 'vitest';
import { ask, dialog, field, posted, useVisit, write } from './support/visit.ts';

const MARKUP = '<img src=x onerror="window.broken = true"><script>window.broken = true</script>';

describe('what people type', () => {
  const visit = useVisit();

  it('is text in messages, in forms, in the answer and in its thread, never markup', async () => {
    const { page } = visit;
    await write(page, `${MARKUP} <!channel> [x](javascript:broken=1) <javascript:broken=1|y>`);
    await page.locator('.message', { hasText: '<img src=x onerror=' }).waitFor();
    await write(page, '/sagemaker-endpoint');
    await field(page, 'Workload name').fill(`a${MARKUP}`);
    await dialog(page).getByRole('button', { name: 'More details' }).click();
    await dialog(page).getByRole('button', { name: 'Fewer details' }).waitFor();
    await dialog(page).getByRole('button', { name: 'Get recommendation' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    const message = await posted(page, 'a<img');
    await message.locator('.thread-link').click();
    await page.locator('.thread .message').nth(1).waitFor();
    expect(await page.evaluate(() => 'broken' in window)).toBe(false);
    expect(await page.locator('.message img, .message script').count()).toBe(0);
    const addresses = await page
      .locator('.message a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(addresses.filter((address) => address?.startsWith('javascript:'))).toEqual([]);
  });

  it('that is no command is said to be none, and is not lost where it cannot be sent', async () => {
    const { page } = visit;
    await write(page, '/nonsense');
    await page.locator('.message.private', { hasText: '/nonsense is not a valid command.' }).waitFor();
    await ask(page);
    await (await posted(page)).locator('.thread-link').click();
    await page.locator('#thread-composer').fill('/sagemaker-endpoint help');
    await page.locator('#thread-composer').press('Enter');
    await page.locator('.thread').getByText('is not supported in threads').waitFor();
    expect(await page.locator('#thread-composer').inputValue()).toBe('/sagemaker-endpoint help');
  });
});
