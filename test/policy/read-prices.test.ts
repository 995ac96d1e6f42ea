import { describe, expect, it } from 'vitest';
import { readPolicy, readPrices } from '../../src/policy/read-policy.ts';

/** The faults of a text, each as "line, field: sentence". */
function faultsOf(text: string): string[] {
  const read = readPrices(text);
  return read.ok ? [] : read.faults.map(({ line, field, text: said }) => `${line}, ${field}: ${said}`);
}
const pricesOf = (text: string) => {
  const read = readPrices(text);
  return read.ok ? read.prices : read.faults;
};

const ALL = `discountPercent: 23
discounts: [{ instanceType: "ml.g*", percent: 30 }]
savingsPlan:
  term: 3-years
  payment: no-upfront
  rates: { "ml.m5.xlarge": 0.147 }
  region: eu-west-1
currency: { code: EUR, perUsd: 0.91, asOf: 2026-11-20 }
`;
const READ = {
  discountPercent: 23,
  discounts: [{ instanceType: 'ml.g*', percent: 30 }],
  savingsPlan: {
    term: '3-years',
    payment: 'no-upfront',
    rates: [{ instanceType: 'ml.m5.xlarge', region: 'eu-west-1', usd: 0.147 }],
  },
  currency: { code: 'EUR', perUsd: 0.91, asOf: '2026-11-20' },
};
const inCurrency = (codeAndRate: string, day = '2026-11-20') => `currency: { code: ${codeAndRate}, asOf: ${day} }`;
const nested = (text: string): string => `prices:\n${text.replaceAll(/^/gm, '  ').trimEnd()}\n`;

describe('a file of prices', () => {
  it('is the content alone, or has the key prices, alone or among the rest of a policy', () => {
    expect(pricesOf(ALL)).toEqual(READ);
    expect(pricesOf(nested(ALL))).toEqual(READ);
    expect(pricesOf(`version: 1\nrules: []\n${nested(ALL)}`)).toEqual(READ);
    expect(pricesOf(JSON.stringify({ prices: { discountPercent: 23 } }))).toEqual({ discountPercent: 23 });
  });

  it('is a part of the policy, and of its version', () => {
    const read = readPolicy(`version: 1\n${nested(ALL)}`);
    expect(read.ok && read.policy.prices).toEqual(READ);
    const without = readPolicy('version: 1\n');
    expect(without.ok && read.ok && without.policy.version !== read.policy.version).toBe(true);
  });

  it.each<[fault: string, ...texts: string[]]>([
    [
      "1, discountPercent: A discount of 140% isn't possible. Must be 0 to 95 percent off the list price.",
      'discountPercent: 140',
    ],
    [
      "1, discountPercent: A discount of -1% isn't possible. Must be 0 to 95 percent off the list price.",
      'discountPercent: -1',
    ],
    [
      '1, discountPercent: Must be percent off the list price, 0 to 95, such as 23.',
      ...['discountPercent: 23%', 'discountPercent: .inf'],
    ],
    ['1, discount: Unknown field. Did you mean discountPercent?', 'discount: 23'],
    [
      '2, discounts[0].instanceType: Matches no instance type: ml.z*.',
      'discounts:\n  - { instanceType: "ml.z*", percent: 3 }',
    ],
    ['1, : Says nothing. Add discountPercent, discounts, savingsPlan or currency.', '{}'],
    ['0, : Empty. Expected prices.', ''],
    [
      '1, currency.code: Must be a currency of ISO 4217, such as EUR. Did you mean EUR?',
      ...[inCurrency('EURO, perUsd: 0.91'), inCurrency('EU, perUsd: 0.91')],
    ],
    ['1, currency.code: Amounts are in US dollars without a currency. Leave it out.', inCurrency('USD, perUsd: 1')],
    [
      '1, currency.perUsd: Must be how much of the currency one US dollar is, above 0, such as 0.91.',
      ...[inCurrency('EUR, perUsd: 0'), inCurrency('EUR, perUsd: -0.91')],
    ],
    [
      '1, currency.asOf: Must be the day of the rate, such as 2026-11-20.',
      ...['currency: { code: EUR, perUsd: 0.91 }', inCurrency('EUR, perUsd: 0.9', '2026-02-30')],
    ],
  ])('is refused: %s', (fault, ...texts) => {
    for (const text of texts) expect(faultsOf(text)).toEqual([fault]);
  });

  it('is refused with each fault in its line, also under its key', () => {
    const plan = 'savingsPlan:\n  term: 2-years\n  rates:\n    ml.m5.xlarge: -0.1\n';
    expect(faultsOf(nested(plan))).toEqual([
      '3, prices.savingsPlan.term: Must be one of 1-year, 3-years.',
      '5, prices.savingsPlan.rates.ml.m5.xlarge: Must be US dollars per hour, above 0, such as 0.147.',
    ]);
  });

  it('is refused where a plan lacks what its rates are of, and where it names no instance type of endpoints', () => {
    expect(faultsOf('savingsPlan:\n  rates:\n    ml.m5.xlrge: 0.1\n')).toEqual([
      '1, savingsPlan: Lacks term: 1-year or 3-years.',
      '1, savingsPlan: Lacks payment: no-upfront, partial-upfront or all-upfront.',
      '1, savingsPlan: Lacks region: that of the rates.',
      '3, savingsPlan.rates.ml.m5.xlrge: Is no instance type of endpoints. Did you mean ml.m5.xlarge?',
    ]);
    expect(faultsOf('savingsPlan: { term: 1-year }')).toEqual([
      '1, savingsPlan: Must have either rates, in US dollars per hour, or offerings.',
    ]);
  });

  it('is refused above 4,000,000 characters: 5 MB', () => {
    expect(faultsOf(`# ${'x'.repeat(5_000_000)}`)).toEqual([
      '0, : Too large. Expected at most 4,000,000 characters of YAML.',
    ]);
  });
});

const row = (usageType: string, rate: string, more: object = {}, offering: object = {}) => ({
  savingsPlanOffering: {
    offeringId: 'c4f2c7a0-0000-4000-8000-000000000001',
    paymentOption: 'No Upfront',
    planType: 'SageMaker',
    durationSeconds: 94_608_000,
    currency: 'USD',
    planDescription: '3 year No Upfront SageMaker Savings Plan',
    ...offering,
  },
  rate,
  unit: 'Hrs',
  productType: 'SageMaker',
  serviceCode: 'AmazonSageMaker',
  usageType,
  operation: 'RunInstance',
  properties: [
    { name: 'region', value: 'eu-west-1' },
    { name: 'instanceType', value: usageType.split(':')[1] },
  ],
  ...more,
});
const M5 = row('EU-Host:ml.m5.xlarge', '0.147');
const printed = (rows: readonly object[], more: object = {}): string =>
  JSON.stringify({ searchResults: rows, ...more }, null, 4);

describe('the rates that the AWS CLI prints', () => {
  it('are taken whole, of endpoints and transform jobs only, with term and payment', () => {
    const rows = [
      M5,
      row('EU-Tsform:ml.m5.xlarge', '0.15'),
      row('EU-AsyncInf:ml.m5.xlarge', '0.16'),
      row('EU-Train:ml.m5.xlarge', '0.01'),
      row('EU-Notebk:ml.t3.medium', '0.02'),
      row('EU-BoxUsage:m5.xlarge', '0.03', { serviceCode: 'AmazonEC2' }),
    ];
    const at = { instanceType: 'ml.m5.xlarge', region: 'eu-west-1' };
    expect(pricesOf(printed(rows))).toEqual({
      savingsPlan: {
        term: '3-years',
        payment: 'no-upfront',
        rates: [
          { ...at, component: 'hosting', usd: 0.147 },
          { ...at, component: 'batch', usd: 0.15 },
          { ...at, component: 'asynchronous', usd: 0.16 },
        ],
      },
    });
  });

  it('stand in a policy under offerings, as JSON or as its text', () => {
    const inline = `savingsPlan:\n  offerings: ${JSON.stringify({ searchResults: [M5] })}\n`;
    const text = `savingsPlan:\n  offerings: |\n${printed([M5]).replaceAll(/^/gm, '    ')}\n`;
    expect(pricesOf(inline)).toEqual(pricesOf(printed([M5])));
    expect(pricesOf(text)).toEqual(pricesOf(printed([M5])));
  });

  it('of several plans need the term and payment of one', () => {
    const oneYear = row('EU-Host:ml.m5.xlarge', '0.18', {}, { durationSeconds: 31_536_000 });
    const both = JSON.stringify({ searchResults: [M5, oneYear] });
    expect(faultsOf(both)).toEqual([
      '1, savingsPlan.offerings: Has rates of several plans. State term and payment of yours beside it.',
    ]);
    expect(pricesOf(`savingsPlan: { term: 1-year, payment: no-upfront, offerings: ${both} }`)).toMatchObject({
      savingsPlan: { term: '1-year', rates: [{ usd: 0.18 }] },
    });
  });

  const hosted = (rate: string, ...more: object[]) => printed([row('EU-Host:ml.m5.xlarge', rate, ...more)]);
  const NO_RATE = 'The rate of EU-Host:ml.m5.xlarge must be US dollars per hour, above 0.';
  it.each([
    ['cut off', printed([M5]).slice(0, -30), 'Not YAML'],
    [
      'one page of several',
      printed([M5], { NextToken: 'abc' }),
      'Incomplete: AWS has more rates. Run the command again',
    ],
    ['negative', hosted('-0.1'), NO_RATE],
    ['no number', hosted('free'), NO_RATE],
    ['without a Region', hosted('0.1', { properties: [] }), 'has no Region among its properties.'],
    ['in another currency', hosted('1', {}, { currency: 'CNY' }), 'in US dollars per hour'],
    ['of another service', hosted('1', { serviceCode: 'AmazonEC2' }), 'Has no rate of a SageMaker AI endpoint'],
    ['no rates', printed([]), 'Has no rate of a SageMaker AI endpoint'],
  ])('are refused where they are %s', (_what, text, fault) => {
    expect(faultsOf(text).join('\n')).toContain(fault);
  });
});
