import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultsOf, SEEN_MENTIONS, UNSEEN_MENTIONS } from '../../../support/mentions.ts';

const READING = readFileSync(new URL('../../../../docs/reading.md', import.meta.url), 'utf8');

/** Mentions that are still answered wrongly. One that is answered rightly leaves the list. */
const MISSED: Readonly<Record<string, string>> = {
  'mt-37': 'office hours are read as 8 hours on 5 days, which nobody said',
};

describe('mentions in people’s own words', () => {
  it.each(SEEN_MENTIONS.filter(({ id }) => !Object.hasOwn(MISSED, id)))('$id: $said', async (mention) => {
    expect(await faultsOf(mention)).toEqual([]);
  });

  it.each(SEEN_MENTIONS.filter(({ id }) => Object.hasOwn(MISSED, id)))(
    '$id is still missed: $said',
    async (mention) => {
      expect(await faultsOf(mention)).not.toEqual([]);
    },
  );

  it.each([
    ['worked on', SEEN_MENTIONS],
    ['held back', UNSEEN_MENTIONS],
  ] as const)('have the score that the docs state: %s', async (set, mentions) => {
    const faults = await Promise.all(mentions.map((mention) => faultsOf(mention)));
    const right = faults.filter((found) => found.length === 0).length;
    expect(READING).toContain(`| ${set} | ${right} of ${mentions.length} |`);
  });
});
