import { describe, expect, it } from 'vitest';
import type { PriceRow } from '../../../src/recommender/facts/price-list.ts';
import { SHIPPED_PRICES } from '../../../src/recommender/facts/prices.ts';

const ROWS = SHIPPED_PRICES.regions.flatMap(({ region, rows }) => rows.map((row) => ({ region, row })));
const nameOf = ({ component, instanceType, memorySizeInMB }: PriceRow) =>
  [component, instanceType, memorySizeInMB].filter((part) => part !== undefined).join(' ');
const priceOf = (region: string, name: string) =>
  ROWS.find((one) => one.region === region && nameOf(one.row) === name)?.row;

describe('the prices that ship', () => {
  it('are 169 rows in seven Regions', () => {
    expect(SHIPPED_PRICES.regions.map(({ region, rows }) => [region, rows.length])).toEqual([
      ['ap-northeast-1', 1],
      ['ap-northeast-2', 6],
      ['eu-west-1', 2],
      ['eu-west-3', 5],
      ['us-east-1', 145],
      ['us-east-2', 9],
      ['us-west-2', 1],
    ]);
  });

  it('have a positive price, a source, and a date or none in every row', () => {
    for (const { row } of ROWS) {
      expect(row.usd).toBeGreaterThan(0);
      expect(Number.isFinite(row.usd)).toBe(true);
      expect(row.source).toMatch(/\S/);
      expect(row.date ?? '2026').toMatch(/^20\d{2}(-\d{2}){0,2}$/);
    }
  });

  it('are for an instance type, for a memory size, or for neither, as the component has it', () => {
    for (const { row } of ROWS) {
      const forInstance = ['hosting', 'asynchronous', 'batch'].includes(row.component);
      const forMemory = ['serverless', 'provisioned-warm', 'provisioned-inference'].includes(row.component);
      expect(row.instanceType?.startsWith('ml.') ?? false).toBe(forInstance);
      expect([1024, 2048, 3072, 4096, 5120, 6144].includes(row.memorySizeInMB ?? 0)).toBe(forMemory);
    }
  });

  it('have no component of an instance type or memory size twice in a Region', () => {
    for (const { rows } of SHIPPED_PRICES.regions) expect(new Set(rows.map(nameOf)).size).toBe(rows.length);
  });

  it.each([
    ['us-east-1', 'hosting ml.m5.xlarge', 0.23, '2026-09-28'],
    ['us-east-1', 'hosting ml.g5.xlarge', 1.408, '2026-09-25'],
    ['us-east-1', 'hosting ml.p4de.24xlarge', 31.5641, '2026-09-27'],
    ['us-east-1', 'hosting ml.p3.16xlarge', 28.152, null],
    ['us-east-1', 'asynchronous ml.g6e.2xlarge', 2.8026, '2026-09-20'],
    ['us-east-1', 'serverless 2048', 0.00004, '2026'],
    ['us-east-1', 'serverless 6144', 0.00012, '2022-09-23'],
    ['us-east-1', 'provisioned-warm 2048', 0.00001, '2026'],
    ['us-east-1', 'provisioned-inference 6144', 0.0000699, '2026', true],
    ['us-east-1', 'data', 0.016, '2026'],
    ['us-east-1', 'storage', 0.14, '2026-09-28'],
    ['us-east-2', 'hosting ml.g5.16xlarge', 5.12, '2025'],
    ['us-west-2', 'hosting ml.g5.2xlarge', 1.515, null],
    ['ap-northeast-1', 'asynchronous ml.g6.xlarge', 1.6341, '2026-09-23'],
    ['ap-northeast-2', 'hosting ml.g7e.2xlarge', 5.168475, '2026-07-21'],
    ['eu-west-1', 'storage', 0.154, '2023-12'],
    ['eu-west-3', 'batch ml.g4dn.xlarge', 0.861, '2026-10-04'],
  ])('have in %s for %s $%s', (region, name, usd, date, isDerived?: boolean) => {
    expect(priceOf(region, name)).toMatchObject({ usd, date });
    expect(priceOf(region, name)?.isDerived).toBe(isDerived);
  });

  it.each([
    ['storage', 0.112, '2026'],
    ['hosting ml.trn1.32xlarge', 28.497, '2025-01'],
    ['provisioned-warm 2048', 0.0000233, null],
    ['provisioned-inference 2048', 0.00001, null],
  ])('keep the other figure for %s, $%s, beside the one that counts', (name, usd, date) => {
    expect(priceOf('us-east-1', name)?.disputed).toMatchObject({ usd, date, source: expect.stringMatching(/\S/) });
  });

  it('dispute nothing else', () => {
    expect(ROWS.filter(({ row }) => row.disputed)).toHaveLength(4);
  });

  it('have none of the figures that were found to be wrong', () => {
    for (const [name, wrong] of [
      ['hosting ml.m5.xlarge', 0.269],
      ['hosting ml.g5.xlarge', 1.21],
      ['hosting ml.inf2.xlarge', 0.76],
      ['hosting ml.g6.24xlarge', 6.6752],
    ] as const)
      expect(priceOf('us-east-1', name)?.usd).not.toBe(wrong);
  });
});
