import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listEvents } from '../../src/reviews/review-rows.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { current, fillAndSend, messageSaying, offered, postedReview, toldTo } from '../support/deciding.ts';
import { inRecord } from '../support/in-record.ts';
import { answerIn, type Journey, startJourney, wordsOf } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

const DAY_MS = 86_400_000;

describe.each(ways())('over %s, with the %s database, a decision', (kind, database) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney(kind, database);
  });
  afterEach(async () => {
    vi.useRealTimers();
    await journey.end();
  });

  const thread = () => journey.workspace.thread(journey.channel, current(journey).ts);
  const posts = () => thread().filter((message) => wordsOf(message).includes('you chose'));
  const untilPosts = (count: number, saying = '') =>
    journey.workspace.waitFor(() => {
      const last = posts().at(-1);
      return posts().length === count && last !== undefined && wordsOf(last).includes(saying) && last;
    });

  /** The bot is down meanwhile. */
  async function later(days: number) {
    await journey.stopBot();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * DAY_MS });
    await journey.startBot();
  }

  const events = () =>
    inRecord(journey.config.databaseUrl, async (db) => {
      const { id } = await db.selectFrom('reviews').select('id').executeTakeFirstOrThrow();
      return listEvents(db, journey.workspace.teamId, id);
    });

  it('is looked at again after 90 days, kept, and 90 days later taken back to change the answers', async () => {
    const { ada, ben, workspace } = journey;
    const message = await postedReview(journey);
    await ben.click(message, ACTIONS.accept);
    await messageSaying(journey, '*Accepted*');
    const line = await journey.workspace.waitFor(() =>
      thread().find((one) => wordsOf(one).includes('Look at it again')),
    );
    const [, in90Days = ''] = /"value":"(\S+ 90)"/.exec(JSON.stringify(line.blocks)) ?? [];
    await ben.click(line, ACTIONS.revisitIn, in90Days);
    await messageSaying(journey, '*Look at it again:*');

    await later(92);
    const first = await untilPosts(1);
    expect(wordsOf(first)).toMatch(/92 days ago you chose .+ This revisit was due on/);
    expect(offered(first).buttons).toEqual(['Keep for 90 days', 'Start a revision']);
    await journey.stopBot();
    await journey.startBot();
    // Ada's buttons are drawn before what ben pressed is shown.
    workspace.faults.next('chat.update', { kind: 'slow', ms: 1000 });
    await ben.click(first, ACTIONS.revisitKeep);
    await expect.poll(() => workspace.faults.left('chat.update')).toBe(0);
    await ada.click(first, ACTIONS.revisitRevise);
    expect(await toldTo(journey, ada, 'Somebody was faster')).toContain('this decision is kept until');
    const kept = await untilPosts(1, '*Kept* by');
    expect(offered(kept).buttons).toEqual([]);
    expect(wordsOf(kept)).toContain(`*Kept* by <@${ben.id}> until`);

    await later(91);
    const second = await untilPosts(2);
    await ada.click(second, ACTIONS.revisitRevise);
    const form = await ada.waitForView();
    expect(answerIn(form, 'payload')).toBe('500 MB');
    expect(await fillAndSend(ada, { question_payload: '30 MB' })).toMatchObject({ kind: 'closed' });
    expect(wordsOf(await messageSaying(journey, 'Revision 2'))).not.toContain('*Accepted*');
    expect(wordsOf(await untilPosts(2, '*Decision taken back*'))).toContain(`by <@${ada.id}> to start a revision`);
    const kinds = (await events()).map((event) => event.kind).filter((one) => one !== 'created');
    expect(kinds).toEqual('accepted revisit-set revisited revisited revised'.split(' '));
    expect(workspace.ephemerals(ben.id)).toEqual([]);
  });
});
