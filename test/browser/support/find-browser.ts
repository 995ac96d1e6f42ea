import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium or Chrome on this machine: what CHROMIUM_PATH says, else the first that is found. */
export function findBrowser(): string | undefined {
  const stated = process.env['CHROMIUM_PATH'];
  if (stated) return isProgram(stated) ? stated : undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const named = NAMES.flatMap((name) => [...folders, '/usr/bin', '/snap/bin'].map((folder) => join(folder, name)));
  return [...named, ...PLACES].find(isProgram);
}

/** What to do where there is none. */
export const HOW_TO_INSTALL = [
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
