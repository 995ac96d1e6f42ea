import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeUpdate, readArguments } from '../../../tools/prices/command.ts';
import type { Update } from '../../../tools/prices/update-region.ts';
import { expectGolden } from '../../support/golden.ts';
import { OFFER_PATH } from './support/offer.ts';
import { contentOf, makePriceFolder, quoted, rowsIn } from './support/price-folder.ts';

const COMMAND = fileURLToPath(new URL('../../../tools/prices/update-prices.ts', import.meta.url));

/** The real command in a separate process. */
async function updatePrices(...args: string[]) {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), COMMAND, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  const [code] = await once(child, 'close');
  return { code, ...output };
}

const KNOWN = {
  region: 'us-east-1',
  rows: [
    quoted({ component: 'hosting', instanceType: 'ml.m5.xlarge', usd: 0.2 }),
    quoted({ component: 'hosting', instanceType: 'ml.m5.large', usd: 0.125 }),
    quoted({ component: 'hosting', instanceType: 'ml.p3.16xlarge', usd: 28.152 }),
  ],
};

describe('npm run prices:update', () => {
  it('shows what changed as a table, writes the dated file, and ends with 0', async () => {
    const folder = makePriceFolder(KNOWN);
    const ran = await updatePrices('--region', 'us-east-1', '--from', OFFER_PATH, '--folder', folder);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    await expectGolden(ran.stdout.replaceAll(folder, 'FOLDER'), 'prices/update.txt');
    expect(contentOf(folder)['prices.json']).toContain('{ "region": "us-east-1", "asOf": "2026-11-01", "rows": [');
    expect(rowsIn(folder, 'us-east-1')).toHaveLength(11);
  });

  it('ends with 1, changes nothing and says why where the list cannot be used', async () => {
    const folder = makePriceFolder(KNOWN);
    const before = contentOf(folder);
    const ran = await updatePrices('--region', 'eu-west-1', '--from', OFFER_PATH, '--folder', folder);
    expect(ran).toEqual({
      code: 1,
      stdout: '',
      stderr: `${OFFER_PATH}: It is the price list of us-east-1, not of eu-west-1.\nNothing was changed.\n`,
    });
    expect(contentOf(folder)).toEqual(before);
  });

  it('ends with 2 and tells the use where it was called wrongly', async () => {
    const ran = await updatePrices('--region', '../us-east-1');
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(
      /^"..\/us-east-1" is no AWS Region; one is us-east-1.\n\nUsage: npm run prices:update -- /,
    );
  });

  it('tells the use when asked, and ends with 0', async () => {
    expect(await updatePrices('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('Usage: ') });
  });
});

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
    expect(read.kind === 'order' && existsSync(join(read.order.folder, 'prices.json'))).toBe(true);
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

const update: Update = {
  region: 'us-east-1',
  list: { date: '2026-11-01', rows: [quoted({ component: 'data', usd: 0.016 })], unread: [] },
  differences: [],
  staying: [],
  coverage: { listed: 200, derived: 40, 'regional-guide': 30, unknown: 7 },
  written: [],
};

describe('describeUpdate', () => {
  it('says in four lines that nothing changed, and how the prices of the Region are known', () => {
    expect(describeUpdate(update)).toBe(
      "AWS's price list of 2026-11-01 for us-east-1; prices for endpoints and transform jobs: 1.\n" +
        'No price changed.\n' +
        'Instance prices in us-east-1: 200 listed, 40 derived, 30 by regional guide, 7 unknown.\n' +
        'Nothing was written: all is as in the list.\n',
    );
  });

  it('says what stayed, what was left out, and that a dry run writes nothing', () => {
    const staying = [quoted({ component: 'storage', usd: 0.14 })];
    const list = { ...update.list, unread: ['USE1-Host:ml.m5.large in Quantity'] };
    const text = describeUpdate({ ...update, staying, list, written: null });
    expect(text).toContain('Kept, because the list has no line of the kind: storage (1).\n');
    expect(text).toContain('Left out, because the unit is another than expected: USE1-Host:ml.m5.large in Quantity.\n');
    expect(text).toContain('Nothing was written: this is a dry run.\n');
  });

  it('shows all digits of a price for a second, and a fall with its sign', () => {
    const row = { ...quoted({ component: 'provisioned-warm', usd: 0.000005 }), memorySizeInMB: 1024 };
    const text = describeUpdate({ ...update, differences: [{ row, before: 0.00001, after: 0.000005 }] });
    expect(text).toContain('provisioned-warm  1024 MB  $0.00001  $0.000005  −50.0 %\n');
  });
});
