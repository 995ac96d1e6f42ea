import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/database/support/postgres-door.ts'],
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.slow.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    coverage: { provider: 'v8', include: ['src/**'] },
  },
});
