import { defineConfig } from 'vitest/config';

const lane = process.env['TEST_LANE'] ?? 'full';
/** Five times the random cases may take five times as long. */
const patience = lane === 'deep' ? 5 : 1;

const common = {
  env: { TEST_LANE: lane },
  setupFiles: ['test/support/fixed-seed.ts'],
  globalSetup: ['test/database/support/postgres-door.ts'],
  hookTimeout: 60_000,
  // Its default of 1 s fails on a busy machine.
  expect: { poll: { timeout: 20_000 } },
};

/** Everything but the browser: both databases, and real processes killed and started again. `npm run test:full`. */
export default defineConfig({
  test: {
    // One of two cores would stand idle by vitest's default.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...common,
          name: 'both databases',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.slow.test.ts'],
          isolate: false,
          testTimeout: 120_000 * patience,
        },
      },
      {
        test: {
          ...common,
          name: 'slow',
          include: ['test/**/*.slow.test.ts'],
          globalSetup: [...common.globalSetup, 'test/support/built-setup.ts'],
          testTimeout: 180_000 * patience,
        },
      },
    ],
  },
});
