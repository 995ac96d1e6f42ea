import { describe, expect, it } from 'vitest';
import { paidPrice, pricedLineOf } from '../../../tools/prices/listed-rows.ts';

interface Range {
  unit?: string;
  beginRange?: string;
  pricePerUnit: Record<string, string>;
}

const termsOf = (...ranges: Range[]) => ({
  'SKU.TERM': {
    priceDimensions: Object.fromEntries(ranges.map((range, index) => [`SKU.TERM.${index}`, { unit: 'Hrs', ...range }])),
  },
});

describe('paidPrice', () => {
  it('reads the digits of the text: "0.0000233000" is 0.0000233', () => {
    expect(paidPrice(termsOf({ pricePerUnit: { USD: '0.0000233000' } }))).toEqual({
      ok: true,
      value: { usd: 0.0000233, unit: 'Hrs' },
    });
  });

  it('takes the paid range and not the free one, whichever comes first', () => {
    const free = { unit: 'seconds', beginRange: '0', pricePerUnit: { USD: '0.0000000000' } };
    const paid = { unit: 'seconds', beginRange: '150000', pricePerUnit: { USD: '0.0000400000' } };
    for (const ranges of [
      [free, paid],
      [paid, free],
    ])
      expect(paidPrice(termsOf(...ranges))).toMatchObject({ value: { usd: 0.00004 } });
  });

  it('takes the first paid range, before any discount for volume', () => {
    const first = { beginRange: '0', pricePerUnit: { USD: '0.0200000000' } };
    const later = { beginRange: '10000', pricePerUnit: { USD: '0.0100000000' } };
    expect(paidPrice(termsOf(later, first))).toMatchObject({ value: { usd: 0.02 } });
  });

  it('takes the higher of two prices for one range', () => {
    const [low, high] = [{ pricePerUnit: { USD: '0.10' } }, { pricePerUnit: { USD: '0.20' } }];
    expect(paidPrice(termsOf(low, high))).toMatchObject({ value: { usd: 0.2 } });
  });

  it('finds no price where all is free, in another currency, or not stated', () => {
    for (const terms of [termsOf({ pricePerUnit: { USD: '0.0' } }), termsOf({ pricePerUnit: { CNY: '1.5' } }), {}])
      expect(paidPrice(terms)).toEqual({ ok: true, value: undefined });
  });

  it.each(['-0.1', '1e3', 'NaN', 'Infinity', '', '0x10', '1,5'])('refuses "%s" as a price', (usd) => {
    expect(paidPrice(termsOf({ pricePerUnit: { USD: usd } }))).toMatchObject({ ok: false });
  });

  it.each([undefined, null, [], 'free', { T: {} }, { T: { priceDimensions: { D: { unit: 'Hrs' } } } }])(
    'refuses %j as terms',
    (terms) => {
      expect(paidPrice(terms)).toMatchObject({ ok: false });
    },
  );
});

describe('pricedLineOf', () => {
  it.each([
    ['USE1-Host:ml.m5.xlarge', { component: 'hosting', instanceType: 'ml.m5.xlarge' }],
    ['Host:ml.m5.xlarge', { component: 'hosting', instanceType: 'ml.m5.xlarge' }],
    ['EUW1-Host:ml.p6e-gb200.36xlarge', { component: 'hosting', instanceType: 'ml.p6e-gb200.36xlarge' }],
    ['APN1-AsyncInf:ml.g6.xlarge', { component: 'asynchronous', instanceType: 'ml.g6.xlarge' }],
    ['EUW3-Tsform:ml.g4dn.xlarge', { component: 'batch', instanceType: 'ml.g4dn.xlarge' }],
    ['EU-ServerlessInf:Mem-4GB', { component: 'serverless', memorySizeInMB: 4096 }],
    ['USE1-ProvisionedConcurrency:Usage-1GB', { component: 'provisioned-warm', memorySizeInMB: 1024 }],
    ['USE1-ProvisionedConcurrency:Mem-6GB', { component: 'provisioned-inference', memorySizeInMB: 6144 }],
    ['USE1-Hst:Data-Bytes-In', { component: 'data' }],
    ['Hst:Data-Bytes-Out', { component: 'data' }],
    ['UGW1-Host:VolumeUsage.gp2', { component: 'storage' }],
  ])('reads %s whatever Region is in front', (usageType, of) => {
    expect(pricedLineOf(usageType)?.of).toEqual(of);
  });

  it.each([
    'USE1-Train:ml.m5.xlarge',
    'USE1-Notebk:ml.t3.medium',
    'USE1-Studio:VolumeUsage.gp3',
    'USE1-Host:ml.m.xlarge-HostingParent',
    'USE1-Shadow-Host:ml.m5.xlarge',
    'USE1-Processing:ml.m5.xlarge',
    'USE1-ServerlessInf:Mem-0GB',
    'USE1-ServerlessInf:Mem-4GB-Free',
    'USE1-USW2-AWS-Out-Bytes',
    '',
  ])('takes "%s" for nothing that endpoints and jobs are billed by', (usageType) => {
    expect(pricedLineOf(usageType)).toBeUndefined();
  });
});
