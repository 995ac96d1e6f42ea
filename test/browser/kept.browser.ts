import { describe, expect, it } from 'vitest';
import { ask, CT_SCANS, dialog, field, posted, question, useVisit, write } from './support/visit.ts';

describe('nothing is lost', () => {
  const visit = useVisit();

  it('by a reload in the middle of the form: what was typed and which questions there are', async () => {
    const { page, trial } = visit;
    await write(page, CT_SCANS);
    await field(page, 'Workload name').fill('ct-scan-triage');
    await question(page, 'How are predictions requested?').getByLabel('No requests: score a dataset (batch)').check();
    await question(page, 'Response time needed').waitFor({ state: 'detached' });
    const typed = () => trial.workspace.eventLog.some((entry) => JSON.stringify(entry).includes('ct-scan-triage'));
    await expect.poll(typed).toBe(true);
    await page.reload();
    await dialog(page).waitFor();
    expect(await field(page, 'Workload name').inputValue()).toBe('ct-scan-triage');
    expect(await question(page, 'Response time needed').count()).toBe(0);
    await dialog(page).getByRole('button', { name: 'Get recommendation' }).click();
    await posted(page, 'ct-scan-triage');
  });

  it('by a reload of a channel with a thread open', async () => {
    const { page } = visit;
    await ask(page);
    await (await posted(page)).locator('.thread-link').click();
    await page.locator('.thread .message').nth(1).waitFor();
    await page.reload();
    await page.locator('.thread .message').nth(1).waitFor();
    await posted(page);
    await page.goBack();
    await page.locator('.thread').waitFor({ state: 'detached' });
  });

  it('by a restart of the bot: a review from before can still be changed', async () => {
    const { page, trial } = visit;
    await ask(page);
    const message = await posted(page);
    await trial.stopBot();
    await trial.startBot();
    await message.getByRole('button', { name: 'Change answers' }).click();
    await field(page, 'Largest payload').fill('900 MB');
    await dialog(page).getByRole('button', { name: 'Save as revision' }).click();
    await message.getByText('(edited)').waitFor();
    expect(await message.textContent()).toContain('900 MB');
  });
});
