import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { writeSite } from '../../tools/site/write-site.ts';
import { launchBrowser, seriousIn } from './support/browser.ts';

const CT_SCANS = '500 MB CT scans, 90 s each, within 15 min, sporadic, gpu, 200 per day';
const TITLE = 'Asynchronous Inference · workload';

const folder = mkdtempSync(join(tmpdir(), 'site-'));
const address = pathToFileURL(join(folder, 'index.html')).href;
const faults: string[] = [];
let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), writeSite(folder)]);
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  // An error of the page, or a request for anything but its file.
  expect(faults.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function visit(question = '', options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!/\/index\.html(?:#|$)/.test(request.url()) && !/^(?:data|blob):/.test(request.url()))
      faults.push(request.url());
  });
  await page.goto(address + question);
  return page;
}

const title = (page: Page) => page.locator('#answer-title');

async function askInWords(page: Page, words = CT_SCANS): Promise<void> {
  await page.getByLabel('Describe the workload').fill(words);
  await page.locator('#ask-words').getByRole('button', { name: 'Recommend' }).click();
  await title(page).waitFor();
}

describe('the page, opened from a folder', () => {
  it('answers words with what it understood, the option, its cost, a chart and a template, and asks no network', async () => {
    const page = await visit();
    await askInWords(page);
    expect(await title(page).textContent()).toBe(TITLE);
    expect(await page.locator('.heard').textContent()).toContain('500 MB payload');
    expect(await page.locator('.is-chosen').textContent()).toMatch(/Asynchronous Inference\$[\d.]+ per month/);
    expect(await page.locator('.chart polyline').count()).toBe(1);
    expect(await page.locator('pre').textContent()).toContain('AWS::SageMaker::EndpointConfig');
    await page.getByLabel('Format').selectOption('terraform');
    expect(await page.locator('pre').textContent()).toContain('"aws_sagemaker_endpoint"');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download main.tf.json' }).click();
    expect((await download).suggestedFilename()).toBe('main.tf.json');
    expect(await page.locator('footer').textContent()).toContain('the Endpoint Reviewer app adds the team');
  });

  it('asks which reading of "80 s" is meant, with a button for each of the 2 and for neither, and goes by what is chosen', async () => {
    const page = await visit(`#words=${encodeURIComponent('label ocr, 2 MB, 80 s, 300/day')}`);
    expect(await title(page).textContent()).toBe('One fact decides · label ocr');
    const readings = page.locator('.readings li');
    expect(await readings.allTextContents()).toEqual([
      expect.stringContaining('Response time 80 s Serverless Inference'),
      expect.stringContaining('Processing time 80 s Asynchronous Inference, '),
      expect.stringContaining('Something else Serverless Inference'),
    ]);
    await page.getByRole('button', { name: 'Processing time 80 s' }).click();
    await expect.poll(() => title(page).textContent()).toBe('Asynchronous Inference · label ocr');
    expect(decodeURIComponent(page.url())).toContain('"processingTimeSeconds":80');
    expect(await readings.count()).toBe(0);
    await page.goBack();
    await page.getByRole('button', { name: 'Something else' }).click();
    await expect.poll(() => title(page).textContent()).toBe('Serverless Inference · label ocr');
  });

  it('keeps the question in the address: a link opens the same answer, and Back the one before', async () => {
    const page = await visit();
    await askInWords(page);
    const answer = await page.locator('#answer').textContent();
    const again = await visit(new URL(page.url()).hash);
    await title(again).waitFor();
    expect(await again.locator('#answer').textContent()).toBe(answer);
    expect(await again.getByLabel('Describe the workload').inputValue()).toBe(CT_SCANS);
    await askInWords(page, '8,000 xgboost models, one container, rarely called');
    await page.goBack();
    await expect.poll(() => title(page).textContent()).toBe(TITLE);
  });

  it('fills the form from the words, and answers a changed form with another address', async () => {
    const page = await visit();
    await askInWords(page);
    await page.getByText('Or fill in the form').click();
    const payload = page.getByLabel('How large is the largest request or response? (MB)');
    expect(await payload.inputValue()).toBe('500');
    await payload.fill('5');
    await page.getByLabel('Workload name?').fill('thumbnails');
    await page.getByLabel('Does the model need a GPU?').selectOption('No');
    await payload.press('Enter');
    await expect.poll(() => title(page).textContent()).toContain('· thumbnails');
    expect(decodeURIComponent(page.url())).toContain('"payloadSizeMB":5');
    expect(decodeURIComponent(page.url())).toContain('"requiresGpu":false');
  });

  it('shows nothing of the question before: words, form and answer are those of the address', async () => {
    const page = await visit(`#words=${encodeURIComponent(CT_SCANS)}`);
    const words = page.getByLabel('Describe the workload');
    const payload = page.locator('#field-payloadSizeMB');
    const shown = async () => [
      await words.inputValue(),
      await payload.inputValue(),
      await title(page).allTextContents(),
    ];
    expect(await shown()).toEqual([CT_SCANS, '500', [TITLE]]);
    await page.goto(`${address}#workload=${encodeURIComponent('{"name":"thumbnails","payloadSizeMB":2}')}`);
    await expect.poll(() => title(page).textContent()).toContain('· thumbnails');
    expect((await shown()).slice(0, 2)).toEqual(['', '2']);
    await page.goto(`${address}#workload=%7B%22name`);
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('The link was changed');
    expect(await shown()).toEqual(['', '', []]);
    await page.goto(`${address}#words=${'x'.repeat(2001)}`);
    await page.goBack();
    await page.goBack();
    await page.goBack();
    await expect.poll(shown).toEqual([CT_SCANS, '500', [TITLE]]);
  });

  it('leaves out of a changed form what only the question before had said', async () => {
    const page = await visit(`#words=${encodeURIComponent('fraud, 3 MB, 20 rps, $500 budget')}`);
    await page.goto(`${address}#workload=%7B%22name`);
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('The link was changed');
    await page.getByText('Or fill in the form').click();
    await page.getByLabel('Workload name?').fill('thumbnails');
    await page.getByLabel('Workload name?').press('Enter');
    await expect.poll(() => title(page).textContent()).toContain('· thumbnails');
    expect(new URLSearchParams(new URL(page.url()).hash.slice(1)).get('workload')).toBe('{"name":"thumbnails"}');
  });

  it.each([
    [
      'a negative payload',
      '#workload={"name":"x","payloadSizeMB":-1}',
      'payloadSizeMB must be a number of at least 0; it is -1.',
    ],
    ['half a workload', '#workload=%7B%22name', 'The link was changed or cut off: its workload is not JSON.'],
    ['2,001 characters', `#words=${'x'.repeat(2001)}`, 'The link has more than 2000 characters of words.'],
    ['an unknown field', '#workload={"name":"x","colour":1}', '"colour" is not a field of a workload'],
  ])('says what is wrong with a link that somebody changed, and lives: %s', async (_, hash, fault) => {
    const page = await visit(hash);
    expect(await page.getByRole('alert').textContent()).toContain(fault);
    expect(await title(page).count()).toBe(0);
    await askInWords(page);
    expect(await page.getByRole('alert').textContent()).toBe('');
  });

  it('shows what a field takes beside it, and takes the focus there', async () => {
    const page = await visit();
    await page.getByText('Or fill in the form').click();
    const latency = page.getByLabel('How long does a request take (p95)? (s)');
    await latency.fill('soon');
    await latency.press('Enter');
    await page.getByText('Processing time must be a number above 0.').waitFor();
    expect(await latency.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: 'Recommend' }).first().click();
    expect(await page.getByRole('alert').textContent()).toBe('Describe the workload first, or choose an example.');
  });

  it('runs no markup that a link or the words bring along', async () => {
    const page = await visit(`#workload=${encodeURIComponent('{"name":"<img src=x onerror=alert(1)>"}')}`);
    expect(await title(page).textContent()).toContain('<img src=x onerror=alert(1)>');
    expect(await page.locator('img').count()).toBe(0);
  });

  it('runs no script, takes no style and asks no address that is put into it, and makes no code of text', async () => {
    const page = await visit();
    await askInWords(page);
    const got = await page.evaluate(async () => {
      const violated: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
      const add = (tag: string, fields: Record<string, string>) => {
        const made = document.createElement(tag);
        for (const [name, value] of Object.entries(fields)) made.setAttribute(name, value);
        made.textContent = fields['text'] ?? '';
        document.body.append(made);
        return made;
      };
      add('script', { text: 'window.ran = true' });
      add('button', { onclick: 'window.ran = true' }).click();
      add('style', { text: 'h1 { color: rgb(1, 2, 3) }' });
      add('p', { style: 'color: rgb(1, 2, 3)' });
      add('img', { src: 'https://evil.example/x.png' });
      add('iframe', { src: 'https://evil.example/' });
      const isAsked = await fetch('https://evil.example/').then(
        () => true,
        () => false,
      );
      const makesCode = await new Promise<boolean>((resolve) => {
        // Later, for what is evaluated from outside is let through.
        setTimeout(() => {
          try {
            resolve(new Function('return true')() === true);
          } catch {
            resolve(false);
          }
        }, 100);
      });
      // A busy browser tells of what another of its processes refused only later.
      for (let tries = 0; tries < 50 && new Set(violated).size < 7; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const colors = ['h1', 'p[style]'].map((at) => getComputedStyle(document.querySelector(at) as Element).color);
      return { violated, isAsked, makesCode, hasRun: 'ran' in window, colors };
    });
    expect(new Set(got.violated)).toEqual(
      new Set([
        'script-src-elem',
        'script-src-attr',
        'style-src-elem',
        'style-src-attr',
        'img-src',
        'frame-src',
        'connect-src',
      ]),
    );
    expect(got).toMatchObject({ isAsked: false, makesCode: false, hasRun: false });
    expect(got.colors).not.toContain('rgb(1, 2, 3)');
    // Of an image the browser tells before it refuses it.
    const others = faults
      .splice(0)
      .filter((text) => !/Content Security Policy|^https:\/\/evil\.example\/x\.png$/.test(text));
    expect(others).toEqual([]);
  });

  it('is used with the keyboard alone', async () => {
    const page = await visit();
    await page.keyboard.press('Tab');
    await page.keyboard.type(CT_SCANS);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => title(page).evaluate((at) => at === document.activeElement)).toBe(true);
    expect(await title(page).textContent()).toBe(TITLE);
    const reached = new Set<string>();
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      reached.add(await page.evaluate(() => document.activeElement?.textContent?.slice(0, 20) ?? ''));
    }
    expect([...reached]).toEqual(expect.arrayContaining(['Bill', 'Figures of the chart', 'Copy link to this an']));
  });
});

describe.each([
  ['light', 1280],
  ['dark', 390],
] as const)('in %s at %d pixels', (colorScheme, width) => {
  it('nothing serious keeps anybody out, and nothing is wider than the page', async () => {
    const page = await visit('', { colorScheme, viewport: { width, height: 844 } });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await seriousIn(page)).toEqual([]);
    await page.getByRole('button', { name: 'llama 3 8b' }).click();
    await title(page).waitFor();
    for (const folded of await page.locator('summary').all()) await folded.click();
    expect(await seriousIn(page)).toEqual([]);
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
});
