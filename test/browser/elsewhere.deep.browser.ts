import { describe, expect, it } from 'vitest';
import { ask, dialog, field, posted, question, useVisit, write } from './support/visit.ts';

describe('a shortcut', () => {
  const visit = useVisit();

  it('from the menu asks for the channel, because it comes from none, and posts there', async () => {
    const { page } = visit;
    await page.getByRole('link', { name: 'Endpoint Reviewer' }).click();
    await page.getByRole('heading', { level: 1, name: 'Endpoint Reviewer' }).waitFor();
    await page.getByRole('button', { name: 'Shortcuts', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Review a workload' }).click();
    await field(page, 'Workload name').fill('churn');
    await dialog(page).getByRole('button', { name: 'Get recommendation' }).click();
    await question(page, 'Where should I post the recommendation?').locator('.error').waitFor();
    await field(page, 'Where should I post the recommendation?').selectOption({ label: '#ml-platform' });
    await dialog(page).getByRole('button', { name: 'Get recommendation' }).click();
    await dialog(page).waitFor({ state: 'detached' });

    await page.getByRole('link', { name: 'ml-platform' }).click();
    await posted(page, 'churn');
  });

  it('from a message fills the form with what the message says', async () => {
    const { page } = visit;
    await page.getByRole('link', { name: 'ml-platform' }).click();
    const message = page.locator('.main .message', { hasText: 'We have a churn model' });
    await message.hover();
    await message.getByRole('button', { name: 'Message shortcuts' }).click();
    await page.getByRole('menuitem', { name: 'Review this workload' }).click();
    await dialog(page).waitFor();
    expect(await field(page, 'Response time needed').inputValue()).toBe('2 s');
    expect(await question(page, 'Where is the answer').count()).toBe(0);
    await field(page, 'Workload name').fill('churn');
    await dialog(page).getByRole('button', { name: 'Get recommendation' }).click();
    await posted(page, 'churn');
  });
});

describe('a channel that the bot is not in', () => {
  const visit = useVisit();

  it.each([
    ['by /invite', (page: Parameters<typeof write>[0]) => write(page, '/invite @Endpoint Reviewer')],
    ['by the button', (page: Parameters<typeof write>[0]) => page.getByRole('button', { name: 'Add it' }).click()],
  ])('one person is told, invites it %s, and one click posts the stored answer', async (_, invite) => {
    const { page } = visit;
    await page.getByRole('link', { name: 'payments-private' }).click();
    await page.getByText('Endpoint Reviewer is not in this channel').waitFor();
    await ask(page);
    const notice = page.locator('.message.private', { hasText: '/invite' });
    await notice.waitFor();
    const ben = await visit.open('/?as=ben&in=payments-private');
    await ben.getByText('Endpoint Reviewer is not in this channel').waitFor();
    expect(await ben.locator('.message').count()).toBe(0);

    await invite(page);
    await page.getByText('was added to this channel').waitFor();
    await notice.getByRole('button', { name: 'Post now' }).click();
    await posted(page);
    await posted(ben);
  });

  it('can be left as it is: the answer goes into the own conversation with the bot', async () => {
    const { page } = visit;
    await page.getByRole('link', { name: 'payments-private' }).click();
    await page.getByText('Endpoint Reviewer is not in this channel').waitFor();
    await ask(page);
    await page.getByRole('button', { name: 'Send it to me' }).click();
    await page.getByRole('link', { name: 'Endpoint Reviewer (new messages)' }).click();
    await posted(page);
  });
});
