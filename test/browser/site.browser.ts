import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAdvisor } from '../../src/advice/advisor.ts';
import { parseWorkload, type Workload } from '../../src/recommender/index.ts';
import { answerWords } from '../../src/terminal/answer-workload.ts';
import type { Part } from '../../src/wording/parts.ts';
import { readWords } from '../../src/wording/read-words.ts';
import { pricedIn, shortParts } from '../../src/wording/short-parts.ts';
import { wholeParts } from '../../src/wording/whole-parts.ts';
import { writeSite } from '../../tools/site/write-site.ts';
import { launchBrowser, violationsIn } from './support/browser.ts';

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
  // An error of the page, or a request for anything but its files.
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
    if (!/\/(?:index\.html|recommend\.js)(?:#|$)/.test(request.url()) && !/^(?:data|blob):/.test(request.url()))
      faults.push(request.url());
  });
  await page.goto(address + question);
  return page;
}

const title = (page: Page) => page.locator('#answer-title');

async function askInWords(page: Page, words = CT_SCANS): Promise<void> {
  await page.getByLabel('Describe the workload').fill(words);
  await page.getByLabel('Describe the workload').press('Enter');
  await title(page).waitFor();
}

/** A fact of the answer, to be changed where it stands. */
const fact = (page: Page, field: string) => page.locator(`#fact-${field}`);

const isFocused = (at: Locator) => at.evaluate((shown) => shown === document.activeElement);

const parsed = (stated: object): Workload => {
  const read = parseWorkload(stated);
  return read.ok ? read.workload : expect.fail('no workload');
};

const saidIn = (parts: readonly Part[]): string[] => parts.flatMap(({ lines }) => lines.map(({ text }) => text));

/** Which of some texts an element doesn't have. */
async function missingIn(at: Locator, texts: readonly string[]): Promise<string[]> {
  const shown = (await at.textContent()) ?? '';
  return texts.filter((text) => !shown.includes(text));
}

async function saved(page: Page, name: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name }).click();
  return readFileSync(await (await download).path(), 'utf8');
}

describe('the page, opened from a folder', () => {
  it('answers words with all parts of the short answer, a fold of the whole one, what it understood, a chart and a template, and asks no network', async () => {
    const page = await visit();
    const previews = await page
      .locator('meta[name=description], meta[property^="og:"]')
      .evaluateAll((tags) => tags.map((tag) => tag.getAttribute('content')));
    expect(previews).toHaveLength(4);
    expect(previews.filter((text) => text === null || text === '' || text.length > 200)).toEqual([]);
    await askInWords(page);
    expect(await title(page).textContent()).toBe(TITLE);
    expect(await page.title()).toMatch(/^Asynchronous Inference, \$[\d.]+ per month$/);
    const recommendation = createAdvisor().advise(parsed({ name: 'workload', ...readWords(CT_SCANS).says }));
    const [head, whole] = [page.locator('#answer header'), page.locator('#answer > details').first()];
    expect(await missingIn(head, [pricedIn(recommendation), ...saidIn(shortParts(recommendation))])).toEqual([]);
    expect(await missingIn(whole, saidIn(wholeParts(recommendation)))).toEqual([]);
    expect(await head.locator('dt').allTextContents()).toEqual(['Why', 'Ruled out', 'Next best', 'Next']);
    expect(await whole.getAttribute('open')).toBe(null);
    expect(await page.locator('.heard').textContent()).toContain('500 MB payload');
    expect(await page.locator('.chart polyline').count()).toBe(1);
    expect(await page.locator('pre').textContent()).toContain('AWS::SageMaker::EndpointConfig');
    await page.getByLabel('Format').selectOption('terraform');
    expect(await page.locator('pre').textContent()).toContain('"aws_sagemaker_endpoint"');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download main.tf' }).click();
    expect((await download).suggestedFilename()).toBe('main.tf');
    expect(await page.locator('footer').textContent()).toContain('the Endpoint Reviewer app adds the team');
  });

  it('is saved as the JSON of the command and as Markdown, and printed whole', async () => {
    const page = await visit(`#words=${encodeURIComponent(CT_SCANS)}`);
    const json = JSON.parse(await saved(page, 'Download workload.json'));
    expect(json).toEqual(JSON.parse(answerWords(createAdvisor(), CT_SCANS, 'json').stdout));
    const markdown = await saved(page, 'Download workload.md');
    expect(markdown).toMatch(/^# Asynchronous Inference · workload\n(?:.+\n|\n)*?\* \*\*Understood:\*\* sporadic · /);
    expect(markdown).toMatch(/\n\* \*\*Ruled out:\*\* Real-time Inference \(at most 6 MB; .*\n/);
    expect(markdown).toMatch(/\n\| 6,000 \| \$[\d.]+ \|\n/);
    expect(markdown).toMatch(
      /\n\* \*\*Why:\*\*\n {2}\* 500 MB per request .* \(\[AWS\]\(<https:\/\/docs\.aws\.amazon\.com\/[^>]+>\)\)\n/,
    );
    expect(markdown).toContain('\n* Region: not given; assumed us-east-1.\n');
    expect(markdown).not.toContain('Change a fact');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const printed = await page.evaluate(() => ({
      clipped: [...document.querySelectorAll('pre, .wide')].filter(
        ({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
          scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1,
      ).length,
      buttons: [...document.querySelectorAll('button, input, select, textarea')].filter((one) => one.checkVisibility())
        .length,
      folded: [...document.querySelectorAll('details:not([open])')].filter((one) => one.checkVisibility()).length,
      paper: getComputedStyle(document.body).backgroundColor,
    }));
    expect(printed).toEqual({ clipped: 0, buttons: 0, folded: 0, paper: 'rgb(255, 255, 255)' });
    expect(await page.locator('#code pre').isVisible()).toBe(true);
  });

  it('answers a question where it stands: 2 facts decide, and each answer keeps the focus, the address and the way back', async () => {
    const page = await visit(`#words=${encodeURIComponent('customer churn, 2 MB')}`);
    expect(await title(page).textContent()).toBe('Two facts decide · customer churn');
    expect(await page.title()).toBe('customer churn: Two facts decide');
    expect(await page.locator('.open').first().textContent()).toMatch(/Sporadic: Serverless Inference, \$/);
    expect(await page.locator('figcaption').textContent()).toMatch(
      /^Break-even at about \d{1,2} million requests per month: /,
    );
    const pattern = page.locator('#answer').getByLabel('Is traffic steady, variable or sporadic');
    await pattern.focus();
    await pattern.selectOption('Sporadic');
    await expect
      .poll(() => page.getByRole('status').textContent())
      .toContain('With traffic pattern not stated → sporadic:');
    expect(await isFocused(page.locator('#answer').getByLabel('Traffic pattern'))).toBe(true);
    const response = fact(page, 'responseTimeSeconds');
    await response.fill('15 min');
    await response.press('Enter');
    await expect.poll(() => page.getByRole('status').textContent()).toContain('response time not stated → 15 min');
    expect(await title(page).textContent()).toContain('Inference · customer churn');
    expect(await isFocused(response)).toBe(true);
    const link = new URL(page.url()).hash;
    expect(decodeURIComponent(link)).toContain('"trafficPattern":"intermittent","responseTimeSeconds":900');
    await page.reload();
    await expect.poll(() => page.getByRole('status').textContent()).toContain('traffic pattern not stated → sporadic');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => title(page).textContent()).toBe('Two facts decide · customer churn');
    expect(await page.locator('#difference').isVisible()).toBe(false);
    expect(await page.getByLabel('Describe the workload').inputValue()).toBe('customer churn, 2 MB');
  });

  it('says what a changed fact does to option, size, cost and confidence, and sorts other types and Regions', async () => {
    const page = await visit(`#words=${encodeURIComponent(CT_SCANS)}`);
    const told = page.locator('#told');
    const processing = fact(page, 'processingTimeSeconds');
    await processing.fill('soon');
    await page.keyboard.press('Tab');
    await page.locator('#answer').getByText('Processing time must be a number above 0.').waitFor();
    expect(await told.textContent()).toBe('');
    await processing.fill('45');
    await processing.press('Enter');
    await expect.poll(() => told.textContent()).toContain('With processing time 90 → 45 s:');
    expect(await processing.inputValue()).toBe('45 s');
    expect(await told.locator('dt').allTextContents()).toEqual(['Option', 'Size', 'Cost', 'Confidence']);
    expect(await told.locator('dd').allTextContents()).toEqual([
      'Still Asynchronous Inference',
      expect.stringMatching(/× ml\.g4dn\.xlarge/),
      expect.stringMatching(/^\$[\d.]+ → \$[\d.]+ per month$/),
      'Still Firm',
    ]);
    await page.getByRole('button', { name: 'Keep' }).click();
    expect(await told.textContent()).toBe('');
    await page.getByText('Compare instance types').click();
    const table = page.getByRole('region', { name: 'Compare instance types' });
    const hours = async () =>
      (await table.locator('tbody td:nth-child(3)').allTextContents()).map((text) => Number(text.slice(1)));
    await expect.poll(async () => (await hours()).length).toBe(12);
    expect(await table.locator('.is-chosen th').textContent()).toBe('✓ ml.g4dn.xlarge');
    expect(await table.locator('[aria-sort]').textContent()).toBe('Per month');
    const hour = table.getByRole('button', { name: 'Per hour' });
    await hour.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await table.locator('[aria-sort=descending]').textContent()).toBe('Per hour');
    expect(await hours()).toEqual((await hours()).toSorted((one, other) => other - one));
    await page.getByText('Compare Regions').click();
    await page.getByRole('button', { name: 'eu-north-1' }).click();
    await expect.poll(() => told.textContent()).toContain('With Region not stated → eu-north-1:');
    await expect.poll(() => page.locator('.is-chosen').last().textContent()).toContain('✓ eu-north-1');
    expect(await isFocused(page.locator('summary', { hasText: 'Compare Regions' }))).toBe(true);
  });

  it('loses nothing that is typed while a fact changes, moves the focus nowhere, and answers a question over an unfinished change', async () => {
    const page = await visit(`#words=${encodeURIComponent(CT_SCANS)}`);
    const told = page.locator('#told');
    const steps = await page.evaluate(() => history.length);
    const response = fact(page, 'responseTimeSeconds');
    await response.fill('900');
    await response.press('Enter');
    await expect.poll(() => response.inputValue()).toBe('15 min');
    await fact(page, 'trafficPattern').press('Enter');
    const words = page.getByLabel('Describe the workload');
    expect([await words.inputValue(), await page.evaluate(() => history.length)]).toEqual([CT_SCANS, steps]);
    await words.fill('another question');
    await response.fill('soon');
    await fact(page, 'payloadSizeMB').fill('5 MB');
    await page.mouse.click(4, 400);
    await expect.poll(() => told.textContent()).toContain('With payload 500 → 5 MB:');
    expect(await isFocused(fact(page, 'payloadSizeMB'))).toBe(true);
    expect(await response.inputValue()).toBe('soon');
    expect(await page.locator('#fact-responseTimeSeconds-fault').textContent()).toContain('must be a number');
    expect(await words.inputValue()).toBe('another question');
    await fact(page, 'payloadSizeMB').fill('');
    await fact(page, 'payloadSizeMB').press('Enter');
    await expect.poll(() => told.textContent()).toContain('payload 500 MB → not stated');
    expect(await isFocused(fact(page, 'payloadSizeMB'))).toBe(true);
    await page.getByText('Examples').click();
    await fact(page, 'processingTimeSeconds').fill('45 s');
    await page.getByRole('button', { name: '8,000 xgboost' }).click();
    await expect.poll(() => title(page).textContent()).toBe('Real-time Inference · xgboost models');
    await expect.poll(() => told.textContent()).toBe('');
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

  it('stands in the first 160 of 844 pixels on a phone, above the question and its folded examples, for eye and keyboard', async () => {
    const page = await visit('', { viewport: { width: 390, height: 844 } });
    const [again, words, example] = [
      page.getByRole('button', { name: 'Ask something else' }),
      page.getByLabel('Describe the workload'),
      page.locator('.example').nth(1),
    ];
    const top = (at: Locator) => at.evaluate((shown) => Math.round(shown.getBoundingClientRect().top));
    expect([await again.isVisible(), await example.isVisible()]).toEqual([false, true]);
    await example.click();
    await title(page).waitFor();
    expect(await isFocused(title(page))).toBe(true);
    expect(await top(title(page))).toBeLessThan(160);
    expect(await top(words)).toBeGreaterThan(844);
    expect(await example.isVisible()).toBe(false);
    await page.keyboard.press('Tab');
    expect(await page.locator('#answer').evaluate((shown) => shown.contains(document.activeElement))).toBe(true);
    await again.click();
    expect([await isFocused(words), await words.inputValue()]).toEqual([true, await example.textContent()]);
    await page.setViewportSize({ width: 844, height: 390 });
    await expect.poll(() => again.isVisible()).toBe(false);
    expect(await isFocused(words)).toBe(true);
    const count = fact(page, 'modelCount');
    await count.fill('9 models');
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => again.isVisible()).toBe(true);
    expect([await isFocused(count), await count.inputValue()]).toEqual([true, '9 models']);
    await page.setViewportSize({ width: 844, height: 390 });
    await expect.poll(() => again.isVisible()).toBe(false);
    expect(await top(words)).toBeLessThan(await top(title(page)));
    await page.goBack();
    await expect.poll(() => example.isVisible()).toBe(true);
    await page.goto(`${address}#workload=%7B`);
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('The link was changed');
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
    const payload = page.getByLabel('How large is the largest request or response?');
    expect(await payload.inputValue()).toBe('500 MB');
    expect(await payload.getAttribute('placeholder')).toBe('3 MB');
    expect(await page.locator('#field-responseTimeSeconds').getAttribute('placeholder')).toBe('300 ms, or 15 min');
    await payload.fill('5');
    await page.getByLabel('Workload name?').fill('thumbnails');
    await page.getByLabel('Does the model need a GPU?').selectOption('No');
    await page.getByLabel('Does the model need a GPU?').press('Enter');
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
    expect(await shown()).toEqual([CT_SCANS, '500 MB', [TITLE]]);
    await page.goto(`${address}#workload=${encodeURIComponent('{"name":"thumbnails","payloadSizeMB":2}')}`);
    await expect.poll(() => title(page).textContent()).toContain('· thumbnails');
    expect((await shown()).slice(0, 2)).toEqual(['', '2 MB']);
    await page.goto(`${address}#workload=%7B%22name`);
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('The link was changed');
    expect(await shown()).toEqual(['', '', []]);
    await page.goto(`${address}#words=${'x'.repeat(2001)}`);
    await page.goBack();
    await page.goBack();
    await page.goBack();
    await expect.poll(shown).toEqual([CT_SCANS, '500 MB', [TITLE]]);
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

  it('says what is wrong with each of 4 links that somebody changed, and lives', async () => {
    const page = await visit();
    for (const [hash, fault] of [
      ['#workload={"name":"x","payloadSizeMB":-1}', 'payloadSizeMB must be a number of at least 0; it is -1.'],
      ['#workload=%7B%22name', 'The link was changed or cut off: its workload is not JSON.'],
      [`#words=${'x'.repeat(2001)}`, 'The link has more than 2000 characters of words.'],
      ['#workload={"name":"x","colour":1}', '"colour" is not a field of a workload'],
    ] as const) {
      await page.goto(address + hash);
      await expect.poll(() => page.getByRole('alert').textContent()).toContain(fault);
      expect([await title(page).count(), await page.title()]).toEqual([0, 'Which SageMaker endpoint?']);
    }
    await askInWords(page);
    expect(await page.getByRole('alert').textContent()).toBe('');
  });

  it('shows what a field takes beside it, and takes the focus there', async () => {
    const page = await visit();
    await page.getByText('Or fill in the form').click();
    const latency = page.getByLabel('How long does a request take (p95)?');
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
      for (let tries = 0; tries < 150 && new Set(violated).size < 8; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const colors = ['h1', 'p[style]'].map((at) => getComputedStyle(document.querySelector(at) as Element).color);
      return { violated, isAsked, makesCode, hasRun: 'ran' in window, colors };
    });
    expect(new Set(got.violated)).toEqual(
      new Set([
        ...'script-src-elem script-src-attr style-src-elem style-src-attr img-src frame-src'.split(' '),
        // The last one is of the code made of text.
        ...'connect-src script-src'.split(' '),
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
    await page.keyboard.type('500 MB CT scans, 90 s each,');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('within 15 min, sporadic, gpu, 200 per day');
    await page.keyboard.press('Enter');
    await expect.poll(() => title(page).evaluate((at) => at === document.activeElement)).toBe(true);
    expect(await title(page).textContent()).toBe(TITLE);
    const reached = new Set<string>();
    for (let presses = 0; presses < 50; presses++) {
      await page.keyboard.press('Tab');
      reached.add(await page.evaluate(() => document.activeElement?.textContent?.slice(0, 20) ?? ''));
    }
    expect([...reached]).toEqual(
      expect.arrayContaining(['The whole answer', 'Figures of the chart', 'Copy link to this an']),
    );
  });
});

describe.each([
  ['light', 1280],
  ['dark', 390],
] as const)('in %s at %d pixels', (colorScheme, width) => {
  it('axe finds nothing, and nothing is wider than the page: empty, answered with all parts open, asking, and where no option fits', async () => {
    const page = await visit('', { colorScheme, viewport: { width, height: 844 } });
    const found = async () => [
      ...(await violationsIn(page)),
      ...((await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) ? ['too wide'] : []),
    ];
    expect(await found()).toEqual([]);
    await page.getByRole('button', { name: 'llama 3 8b' }).click();
    await title(page).waitFor();
    await fact(page, 'outputTokens').fill('300');
    await fact(page, 'outputTokens').press('Enter');
    await page.locator('#difference').waitFor();
    for (const folded of await page.locator('summary').all()) await folded.click();
    expect(await found()).toEqual([]);
    for (const [words, heading] of [
      ['label ocr, 2 MB, 80 s, 300/day', 'One fact decides'],
      ['5 GB payload, answer in 1 s', 'No option fits'],
    ] as const) {
      await page.goto(`${address}#words=${encodeURIComponent(words)}`);
      await expect.poll(() => title(page).textContent()).toContain(heading);
      expect(await found()).toEqual([]);
    }
  });
});
