import { describe, expect, it } from 'vitest';
import { deleteDraft, findDraft, saveDraft, sweepDrafts } from '../../../src/slack/form/draft-store.ts';
import { databases, openTestDatabase } from '../../database/support/open-test-database.ts';
import { forEachTest } from '../../support/for-each-test.ts';

describe.each(databases())('in the %s database', (kind) => {
  const database = forEachTest(() => openTestDatabase(kind));

  const KEY = { id: 'draft-1', teamId: 'T1', userId: 'U1' };
  const NOW = 1_800_000_000_000;
  const HOUR = 3_600_000;
  const ANSWERS = { name: 'ct-scans <!channel> \u{1F680}', payload: '500 MB', '': '"\\\u0000' };

  describe('a draft', () => {
    it('keeps what was typed to the letter, and its latest state', async () => {
      await saveDraft(database.db, KEY, { answers: { name: 'first' } }, NOW);
      await saveDraft(database.db, KEY, { answers: ANSWERS }, NOW);
      expect(await findDraft(database.db, KEY, NOW)).toEqual({ answers: ANSWERS });
    });

    it('keeps its response address through later saves, for as long as that works', async () => {
      const responseAddress = { url: 'https://example.com/response/1', expiresAt: NOW + HOUR / 2 };
      await saveDraft(database.db, KEY, { answers: {}, responseAddress }, NOW);
      await saveDraft(database.db, KEY, { answers: ANSWERS }, NOW + 1);
      expect(await findDraft(database.db, KEY, NOW + 2)).toEqual({ answers: ANSWERS, responseAddress });
      expect(await findDraft(database.db, KEY, NOW + HOUR)).toEqual({ answers: ANSWERS });
    });

    it("is nobody else's, neither to read nor to write nor to delete", async () => {
      await saveDraft(database.db, KEY, { answers: ANSWERS }, NOW);
      for (const other of [
        { ...KEY, userId: 'U2' },
        { ...KEY, teamId: 'T2' },
      ]) {
        expect(await findDraft(database.db, other, NOW)).toBeUndefined();
        await saveDraft(database.db, other, { answers: { name: 'mine now' } }, NOW);
        await deleteDraft(database.db, other);
      }
      expect(await findDraft(database.db, KEY, NOW)).toEqual({ answers: ANSWERS });
    });

    it('is gone once it is deleted', async () => {
      await saveDraft(database.db, KEY, { answers: ANSWERS }, NOW);
      await deleteDraft(database.db, KEY);
      expect(await findDraft(database.db, KEY, NOW)).toBeUndefined();
    });

    it('is forgotten after a day without a change, and its response address after 30 minutes', async () => {
      const responseAddress = { url: 'https://example.com/response/1', expiresAt: NOW + HOUR / 2 };
      await saveDraft(database.db, KEY, { answers: ANSWERS, responseAddress }, NOW);
      await saveDraft(database.db, { ...KEY, id: 'draft-2' }, { answers: {} }, NOW + HOUR);

      await sweepDrafts(database.db, NOW + HOUR);
      const [row] = await database.db.selectFrom('slack_drafts').selectAll().orderBy('id').execute();
      expect(row).toMatchObject({ id: 'draft-1', response_url: null, response_url_expires_at: null });

      expect(await findDraft(database.db, KEY, NOW + 24 * HOUR)).toBeUndefined();
      await sweepDrafts(database.db, NOW + 24 * HOUR);
      const rows = await database.db.selectFrom('slack_drafts').select('id').execute();
      expect(rows).toEqual([{ id: 'draft-2' }]);
    });
  });
});
