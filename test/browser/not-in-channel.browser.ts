import { describe, expect, it } from 'vitest';
import { ask, posted, useVisit, write } from './support/visit.ts';

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
