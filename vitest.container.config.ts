import { defineConfig } from 'vitest/config';

/** The container image, built and started: `npm run test:container`. */
export default defineConfig({
  test: {
    include: ['test/container/**/*.container.ts'],
    env: { TEST_LANE: 'full' },
    globalSetup: ['test/container/image.ts', 'test/database/support/postgres-door.ts'],
    testTimeout: 60_000,
    // It has to install Debian, Node and the packages.
    hookTimeout: 1_200_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
