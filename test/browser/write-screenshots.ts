/** `npm run screenshots`: writes the pictures of form, message and thread that the README shows. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { startTrial } from '../../local-workspace/trial/start-trial.ts';
import { launchBrowser } from './support/launch-browser.ts';

const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const WORDS = '/sagemaker-endpoint ct-scans 500 MB within 15 min, sporadic, gpu, 2000/day';

const pathOf = (name: string): string => `${FOLDER}${name}.png`;

async function photograph(page: Page): Promise<void> {
  await page.locator('.main').waitFor();
  await page.locator('#composer').fill(WORDS);
  await page.locator('#composer').press('Enter');
  const form = page.locator('dialog.modal[open]');
  await form.waitFor();
  await form.screenshot({ path: pathOf('form') });
  await form.getByRole('button', { name: 'Get recommendation' }).click();
  await form.waitFor({ state: 'detached' });

  const message = page.locator('.main .message', { has: page.getByRole('heading', { name: ' for ct-scans' }) });
  await message.locator('.thread-link').waitFor();
  await message.screenshot({ path: pathOf('message') });
  await message.locator('.thread-link').click();
  const details = page.locator('.thread .message').nth(1);
  await details.waitFor();
  await details.screenshot({ path: pathOf('thread') });
}

mkdirSync(FOLDER, { recursive: true });
const trial = await startTrial({ port: 0 });
const browser = await launchBrowser();
try {
  const context = await browser.newContext({ viewport: { width: 1100, height: 1400 }, colorScheme: 'light' });
  const page = await context.newPage();
  await page.goto(trial.address);
  await photograph(page);
} finally {
  await browser.close();
  await trial.stop();
}
