import { describe, expect, it } from 'vitest';
import { forEachTest } from '../support/for-each-test.ts';
import { inRecord } from '../support/in-record.ts';
import { answerIn, type Journey, startJourney, wordsOf } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

describe.each(ways())(
  'over %s, with the %s database and limits of 1 review per hour and person, and 2 per workspace',
  (kind, database) => {
    const settings = () => ({ reviewsPerHour: 1, workspaceReviewsPerHour: 2 });
    const journey = forEachTest(() => startJourney(kind, database, { settings }));

    it('the second form stays open with what was typed, says when it works again, and is posted an hour later', async () => {
      const { workspace, ada, ben, channel, config } = journey;
      const send = async (who: Journey['ada'], words: string) => {
        await who.slashCommand(channel, words);
        return who.submit((await who.waitForView()).id);
      };
      const names = () => workspace.messages(channel).map(({ text }) => /alpha|beta|gamma/.exec(text)?.[0]);
      expect(await send(ada, 'alpha 5 MB')).toMatchObject({ kind: 'closed' });
      expect(await send(ada, 'beta 7 MB')).toMatchObject({ kind: 'updated' });
      const open = await ada.waitForView((view) => wordsOf(view).includes('limit'));
      expect(wordsOf(open)).toMatch(
        /You've reached the limit of 1 review per hour\. Submit again after <!date\^\d+\^[^|]+\|\d{4}-\d\d-\d\d \d\d:\d\d UTC>\. Your answers are still here\./,
      );
      expect([answerIn(open, 'name'), answerIn(open, 'payload')]).toEqual(['beta', '7 MB']);
      expect(await send(ben, 'gamma 5 MB')).toMatchObject({ kind: 'closed' });
      await workspace.waitFor(() => names().includes('gamma'));
      const carol = workspace.addUser('carol');
      expect(await send(carol, 'delta 9 MB')).toMatchObject({ kind: 'updated' });
      const ofAll = await carol.waitForView((view) => wordsOf(view).includes('limit'));
      expect(wordsOf(ofAll)).toMatch(
        /Your workspace has reached the limit of 2 reviews per hour\. Submit again after <!date\^.+ Your answers are still here\./,
      );
      expect(answerIn(ofAll, 'payload')).toBe('9 MB');
      expect(names()).not.toContain('beta');

      await inRecord(config.databaseUrl, (db) =>
        db
          .updateTable('reviews')
          .set((set) => ({ created_at: set('created_at', '-', 3_600_000) }))
          .execute(),
      );
      expect(await ada.submit(open.id)).toMatchObject({ kind: 'closed' });
      await workspace.waitFor(() => names().includes('beta'));
    });
  },
);
