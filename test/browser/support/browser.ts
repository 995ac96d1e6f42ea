import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium or Chrome on this machine: what CHROMIUM_PATH says, else the first that is found. */
function findBrowser(): string | undefined {
  const stated = process.env['CHROMIUM_PATH'];
  if (stated) return isProgram(stated) ? stated : undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const named = NAMES.flatMap((name) => [...folders, '/usr/bin', '/snap/bin'].map((folder) => join(folder, name)));
  return [...named, ...PLACES].find(isProgram);
}

/** What to do where there is none. */
const HOW_TO_INSTALL = [
  'No Chromium or Chrome was found for the browser tests.',
  'Install one (Debian and Ubuntu: sudo apt-get install chromium; macOS: brew install --cask chromium),',
  'or say where it is: CHROMIUM_PATH=/path/to/chrome npm run test:browser',
].join('\n');

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Before all browser tests: one clear sentence instead of a failure in each. */
export function setup(): void {
  if (findBrowser() === undefined) throw new Error(HOW_TO_INSTALL);
}

/** Chromium keeps to itself: it is to reach the page on loopback, and nothing else. */
const QUIET = [
  ...'--disable-background-networking --disable-component-update --disable-quic'.split(' '),
  ...'--disable-sync --disable-gpu --no-first-run'.split(' '),
];

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(HOW_TO_INSTALL);
  // Chromium has no sandbox for root, which is what containers often run as.
  const args = process.getuid?.() === 0 ? [...QUIET, '--no-sandbox'] : QUIET;
  return await chromium.launch({ executablePath, args });
}

/** What axe finds that is serious or worse, as lines that say where. */
export const seriousIn = (page: Page): Promise<string[]> => violationsIn(page, ['serious', 'critical']);

/** What axe finds of these impacts; of any unless stated. */
export async function violationsIn(page: Page, impacts?: readonly string[]): Promise<string[]> {
  // The page has no frames, and nobody reads what passed: a quarter of the time.
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await builder.analyze();
  return violations
    .filter(({ impact }) => impacts === undefined || impacts.includes(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
}
