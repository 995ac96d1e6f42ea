import { describe, expect, it } from 'vitest';
import { otherRegions, otherTypes, timeOfChosen } from '../../src/advice/alternatives.ts';
import { instanceTypeOf, recommend } from '../../src/recommender/index.ts';
import { readWords } from '../../src/wording/read-words.ts';
import { workload } from '../support/workloads.ts';

const hear = (words: string) => workload(readWords(words).says);

describe('the same option on other instance types', () => {
  const scans = recommend(hear('500 MB CT scans, 90 s each, within 15 min, sporadic, gpu, 200 per day'));
  const types = otherTypes(scans);

  it('is what the recommender says of each type, the cheapest month first and the choice marked once', () => {
    expect(types.length).toBeGreaterThan(20);
    for (const { type, count, cost } of types.slice(0, 3)) {
      const { choice, costs } = recommend({ ...scans.workload, ...timeOfChosen(scans), instanceType: String(type) });
      expect([choice?.instance?.type, choice?.sizing?.count?.likely]).toEqual([type, count]);
      expect(costs[0]).toEqual(cost);
    }
    const usd = types.map(({ cost }) => cost.monthlyUsd?.likely ?? Infinity);
    expect(usd).toEqual(usd.toSorted((one, other) => one - other));
    expect(types.filter(({ isChosen }) => isChosen).map(({ type }) => type)).toEqual([scans.choice?.instance?.type]);
  });

  it('has no processors for a GPU, and no type whose image has to be built for it', () => {
    const specs = types.map(({ type }) => instanceTypeOf(String(type)));
    expect(specs.filter((spec) => spec === undefined || spec.gpuCount === 0 || spec.isArm)).toEqual([]);
  });

  it('counts nothing where the load is not known, and names the price all the same', () => {
    const [first] = otherTypes(recommend(hear('customer churn, 2 MB')));
    expect(first).toMatchObject({ count: null, cost: { monthlyUsd: null } });
    expect(first?.cost.components[0]?.unitPriceUsd).toBeGreaterThan(0);
  });

  it('is nothing where no instance serves, or no option fits', () => {
    expect(otherTypes(recommend(hear('serverless, 2 MB, 1 s, 100 per day, cold starts are fine, sporadic')))).toEqual(
      [],
    );
    expect(otherTypes(recommend(hear('3 GB payload, answer in 1 s, no cold starts')))).toEqual([]);
  });
});

describe('the same option in other Regions', () => {
  it('is in every Region that prices it and takes it, with what it takes there', () => {
    const scans = recommend(hear('500 MB CT scans, 90 s each, within 15 min, sporadic, gpu, 200 per day, frankfurt'));
    const regions = otherRegions(scans);
    expect(regions.length).toBeGreaterThan(20);
    expect(regions.filter(({ isChosen }) => isChosen).map(({ region }) => region)).toEqual(['eu-central-1']);
    const [cheapest] = regions;
    const { costs } = recommend({ ...scans.workload, region: String(cheapest?.region) });
    expect(costs[0]).toEqual(cheapest?.cost);
  });
});
