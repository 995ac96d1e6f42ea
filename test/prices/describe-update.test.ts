import { describe, expect, it } from 'vitest';
import { describeUpdate } from '../../src/prices/describe-update.ts';
import type { Update } from '../../src/prices/update-region.ts';
import { quoted } from './support/price-folder.ts';

const update: Update = {
  region: 'us-east-1',
  list: { date: '2026-11-01', rows: [quoted({ component: 'data', usd: 0.016 })], unread: [] },
  differences: [],
  staying: [],
  written: [],
};

describe('describeUpdate', () => {
  it('says that nothing changed in three lines', () => {
    expect(describeUpdate(update)).toBe(
      "AWS's price list of 2026-11-01 for us-east-1; prices for endpoints and transform jobs: 1.\n" +
        'No price changed.\n' +
        'Nothing was written: all is as in the list.\n',
    );
  });

  it('says what stayed, what was left out, and that a dry run writes nothing', () => {
    const staying = [quoted({ component: 'storage', usd: 0.14 })];
    const list = { ...update.list, unread: ['USE1-Host:ml.m5.large in Quantity'] };
    const text = describeUpdate({ ...update, staying, list, written: null });
    expect(text).toContain('Kept, because the list has no line of the kind: storage (1).\n');
    expect(text).toContain('Left out, because the unit is another than expected: USE1-Host:ml.m5.large in Quantity.\n');
    expect(text).toContain('Nothing was written: this is a dry run.\n');
  });

  it('shows all digits of a price for a second, and a fall with its sign', () => {
    const row = { ...quoted({ component: 'provisioned-warm', usd: 0.000005 }), memorySizeInMB: 1024 };
    const text = describeUpdate({ ...update, differences: [{ row, before: 0.00001, after: 0.000005 }] });
    expect(text).toContain('provisioned-warm  1024 MB  $0.00001  $0.000005  −50.0 %\n');
  });
});
