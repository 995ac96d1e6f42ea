import { defineConfig } from 'vitest/config';

/**
 * The quick lane: no database server, no child process, no browser, no file that takes two seconds of a processor. `npm test`.
 * What isn't in it is named `*.slow.test.ts` or `*.deep.test.ts`.
 */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.{slow,deep}.test.ts'],
    env: { TEST_LANE: 'quick' },
    setupFiles: ['test/support/fixed-seed.ts'],
    // No file changes what a module keeps; loading the same modules once a worker saves a third of the time.
    isolate: false,
    maxWorkers: '100%',
    // A worker keeps hundreds of modules, and collects garbage half as often with a larger young generation.
    execArgv: ['--max-semi-space-size=32'],
    // Keeps what TypeScript became, which saves 5 s of every run but the first.
    experimental: { fsModuleCache: true },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Its default of 1 s fails on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    coverage: { provider: 'v8', include: ['src/**'] },
  },
});
