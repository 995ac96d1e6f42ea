import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultsOf, SEEN_MENTIONS, UNSEEN_MENTIONS } from '../../../support/mentions.ts';

const READING = readFileSync(new URL('../../../../docs/reading.md', import.meta.url), 'utf8');

/** How many mentions of a set the docs say are answered rightly. */
function stated(set: string, count: number): number {
  const [, right] = new RegExp(`\\| ${set} \\| (\\d+) of ${count} \\|`).exec(READING) ?? [];
  return Number(right);
}

describe("mentions in people's own words", () => {
  it('that were worked on are answered at least as well as the docs say, and nine in ten of them', async () => {
    const missed: string[] = [];
    for (const mention of SEEN_MENTIONS) {
      const faults = await faultsOf(mention);
      if (faults.length > 0) missed.push(`${mention.id} "${mention.said}": ${faults.join(', ')}`);
    }
    const right = SEEN_MENTIONS.length - missed.length;
    expect(right, missed.join('\n')).toBeGreaterThanOrEqual(stated('worked on', SEEN_MENTIONS.length));
    expect(right).toBeGreaterThanOrEqual(0.9 * SEEN_MENTIONS.length);
  });

  it('that were held back are answered at least as well as the docs say', async () => {
    const faults = await Promise.all(UNSEEN_MENTIONS.map((mention) => faultsOf(mention)));
    const right = faults.filter((found) => found.length === 0).length;
    expect(right).toBeGreaterThanOrEqual(stated('held back', UNSEEN_MENTIONS.length));
  });
});
