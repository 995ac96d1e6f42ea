import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/recommender/costs/bill.ts';
import { GOLDEN_BILLS } from './golden-bills.ts';
import { BOOK, needsOf, plan } from './support.ts';

/** Less than this is no line of a bill: the chance that 200 warm units are all at work. */
const CENT = 0.01;

describe('a bill that was worked out by hand', () => {
  it('is one of at least 40', () => expect(GOLDEN_BILLS.length).toBeGreaterThanOrEqual(40));

  it.each(GOLDEN_BILLS)('$plan: $why', ({ plan: [option, scaling, hosting], stated, lines }) => {
    const { components, monthlyUsd } = costOf({
      plan: plan(option, scaling, hosting),
      needs: needsOf(stated),
      book: BOOK,
    });
    const shown = components.filter(({ monthlyCostUsd }) => Number(monthlyCostUsd) >= CENT);
    expect(shown.map(({ unitPriceUsd }) => unitPriceUsd)).toEqual(lines.map(([, usd]) => expect.closeTo(usd, 12)));
    for (const [at, [quantity]] of lines.entries()) {
      expect(Number(shown[at]?.monthlyQuantity) / quantity).toBeCloseTo(1, 5);
    }
    const total = lines.reduce((sum, [quantity, usd]) => sum + quantity * usd, 0);
    expect(monthlyUsd?.likely).toBeCloseTo(total, 2);
  });
});
