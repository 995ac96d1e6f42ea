import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const lane = process.env['TEST_LANE'] ?? 'full';

/**
 * Both databases, and real processes killed and started again: `npm run test:full`. In the deep lane also what is named
 * `*.deep.test.ts`.
 */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: lane === 'deep' ? [] : ['test/**/*.deep.test.ts'],
    env: { TEST_LANE: lane },
    setupFiles: ['test/support/fixed-seed.ts'],
    globalSetup: ['test/database/support/postgres-door.ts', 'test/support/built-setup.ts'],
    isolate: false,
    // Half of the files wait for other processes and for clocks, so two cores are enough for three.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // As in the quick lane: an eighth less processor time.
    execArgv: ['--max-semi-space-size=32'],
    experimental: { fsModuleCache: true },
    // Five times the random cases may take five times as long.
    testTimeout: 180_000 * (lane === 'deep' ? 5 : 1),
    hookTimeout: 60_000,
    // Its default of 1 s fails on a busy machine.
    expect: { poll: { timeout: 20_000 } },
  },
});
