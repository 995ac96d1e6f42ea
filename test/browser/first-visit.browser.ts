import { describe, expect, it } from 'vitest';
import { CT_SCANS, dialog, field, posted, useVisit } from './support/visit.ts';

describe('a first visit', () => {
  const visit = useVisit();

  it('goes from the first suggestion to a posted recommendation with its details in the thread', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Large scans, now and then' }).click();
    expect(await page.locator('#composer').inputValue()).toBe(CT_SCANS);
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    expect(await field(page, 'Workload name').inputValue()).toBe('ct-scans');
    expect(await field(page, 'Largest payload').inputValue()).toBe('500 MB');
    await dialog(page).getByRole('button', { name: 'Get recommendation' }).click();

    const message = await posted(page);
    expect(await message.textContent()).toContain('Asynchronous Inference · ct-scans');
    expect(await message.locator('table').textContent()).toContain('Serverless Inference');
    await message.locator('.thread-link').click();
    const details = page.locator('.thread .message').nth(1);
    expect(await details.textContent()).toContain('none can change the option');
    expect(await page.getByText('Three things to try').count()).toBe(0);
  });

  it('shows the help to the one who asked for it, and to nobody else', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'What else it understands' }).click();
    await page.keyboard.press('Enter');
    const help = page.locator('.message.private');
    await help.waitFor();
    expect(await help.textContent()).toContain('Only visible to you');
    expect(await help.textContent()).toContain('/sagemaker-endpoint fraud-scoring');
    const ben = await visit.open('/?as=ben&in=architecture-review');
    await ben.getByText('This is the very beginning').waitFor();
    expect(await ben.locator('.message').count()).toBe(0);
  });

  it('can be without the hint, also after a reload', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Close the hint' }).click();
    await page.getByText('Three things to try').waitFor({ state: 'detached' });
    await page.reload();
    await page.locator('#composer').waitFor();
    expect(await page.getByText('Three things to try').count()).toBe(0);
  });

  it('finds an App Home that says what it is for', async () => {
    const { page } = visit;
    await page.getByRole('link', { name: 'App Home' }).click();
    await page.getByRole('heading', { name: 'App Home' }).waitFor();
    expect(await page.locator('.home').textContent()).not.toBe('');
  });
});
