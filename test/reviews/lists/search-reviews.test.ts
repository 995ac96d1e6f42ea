import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recommend } from '../../../src/recommender/index.ts';
import { searchReviews } from '../../../src/reviews/lists/list.ts';
import { prefixesOf, wordsIn } from '../../../src/reviews/lists/refresh.ts';
import { databases } from '../../database/support/open-test-database.ts';
import { forEachTest } from '../../support/for-each-test.ts';
import { openTeam, TEAM } from '../support/team.ts';

describe('the words of a name', () => {
  it('are compared without case, accents and what stands between them', () => {
    expect(wordsIn('Fraud-Scoring_EU / Größe Ａ１ 3.5')).toEqual(['fraud', 'scoring', 'eu', 'große', 'a1', '3', '5']);
    expect(wordsIn(' —<>!\u0000 ')).toEqual([]);
  });

  it('have as many beginnings as letters, 16 at most', () => {
    expect(prefixesOf('to-do Tod')).toEqual(['t', 'to', 'd', 'do', 'tod']);
    expect(prefixesOf('a'.repeat(100))).toHaveLength(16);
  });

  it('are found by the beginning of any of them, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (name) => {
        const prefixes = prefixesOf(name);
        for (const word of wordsIn(name)) for (const found of wordsIn(word)) expect(prefixes).toContain(found);
      }),
    );
  });
});

describe.each(databases())('a search in the %s database', (kind) => {
  const team = forEachTest(() => openTeam(kind));

  const search = (
    words: string,
    { userId = 'U1', limit = 10, after }: { userId?: string; limit?: number; after?: string } = {},
  ) => searchReviews(team.db, { teamId: TEAM, userId, words, limit, ...(after !== undefined && { after }) });
  const found = async (words: string, userId?: string) =>
    (await search(words, userId === undefined ? {} : { userId })).reviews.map((review) => review.name);

  it('finds by the beginnings of words, all of which have to fit, newest first, in every state', async () => {
    await team.ask('U1', { name: 'fraud-scoring-eu' });
    const { id } = await team.ask('U1', { name: 'Fraud scoring US' });
    await team.ask('U1', { name: 'churn' });
    await team.act('U1', id, { kind: 'withdraw' });
    expect(await found('FRAU')).toEqual(['Fraud scoring US', 'fraud-scoring-eu']);
    expect(await found('sco fraud e')).toEqual(['fraud-scoring-eu']);
    expect(await found('raud')).toEqual([]);
    expect(await found('fraud churn')).toEqual([]);
    expect(await found(' — ')).toEqual([]);
    expect(await found("%' or 1=1 --")).toEqual([]);
  });

  it('finds what is public, and what one took part in from then on', async () => {
    const { id } = await team.ask('U1', { name: 'secret' });
    await team.ask('U1', { name: 'secrets of the sea', isPublic: true });
    expect(await found('secret', 'U2')).toEqual(['secrets of the sea']);
    await team.act('U2', id, { kind: 'raise-concern', text: 'hm' });
    expect(await found('secret', 'U2')).toEqual(['secrets of the sea', 'secret']);
    expect(await found('secret', 'U3')).toEqual(['secrets of the sea']);
  });

  it('follows a changed name', async () => {
    const { id, latest } = await team.ask('U1', { name: 'before' });
    const workload = { ...latest.workload, name: 'after' };
    await team.act('U2', id, { kind: 'revise', baseRevision: 1, workload, recommendation: recommend(workload) });
    for (const user of ['U1', 'U2']) {
      expect(await found('before', user)).toEqual([]);
      expect(await found('after', user)).toEqual(['after']);
    }
  });

  it('is paged', async () => {
    for (let number = 0; number < 7; number++)
      await team.ask('U1', { name: `model ${number}`, isPublic: number % 2 === 0 });
    const first = await search('mod', { limit: 4 });
    const second = await search('mod', { limit: 4, after: first.next ?? '' });
    expect([...first.reviews, ...second.reviews].map((review) => review.name)).toEqual(
      [6, 5, 4, 3, 2, 1, 0].map((number) => `model ${number}`),
    );
    expect(second.next).toBeNull();
  });
});
