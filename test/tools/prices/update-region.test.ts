import { renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type UpdateOrder, updateRegion } from '../../../tools/prices/update-region.ts';
import { INDEX, OFFER, OFFER_PATH, offerOf } from './support/offer.ts';
import { contentOf, makePriceFolder, quoted, rowsIn } from './support/price-folder.ts';
import { INDEX_PATH, type Page, startPriceListServer } from './support/price-list-server.ts';

const FILE_PATH = '/offers/v1.0/aws/AmazonSageMaker/20261101212151/us-east-1/index.json';

const fromFile = (folder: string, path = OFFER_PATH): UpdateOrder => ({
  region: 'us-east-1',
  from: { kind: 'file', path },
  folder,
  dryRun: false,
  allowDrops: false,
});

/** An order that reads from a host with these pages. */
async function fromWeb(folder: string, pages: Record<string, Page>, region = 'us-east-1') {
  const server = await startPriceListServer(pages);
  onTestFinished(() => server.close());
  const order: UpdateOrder = { ...fromFile(folder), region, from: { kind: 'web', baseUrl: server.baseUrl } };
  return { order, server };
}

/** An order that reads a file with this text. */
function fromText(folder: string, text: string): UpdateOrder {
  const path = join(makePriceFolder(), 'list.json');
  writeFileSync(path, text);
  return fromFile(folder, path);
}

const KNOWN = {
  region: 'us-east-1',
  rows: [
    quoted({ component: 'hosting', instanceType: 'ml.m5.xlarge', usd: 0.2 }),
    quoted({ component: 'hosting', instanceType: 'ml.m5.large', usd: 0.115 }),
    quoted({ component: 'hosting', instanceType: 'ml.p3.16xlarge', usd: 28.152 }),
    { ...quoted({ component: 'storage', usd: 0.14 }), disputed: { usd: 0.112, source: 'another', date: null } },
  ],
};

describe('updateRegion', () => {
  it('keeps what endpoints and transform jobs are billed by, dated as published', async () => {
    const folder = makePriceFolder();
    const update = await updateRegion(fromFile(folder));
    expect(update).toMatchObject({ ok: true, value: { list: { date: '2026-11-01', unread: [] } } });
    const rest = { source: 'AWS price list', date: '2026-11-01' };
    expect(rowsIn(folder, 'us-east-1')).toEqual([
      { component: 'hosting', instanceType: 'ml.m5.large', usd: 0.115, ...rest },
      { component: 'hosting', instanceType: 'ml.m5.xlarge', usd: 0.23, ...rest },
      { component: 'hosting', instanceType: 'ml.p6-b200.48xlarge', usd: 100, ...rest },
      { component: 'asynchronous', instanceType: 'ml.m5.xlarge', usd: 0.23, ...rest },
      { component: 'batch', instanceType: 'ml.m5.xlarge', usd: 0.23, ...rest },
      { component: 'serverless', memorySizeInMB: 2048, usd: 0.00004, ...rest },
      { component: 'serverless', memorySizeInMB: 4096, usd: 0.00008, ...rest },
      { component: 'provisioned-warm', memorySizeInMB: 2048, usd: 0.00001, ...rest },
      { component: 'provisioned-inference', memorySizeInMB: 2048, usd: 0.0000233, ...rest },
      { component: 'data', usd: 0.016, ...rest },
      { component: 'storage', usd: 0.14, ...rest },
    ]);
  });

  it('names the price that is new, the one that changed, the one that is gone, and no other', async () => {
    const folder = makePriceFolder(KNOWN);
    const list = [
      { usagetype: 'USE1-Host:ml.m5.xlarge', unit: 'Hrs', usd: '0.2300000000' },
      { usagetype: 'USE1-Host:ml.m5.large', unit: 'Hrs', usd: '0.1150000000' },
      { usagetype: 'USE1-Host:ml.c5.large', unit: 'Hrs', usd: '0.1020000000' },
      { usagetype: 'USE1-Host:VolumeUsage.gp2', unit: 'GB-Mo', usd: '0.1400000000' },
    ];
    const update = await updateRegion(fromText(folder, offerOf(list)));
    expect(update.ok && update.value.differences).toMatchObject([
      { row: { instanceType: 'ml.c5.large' }, before: undefined, after: 0.102 },
      { row: { instanceType: 'ml.m5.xlarge' }, before: 0.2, after: 0.23 },
      { row: { instanceType: 'ml.p3.16xlarge' }, before: 28.152, after: undefined },
    ]);
  });

  it("settles a dispute with AWS's own figure", async () => {
    const folder = makePriceFolder(KNOWN);
    await updateRegion(fromFile(folder));
    expect(rowsIn(folder, 'us-east-1').filter(({ disputed }) => disputed)).toEqual([]);
  });

  it('changes nothing when it is run again', async () => {
    const folder = makePriceFolder(KNOWN);
    await updateRegion(fromFile(folder));
    const before = contentOf(folder);
    expect(await updateRegion(fromFile(folder))).toMatchObject({ ok: true, value: { differences: [], written: [] } });
    expect(contentOf(folder)).toEqual(before);
  });

  it('adds a new Region in its place, and leaves the rows of the others alone', async () => {
    const other = {
      region: 'eu-west-3',
      rows: [quoted({ component: 'batch', instanceType: 'ml.g4dn.xlarge', usd: 1 })],
    };
    const folder = makePriceFolder(other);
    await updateRegion(fromFile(folder));
    const after = contentOf(folder);
    expect(Object.keys(after)).toEqual(['prices.json']);
    expect(rowsIn(folder, 'eu-west-3')).toEqual(other.rows);
    expect(after['prices.json']?.match(/(?<="region": ")[^"]+/g)).toEqual(['eu-west-3', 'us-east-1']);
  });

  it('puts a file in order whose rows stand in another', async () => {
    const folder = makePriceFolder(KNOWN);
    await updateRegion(fromFile(folder));
    const before = contentOf(folder);
    const [first = '', second = ''] = before['prices.json']?.match(/^ {4}.*\n/gm) ?? [];
    const disordered = before['prices.json']?.replace(first + second, second + first) ?? '';
    writeFileSync(join(folder, 'prices.json'), disordered);
    expect(contentOf(folder)).not.toEqual(before);
    await updateRegion(fromFile(folder));
    expect(contentOf(folder)).toEqual(before);
  });

  it('keeps a known row only where the list has no line of its kind at all', async () => {
    const folder = makePriceFolder(KNOWN);
    const list = [
      { usagetype: 'USE1-Host:ml.m5.xlarge', unit: 'Hrs', usd: '0.2300000000' },
      { usagetype: 'USE1-Host:ml.m5.large', unit: 'Hrs', usd: '0.1150000000' },
    ];
    const update = await updateRegion(fromText(folder, offerOf(list)));
    expect(update.ok && update.value.staying).toEqual([KNOWN.rows[3]]);
    expect(rowsIn(folder, 'us-east-1')).toHaveLength(3);
    expect(rowsIn(folder, 'us-east-1')[2]).toEqual(KNOWN.rows[3]);
  });

  it('takes the higher of two lines for one thing, and keeps the lower beside it', async () => {
    const folder = makePriceFolder();
    const list = [
      { usagetype: 'USE1-Hst:Data-Bytes-In', unit: 'GB', usd: '0.0160000000' },
      { usagetype: 'USE1-Hst:Data-Bytes-Out', unit: 'GB', usd: '0.0200000000' },
    ];
    for (const lines of [list, list.toReversed()]) {
      await updateRegion(fromText(folder, offerOf(lines)));
      const disputed = { usd: 0.016, source: 'AWS price list, another line', date: '2026-11-02' };
      expect(rowsIn(folder, 'us-east-1')).toMatchObject([{ component: 'data', usd: 0.02, disputed }]);
    }
  });

  it('leaves out a line in a unit that it does not expect, and says which', async () => {
    const folder = makePriceFolder();
    const list = [
      { usagetype: 'USE1-Host:ml.m5.xlarge', unit: 'Hrs', usd: '0.2300000000' },
      { usagetype: 'USE1-ServerlessInf:Mem-2GB', unit: 'GB-Second', usd: '0.0000200000' },
    ];
    const update = await updateRegion(fromText(folder, offerOf(list)));
    expect(update.ok && update.value.list.unread).toEqual(['USE1-ServerlessInf:Mem-2GB in GB-Second']);
    expect(rowsIn(folder, 'us-east-1')).toHaveLength(1);
  });

  it('writes nothing in a dry run, and shows the same differences', async () => {
    const folder = makePriceFolder(KNOWN);
    const before = contentOf(folder);
    const dry = await updateRegion({ ...fromFile(folder), dryRun: true });
    expect(contentOf(folder)).toEqual(before);
    const real = await updateRegion(fromFile(folder));
    expect(dry).toMatchObject({ ok: true, value: { written: null } });
    expect(dry.ok && real.ok && dry.value.differences).toEqual(real.ok && real.value.differences);
  });
});

const DAMAGED = OFFER.replace('"0.0000233000"', '"a price"');
const ONE_FOREIGN_LINE = offerOf([
  { usagetype: 'USE1-Host:ml.m5.xlarge', unit: 'Hrs', usd: '0.23', regionCode: 'us-east-1' },
  { usagetype: 'USE1-Host:ml.m5.large', unit: 'Hrs', usd: '0.12', regionCode: 'us-west-2' },
]);
const OF_IRELAND = offerOf([{ usagetype: 'EU-Host:ml.m5.xlarge', unit: 'Hrs', usd: '0.257' }]);
const TRAINING_ONLY = offerOf([{ usagetype: 'USE1-Train:ml.m5.xlarge', unit: 'Hrs', usd: '0.23' }]);
const FREE_ONLY = offerOf([{ usagetype: 'USE1-Host:ml.m5.xlarge', unit: 'Hrs', usd: '0.0000000000' }]);

/** Lists that cannot be used, with a word of what is said of each. */
const BAD_LISTS: [string, string, RegExp][] = [
  ['that is empty', '', /is empty/],
  ['that was cut off in the middle', OFFER.slice(0, OFFER.length / 2), /not whole JSON/],
  ['that lacks its last brace', OFFER.trimEnd().slice(0, -1), /not whole JSON/],
  ['that is a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', /web page/],
  ['of another offer', OFFER.replace('"AmazonSageMaker"', '"AmazonEC2"'), /of AmazonEC2, not of AmazonSageMaker/],
  ['that is JSON of another kind', '{"prices":[{"name":"ml.m5.xlarge","usd":0.23}]}', /no offerCode/],
  ['that is null', 'null', /no offerCode/],
  ['without products', JSON.stringify({ ...JSON.parse(OFFER), products: undefined }), /products/],
  ['without prices on demand', JSON.stringify({ ...JSON.parse(OFFER), terms: {} }), /OnDemand/],
  ['without a date', OFFER.replace('2026-11-01T21:21:51Z', 'yesterday'), /publicationDate.*is no date/],
  ['with a price that is none', DAMAGED, /damaged at USE1-ProvisionedConcurrency:Mem-2GB \(SKUSPROVMEM20010\)/],
  ['of another Region by its usage types', OF_IRELAND, /of eu-west-1, not of us-east-1/],
  ['of another Region by a Region code', ONE_FOREIGN_LINE, /of us-west-2, not of us-east-1/],
  ['without a line for endpoints', TRAINING_ONLY, /no price for an endpoint/],
  ['in which all is free', FREE_ONLY, /no price for an endpoint/],
];

describe('updateRegion with a list that cannot be used', () => {
  it.each(BAD_LISTS)('changes nothing for a file %s, and says why', async (_, text, why) => {
    const folder = makePriceFolder(KNOWN);
    const before = contentOf(folder);
    const update = await updateRegion({ ...fromText(folder, text), allowDrops: true });
    expect(update).toEqual({ ok: false, text: expect.stringMatching(why) });
    expect(contentOf(folder)).toEqual(before);
  });

  it('changes nothing where the file does not exist', async () => {
    const folder = makePriceFolder(KNOWN);
    const update = await updateRegion(fromFile(folder, join(folder, 'list.json')));
    expect(update).toEqual({ ok: false, text: expect.stringMatching(/list\.json: It cannot be read: ENOENT/) });
  });

  it('does not take a list that lacks more than half of the known prices, unless told to', async () => {
    const types = ['ml.m5.large', 'ml.m5.xlarge', 'ml.c5.large'];
    const rows = types.map((instanceType) => quoted({ component: 'hosting', instanceType, usd: 1 }));
    const folder = makePriceFolder({ region: 'us-east-1', rows });
    const before = contentOf(folder);
    const order = fromText(folder, offerOf([{ usagetype: 'USE1-Host:ml.m5.large', unit: 'Hrs', usd: '0.115' }]));
    expect(await updateRegion(order)).toEqual({
      ok: false,
      text:
        'The list would drop 2 of the 3 known prices, more than half; if that is right, give --allow-drops.\n' +
        'Nothing was changed.',
    });
    expect(contentOf(folder)).toEqual(before);
    expect(await updateRegion({ ...order, allowDrops: true })).toMatchObject({ ok: true });
    expect(rowsIn(folder, 'us-east-1')).toHaveLength(1);
  });

  it('takes a list that lacks just half of the known prices', async () => {
    const types = ['ml.m5.large', 'ml.m5.xlarge'];
    const rows = types.map((instanceType) => quoted({ component: 'hosting', instanceType, usd: 1 }));
    const folder = makePriceFolder({ region: 'us-east-1', rows });
    const order = fromText(folder, offerOf([{ usagetype: 'USE1-Host:ml.m5.large', unit: 'Hrs', usd: '0.115' }]));
    expect(await updateRegion(order)).toMatchObject({ ok: true });
  });
});

describe('updateRegion with known prices that cannot be read', () => {
  it('changes nothing where the folder does not exist, and asks nobody', async () => {
    const { order, server } = await fromWeb('/nowhere/prices', { [INDEX_PATH]: INDEX, [FILE_PATH]: OFFER });
    const update = await updateRegion(order);
    expect(update).toEqual({ ok: false, text: expect.stringMatching(/known prices cannot be read: ENOENT/) });
    expect(server.asked).toEqual([]);
  });

  it('changes nothing where a line of the file is no price, and names it', async () => {
    const folder = makePriceFolder(KNOWN);
    const path = join(folder, 'prices.json');
    const text = contentOf(folder)['prices.json']?.replace('"usd":0.2,', '"usd":-0.2,') ?? '';
    writeFileSync(path, text);
    expect(await updateRegion(fromFile(folder))).toEqual({
      ok: false,
      text: 'prices.json cannot be compared with the list. It has no prices at 0 → rows → 1 → usd: Too small: expected number to be >0.\nNothing was changed.',
    });
    expect(contentOf(folder)['prices.json']).toBe(text);
  });
});

describe('updateRegion where it cannot write', () => {
  it('does not claim that nothing changed, and finishes when it is run again', async () => {
    const folder = makePriceFolder();
    // What is written beside the file first has a longer name, for which there is no room here.
    const file = join(folder, 'prices.json');
    const long = join(folder, 'p'.repeat(255));
    renameSync(file, long);
    symlinkSync(long, file);
    const update = await updateRegion(fromFile(folder));
    expect(update).toEqual({ ok: false, text: expect.stringMatching(/^The prices could not be written: [^\n]+$/) });
    renameSync(long, file);
    expect(await updateRegion(fromFile(folder))).toMatchObject({
      ok: true,
      value: { written: [join(folder, 'prices.json')] },
    });
  });
});

describe('updateRegion from the web', () => {
  it("asks AWS's index for the Region's file, and reads that", async () => {
    const folder = makePriceFolder(KNOWN);
    const { order, server } = await fromWeb(folder, { [INDEX_PATH]: INDEX, [FILE_PATH]: OFFER });
    expect(await updateRegion(order)).toMatchObject({ ok: true });
    expect(server.asked).toEqual([INDEX_PATH, FILE_PATH]);
    expect(rowsIn(folder, 'us-east-1')).toHaveLength(11);
  });

  const cut: Page = (response) => {
    response.writeHead(200, { 'content-length': OFFER.length });
    response.write(OFFER.slice(0, 5000), () => response.destroy());
  };
  const elsewhere = (path: string): Page =>
    JSON.stringify({ regions: { 'us-east-1': { currentVersionUrl: path, regionCode: 'us-east-1' } } });

  // biome-ignore format: one case a line.
  it.each<[string, Record<string, Page>, RegExp]>([
    ['nothing at the index', {}, /region_index\.json: The answer is 404 Not Found\./],
    ['nothing at the file', { [INDEX_PATH]: INDEX }, /us-east-1\/index\.json: The answer is 404 Not Found\./],
    ['a server in trouble', { [INDEX_PATH]: (response) => response.writeHead(503).end() }, /The answer is 503/],
    ['a web page as the index', { [INDEX_PATH]: '<html></html>' }, /region_index\.json: It is a web page/],
    ['another file as the index', { [INDEX_PATH]: '{"regions":[]}' }, /no index of AWS's price list/],
    ['an index that leads to another host', { [INDEX_PATH]: elsewhere('//localhost:9/x') }, /another host, localhost:9/],
    ['an index that leads nowhere', { [INDEX_PATH]: elsewhere('x') }, /currentVersionUrl: is no path/],
    ['a connection that breaks in the middle', { [INDEX_PATH]: INDEX, [FILE_PATH]: cut }, /It did not arrive/],
    ['half a file', { [INDEX_PATH]: INDEX, [FILE_PATH]: OFFER.slice(0, 5000) }, /^http\S+us-east-1\/index\.json: .*not whole JSON/],
    ['a redirection', { [INDEX_PATH]: (response) => response.writeHead(302, { location: FILE_PATH }).end(), [FILE_PATH]: INDEX },
      /It did not arrive: unexpected redirect/],
  ])('changes nothing for %s, and says so', async (_, pages, why) => {
    const folder = makePriceFolder(KNOWN);
    const before = contentOf(folder);
    const { order } = await fromWeb(folder, pages);
    expect(await updateRegion(order)).toEqual({ ok: false, text: expect.stringMatching(why) });
    expect(contentOf(folder)).toEqual(before);
  });

  it('names the Regions there are where one does not exist', async () => {
    const folder = makePriceFolder(KNOWN);
    const { order } = await fromWeb(folder, { [INDEX_PATH]: INDEX, [FILE_PATH]: OFFER }, 'us-east-9');
    const update = await updateRegion(order);
    expect(update).toEqual({
      ok: false,
      text: expect.stringContaining('It has no Region us-east-9, only eu-west-1, us-east-1.'),
    });
    expect(Object.keys(contentOf(folder))).toEqual(['prices.json']);
  });

  it('changes nothing where nobody listens', async () => {
    const folder = makePriceFolder(KNOWN);
    const { order, server } = await fromWeb(folder, {});
    await server.close();
    expect(await updateRegion(order)).toEqual({
      ok: false,
      text: expect.stringMatching(/did not arrive: .*ECONNREFUSED/),
    });
  });
});
