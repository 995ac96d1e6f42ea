import { type Browser, chromium } from 'playwright-core';
import { findBrowser, HOW_TO_INSTALL } from './find-browser.ts';

/** Chromium keeps to itself: it is to reach the page on loopback, and nothing else. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--disable-gpu',
  '--no-first-run',
];

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(HOW_TO_INSTALL);
  // Chromium has no sandbox for root, which is what containers often run as.
  const args = process.getuid?.() === 0 ? [...QUIET, '--no-sandbox'] : QUIET;
  return await chromium.launch({ executablePath, args });
}
