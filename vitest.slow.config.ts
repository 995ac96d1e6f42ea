import { defineConfig } from 'vitest/config';

/** The real process, killed and restarted many times over: `npm run test:slow`. */
export default defineConfig({
  test: {
    globalSetup: ['test/database/support/postgres-door.ts'],
    include: ['test/**/*.slow.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
});
