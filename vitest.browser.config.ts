import { defineConfig } from 'vitest/config';

/**
 * Journeys in a real browser: `npm run test:browser`. In the deep lane also what is named `*.deep.browser.ts`: restarts of `npm run try`,
 * and how its page behaves while it changes.
 */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.browser.ts'],
    exclude: process.env['TEST_LANE'] === 'deep' ? [] : ['test/browser/**/*.deep.browser.ts'],
    globalSetup: ['test/browser/support/browser.ts', 'test/support/built-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // As long as Playwright waits for anything else.
    expect: { poll: { timeout: 30_000 } },
    // Each file has a separate browser and bot, and waits for one of them half of the time.
    maxWorkers: 2,
  },
});
