import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { INDEX, OFFER, OFFER_PATH } from './support/offer.ts';
import { contentOf, makePriceFolder, quoted, rowsIn } from './support/price-folder.ts';
import { INDEX_PATH, startPriceListServer } from './support/price-list-server.ts';

const COMMAND = fileURLToPath(new URL('../../src/prices/update-prices.ts', import.meta.url));

/** The real command in a process of its own. */
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
    await expect(ran.stdout.replaceAll(folder, 'FOLDER')).toMatchFileSnapshot('../golden/prices/update.txt');
    expect(contentOf(folder)['us-east-1.ts']).toContain('/** Prices in us-east-1: 11 rows, dated 2026-11-01. */');
  });

  it('reads from a host that it is given', async () => {
    const folder = makePriceFolder();
    const path = '/offers/v1.0/aws/AmazonSageMaker/20261101212151/us-east-1/index.json';
    const server = await startPriceListServer({ [INDEX_PATH]: INDEX, [path]: OFFER });
    onTestFinished(() => server.close());
    const ran = await updatePrices('--region=us-east-1', `--base-url=${server.baseUrl}`, `--folder=${folder}`);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
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
