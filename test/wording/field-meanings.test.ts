import { describe, expect, it } from 'vitest';
import { unitOf, WORKLOAD_FIELDS, wordsOf } from '../../src/recommender/index.ts';
import { MEANINGS } from '../../src/wording/field-meanings.ts';
import { writeMeanings } from '../../tools/field-meanings.ts';

/** How a meaning names the unit of its field. A count is a count of what the meaning names. */
const UNITS = {
  seconds: / seconds\b/,
  MB: / MB\b/,
  GB: / GB\b/,
  hours: / hours\b/,
  usd: / US dollars\b/,
  runs: / runs per month\b/,
  count: /./,
} as const;

describe('the meaning of each field of a workload', () => {
  it('is the docstring of its row', async () => {
    await expect(writeMeanings()).toMatchFileSnapshot('../../src/wording/field-meanings.ts');
  });

  it.each(WORKLOAD_FIELDS)('says of %s its unit and each word that it takes', (field) => {
    expect(MEANINGS[field]).toMatch(/^[A-Z`].{10,}\.$/);
    expect(MEANINGS[field]).toMatch(UNITS[unitOf(field) ?? 'count']);
    for (const word of wordsOf(field) ?? []) expect(MEANINGS[field]).toContain(`\`${word}\``);
  });
});
