import { defineConfig } from 'vitest/config';

/** The real process killed and restarted, and Slack away, many times over: `npm run test:slow`. */
export default defineConfig({
  test: {
    // Real processes and a real browser meet a busy machine now and then; what fails twice is wrong.
    retry: 1,
    globalSetup: ['test/database/support/postgres-door.ts'],
    include: ['test/**/*.slow.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
});
