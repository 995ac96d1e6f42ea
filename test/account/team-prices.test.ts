import { expect, it } from 'vitest';
import { readPasted } from '../../src/account/pasted.ts';
import { rank } from '../../src/account/rank.ts';
import { reviewBy } from '../../src/account/review.ts';
import { type PriceList, SHIPPED_PRICES } from '../../src/recommender/index.ts';
import { read } from '../support/documents.ts';

function audit(prices: PriceList) {
  const pasted = readPasted(read('examples/account/fictional.jsonl'), { region: null, now: Date.now() });
  if (!pasted.ok) throw new Error(pasted.text);
  return rank([{ reviewed: pasted.facts.map((one) => reviewBy(prices, one)), jobs: [], quotas: [] }], [], prices);
}

it("an audit by a team's prices counts what runs, what should, and the saving with 25 % off, and says so", () => {
  const listed = audit(SHIPPED_PRICES);
  const paid = audit({ ...SHIPPED_PRICES, team: { discountPercent: 25 } });
  const [list, less] = [listed.account, paid.account];
  expect(list.saving).toBeGreaterThan(0);
  expect(less.monthlyUsd.now).toBeCloseTo(list.monthlyUsd.now * 0.75, 6);
  expect(less.saving).toBeCloseTo(list.saving * 0.75, 6);
  expect(less.prices).toMatchObject({ discountPercent: 25 });
  expect(list.prices).toBeUndefined();
  for (const [at, line] of paid.lines.entries()) {
    const other = listed.lines[at];
    expect(line.name).toBe(other?.name);
    expect(line.monthlyUsd?.recommended ?? 0).toBeCloseTo((other?.monthlyUsd?.recommended ?? 0) * 0.75, 6);
  }
});
