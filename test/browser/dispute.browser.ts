import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ask, dialog, field, posted, question, useVisit } from './support/visit.ts';

const EXPENSIVE = '/sagemaker-endpoint support-chat llama 3.1 8b, streaming, 1,000 tokens in, 500 out, steady 10 rps';
const OBJECTION = 'PHI leaves the VPC: results are written to S3 without our KMS key';
const ANSWER = 'We add a gateway endpoint, and the output gets the key of the team';

const press = (message: Locator, name: string) => message.getByRole('button', { name, exact: true }).click();

async function send(page: Page, name: string): Promise<void> {
  await dialog(page).getByRole('button', { name, exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

describe('a dispute of three people', () => {
  const visit = useVisit();

  it('is stopped by 1 blocking concern until the one who raised it resolves it, and then decided by a third', async () => {
    const { page } = visit;
    await ask(page);
    const adas = await posted(page);
    const ben = await visit.open('/?as=ben&in=architecture-review');
    const chen = await visit.open('/?as=chen&in=architecture-review');
    const [bens, chens] = [await posted(ben), await posted(chen)];

    await press(bens, 'Raise concern');
    await field(ben, 'Concern').fill(OBJECTION);
    await question(ben, 'What it does')
      .getByLabel(/^Blocking/)
      .check();
    await send(ben, 'Raise');
    await chens.getByText('1 blocking concern').waitFor();
    expect(await chens.textContent()).toMatch(/1 blocking concern.*@Ben.*PHI leaves the VPC/);

    // The requester doesn't get past it. The lead would have to give a reason, and doesn't.
    await press(adas, 'Accept…');
    const notice = page.locator('.message.private', { hasText: 'A blocking concern is open.' });
    await notice.waitFor();
    expect(await notice.textContent()).toMatch(/waits until .*, or until\s*@Chen/);
    await press(chens, 'Accept…');
    await question(chen, 'Why, despite a blocking concern?').waitFor();
    await dialog(chen).locator('button[type="submit"]').click();
    await dialog(chen).locator('.error').waitFor();
    await chen.keyboard.press('Escape');
    await dialog(chen).waitFor({ state: 'detached' });
    await press(adas, 'Resolve concern');
    await page.locator('.message.private', { hasText: 'can resolve' }).waitFor();
    expect(await adas.textContent()).toContain('1 blocking concern');

    await adas.locator('.thread-link').click();
    await page.locator('#thread-composer').fill(ANSWER);
    await page.locator('#thread-composer').press('Enter');
    await bens.locator('.thread-link').click();
    await ben.locator('.thread .message', { hasText: ANSWER }).waitFor();

    await press(bens, 'Resolve concern');
    await field(ben, 'How is it resolved?').fill(ANSWER);
    await send(ben, 'Resolve');
    await chens.getByText('1 resolved concern').waitFor();
    await press(chens, 'Show concerns');
    expect(await dialog(chen).textContent()).toMatch(/PHI leaves the VPC.*Resolved by.*@Ben.*gateway endpoint/s);
    await chen.keyboard.press('Escape');
    await dialog(chen).waitFor({ state: 'detached' });

    await press(chens, 'Accept');
    await adas.getByText(/^Accepted/).waitFor();
    expect(await adas.textContent()).toMatch(/Accepted by\s*@Chen, requested by\s*@Ada/);

    // The requester is told of all three, and nobody of what they did themselves.
    const { workspace } = visit.trial;
    await workspace.waitFor(() =>
      workspace.people().some((person) => JSON.stringify(workspace.notificationsOf(person)).includes('Chen accepted')),
    );
    const toldInThread = workspace.people().map((person) =>
      workspace
        .notificationsOf(person)
        .filter(({ threadTs }) => threadTs !== undefined)
        .map(({ text }) => text.replace(/^<@\w+>: /, '').slice(0, 20)),
    );
    expect(toldInThread).toEqual([
      ['Ben raised a blockin', 'Ben resolved the con', 'Chen accepted Asynch'],
      ...[[], [], [], []],
    ]);
    await page.getByRole('link', { name: 'Notifications', exact: true }).click();
    await page
      .locator('.notification', { hasText: 'Ben raised a blocking concern' })
      .getByRole('link', { name: 'in a thread of #architecture-review' })
      .click();
    await page.locator('.thread .message', { hasText: 'Chen accepted' }).waitFor();
  });

  it('takes 2 approvals of the architects where it costs more than $5,000 per month, and none of the requester', async () => {
    const { page } = visit;
    await ask(page, EXPENSIVE);
    const adas = await posted(page, 'support-chat');
    await adas.getByText('0 of 2 approvals').waitFor();
    await press(adas, 'Approve…');
    await page.locator('.message.private', { hasText: 'approv' }).waitFor();

    for (const [name, said] of [
      ['ben', '1 of 2 approvals'],
      ['chen', 'Accepted'],
    ] as const) {
      const other = await visit.open(`/?as=${name}&in=architecture-review`);
      const message = await posted(other, 'support-chat');
      await press(message, 'Approve…');
      await send(other, 'Approve');
      await message.getByText(said).first().waitFor();
    }
    await adas.getByText(/^Accepted/).waitFor();
    expect(await adas.textContent()).toMatch(/Accepted by\s*@Chen, requested by\s*@Ada/);
    expect(await adas.textContent()).toMatch(/2 approvals \(@Ben, @Chen\)/);
  });
});
