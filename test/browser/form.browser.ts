import { describe, expect, it } from 'vitest';
import { ask, CT_SCANS, dialog, field, only, posted, question, useVisit, write } from './support/visit.ts';

describe('the form', () => {
  const visit = useVisit();

  it('says beside a question what is wrong with its answer, goes there, and loses nothing that was typed', async () => {
    const { page } = visit;
    await write(page, '/sagemaker-endpoint');
    await dialog(page).waitFor();
    await dialog(page).getByRole('button', { name: 'Get recommendation' }).click();
    await question(page, 'Workload name').getByText('Please complete this required field.').waitFor();
    await expect.poll(() => field(page, 'Workload name').evaluate((el) => el === document.activeElement)).toBe(true);

    await page.keyboard.type('fraud-scoring');
    await field(page, 'Largest payload').fill('1,5 GB');
    await field(page, 'Response time needed').fill('soon');
    await page.keyboard.press('Enter');
    const payload = question(page, 'Largest payload');
    await payload.locator('.error').waitFor();
    expect(await payload.locator('.error').textContent()).toContain('1.5');
    expect(await question(page, 'Response time needed').locator('.error').textContent()).not.toBe('');
    expect(await question(page, 'Workload name').locator('.error').count()).toBe(0);
    expect(await field(page, 'Workload name').inputValue()).toBe('fraud-scoring');
    expect(await field(page, 'Largest payload').inputValue()).toBe('1,5 GB');
    await expect
      .poll(() => field(page, 'Response time needed').evaluate((el) => el === document.activeElement))
      .toBe(true);

    await field(page, 'Largest payload').fill('3 MB');
    await field(page, 'Response time needed').fill('300 ms');
    await page.keyboard.press('Enter');
    await posted(page, 'fraud-scoring');
  });

  it('is filled in by an engineer, question by question, as people write', async () => {
    const { page } = visit;
    await write(page, '/sagemaker-endpoint');
    await dialog(page).waitFor();
    const typed = [
      ['Workload name', 'fraud-scoring'],
      ['Response time needed', '0.5 s'],
      ['Model latency (p95)', '40 ms'],
      [only('Traffic'), '2k/day peak 20 rps'],
      ['Largest payload', '20 KB'],
      [only('Model'), '2 GB, no gpu'],
    ] as const;
    await question(page, 'How are predictions requested?').getByLabel('Caller waits (synchronous)').check();
    for (const [label, answer] of typed) await field(page, label).fill(answer);
    await field(page, 'Traffic pattern').selectOption('known-hours');
    await question(page, 'Busy hours').waitFor();
    await field(page, 'Busy hours').fill('Mon–Fri 9–17 CET');
    await field(page, 'After an idle period').selectOption('never-slow');
    for (const [label, answer] of typed) expect(await field(page, label).inputValue()).toBe(answer);
    await dialog(page).getByRole('button', { name: 'Get recommendation' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    const message = await posted(page, 'fraud-scoring');
    await message.locator('.thread-link').click();
    const details = page.locator('.thread .message').nth(1);
    await details.waitFor();
    const stated = await details.textContent();
    for (const fact of ['500 ms', '40 ms', '60,000', '20 KB', '2 GB', 'from 09:00', 'Europe/Berlin'])
      expect(stated).toContain(fact);
  });

  it('asks other questions for a dataset, keeps the focus, and brings answers back', async () => {
    const { page } = visit;
    await write(page, CT_SCANS);
    await dialog(page).waitFor();
    const nobody = question(page, 'How are predictions requested?').getByLabel('No requests: score a dataset (batch)');
    await nobody.check();
    await question(page, 'Response time needed').waitFor({ state: 'detached' });
    expect(await question(page, 'Traffic pattern').count()).toBe(0);
    expect(await nobody.evaluate((radio) => radio === document.activeElement)).toBe(true);
    expect(await field(page, 'Workload name').inputValue()).toBe('ct-scans');

    await question(page, 'How are predictions requested?')
      .getByLabel('Caller is notified later (asynchronous)')
      .check();
    await question(page, 'Response time needed').waitFor();
    expect(await field(page, 'Response time needed').inputValue()).toBe('15 min');
  });

  it('asks about several models once Enter is pressed, and keeps the cursor there', async () => {
    const { page } = visit;
    await write(page, CT_SCANS);
    await dialog(page).waitFor();
    await dialog(page).getByRole('button', { name: 'More details' }).click();
    await dialog(page).getByRole('button', { name: 'Fewer details' }).waitFor();
    expect(await question(page, 'Do the models share a container?').count()).toBe(0);
    await field(page, only('Model')).fill('2 GB, 400 models');
    await page.keyboard.press('Enter');
    await question(page, 'Do the models share a container?').waitFor();
    expect(await field(page, only('Model')).inputValue()).toBe('2 GB, 400 models');
    expect(await field(page, only('Model')).evaluate((el) => el === document.activeElement)).toBe(true);
  });

  it('opens again with the answers, and the message is edited in place with one line in its thread', async () => {
    const { page } = visit;
    await ask(page);
    const message = await posted(page);
    const ts = await message.getAttribute('data-ts');
    await message.getByRole('button', { name: 'Change answers' }).click();
    expect(await field(page, 'Largest payload').inputValue()).toBe('500 MB');
    await field(page, 'Largest payload').fill('800 MB');
    await dialog(page).getByRole('button', { name: 'Save as revision' }).click();
    await message.getByText('(edited)').waitFor();
    expect(await message.getAttribute('data-ts')).toBe(ts);
    expect(await message.textContent()).toContain('800 MB');
    expect(await page.locator('.main .message').count()).toBe(1);
    await message.locator('.thread-link', { hasText: '2 replies' }).click();
    expect(await page.locator('.thread .message').last().textContent()).toContain('500 → 800 MB');
  });

  it('stays open with what was typed where the bot cannot be reached', async () => {
    const { page, trial } = visit;
    await write(page, CT_SCANS);
    await dialog(page).waitFor();
    await trial.stopBot();
    await page.getByText('Endpoint Reviewer is not connected').waitFor();
    await dialog(page).getByRole('button', { name: 'Get recommendation' }).click();
    await dialog(page).getByText('We had some trouble connecting').waitFor();
    await trial.startBot();
    await dialog(page).getByRole('button', { name: 'Get recommendation' }).click();
    await posted(page);
  });
});
