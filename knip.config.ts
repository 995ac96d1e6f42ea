import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'src/cli.ts',
    'src/recommender/index.ts',
    'bench/*.ts',
    'test/faults/*.ts',
    'test/fuzz/*.ts',
    'vitest.browser.config.ts',
    'local-workspace/try.ts',
    'local-workspace/page/browser/*.{ts,tsx,js}',
    'test/**/*.test.ts',
    'test/**/*-child.ts',
    'test/browser/*.browser.ts',
    'test/browser/*.ts',
  ],
  project: ['src/**', 'test/**', 'bench/**', 'local-workspace/**/*.{ts,tsx,js}'],
  ignoreExportsUsedInFile: true,
};

export default config;
