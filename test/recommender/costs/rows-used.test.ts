import { describe, expect, it } from 'vitest';
import { rowsUsed } from '../../../src/recommender/costs/index.ts';
import { BOOK, needsOf, plan } from './support.ts';

describe('the rows of the price list that a bill rests on', () => {
  const rows = (...about: Parameters<typeof plan>) =>
    rowsUsed(plan(...about), needsOf({}), BOOK).map(({ component, instanceType, memorySizeInMB }) =>
      [component, instanceType ?? memorySizeInMB].filter(Boolean).join(' '),
    );

  it('are, of an endpoint, its instance, its data and its storage', () => {
    expect(rows('real-time', 'fixed')).toEqual(['hosting ml.m5.xlarge', 'data', 'storage']);
  });

  it('are, of provisioned concurrency, both of its rates and its data', () => {
    expect(rows('serverless', 'provisioned-concurrency')).toEqual([
      'provisioned-warm 2048',
      'provisioned-inference 2048',
      'data',
    ]);
  });

  it('are the hosting rows where a price is derived from them', () => {
    expect(rows('batch-transform', 'per-job')).toEqual(['hosting ml.m5.xlarge']);
  });

  it('are none where nothing holds the model or nothing is listed', () => {
    expect(rowsUsed(plan('serverless', 'on-demand'), needsOf({ modelSizeGB: 7 }), BOOK)).toEqual([]);
    expect(rowsUsed(plan('batch-transform', 'per-job'), needsOf({ instanceType: 'ml.p3.2xlarge' }), BOOK)).toEqual([]);
  });
});
