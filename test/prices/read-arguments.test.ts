import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/prices/read-arguments.ts';

describe('readArguments', () => {
  it('reads from AWS, and writes beside the prices that ship, unless told otherwise', () => {
    const read = readArguments(['--region', 'us-east-1']);
    expect(read).toMatchObject({
      kind: 'order',
      order: {
        region: 'us-east-1',
        from: { kind: 'web', baseUrl: 'https://pricing.us-east-1.amazonaws.com' },
        dryRun: false,
        allowDrops: false,
      },
    });
    expect(read.kind === 'order' && existsSync(join(read.order.folder, 'us-east-1.ts'))).toBe(true);
  });

  it('takes a file, another folder, a dry run and drops when told to', () => {
    const args = ['--region=eu-west-3', '--from=list.json', '--folder=prices', '--dry-run', '--allow-drops'];
    expect(readArguments(args)).toEqual({
      kind: 'order',
      order: {
        region: 'eu-west-3',
        from: { kind: 'file', path: 'list.json' },
        folder: 'prices',
        dryRun: true,
        allowDrops: true,
      },
    });
  });

  it('takes a host, with a port', () => {
    expect(readArguments(['--region=eu-west-3', '--base-url=http://127.0.0.1:8080'])).toMatchObject({
      order: { from: { kind: 'web', baseUrl: 'http://127.0.0.1:8080' } },
    });
  });

  it.each([
    ['no Region', [], 'Name a Region: --region us-east-1.'],
    ['a path for a Region', ['--region', '../us-east-1'], '"../us-east-1" is no AWS Region; one is us-east-1.'],
    ['a flag that there is not', ['--region', 'us-east-1', '--force'], "Unknown option '--force'"],
    ['a flag without its value', ['--region'], "'--region <value>' argument missing"],
    ['a word too many', ['us-east-1'], 'Unexpected argument'],
    ['a file and a host', ['--region=us-east-1', '--from=a', '--base-url=http://b'], 'not both'],
    ['an address of another kind', ['--region=us-east-1', '--base-url=ftp://b'], '"ftp://b" is no address of a host'],
    ['an address with a path', ['--region=us-east-1', '--base-url=http://b/c'], 'no address of a host'],
    ['an address that is none', ['--region=us-east-1', '--base-url=http://b c'], 'no address of a host'],
    ['a file without a name', ['--region=us-east-1', '--from='], 'A file or folder has no name.'],
  ])('finds %s wrong, and says so', (_, args, why) => {
    expect(readArguments(args)).toEqual({ kind: 'wrong', text: expect.stringContaining(why) });
  });

  it('prefers help to all that is wrong', () => {
    expect(readArguments(['--region', 'x', '-h'])).toEqual({ kind: 'help' });
  });
});
