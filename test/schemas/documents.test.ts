import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readPolicy } from '../../src/policy/read-policy.ts';
import {
  INSTANCE_TYPE_NAMES,
  parseWorkload,
  readMeasurement,
  WORKLOAD_FIELDS,
  type WorkloadField,
} from '../../src/recommender/index.ts';
import { SCHEMA_NAMES, schemaOf } from '../../src/schemas/index.ts';
import { ROOT, read } from '../support/documents.ts';
import { MEASURED } from '../support/measurements.ts';
import { anyWorkload } from '../support/workloads.ts';
import { judgeOf } from './support.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the schemas', () => {
  it.each(SCHEMA_NAMES)('%s is of JSON Schema 2020-12, without an address of the network beside that', (name) => {
    const text = JSON.stringify(schemaOf(name));
    expect(text.match(/https?:[^"]+/g)).toEqual(['https://json-schema.org/draft/2020-12/schema']);
  });

  it.each(['workload', 'policy', 'prices'] as const)('%s describes every field that people write', (name) => {
    const bare: string[] = [];
    const visit = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { properties = {} } = schema as { properties?: Record<string, { description?: string }> };
      for (const [field, inner] of Object.entries(properties)) {
        const isGroup = JSON.stringify(inner).includes('"properties"');
        if (inner.description === undefined && !isGroup && !path.includes('measurements'))
          bare.push(`${path}.${field}`);
      }
      for (const [key, inner] of Object.entries(schema)) visit(inner, `${path}.${key}`);
    };
    visit(schemaOf(name), '');
    expect(bare.filter((path) => !/\.(?:term|payment|searchResults)$/.test(path))).toEqual([]);
  });
});

describe('the schema of a workload', () => {
  const judge = judgeOf('workload');

  it('takes every example, each of which names it', () => {
    const files = readdirSync(`${ROOT}/examples`).filter((name) => name.endsWith('.json'));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const example = JSON.parse(read(`examples/${file}`));
      expect(example.$schema).toBe('../schemas/workload.schema.json');
      expect(judge(example), file).toBeUndefined();
    }
    const cases = read('examples/decided-cases.jsonl').trim().split('\n');
    expect(cases.flatMap((line) => judge(JSON.parse(line)) ?? [])).toEqual([]);
  });

  it('takes what parseWorkload takes, also where it is said to be unknown', () => {
    fc.assert(
      fc.property(anyWorkload, fc.constantFrom(...WORKLOAD_FIELDS.slice(1)), (workload, field) => {
        expect(judge(plain(workload))).toBeUndefined();
        expect(judge({ ...(plain(workload) as object), [field]: null })).toBeUndefined();
      }),
    );
  });

  /** What it can't say: what stands in a config.json, which time zones there are, names in any case, and that a context holds what is read and written. */
  const BEYOND: readonly WorkloadField[] = [
    'modelConfig',
    'timeZone',
    'processingTimeOn',
    'measurements',
    'contextTokens',
  ];

  it('takes of every other field what parseWorkload takes, and refuses what it refuses', () => {
    const odd = fc.oneof(
      fc.constantFrom('', 'steady', 'ml.g5.xlarge', 'ml.g5', 'eu-west-1', '09:00', '25:00', true, false, [], {}, [1]),
      fc.constantFrom(-1, -0.5, 0, 0.5, 1, 1.5, 4, 8, 10, 11, 15, 16, 24, 24.5, 1001, 1e308),
      fc.string({ unit: 'grapheme-ascii', maxLength: 90 }),
      fc.constantFrom(...INSTANCE_TYPE_NAMES),
    );
    const told = fc.constantFrom(...WORKLOAD_FIELDS.filter((field) => !BEYOND.includes(field)));
    fc.assert(
      fc.property(told, odd, (field, value) => {
        const document = { name: 'x', [field]: value };
        expect(judge(document) === undefined, JSON.stringify(document)).toBe(parseWorkload(document).ok);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([{}, { name: 'x', payloadMB: 3 }, [{ name: 'x' }], 'x', null])('refuses %j', (document) => {
    expect(judge(document)).toBeDefined();
    expect(parseWorkload(document).ok).toBe(false);
  });
});

describe('the schema of a measurement', () => {
  const judge = judgeOf('measurement');

  it('takes what is stored, rows, and lists of them', () => {
    expect(MEASURED.flat().flatMap((one) => judge(one) ?? [])).toEqual([]);
    const row = { $schema: 'x', instanceType: 'ml.g6e.xlarge', concurrency: 8, requestsPerSecond: 12, p95: 0.8 };
    for (const document of [row, [row, row], MEASURED[0]]) {
      expect(judge(document)).toBeUndefined();
      expect(readMeasurement(document).ok).toBe(true);
    }
  });

  it.each([
    { requestsPerSecond: 0 },
    { concurrency: 8 },
    { requestsPerSecond: 1, p95Ms: 300 },
    { requestsPerSecond: 1, failedShare: 2 },
    { requestsPerSecond: 1, instanceType: 'g5.xlarge' },
    { source: 'row', points: [] },
    { source: 'locust', points: [{ requestsPerSecond: 1 }] },
    { source: 'row', points: [{ requestsPerSecond: -1 }] },
  ])('refuses %j, as the reader does', (document) => {
    expect(judge(document)).toBeDefined();
    expect(readMeasurement(document).ok).toBe(false);
  });
});

describe('the schemas of a policy and of prices', () => {
  it.each(['policy', 'prices'] as const)('take examples/%s.yml, which names its schema for editors', (name) => {
    const text = read(`examples/${name}.yml`);
    expect(text.split('\n')[0]).toBe(`# yaml-language-server: $schema=../schemas/${name}.schema.json`);
    expect(judgeOf(name)(parse(text))).toBeUndefined();
  });

  const judge = judgeOf('policy');
  const rule = (rest: object) => ({ version: 1, rules: [{ name: 'one', ...rest }] });

  it.each([
    { version: 1, rules: [] },
    rule({ forbid: { instanceType: 'ml.p*' } }),
    rule({ forbid: { instanceType: ['ml.p*', 'ml.g*'] }, except: { budgetUsd: 500 }, overriddenBy: 'U0LEAD' }),
    { version: 1, approvals: [{ name: 'any', count: 20, from: 'S0ARCH', notRequester: true }] },
    { version: 1, prices: { discountPercent: 95 }, timeZone: 'Europe/Berlin' },
  ])('take %j, as the reader does', (document) => {
    expect(readPolicy(JSON.stringify(document)).ok).toBe(true);
    expect(judge(document)).toBeUndefined();
  });

  it.each([
    {},
    { version: 2 },
    { version: 1, rule: [] },
    rule({ forbid: { instance: 'ml.p*' } }),
    rule({ forbid: { option: 'serverles' } }),
    rule({ limit: { budgetUsd: 0 } }),
    rule({ overriddenBy: 'ada' }),
    rule({ require: { tags: Array.from({ length: 41 }, (_, at) => `tag-${at}`) } }),
    { version: 1, approvals: [{ name: 'any', count: 21 }] },
    { version: 1, approvals: [{ name: 'any', count: 1, from: [] }] },
    { version: 1, prices: { discountPercent: 96 } },
  ])('refuse %j, as the reader does', (document) => {
    expect(readPolicy(JSON.stringify(document)).ok).toBe(false);
    expect(judge(document)).toBeDefined();
  });
});
