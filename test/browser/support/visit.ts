import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startTrial, type Trial } from '../../../local-workspace/trial/start-trial.ts';
import { builtFile } from '../../support/built-file.ts';
import { launchBrowser } from './browser.ts';

/** A person at the page, with a separate workspace and bot. */
export interface Visit {
  trial: Trial;
  page: Page;
  /** Another window, as another person or in another size. */
  open(path?: string, options?: BrowserContextOptions): Promise<Page>;
  /** Ends all of it and starts it anew, as Ctrl-C and `npm run try` do, and opens a window there. */
  restart(path?: string): Promise<Page>;
}

export const CT_SCANS = '/sagemaker-endpoint ct-scans 500 MB, 90 s each, within 15 min, sporadic, gpu, 200/day';

/**
 * One browser for the file, and for each test a fresh workspace, bot and page. After each, Slack's rules must have been kept,
 * and the page must have had no error; a refused script or request is one too.
 */
export function useVisit(): Visit {
  let browser: Browser;
  const visit = {} as { -readonly [K in keyof Visit]: Visit[K] };
  const errors: string[] = [];
  let folder: string;

  async function start(): Promise<void> {
    const endWithParent = pathToFileURL(builtFile('local-workspace/trial/end-with-parent.ts')).href;
    // Built, which starts in a third of the time. `try.browser.ts` starts it as `npm run try` does.
    const from = ['--import', endWithParent, builtFile('src/endpoint-reviewer.ts'), 'start'];
    visit.trial = await startTrial({ port: 0, folder, from });
    await visit.trial.connected();
  }
  async function closeAll(): Promise<void> {
    await Promise.all(browser.contexts().map((context) => context.close()));
  }

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    errors.length = 0;
    folder = mkdtempSync(join(tmpdir(), 'visit-'));
    await start();
    visit.open = async (path = '/', options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await page.goto(visit.trial.address + path);
      await page.locator('.main').waitFor();
      return page;
    };
    visit.restart = async (path) => {
      // Windows that stayed open would report that nobody answers.
      await closeAll();
      await visit.trial.stop();
      visit.trial.workspace.expectNoBreaches();
      await start();
      return visit.open(path);
    };
    visit.page = await visit.open();
  });
  afterEach(async () => {
    await closeAll();
    const { trial } = visit;
    await trial.stop();
    rmSync(folder, { recursive: true, force: true });
    expect(errors).toEqual([]);
    trial.workspace.expectNoBreaches();
  });
  return visit;
}

/** Writes in the channel, as people do. */
export async function write(page: Page, text: string): Promise<void> {
  await page.locator('#composer').fill(text);
  await page.locator('#composer').press('Enter');
}

export function dialog(page: Page): Locator {
  return page.locator('dialog.modal[open]');
}

/** Asks with a command, and sends the form as it comes. */
export async function ask(page: Page, command = CT_SCANS): Promise<void> {
  await write(page, command);
  await dialog(page).getByRole('button', { name: 'Get recommendation' }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

/** The bot's message about a workload, once its first reply is there too. */
export async function posted(page: Page, name = 'ct-scans'): Promise<Locator> {
  const message = page.locator('.main .message', { has: page.getByRole('heading', { name }) });
  await message.locator('.thread-link').waitFor();
  return message;
}

/** A label and nothing else, where another label starts like it. */
export const only = (label: string): RegExp => new RegExp(`^${label}( \\(optional\\))?$`);

/** A question of the open form, by its label. */
export function question(page: Page, label: string | RegExp): Locator {
  return dialog(page)
    .locator('.question')
    .filter({ has: page.locator('.question-label', { hasText: label }) });
}

export function field(page: Page, label: string | RegExp): Locator {
  return question(page, label).locator('input[type="text"], textarea, select').first();
}
