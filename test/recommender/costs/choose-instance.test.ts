import { describe, expect, it } from 'vitest';
import { candidatesFor, instanceFor } from '../../../src/recommender/costs/choose-instance.ts';
import { bookFor } from '../../../src/recommender/costs/price-book.ts';
import { SHIPPED_PRICES } from '../../../src/recommender/facts/prices.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { BOOK, listOf, needsOf, plan, RATES } from './support.ts';

const US_EAST_1 = bookFor(SHIPPED_PRICES, 'us-east-1');
const REAL_TIME = plan('real-time', 'fixed');

const typeFor = (stated: Partial<Workload>, book = US_EAST_1) =>
  instanceFor({ plan: REAL_TIME, needs: needsOf(stated), book })?.type;

describe('the instance that is priced', () => {
  it('is the stated one, also where it is neither priced nor large enough', () => {
    expect(
      instanceFor({ plan: REAL_TIME, needs: needsOf({ instanceType: 'ml.p3.8xlarge', modelSizeGB: 900 }), book: BOOK }),
    ).toMatchObject({ type: 'ml.p3.8xlarge', spec: { gpuCount: 4 } });
  });

  // The usual 2 GB, and 12.8 GB on a GPU, each with a fifth of the memory to spare.
  it.each([
    [undefined, 'ml.c6i.large'],
    [2, 'ml.c6i.large'],
    [3.2, 'ml.c6i.large'],
    [3.3, 'ml.m6i.large'],
    [6.4, 'ml.m6i.large'],
    [6.5, 'ml.r6i.large'],
    [20, 'ml.r6i.xlarge'],
    [50, 'ml.r6i.2xlarge'],
    [100, 'ml.r6i.4xlarge'],
    [200, 'ml.r6i.8xlarge'],
    [300, 'ml.r6i.12xlarge'],
    [400, 'ml.r6i.16xlarge'],
    [500, 'ml.r6i.24xlarge'],
    [700, 'ml.r6i.32xlarge'],
    [1200, 'ml.r7i.48xlarge'],
    [1300, undefined],
  ])('for a model of %s GB is %s, the cheapest per hour with a fifth of its memory to spare', (modelSizeGB, type) => {
    expect(typeFor(modelSizeGB === undefined ? {} : { modelSizeGB })).toBe(type);
  });

  it.each([
    [undefined, 'ml.g4dn.xlarge'],
    [12.8, 'ml.g4dn.xlarge'],
    [12.9, 'ml.g6.xlarge'],
    [30, 'ml.g6e.xlarge'],
    [70, 'ml.g7e.2xlarge'],
    [140, 'ml.g7e.12xlarge'],
    [250, 'ml.g7e.24xlarge'],
    [500, 'ml.p4de.24xlarge'],
    [520, 'ml.g7e.48xlarge'],
    [900, 'ml.p5en.48xlarge'],
    [1720, undefined],
  ])('for a model of %s GB on GPUs is %s, by their memory together', (modelSizeGB, type) => {
    expect(typeFor({ ...(modelSizeGB && { modelSizeGB }), requiresGpu: true })).toBe(type);
  });

  it('is never a type that the Region lists and EC2 does not describe: its memory is not known', () => {
    const unknown = { component: 'hosting', instanceType: 'ml.z9.large', usd: 0.01 } as const;
    const book = bookFor(listOf([...RATES, unknown]), 'us-east-1');
    expect(candidatesFor('hosting', 'cpu', book).types.map(({ type }) => type)).not.toContain('ml.z9.large');
  });

  it('is none where an ml.m5.large is all that is listed, for 10 GB', () => {
    const small = bookFor(listOf([{ component: 'hosting', instanceType: 'ml.m5.large', usd: 0.115 }]), 'us-east-1');
    expect(typeFor({}, small)).toBe('ml.m5.large');
    expect(typeFor({ modelSizeGB: 10 }, small)).toBeUndefined();
  });

  it('is among the types that the Region lists: of 30 GB on GPUs an ml.g4dn.12xlarge in Ireland, without g6e', () => {
    expect(typeFor({ modelSizeGB: 30, requiresGpu: true }, bookFor(SHIPPED_PRICES, 'eu-west-1'))).toBe(
      'ml.g4dn.12xlarge',
    );
  });

  it('of a multi-model endpoint on GPUs is among the types on which those run', () => {
    const needs = needsOf({ modelCount: 10, modelSizeGB: 30, requiresGpu: true });
    expect(instanceFor({ plan: plan('real-time', 'fixed', 'multi-model'), needs, book: US_EAST_1 })).toBeUndefined();
  });

  it('of a job is among the types that transform jobs take: ml.r6i.4xlarge, not ml.r5.4xlarge', () => {
    const book = bookFor(listOf(RATES.filter(({ instanceType }) => instanceType !== 'ml.r6i.4xlarge')), 'us-east-1');
    const needs = needsOf({ modelSizeGB: 100 });
    expect(instanceFor({ plan: REAL_TIME, needs, book })?.type).toBe('ml.r5.4xlarge');
    expect(instanceFor({ plan: plan('batch-transform', 'per-job'), needs, book })?.type).toBe('ml.m5.12xlarge');
  });

  it('is of a newer family where several cost the same per hour: at $1 each an ml.c6i.4xlarge, not an ml.c5.4xlarge', () => {
    const types = ['ml.r5.2xlarge', 'ml.c5.4xlarge', 'ml.c6i.4xlarge', 'ml.inf2.8xlarge', 'ml.g4dn.2xlarge'];
    const book = bookFor(
      listOf(types.map((instanceType) => ({ component: 'hosting', instanceType, usd: 1 }))),
      'us-east-1',
    );
    expect(typeFor({}, book)).toBe('ml.c6i.4xlarge');
    expect(typeFor({ modelSizeGB: 40 }, book)).toBe('ml.r5.2xlarge');
    expect(typeFor({ modelSizeGB: 10, requiresGpu: true }, book)).toBe('ml.g4dn.2xlarge');
  });

  it('is the usual one where nothing is priced, so that the missing price can be named', () => {
    const nothing = bookFor(listOf([]), 'eu-central-1');
    expect(typeFor({ modelSizeGB: 20 }, nothing)).toBe('ml.r6i.xlarge');
    expect(typeFor({ requiresGpu: true }, nothing)).toBe('ml.g4dn.xlarge');
    const jobFor = (stated: Partial<Workload>) =>
      instanceFor({ plan: plan('batch-transform', 'per-job'), needs: needsOf(stated), book: nothing })?.type;
    expect(jobFor({ modelSizeGB: 200 })).toBe('ml.r6i.8xlarge');
    // On GPUs it would be an ml.p4d.24xlarge, which transform jobs do not take.
    expect(jobFor({ modelSizeGB: 250, requiresGpu: true })).toBeUndefined();
  });

  it('follows the prices: for 10 GB an ml.m5.xlarge at $0.23, an ml.m5.2xlarge at $0.461 where the other costs $0.50', () => {
    const rates = RATES.map((rate) => (rate.instanceType === 'ml.m5.xlarge' ? { ...rate, usd: 0.5 } : rate));
    expect(typeFor({ modelSizeGB: 10 }, BOOK)).toBe('ml.m5.xlarge');
    expect(typeFor({ modelSizeGB: 10 }, bookFor(listOf(rates), 'us-east-1'))).toBe('ml.m5.2xlarge');
  });

  it.each([
    // Of c6i each vCPU costs the same. Each instance has a volume of $4.20 per month; a large takes 14, an xlarge 28 per second.
    [14, 'ml.c6i.large', 'one for $78.66'],
    // One fails while it is replaced, so two are worth 5 %.
    [28, 'ml.c6i.large', 'two for $157.32, where one ml.c6i.xlarge costs $153.12'],
    [29, 'ml.c6i.large', 'three for $235.98, where two ml.c6i.xlarge cost $306.24'],
    [56, 'ml.c6i.xlarge', 'two for $306.24, where one ml.c6i.2xlarge costs $302.04'],
    [57, 'ml.c6i.large', 'five for $393.30, where three ml.c6i.xlarge cost $459.36'],
    // An account starts with four.
    [100, 'ml.c6i.2xlarge', 'two for $604.08, where eight ml.c6i.large cost $629.28'],
  ])('follows the load: for %d requests per second of 100 ms is %s, %s', (peakRequestsPerSecond, type) => {
    expect(typeFor({ trafficPattern: 'steady', processingTimeSeconds: 0.1, peakRequestsPerSecond })).toBe(type);
  });
});
