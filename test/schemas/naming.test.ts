import { describe, expect, it } from 'vitest';
import { readPolicy, readPrices } from '../../src/policy/read-policy.ts';
import { parseWorkload, readMeasurement } from '../../src/recommender/index.ts';
import { readTyped } from '../../src/wording/read-words.ts';

const SOUND = '../schemas/workload.schema.json';
const WORKLOAD = { name: 'ct-scans', payloadSizeMB: 500 };

/** What a file may name: its schema, one of another program, nothing that is one. */
const NAMES = [SOUND, 'https://json.schemastore.org/package.json', '', null, 5, { a: 1 }];

describe('a file that names a schema by $schema', () => {
  it.each(NAMES)('is read as without it, and keeps none of it: %j', ($schema) => {
    expect(parseWorkload({ $schema, ...WORKLOAD })).toEqual({ ok: true, workload: WORKLOAD });
    const row = { requestsPerSecond: 3, concurrency: 2 };
    expect(readMeasurement([{ $schema, ...row }])).toEqual(readMeasurement([row]));
    const policy = { version: 1, rules: [{ name: 'no jobs', forbid: { option: 'batch-transform' } }] };
    expect(readPolicy(JSON.stringify({ $schema, ...policy }))).toEqual(readPolicy(JSON.stringify(policy)));
    for (const prices of [{ discountPercent: 23 }, { prices: { discountPercent: 23 } }]) {
      const read = readPrices(JSON.stringify({ $schema, ...prices }));
      expect(read).toEqual({ ok: true, prices: { discountPercent: 23 } });
    }
  });

  it('may be pasted as JSON or as lines, and the schema is no fact and not unused', () => {
    for (const pasted of [
      JSON.stringify({ $schema: SOUND, ...WORKLOAD }),
      `$schema: ${SOUND}\nname: ct-scans\npayloadSizeMB: 500`,
    ]) {
      expect(readTyped(pasted)).toMatchObject({
        name: 'ct-scans',
        says: { payloadSizeMB: 500 },
        unclear: [],
        notUsed: [],
      });
    }
  });

  it('is taken for what it holds where only its name is another', () => {
    expect(parseWorkload({ $schema: './policy.schema.json', ...WORKLOAD }).ok).toBe(true);
  });
});

describe('a faulty file that names the schema of another document of ours', () => {
  const $schema = 'C:\\work\\schemas\\policy.schema.json';

  it('is refused as that document first, where a workload or a measurement is expected', () => {
    const workload = parseWorkload({ $schema, version: 1, rules: [] });
    expect(workload.ok ? [] : workload.faults[0]).toEqual({
      field: '$schema',
      text: 'Its $schema names a policy. Expected a workload.',
    });
    expect(readMeasurement({ $schema, version: 1 })).toEqual({
      ok: false,
      faults: [{ field: '', text: 'Its $schema names a policy. Expected a measurement.' }],
    });
  });

  it('is refused as that document at its line, where a policy or prices are expected', () => {
    const text = '$schema: node_modules/endpoint-reviewer/schemas/workload.schema.json\nname: ct-scans\n';
    const fault = (expected: string) => ({
      line: 1,
      field: '$schema',
      text: `Its $schema names a workload. Expected ${expected}.`,
    });
    for (const [read, expected] of [
      [readPolicy(text), 'a policy'],
      [readPrices(text), 'prices'],
    ] as const) {
      expect(read.ok ? [] : read.faults[0]).toEqual(fault(expected));
    }
  });

  it('is no other where prices stand in a policy', () => {
    const read = readPrices(JSON.stringify({ $schema, prices: { discountPercent: 96 } }));
    expect(read.ok ? [] : read.faults.map(({ field }) => field)).toEqual(['prices.discountPercent']);
  });
});
