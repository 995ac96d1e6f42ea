import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFlags } from '../../../local-workspace/trial/read-flags.ts';

describe('npm run try', () => {
  it('without anything goes on from what was kept, on port 3000', () => {
    expect(readFlags([], {})).toMatchObject({ reset: false, port: 3000 });
    expect(readFlags([], { PORT: '' })).toMatchObject({ port: 3000 });
  });

  it('takes a folder, a fresh start, a date and a port', () => {
    const flags = readFlags(['--reset', '--folder', 'elsewhere', '--today', '2026-12-04'], { PORT: '0' });
    expect(flags).toEqual({
      reset: true,
      folder: resolve('elsewhere'),
      today: '2026-12-04',
      port: 0,
      host: '127.0.0.1',
    });
  });

  it.each([
    [undefined, '127.0.0.1'],
    ['', '127.0.0.1'],
    ['my-machine', '127.0.0.1'],
    ['0.0.0.0', '0.0.0.0'],
    ['::', '::'],
  ])('with HOST %j binds the page to %s', (HOST, host) => {
    expect(readFlags([], { HOST }).host).toBe(host);
  });

  it.each(['abc', '70000', '-1', '3e3', '80.5'])('says that %s is no port', (port) => {
    expect(() => readFlags([], { PORT: port })).toThrow(
      `PORT is "${port}", which is no port: one is a whole number from 0, which takes any, to 65535.`,
    );
  });

  it('says how it is used when it does not know a flag', () => {
    expect(() => readFlags(['--rest'], {})).toThrow(/^Unknown option '--rest'.*\nnpm run try -- \[--reset\]/);
  });
});
