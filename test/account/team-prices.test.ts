import { describe, expect, it } from 'vitest';
import { auditRecorded } from '../../src/account/recorded.ts';
import { SHIPPED_PRICES } from '../../src/recommender/index.ts';

const FILE = 'examples/account/fictional.jsonl';

describe("an audit by a team's prices", () => {
  it('counts what runs, what should, and the saving with 25 % off, and says so', async () => {
    const listed = await auditRecorded(FILE);
    const paid = await auditRecorded(FILE, { ...SHIPPED_PRICES, team: { discountPercent: 25 } });
    if (!listed.ok || !paid.ok) throw new Error('not read');
    const [list, less] = [listed.audit.account, paid.audit.account];
    expect(less.monthlyUsd.now).toBeCloseTo(list.monthlyUsd.now * 0.75, 6);
    expect(less.saving).toBeCloseTo(list.saving * 0.75, 6);
    expect(less.prices).toMatchObject({ discountPercent: 25 });
    expect(list.prices).toBeUndefined();
    for (const [at, line] of paid.audit.lines.entries()) {
      const other = listed.audit.lines[at];
      expect(line.name).toBe(other?.name);
      expect(line.monthlyUsd?.recommended ?? 0).toBeCloseTo((other?.monthlyUsd?.recommended ?? 0) * 0.75, 6);
    }
  });
});
