import { describe, expect, it } from 'vitest';
import { ask, CT_SCANS, dialog, field, posted, useVisit, write } from './support/visit.ts';

describe('what was there', () => {
  const visit = useVisit();

  it('is there again after npm run try is started anew, to read and to go on with', async () => {
    await ask(visit.page);
    const message = await posted(visit.page);
    await message.getByRole('button', { name: 'More actions' }).click();
    await message.getByRole('menuitem', { name: 'Export decision record' }).click();
    await message.locator('.thread-link', { hasText: '2 replies' }).click();
    await visit.page.locator('.thread .file').waitFor();
    await write(visit.page, '/sagemaker-endpoint help');
    await visit.page.locator('.message.private', { hasText: 'fraud-scoring' }).waitFor();

    const page = await visit.restart('/?as=ben&in=architecture-review');
    const kept = await posted(page);
    expect(await page.getByText('Three things to try').count()).toBe(0);
    expect(await page.locator('.message.private').count()).toBe(0);
    await kept.locator('.thread-link', { hasText: '2 replies' }).click();
    const file = page.locator('.thread .file');
    await file.getByText('Show the text').click();
    expect(await file.locator('pre').textContent()).toContain('ct-scans');

    await kept.getByRole('button', { name: 'Change answers' }).click();
    await field(page, 'Largest payload').fill('900 MB');
    await dialog(page).getByRole('button', { name: 'Save as revision' }).click();
    await kept.getByText('(edited)').waitFor();
    expect(await kept.textContent()).toContain('900 MB');
    await page.getByRole('link', { name: 'App Home' }).click();
    await page.locator('.home').getByRole('link', { name: 'ct-scans' }).waitFor();

    const ada = await visit.open('/?as=ada&in=architecture-review');
    await ada.locator('.message.private', { hasText: 'fraud-scoring' }).waitFor();
  });

  it('is there with the form that was open, and what was typed into it', async () => {
    await write(visit.page, CT_SCANS);
    await field(visit.page, 'Workload name').fill('ct-scan-triage');
    const typed = () => JSON.stringify(visit.trial.workspace.state.views.all()).includes('ct-scan-triage');
    await expect.poll(typed).toBe(true);
    const page = await visit.restart();
    expect(await field(page, 'Workload name').inputValue()).toBe('ct-scan-triage');
    await dialog(page).getByRole('button', { name: 'Get recommendation' }).click();
    await posted(page, 'ct-scan-triage');
  });
});
