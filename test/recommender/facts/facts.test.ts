import { describe, expect, it } from 'vitest';
import { OUTSIDE_SOURCES } from '../../../src/recommender/facts/outside.ts';
import {
  MULTI_MODEL_GPU_INSTANCES,
  QUOTAS,
  type Quota,
  SERVERLESS_REGIONS,
} from '../../../src/recommender/facts/quotas.ts';
import { SOURCES, type Source } from '../../../src/recommender/facts/sources.ts';
import { recommend } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { workload } from '../../support/workloads.ts';

function expectSource({ title, url, date }: Source): void {
  expect(title).toMatch(/^[A-Z].{4,}$/);
  expect(url).toMatch(/^https:\/\/(docs\.aws\.amazon|aws\.amazon|pricing\.[a-z0-9-]+\.amazonaws)\.com\/[\w./-]+$/);
  expect(date).toMatch(/^20\d\d(-\d\d){0,2}$/);
}

describe('the quotas', () => {
  it.each(Object.entries<Quota | (Quota & { disputed: { value: number; source: Source } })>(QUOTAS))(
    '%s has a value above 0, a unit and a source, and where it is disputed another figure on another page',
    (_id, quota) => {
      expect(quota.value).toBeGreaterThan(0);
      expect(Number.isFinite(quota.value)).toBe(true);
      expect(quota.unit).toMatch(/^(MB|GB|s|[a-z][a-z ]+)$/);
      expectSource(quota.source);
      if (!('disputed' in quota)) return;
      expect(quota.disputed.value).not.toBe(quota.value);
      expect(quota.disputed.source.url).not.toBe(quota.source.url);
      expectSource(quota.disputed.source);
    },
  );
});

describe('the lists', () => {
  it('have the 21 Regions of serverless inference', () => {
    expect(SERVERLESS_REGIONS.size).toBe(21);
    for (const region of SERVERLESS_REGIONS) expect(region).toMatch(/^[a-z]{2}-[a-z]+-\d$/);
  });

  it('have the 12 instance types on which a multi-model endpoint has a GPU', () => {
    expect(MULTI_MODEL_GPU_INSTANCES.size).toBe(12);
    for (const type of MULTI_MODEL_GPU_INSTANCES) expect(type).toMatch(/^ml\.(p2|p3|g5|g4dn)\.\d*xlarge$/);
  });
});

describe('the sources', () => {
  it.each(Object.entries({ ...SOURCES, ...OUTSIDE_SOURCES }))(
    '%s has a title, an address of AWS and a date',
    (_id, source) => expectSource(source),
  );

  it('are different pages', () => {
    const urls = Object.values(SOURCES).map(({ url }) => url);
    expect(new Set(urls).size).toBe(urls.length);
  });
});

describe('what an answer rests on', () => {
  it.each([
    ['something is recommended', {}],
    ['nothing fits', { payloadSizeMB: 1e6 }],
  ])('is said with its dates and a version of eight hexadecimal digits where %s', (_what, stated) => {
    const { facts } = explained(stated);
    expect(facts.version).toMatch(/^[0-9a-f]{8}$/);
    expect(facts.quotasAsOf).toMatch(/^20\d\d-\d\d/);
    expect(facts.pricesAsOf).not.toBe('');
  });

  it('has the date of the one row that its bill has a line for: 2026-09-28, not the 2026 of data that is not priced', () => {
    const { costs, facts } = explained({
      trafficPattern: 'steady',
      requiresGpu: true,
      requiresVpc: true,
      peakRequestsPerSecond: 40,
      processingTimeSeconds: 0.08,
      responseTimeSeconds: 0.3,
      modelSizeGB: 10,
    });
    expect(costs.flatMap(({ components }) => components.map(({ name }) => name))).toEqual([
      'Instances (ml.g4dn.xlarge, always on)',
    ]);
    expect(facts.pricesAsOf).toBe('2026-09-28');
  });

  it('has one version, whatever is asked', () => {
    const { version } = recommend(workload()).facts;
    expect(recommend(workload({ payloadSizeMB: 1e6, region: 'eu-west-1' })).facts.version).toBe(version);
  });
});
