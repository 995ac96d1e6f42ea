import type { KnipConfig } from 'knip';
import { TOOLS } from './tools/tools.ts';

const config: KnipConfig = {
  entry: [
    'src/action/main.ts',
    'src/recommender/index.ts',
    'tools/library/index.ts',
    'tools/library/deploy.ts',
    'tools/library/words.ts',
    ...Object.values(TOOLS),
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
    'endpoint-recommender': ['tools/site/door.ts'],
    'endpoint-recommender/deploy': ['tools/library/deploy.ts'],
    'endpoint-recommender/words': ['tools/site/words-door.ts'],
  },
  ignoreExportsUsedInFile: true,
  // This program, as npx finds it. Of the system: they fill a disk, make a pipe, bound a file's size in the fault runs, make a server's certificate, check alerts,
  // build and start a container.
  ignoreBinaries: [
    'endpoint-reviewer',
    'mount',
    'mkfifo',
    'umount',
    'prlimit',
    'openssl',
    'promtool',
    'psql',
    'buildah',
    'debootstrap',
    'unshare',
    'nsenter',
  ],
};

export default config;
