import { existsSync, readFileSync } from 'node:fs';

/** The version in package.json, which lies beside `src` and `dist`. A part of `dist` is a folder deeper. */
export const VERSION = readVersion();

function readVersion(): string {
  const near = new URL('../package.json', import.meta.url);
  const file = existsSync(near) ? near : new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
