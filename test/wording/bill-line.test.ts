import { describe, expect, it } from 'vitest';
import type { CostComponent } from '../../src/recommender/index.ts';
import { writeBillLine } from '../../src/wording/money.ts';

const HOURS: CostComponent = {
  name: 'Instances (ml.m5.xlarge, always on)',
  unit: 'hours',
  unitPriceUsd: 0.23,
  monthlyQuantity: 730,
  monthlyCostUsd: 167.9,
  basis: 'listed',
};

describe('a line of a bill', () => {
  it('says how much of what at which price: 730 hours at $0.23 come to $168', () => {
    expect(writeBillLine(HOURS)).toBe('Instances (ml.m5.xlarge, always on): 730 hours × $0.23 = $168');
  });

  it('says the rate alone where no hours follow from what was stated, and never 0 hours', () => {
    const unknown = { ...HOURS, monthlyQuantity: 0, monthlyCostUsd: null };
    expect(writeBillLine(unknown)).toBe('Instances (ml.m5.xlarge, always on): $0.23 per hour');
    expect(writeBillLine({ ...unknown, unitPriceUsd: null, basis: 'unknown' })).toBe(
      'Instances (ml.m5.xlarge, always on): hours not known, price not listed',
    );
  });

  it('says 0 hours where they are known to be none', () => {
    expect(writeBillLine({ ...HOURS, monthlyQuantity: 0, monthlyCostUsd: 0 })).toContain(': 0 hours × $0.23 = $0');
  });

  it('says that a price is not listed, or was derived', () => {
    expect(writeBillLine({ ...HOURS, unitPriceUsd: null, monthlyCostUsd: null, basis: 'unknown' })).toBe(
      'Instances (ml.m5.xlarge, always on): 730 hours, price not listed',
    );
    expect(writeBillLine({ ...HOURS, basis: 'derived' })).toMatch(/ = \$168 \(derived price\)$/);
    expect(writeBillLine({ ...HOURS, basis: 'regional-guide' })).toMatch(
      / = \$168 \(us-east-1's price adjusted to the Region\)$/,
    );
  });

  it('writes a rate without an exponent and an amount in cents: 625,714 seconds at $0.00001 are $6.26', () => {
    const seconds = { ...HOURS, name: 'Kept warm', unit: 'seconds', unitPriceUsd: 0.00001 };
    expect(writeBillLine({ ...seconds, monthlyQuantity: 625_714, monthlyCostUsd: 6.25714 })).toBe(
      'Kept warm: 625,714 seconds × $0.00001 = $6.26',
    );
  });

  it('writes no more of millions than is known: 9,204,103 seconds are 9.2 million', () => {
    const seconds = { ...HOURS, name: 'Inference', unit: 'seconds', unitPriceUsd: 0.00004, monthlyCostUsd: 368 };
    expect(writeBillLine({ ...seconds, monthlyQuantity: 9_204_103 })).toBe(
      'Inference: 9.2 million seconds × $0.00004 = $368',
    );
  });

  it('writes a quantity without an exponent too: 0.0004 GB are less than 0.01', () => {
    const data = { ...HOURS, name: 'Data processed', unit: 'GB', unitPriceUsd: 0.016 };
    expect(writeBillLine({ ...data, monthlyQuantity: 0.0004, monthlyCostUsd: 0.0000064 })).toBe(
      'Data processed: less than 0.01 GB × $0.016 = less than $0.01',
    );
    expect(writeBillLine({ ...data, monthlyQuantity: 0.01, monthlyCostUsd: 0.00016 })).toContain(': 0.01 GB ×');
  });
});
