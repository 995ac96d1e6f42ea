import { defineConfig } from 'vitest/config';
export default defineConfig({ test: { include: ['test/**/*.test.ts'], env: { TEST_LANE: 'full' }, setupFiles: ['test/support/fixed-seed.ts'], isolate: false, testTimeout: 180000, experimental: { fsModuleCache: true } } });
