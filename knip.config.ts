import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'src/cli.ts',
    'src/account-cli.ts',
    'src/lambda.ts',
    'src/operating/doctor-cli.ts',
    'src/mcp-cli.ts',
    'src/policy-cli.ts',
    'src/recommender/index.ts',
    'src/deploy/index.ts',
    'bench/*.ts',
    'bench/processes/*.ts',
    'test/faults/*.ts',
    'test/fuzz/*.ts',
    'local-workspace/page/browser/*.{ts,tsx,js}',
    'test/**/*.test.ts',
    'test/**/*-child.ts',
    'test/browser/*.browser.ts',
    'test/browser/*.ts',
  ],
  project: ['src/**', 'test/**', 'bench/**', 'tools/**', 'local-workspace/**/*.{ts,tsx,js}'],
  ignoreExportsUsedInFile: true,
  // Of the system: they fill a disk, bound a file's size in the fault runs, and make a server's certificate.
  ignoreBinaries: ['mount', 'umount', 'prlimit', 'openssl'],
};

export default config;
