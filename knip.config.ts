import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'src/cli.ts',
    'src/account-cli.ts',
    'src/lambda.ts',
    'src/operating/doctor-cli.ts',
    'src/mcp-cli.ts',
    'src/policy-cli.ts',
    'src/deploy/index.ts',
    'tools/library/index.ts',
    'tools/library/words.ts',
    'page/main.ts',
    'bench/*.ts',
    'bench/processes/*.ts',
    'test/faults/*.ts',
    'test/fuzz/*.ts',
    'local-workspace/page/browser/*.{ts,tsx,js}',
    'test/**/*.test.ts',
    'test/**/*-child.ts',
    'test/browser/*.browser.ts',
    'test/container/*.container.ts',
    'test/browser/*.ts',
  ],
  project: ['src/**', 'test/**', 'bench/**', 'tools/**', 'page/**', 'local-workspace/**/*.{ts,tsx,js}'],
  paths: {
    'endpoint-recommender': ['tools/library/index.ts'],
    'endpoint-recommender/deploy': ['src/deploy/index.ts'],
    'endpoint-recommender/words': ['tools/library/words.ts'],
  },
  ignoreExportsUsedInFile: true,
  // Of the system: they fill a disk, bound a file's size in the fault runs, make a server's certificate, check alerts,
  // build and start a container.
  ignoreBinaries: ['mount', 'umount', 'prlimit', 'openssl', 'promtool', 'buildah', 'debootstrap', 'unshare', 'nsenter'],
};

export default config;
