import { defineConfig } from 'vitest/config';

/** The quick lane: no database server, no child process, no browser. `npm test`. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      'test/**/*.slow.test.ts',
      // They wait for sockets, read thousands of texts or simulate months, which takes seconds each: in the full lane alone.
      'test/journeys/hostile*.test.ts',
      'test/journeys/who-may-unknown.test.ts',
      'test/slack/connection/http/http-transport.test.ts',
      'test/local-workspace/journeys.test.ts',
      'test/account/calibrator.test.ts',
      'test/account/not-known.test.ts',
      'test/deploy/behaviour/rendered.test.ts',
      'test/operating/doctor.test.ts',
      'test/operating/metrics.test.ts',
      'test/recommender/costs/simulated-months.test.ts',
      'test/recommender/search/confidence.test.ts',
      'test/slack/listeners/routes.test.ts',
      'test/slack/render/thread/mentions.test.ts',
      'test/wording/more-phrases.test.ts',
    ],
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
