import { describe, expect, it } from 'vitest';
import { ask, CT_SCANS, dialog, field, only, posted, question, useVisit, write } from './support/visit.ts';

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
    expect(await message.textContent()).toContain('Ruled out: Real-time (at most 6 MB');
    await message.locator('.thread-link').click();
    const details = page.locator('.thread .message').nth(1);
    expect(await details.textContent()).toContain('Understood:');
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

describe('the form', () => {
  const visit = useVisit();

  it('says beside a question what is wrong with its answer, goes there, and loses nothing that was typed', async () => {
    const { page } = visit;
    await write(page, '/sagemaker-endpoint');
    await dialog(page).waitFor();
    await field(page, 'Workload name').fill('fraud-scoring');
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
