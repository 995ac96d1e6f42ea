import { describe, expect, it } from 'vitest';
import { rowsUsed } from '../../../src/recommender/costs/estimate.ts';
import { BOOK, needsOf, plan } from './support.ts';

describe('the rows of the price list that a bill rests on', () => {
  const known = { monthlyRequests: 100_000, processingTimeSeconds: 0.2, payloadSizeMB: 1 };
  const rows = (...about: Parameters<typeof plan>) => rowsFor(known, ...about);
  const rowsFor = (stated: Parameters<typeof needsOf>[0], ...about: Parameters<typeof plan>) =>
    rowsUsed(plan(...about), needsOf(stated), BOOK).map(({ component, instanceType, memorySizeInMB }) =>
      [component, instanceType ?? memorySizeInMB].filter(Boolean).join(' '),
    );

  it('are, of an endpoint, its instance, its data and its storage', () => {
    expect(rows('real-time', 'fixed')).toEqual(['hosting ml.m5.xlarge', 'data', 'storage']);
  });

  it('are, of provisioned concurrency, both of its rates, that of its overflow and its data', () => {
    expect(rows('serverless', 'provisioned-concurrency')).toEqual([
      'provisioned-warm 2048',
      'provisioned-inference 2048',
      'serverless 2048',
      'data',
    ]);
  });

  it('leave out the data where no payload is stated, as the bill does', () => {
    const { payloadSizeMB: _, ...unsized } = known;
    expect(rowsFor(unsized, 'real-time', 'fixed')).toEqual(['hosting ml.m5.xlarge', 'storage']);
  });

  it('are the instance alone where it has local disks and no payload is given', () => {
    expect(rowsFor({ requiresGpu: true }, 'real-time', 'fixed')).toEqual(['hosting ml.g5.xlarge']);
  });

  it('are what serves where no volume is known: its rate is named in the bill', () => {
    expect(rowsFor({}, 'serverless', 'on-demand')).toEqual(['serverless 2048']);
  });

  it('are the hosting rows where a price is derived from them', () => {
    expect(rowsFor({}, 'batch-transform', 'per-job')).toEqual(['hosting ml.m5.xlarge']);
  });

  it('are none where nothing holds the model or nothing is listed', () => {
    expect(rowsUsed(plan('serverless', 'on-demand'), needsOf({ modelSizeGB: 7 }), BOOK)).toEqual([]);
    expect(rowsUsed(plan('batch-transform', 'per-job'), needsOf({ instanceType: 'ml.p3.2xlarge' }), BOOK)).toEqual([]);
  });
});
