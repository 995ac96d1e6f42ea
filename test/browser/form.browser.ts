import { describe, expect, it } from 'vitest';
import { ask, CT_SCANS, dialog, field, posted, question, useVisit, write } from './support/visit.ts';

describe('the form', () => {
  const visit = useVisit();

  it('says beside a question what is wrong with its answer, goes there, and loses nothing that was typed', async () => {
    const { page } = visit;
    await write(page, '/sagemaker-endpoint');
    await dialog(page).waitFor();
    await dialog(page).getByRole('button', { name: 'Get recommendation' }).click();
    await question(page, 'What is it called?').getByText('Please complete this required field.').waitFor();
    await expect
      .poll(() => field(page, 'What is it called?').evaluate((el) => el === document.activeElement))
      .toBe(true);

    await page.keyboard.type('fraud-scoring');
    await field(page, 'Largest request').fill('1,5 GB');
    await field(page, 'Answer needed within').fill('soon');
    await page.keyboard.press('Enter');
    const payload = question(page, 'Largest request');
    await payload.locator('.error').waitFor();
    expect(await payload.locator('.error').textContent()).toContain('1.5');
    expect(await question(page, 'Answer needed within').locator('.error').textContent()).not.toBe('');
    expect(await question(page, 'What is it called?').locator('.error').count()).toBe(0);
    expect(await field(page, 'What is it called?').inputValue()).toBe('fraud-scoring');
    expect(await field(page, 'Largest request').inputValue()).toBe('1,5 GB');
    await expect
      .poll(() => field(page, 'Answer needed within').evaluate((el) => el === document.activeElement))
      .toBe(true);

    await field(page, 'Largest request').fill('3 MB');
    await field(page, 'Answer needed within').fill('300 ms');
    await page.keyboard.press('Enter');
    await posted(page, 'fraud-scoring');
  });

  it('asks other questions where stored data is scored, stays where one is, and brings answers back', async () => {
    const { page } = visit;
    await write(page, CT_SCANS);
    await dialog(page).waitFor();
    const nobody = question(page, 'Who waits for the answer?').getByLabel('Nobody: stored data is scored');
    await nobody.check();
    await question(page, 'Answer needed within').waitFor({ state: 'detached' });
    expect(await question(page, 'When do they come?').count()).toBe(0);
    expect(await nobody.evaluate((radio) => radio === document.activeElement)).toBe(true);
    expect(await field(page, 'What is it called?').inputValue()).toBe('ct-scans');

    await question(page, 'Who waits for the answer?').getByLabel('Someone, for minutes').check();
    await question(page, 'Answer needed within').waitFor();
    expect(await field(page, 'Answer needed within').inputValue()).toBe('15 min');
  });

  it('asks about several models once Enter is pressed, and keeps the cursor there', async () => {
    const { page } = visit;
    await write(page, CT_SCANS);
    await dialog(page).waitFor();
    await dialog(page).getByRole('button', { name: 'More details' }).click();
    await dialog(page).getByRole('button', { name: 'Fewer details' }).waitFor();
    expect(await question(page, 'Do they share a container?').count()).toBe(0);
    await field(page, 'The model').fill('2 GB, 400 models');
    await page.keyboard.press('Enter');
    await question(page, 'Do they share a container?').waitFor();
    expect(await field(page, 'The model').inputValue()).toBe('2 GB, 400 models');
    expect(await field(page, 'The model').evaluate((el) => el === document.activeElement)).toBe(true);
  });

  it('opens again with the answers, and the message is edited in place with one line in its thread', async () => {
    const { page } = visit;
    await ask(page);
    const message = await posted(page);
    const ts = await message.getAttribute('data-ts');
    await message.getByRole('button', { name: 'Change answers' }).click();
    expect(await field(page, 'Largest request').inputValue()).toBe('500 MB');
    await field(page, 'Largest request').fill('800 MB');
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
