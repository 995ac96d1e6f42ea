import { describe, expect, it } from 'vitest';
import { candidatesFor, instanceFor } from '../../../src/recommender/costs/choose-instance.ts';
import { bookFor } from '../../../src/recommender/costs/price-book.ts';
import { SHIPPED_PRICES } from '../../../src/recommender/facts/prices.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { BOOK, listOf, needsOf, plan, RATES } from './support.ts';

const US_EAST_1 = bookFor(SHIPPED_PRICES, 'us-east-1');
const REAL_TIME = plan('real-time', 'fixed');

const typeFor = (stated: Partial<Workload>, book = US_EAST_1) =>
  instanceFor('hosting', REAL_TIME, needsOf(stated), book)?.type;

describe('the instance that is priced', () => {
  it('is the stated one, also where it is neither priced nor large enough', () => {
    expect(
      instanceFor('hosting', REAL_TIME, needsOf({ instanceType: 'ml.p3.8xlarge', modelSizeGB: 900 }), BOOK),
    ).toMatchObject({ type: 'ml.p3.8xlarge', spec: { gpuCount: 4 } });
  });

  it('is an ml.m5.xlarge where nothing is stated, and an ml.g5.xlarge for a GPU', () => {
    expect(typeFor({})).toBe('ml.m5.xlarge');
    expect(typeFor({ requiresGpu: true })).toBe('ml.g5.xlarge');
  });

  it.each([
    [1, 'ml.m5.large'],
    [6.4, 'ml.m5.large'],
    [6.5, 'ml.m5.xlarge'],
    [20, 'ml.m5.2xlarge'],
    [50, 'ml.m5.4xlarge'],
    [100, 'ml.r6i.4xlarge'],
    [200, 'ml.r6i.8xlarge'],
    [300, 'ml.r6i.12xlarge'],
    [400, 'ml.r6i.16xlarge'],
    [500, 'ml.r6i.24xlarge'],
    [700, 'ml.r6i.32xlarge'],
    [1200, 'ml.r7i.48xlarge'],
  ])('for a model of %d GB is %s: with a fifth of its memory to spare', (modelSizeGB, type) => {
    expect(typeFor({ modelSizeGB })).toBe(type);
  });

  it.each([
    [12, 'ml.g4dn.xlarge'],
    [15, 'ml.g5.xlarge'],
    [30, 'ml.g6e.xlarge'],
    [70, 'ml.g5.12xlarge'],
    [140, 'ml.g6e.12xlarge'],
    [250, 'ml.p4d.24xlarge'],
    [500, 'ml.p4de.24xlarge'],
    [520, 'ml.g7e.48xlarge'],
    [900, 'ml.p5en.48xlarge'],
  ])('for a model of %d GB on GPUs is %s, by their memory together', (modelSizeGB, type) => {
    expect(typeFor({ modelSizeGB, requiresGpu: true })).toBe(type);
  });

  it('is never a type that the Region lists and EC2 does not describe: its memory is not known', () => {
    const unknown = { component: 'hosting', instanceType: 'ml.z9.large', usd: 0.01 } as const;
    const book = bookFor(listOf([...RATES, unknown]), 'us-east-1');
    expect(candidatesFor('hosting', 'cpu', book).map(({ type }) => type)).not.toContain('ml.z9.large');
  });

  it('is none where none holds the model', () => {
    expect(typeFor({ modelSizeGB: 1300 })).toBeUndefined();
    expect(typeFor({ modelSizeGB: 1720, requiresGpu: true })).toBeUndefined();
  });

  it('is an ml.m6i.xlarge in Mexico, where no m5 is listed, and never one that needs an image for Graviton', () => {
    const mexico = bookFor(SHIPPED_PRICES, 'mx-central-1');
    expect(typeFor({}, mexico)).toBe('ml.m6i.xlarge');
    expect(candidatesFor('hosting', 'cpu', mexico).filter(({ spec }) => spec.isArm)).toEqual([]);
  });

  it('is among the types that the Region lists: of 30 GB on GPUs an ml.g5.12xlarge in Ireland, without g6e', () => {
    expect(typeFor({ modelSizeGB: 30, requiresGpu: true }, bookFor(SHIPPED_PRICES, 'eu-west-1'))).toBe(
      'ml.g5.12xlarge',
    );
  });

  it('of a multi-model endpoint on GPUs is among the types on which those run', () => {
    const needs = needsOf({ modelCount: 10, modelSizeGB: 30, requiresGpu: true });
    expect(instanceFor('hosting', plan('real-time', 'fixed', 'multi-model'), needs, US_EAST_1)).toBeUndefined();
    expect(typeFor({ modelSizeGB: 30, requiresGpu: true })).toBe('ml.g6e.xlarge');
  });

  it('of a job is among the types that transform jobs take: ml.r6i.4xlarge, not ml.r5.4xlarge', () => {
    const book = bookFor(listOf(RATES.filter(({ instanceType }) => instanceType !== 'ml.r6i.4xlarge')), 'us-east-1');
    const needs = needsOf({ modelSizeGB: 100 });
    expect(instanceFor('hosting', REAL_TIME, needs, book)?.type).toBe('ml.r5.4xlarge');
    expect(instanceFor('batch', plan('batch-transform', 'per-job'), needs, book)?.type).toBe('ml.m5.12xlarge');
  });

  it('is another that is priced where none of the usual ones is, the smallest that holds the model, by name among equals', () => {
    const rates = ['ml.r5.2xlarge', 'ml.c6i.4xlarge', 'ml.c5.4xlarge', 'ml.inf2.8xlarge', 'ml.g4dn.2xlarge'];
    const priced = rates.map((instanceType) => ({ component: 'hosting', instanceType, usd: 1 }) as const);
    const book = bookFor(
      listOf([...priced, { component: 'hosting', instanceType: 'ml.p3.2xlarge', usd: 1 }]),
      'us-east-1',
    );
    expect(typeFor({}, book)).toBe('ml.c5.4xlarge');
    expect(typeFor({ modelSizeGB: 40 }, book)).toBe('ml.r5.2xlarge');
    expect(typeFor({ modelSizeGB: 10, requiresGpu: true }, book)).toBe('ml.g4dn.2xlarge');
  });

  it('is the largest that is priced where all are small and no memory is stated; a stated one has to fit', () => {
    const rates = ['ml.c5.large', 'ml.c5.xlarge'].map(
      (instanceType) => ({ component: 'hosting', instanceType, usd: 1 }) as const,
    );
    const small = bookFor(listOf(rates), 'us-east-1');
    expect(typeFor({}, small)).toBe('ml.c5.xlarge');
    expect(typeFor({ modelSizeGB: 10 }, small)).toBeUndefined();
  });

  it('is the usual one where nothing is priced, so that the missing price can be named', () => {
    const nothing = bookFor(listOf([]), 'eu-central-1');
    expect(typeFor({ modelSizeGB: 20 }, nothing)).toBe('ml.m5.2xlarge');
    expect(typeFor({ requiresGpu: true }, nothing)).toBe('ml.g5.xlarge');
    const jobFor = (stated: Partial<Workload>) =>
      instanceFor('batch', plan('batch-transform', 'per-job'), needsOf(stated), nothing)?.type;
    expect(jobFor({ modelSizeGB: 200 })).toBe('ml.r6i.8xlarge');
    // On GPUs it would be an ml.p4d.24xlarge, which transform jobs do not take.
    expect(jobFor({ modelSizeGB: 250, requiresGpu: true })).toBeUndefined();
  });

  it('is the same whatever the prices are', () => {
    const dearer = bookFor(listOf(RATES.map((rate, at) => ({ ...rate, usd: rate.usd * (1 + at) }))), 'us-east-1');
    for (const modelSizeGB of [1, 10, 20, 100, 150]) {
      expect(typeFor({ modelSizeGB }, dearer)).toBe(typeFor({ modelSizeGB }, BOOK));
    }
  });
});
