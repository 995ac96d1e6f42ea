import { findBrowser, HOW_TO_INSTALL } from './find-browser.ts';

/** Before all browser tests: one clear sentence instead of a failure in each. */
export function setup(): void {
  if (findBrowser() === undefined) throw new Error(HOW_TO_INSTALL);
}
