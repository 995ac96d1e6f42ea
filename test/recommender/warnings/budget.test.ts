import { describe, expect, it } from 'vitest';
import { listOf, PRICES } from '../costs/support.ts';
import { optionFor, warned } from './told.ts';

/** One ml.m5.xlarge that stays on: 730 h at $0.23 and 30 GB at $0.14, $172.10. */
const direct = { trafficPattern: 'variable', responseTimeSeconds: 0.5 } as const;
const estimated = { ...direct, processingTimeSeconds: 0.1, monthlyRequests: 1_000_000 } as const;

describe('an estimate over the budget', () => {
  it('is a warning at $172 of $172, and none at $173', () => {
    const over = warned('over-budget', { ...estimated, monthlyBudgetUsd: 172 }, PRICES);
    expect(over?.asked).toBeCloseTo(172.1, 5);
    expect(over?.allowed).toBe(172);
    expect(over?.text).toContain('nothing else that fits is known to stay within it');
    expect(warned('over-budget', { ...estimated, monthlyBudgetUsd: 173 }, PRICES)).toBeUndefined();
  });

  it('is none where no budget is stated', () => {
    expect(warned('over-budget', estimated, PRICES)).toBeUndefined();
  });

  it('names what fits and stays within it, and changes nothing about the choice', () => {
    const busy = { ...direct, responseTimeSeconds: 50, processingTimeSeconds: 1, monthlyRequests: 2_500_000 } as const;
    const tight = { ...busy, monthlyBudgetUsd: 120 };
    expect(warned('over-budget', tight, PRICES)?.text).toContain('Serverless Inference fits too and stays within it');
    expect(optionFor(tight, PRICES)).toBe('real-time');
    expect(optionFor(busy, PRICES)).toBe('real-time');
  });
});

describe('what is paid without a request', () => {
  it('is a warning where that alone is over the budget, and none where it is within it', () => {
    const over = warned('standing-cost-over-budget', { ...direct, monthlyBudgetUsd: 172 }, PRICES);
    expect(over?.asked).toBeCloseTo(172.1, 5);
    expect(warned('standing-cost-over-budget', { ...direct, monthlyBudgetUsd: 173 }, PRICES)).toBeUndefined();
  });

  it('is none where there is an estimate, which says it', () => {
    expect(warned('standing-cost-over-budget', { ...estimated, monthlyBudgetUsd: 10 }, PRICES)).toBeUndefined();
  });

  it('is none where nothing stays on, nor where no price is listed', () => {
    const gaps = { trafficPattern: 'intermittent', responseTimeSeconds: 30, monthlyBudgetUsd: 1 } as const;
    expect(optionFor(gaps, PRICES)).toBe('serverless');
    expect(warned('standing-cost-over-budget', gaps, PRICES)).toBeUndefined();
    expect(warned('standing-cost-over-budget', { ...direct, monthlyBudgetUsd: 1 }, listOf([]))).toBeUndefined();
  });
});
