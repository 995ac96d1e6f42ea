import { WebClient } from '@slack/web-api';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ask, dialog, field, posted, useVisit, write } from './support/visit.ts';

describe('two people', () => {
  const visit = useVisit();

  it('one asks, the other changes the answers, and both see the same message', async () => {
    const { page } = visit;
    await ask(page);
    await posted(page);
    const ben = await visit.open('/?as=ben&in=architecture-review');
    const seen = await posted(ben);
    await seen.getByRole('button', { name: 'Change answers' }).click();
    await field(ben, 'Largest payload').fill('700 MB');
    await dialog(ben).getByRole('button', { name: 'Save as revision' }).click();
    await seen.getByText('(edited)').waitFor();

    const message = await posted(page);
    await message.getByText('(edited)').waitFor();
    expect(await message.textContent()).toContain('700 MB');
    expect(await message.textContent()).toMatch(/Requested by\s*@Ada/);
    expect(await message.textContent()).toMatch(/Revision 2 by\s*@Ben/);
  });

  it('at once: the second is told, keeps what was typed, and saves it as the next revision', async () => {
    const { page } = visit;
    await ask(page);
    const message = await posted(page);
    await message.getByRole('button', { name: 'Change answers' }).click();
    await field(page, 'Largest payload').fill('600 MB');

    const ben = await visit.open('/?as=ben&in=architecture-review');
    await (await posted(ben)).getByRole('button', { name: 'Change answers' }).click();
    await field(ben, 'Largest payload').fill('700 MB');
    await dialog(ben).getByRole('button', { name: 'Save as revision' }).click();
    await dialog(ben).waitFor({ state: 'detached' });

    await dialog(page).getByRole('button', { name: 'Save as revision' }).click();
    await dialog(page).getByText('while you were editing').waitFor();
    expect(await field(page, 'Largest payload').inputValue()).toBe('600 MB');
    await dialog(page).getByRole('button', { name: 'Save as revision' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await expect.poll(() => message.textContent()).toContain('· Revision 3');
  });

  it('switch in one window, talk, and are told what they have not read', async () => {
    const { page } = visit;
    await write(page, '@Ben look: 5 < 6 & *that* is all');
    await page.getByRole('link', { name: 'Ben Architect 1 new notification' }).click();
    await page.getByRole('link', { name: 'Ben' }).and(page.locator('[aria-current]')).waitFor();
    const said = page.locator('.main .message', { hasText: 'look: 5 < 6 & that is all' });
    await said.waitFor();
    expect(await said.textContent()).toContain('@Ben');
    await page.getByRole('link', { name: 'Notifications', exact: true }).click();
    const told = page.locator('.notification', { hasText: 'look: 5 < 6 & that is all' });
    await told.getByRole('link', { name: 'in #architecture-review' }).click();
    await said.waitFor();
    await page.getByRole('link', { name: 'Ben Architect', exact: true }).waitFor();
    await page.getByRole('link', { name: 'ml-platform' }).click();
    await page.getByRole('heading', { level: 1, name: '#ml-platform' }).waitFor();
    await write(page, 'An answer');
    await page.goto(visit.trial.address);
    await page.getByRole('link', { name: 'Ben' }).and(page.locator('[aria-current]')).waitFor();

    await page.getByRole('link', { name: 'Ada' }).click();
    await page.getByRole('link', { name: 'Ada' }).and(page.locator('[aria-current]')).waitFor();
    await page.getByRole('link', { name: 'architecture-review' }).click();
    await page.getByRole('heading', { level: 1, name: '#architecture-review' }).waitFor();
    const ben = await visit.open('/?as=ben&in=ml-platform');
    await write(ben, 'And another');
    await page.getByRole('link', { name: 'ml-platform (new messages)' }).click();
    await page.locator('.message', { hasText: 'And another' }).waitFor();
    await page.getByRole('link', { name: 'ml-platform', exact: true }).waitFor();
  });
});

const PRICED =
  '/sagemaker-endpoint churn-api 200 KB, 200 ms each, within 2 s, steady, 3M requests per month, 2 GB model';

/** The ids of the page that more than one element has. */
const repeatedIds = (page: Page) =>
  page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    return ids.filter((id, at) => ids.indexOf(id) !== at);
  });

async function openThread(message: Locator, page: Page): Promise<void> {
  await message.locator('.thread-link').click();
  await page.locator('.thread .message').nth(1).waitFor();
}

/** Whether an element is within the part of its list that is in sight. */
const isInSight = (list: Locator, element: Locator) =>
  expect.poll(async () => {
    const [outer, inner] = [await list.boundingBox(), await element.boundingBox()];
    return outer !== null && inner !== null && inner.y >= outer.y && inner.y < outer.y + outer.height;
  });

describe('an open thread', () => {
  const visit = useVisit();

  it('shows the chart of cost against volume with the stated volume, and repeats no id of the channel', async () => {
    const { page } = visit;
    await ask(page, PRICED);
    await openThread(await posted(page, 'churn-api'), page);
    const chart = page.locator('.thread').getByRole('img', { name: 'Cost per month by requests per month' });
    await chart.waitFor();
    expect(await chart.textContent()).toContain('3M · you are here');
    expect(await repeatedIds(page)).toEqual([]);
  });

  it('scrolls to what the person writes and to the answer, wherever it stood', async () => {
    const { page } = visit;
    await ask(page, PRICED);
    await openThread(await posted(page, 'churn-api'), page);
    const list = page.locator('.thread .scroll');
    await list.evaluate((element) => element.scrollTo(0, 0));
    await page.locator('#thread-composer').fill('@Endpoint Reviewer cheaper?');
    await page.locator('#thread-composer').press('Enter');
    const replies = page.locator('.thread .message');
    await replies.nth(3).waitFor();
    await isInSight(list, replies.nth(2)).toBe(true);
    await isInSight(list, replies.nth(3)).toBe(true);
  });

  it('of somebody else who writes leaves the channel where it is being read', async () => {
    const { page } = visit;
    await page.setViewportSize({ width: 1440, height: 500 });
    await ask(page, PRICED);
    await posted(page, 'churn-api');
    const list = page.locator('.main .scroll');
    await list.evaluate((element) => element.scrollTo(0, 0));
    const ben = await visit.open('/?as=ben&in=architecture-review');
    await write(ben, 'Have you seen this?');
    await page.locator('.main .message', { hasText: 'Have you seen this?' }).waitFor();
    expect(await list.evaluate((element) => element.scrollTop)).toBe(0);
  });

  it('shows a picture that is shared in it', async () => {
    const { page } = visit;
    const { workspace } = visit.trial;
    await ask(page, PRICED);
    const message = await posted(page, 'churn-api');
    const ts = (await message.getAttribute('data-ts')) ?? '';
    const channel = [...workspace.state.channels.values()].find(({ name }) => name === 'architecture-review');
    const dot = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    );
    const client = new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl });
    await client.files.uploadV2({
      channel_id: channel?.id ?? '',
      thread_ts: ts,
      file: dot,
      filename: 'dot.png',
      title: 'A dot',
    });
    await message.locator('.thread-link', { hasText: '2 replies' }).click();
    const picture = page.locator('.thread').getByRole('img', { name: 'A dot' });
    await picture.waitFor();
    expect(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(1);
  });
});

describe('on a phone of 390 pixels', () => {
  const visit = useVisit();

  it('the thread fits: chart, bill and composer, nothing wider than the page', async () => {
    const page = await visit.open('/', { viewport: { width: 390, height: 844 } });
    await ask(page, PRICED);
    await openThread(await posted(page, 'churn-api'), page);
    const chart = page.locator('.thread').getByRole('img', { name: 'Cost per month by requests per month' });
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await page.locator('#thread-composer').isVisible()).toBe(true);
  });

  it('a link of App Home leads to the review and its thread', async () => {
    const page = await visit.open('/', { viewport: { width: 390, height: 844 } });
    await ask(page, PRICED);
    await posted(page, 'churn-api');
    await page.goto(`${visit.trial.address}/?as=ada&in=home`);
    await page.locator('.home').getByRole('link', { name: 'churn-api' }).click();
    await page.locator('.thread .message', { hasText: 'Understood:' }).waitFor();
    expect(new URL(page.url()).searchParams.get('in')).not.toBe('home');
  });
});
