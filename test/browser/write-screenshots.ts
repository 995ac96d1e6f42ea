import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { SUGGESTIONS } from '../../local-workspace/trial/scene.ts';
import { startTrial } from '../../local-workspace/trial/start-trial.ts';
import { launchBrowser } from './support/browser.ts';
import { ask, dialog, field, posted, question, write } from './support/visit.ts';

/** `npm run tool -- screenshots`: writes the README's pictures, and six messages and a dispute at two widths: the same ones for the same bot. */

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));

process.env['TZ'] = 'UTC';
const MORNING = Date.UTC(2026, 8, 28, 9, 41);
const started = Date.now();

/** Firm, on a condition, with many models, a job, two open facts, and nothing that fits. */
const WORKLOADS = {
  'fraud-scoring': '3 MB within 300 ms, steady, 50 rps, 40 ms each, no cold starts',
  'ct-scans': '500 MB, 90 s each, within 15 min, sporadic, gpu, 200/day',
  'tenant-models': '3,000 xgboost models in one container, rarely called, within 5 s, 200 KB, variable',
  'nightly-scores': '40 GB dataset every night, done within 4 hours',
  'customer-churn': '',
  'claims-video': '3 GB per request, within 2 min',
} as const;

const trial = await startTrial({ port: 0, isWithoutPolicy: true, clock: () => MORNING + Date.now() - started });
const browser = await launchBrowser();
try {
  await trial.connected();
  const context = await browser.newContext({
    viewport: { width: 1180, height: 960 },
    deviceScaleFactor: 2,
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(trial.address);
  // The picture is white around the form's corners, like the page that shows it, and the form is whole.
  await page.addStyleTag({
    content: 'dialog::backdrop { background: #fff; } dialog.modal { box-shadow: none; max-height: none; }',
  });
  await takeForm(page);
  await takeMessage(page);
  await takeThread(page);
  await takeWorkloads();
  await takeDispute();
} finally {
  await browser.close();
  await trial.stop();
}

async function takeForm(page: Page): Promise<void> {
  await write(page, SUGGESTIONS[0]?.text ?? '');
  await dialog(page).waitFor();
  // As tall as it takes to show every question.
  await page.setViewportSize({ width: 1180, height: 1700 });
  await rest(page);
  await dialog(page).screenshot({ path: `${IMAGES}form.png` });
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
}

async function takeMessage(page: Page): Promise<void> {
  await ask(page, SUGGESTIONS[0]?.text);
  const message = await posted(page);
  await page.setViewportSize({ width: 1180, height: 1600 });
  await rest(page);
  await message.screenshot({ path: `${IMAGES}message.png` });
}

async function takeThread(page: Page): Promise<void> {
  await (await posted(page)).locator('.thread-link').click();
  await page.locator('.thread .message').nth(1).waitFor();
  await page.locator('#thread-composer').fill('@Endpoint Reviewer why not serverless');
  await page.locator('#thread-composer').press('Enter');
  await page.locator('.thread .message').nth(3).waitFor();
  await page.setViewportSize({ width: 1000, height: 1080 });
  await rest(page);
  const list = page.locator('.thread .scroll');
  // From the head of the first reply to the end.
  const outside = 1080 - (await list.evaluate(({ clientHeight }) => clientHeight));
  const replies = await list.evaluate((scrolled) => {
    const [, first] = scrolled.querySelectorAll('.message');
    return (
      scrolled.scrollHeight -
      scrolled.scrollTop +
      scrolled.getBoundingClientRect().top -
      (first?.getBoundingClientRect().top ?? 0)
    );
  });
  await page.setViewportSize({ width: 1000, height: Math.ceil(outside + replies) });
  await list.evaluate((scrolled) => scrolled.scrollTo(0, scrolled.scrollHeight));
  await page.locator('.thread').screenshot({ path: `${IMAGES}thread.png` });
}

/** One message of each kind of answer, as a desktop and a phone show it. */
async function takeWorkloads(): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(trial.address);
  for (const [name, words] of Object.entries(WORKLOADS)) {
    if ((await page.getByRole('heading', { name }).count()) === 0)
      await ask(page, `/sagemaker-endpoint ${name} ${words}`);
    await posted(page, name);
  }
  await atBothWidths(page, async (width) => {
    for (const name of Object.keys(WORKLOADS)) {
      await (await posted(page, name)).screenshot({ path: `${IMAGES}messages/${name}-${width}.png` });
    }
  });
}

/** A review with a blocking concern, and its thread. */
async function takeDispute(): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${trial.address}/?as=ben&in=architecture-review`);
  const message = await posted(page, 'ct-scans');
  await message.getByRole('button', { name: 'Raise concern' }).click();
  await field(page, 'Concern').fill('PHI leaves the VPC: results are written to S3 without our KMS key');
  await question(page, 'What it does')
    .getByLabel(/^Blocking/)
    .check();
  await dialog(page).getByRole('button', { name: 'Raise' }).click();
  await message.getByText('1 blocking concern').waitFor();
  await atBothWidths(page, async (width) => {
    await message.screenshot({ path: `${IMAGES}messages/dispute-${width}.png` });
    await message.locator('.thread-link').click();
    const line = page.locator('.thread .message', { hasText: 'raised a blocking concern' });
    await line.waitFor();
    await rest(page);
    await line.screenshot({ path: `${IMAGES}messages/dispute-line-${width}.png` });
    await page.getByRole('link', { name: 'Close the thread' }).click();
  });
}

/** As a desktop and a phone show it. */
async function atBothWidths(page: Page, take: (width: number) => Promise<void>): Promise<void> {
  for (const [width, height] of [
    [1280, 1200],
    [390, 1400],
  ] as const) {
    await page.setViewportSize({ width, height });
    await rest(page);
    await take(width);
  }
}

/** Nothing hovered, nothing focused, fonts there. */
async function rest(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    await document.fonts.ready;
  });
}
