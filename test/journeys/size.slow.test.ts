import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { fillAndSend, messageSaying, postedReview, raise } from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { inRecord } from '../support/in-record.ts';
import { startJourney, wordsOf } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

const UNTIMED = 'image-tagging, answers within 1 s, steady, peak 800 rps, gpu, no cold starts';
const TIMED = `${UNTIMED}, each image takes 20 ms`;

describe.each(ways())('over %s, with the %s database, the size of an answer', (kind, database) => {
  const journey = forEachTest(() => startJourney(kind, database));

  const posted = (words: string) => postedReview(journey, words);

  it('is unknown until somebody answers in place how long a request takes, which makes a revision', async () => {
    const { ben } = journey;
    const open = await posted(UNTIMED);
    expect(wordsOf(open)).toContain('size unknown_ until the seconds per request are known');
    expect(wordsOf(open)).not.toContain('from $');
    await ben.click(open, ACTIONS.answerSize);
    expect(await fillAndSend(ben, { decide_fact: ' ' })).toMatchObject({ kind: 'errors' });
    expect(await fillAndSend(ben, { decide_fact: 'soon' })).toMatchObject({ kind: 'errors' });
    expect(await fillAndSend(ben, { decide_fact: '20 ms' })).toMatchObject({ kind: 'closed' });
    const revised = wordsOf(await messageSaying(journey, `Revision 2 by <@${ben.id}>`));
    expect(revised).toContain('from the stated 20 ms');
    expect(revised).not.toContain('size unknown');
  });

  it('stays as earlier rules decided it, until Recompute makes a revision of the same answers', async () => {
    const { ada, ben } = journey;
    const before = await posted(TIMED);
    expect(wordsOf(before)).not.toContain('earlier rules');
    await forgetSizing();
    await raise(journey, ben, 'Is it enough?');
    const older = await messageSaying(journey, 'sized by earlier rules');
    await ada.click(older, ACTIONS.recompute);
    const recomputed = wordsOf(await messageSaying(journey, 'Revision 2'));
    expect(recomputed).toContain('from the stated 20 ms');
    expect(recomputed).not.toContain('earlier rules');
  });

  /** The review as a version stored it that said nothing of what a size rests on. */
  async function forgetSizing(): Promise<void> {
    await journey.stopBot();
    await inRecord(journey.config.databaseUrl, async (db) => {
      const row = await db.selectFrom('review_revisions').select('recommendation').executeTakeFirstOrThrow();
      const stored = JSON.parse(row.recommendation);
      delete stored.choice.sizing;
      const recommendation = JSON.stringify(stored);
      await db.updateTable('review_revisions').set({ recommendation }).execute();
    });
    await journey.startBot();
  }
});
