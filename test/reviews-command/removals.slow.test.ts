import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { named, recommend } from '../../src/recommender/index.ts';
import type { ReviewAction } from '../../src/reviews/action.ts';
import type { Review } from '../../src/reviews/record.ts';
import { findReview } from '../../src/reviews/review-store.ts';
import type { ToldEvent } from '../../src/reviews/told-events.ts';
import { exportReviews } from '../../src/reviews-command/export-reviews.ts';
import { markUninstalled } from '../../src/slack/erasure/uninstalls.ts';
import { saveDraft } from '../../src/slack/form/draft-store.ts';
import { submitQuestion } from '../../src/slack/outbox/questions.ts';
import { submitAction, submitNewReview } from '../../src/slack/outbox/submit-review.ts';
import { databases, openTestDatabase, type TestDatabase } from '../database/support/open-test-database.ts';
import { runReviews } from '../support/command-lines.ts';

const NOW = 1_800_000_000_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const TEAM = 'T1';
const GONE = 'U0LEAVER1';
const STAYS = 'U0STAYS22';

describe.each(databases())('in the %s database, the command', (kind) => {
  let database: TestDatabase;
  let logged: { action: string; actor: string }[];
  beforeEach(async () => {
    logged = [];
    database = await openTestDatabase(kind);
  });
  afterEach(() => database.close());

  const run = (line: string, now = NOW) =>
    runReviews(database.db, line.split(' '), { now, log: (text) => void logged.push(JSON.parse(text)) });
  const ask = async (
    requesterId: string,
    { teamId = TEAM, description = 'CT scans of a hospital', name = 'ct-scans' } = {},
  ) => {
    const workload = { ...named(name), description, payloadSizeMB: 500 };
    const asked = { teamId, requesterId, channelId: 'C1', workload, recommendation: recommend(workload) };
    return (await submitNewReview(database.db, asked, NOW)).review;
  };
  const act = async ({ id: reviewId }: Review, actorId: string, action: ReviewAction) => {
    const outcome = await submitAction(
      { db: database.db, receivers: 0 },
      { teamId: TEAM, reviewId, actorId, action },
      NOW,
    );
    if (!outcome.ok) throw new Error('refused');
    return outcome.review;
  };
  const reviewIds = async () =>
    (await database.db.selectFrom('reviews').select('id').orderBy('id').execute()).map(({ id }) => id);
  const jobs = (reviewId: string) =>
    database.db.selectFrom('slack_outbox').selectAll().where('subject_id', '=', reviewId).orderBy('position').execute();
  /** Every cell of every table, as text. */
  const everything = async () => {
    const tables = await database.db.introspection.getTables();
    const rows = await Promise.all(
      tables.map(({ name }) =>
        database.db
          .selectFrom(name as 'reviews')
          .selectAll()
          .execute(),
      ),
    );
    return JSON.stringify(rows);
  };

  it('delete REVIEW_ID deletes one review once it is confirmed, and no other', async () => {
    const [one, other] = [await ask(GONE), await ask(GONE)];
    expect(await run(`delete ${one.id}`)).toEqual({
      text: 'Would delete the review "ct-scans" with its history of 1 event. Its messages stay in Slack.\n',
      refused: 'Nothing was deleted. Add --yes to delete it.',
    });
    expect(await reviewIds()).toHaveLength(2);
    expect(await run(`delete ${one.id} --yes`)).toMatchObject({ refused: undefined });
    expect(await reviewIds()).toEqual([other.id]);
    expect(await everything()).not.toContain(one.id);
    expect(logged).toMatchObject([
      {
        audit: true,
        action: 'review-deleted',
        actor: 'cli:ops',
        reviewId: one.id,
        teamId: TEAM,
        msg: 'Review deleted',
      },
    ]);
    expect(await run(`delete ${one.id} --yes`)).toEqual({ text: '', refused: `There is no review "${one.id}".` });
  });

  it('delete --uninstalled deletes the teams whose 30 days are over, and with --now every marked one', async () => {
    for (const teamId of ['TOVER', 'TWAITS', 'TSTAYS']) await ask(GONE, { teamId });
    await markUninstalled(database.db, 'TOVER', NOW - 30 * DAY_MS);
    await markUninstalled(database.db, 'TWAITS', NOW - 29 * DAY_MS);
    expect((await run('delete --uninstalled')).text).toMatch(
      /^Would delete everything of team TOVER, which removed the app on 2026-12-16: 1 review\.\n$/,
    );
    expect(await reviewIds()).toHaveLength(3);
    await run('delete --uninstalled --yes');
    expect(await run('delete --uninstalled --yes')).toEqual({
      text: 'No team removed the app more than 30 days ago.\n',
      refused: undefined,
    });
    expect(logged).toMatchObject([{ action: 'team-deleted', actor: 'cli:ops', teamId: 'TOVER', reviews: 1 }]);
    await run('delete --uninstalled --now --yes');
    expect(logged.at(-1)).toMatchObject({ action: 'team-deleted', teamId: 'TWAITS', reviews: 1 });
    const left = await everything();
    expect([left.includes('TOVER'), left.includes('TWAITS'), left.includes('TSTAYS')]).toEqual([false, false, true]);
  });

  it('delete --team deletes a team that Slack never reported', async () => {
    await ask(GONE, { teamId: 'T2' });
    await ask(GONE);
    expect((await run('delete --team T2')).text).toBe('Would delete everything of team T2: 1 review.\n');
    await run('delete --team T2 --yes');
    expect(await everything()).not.toContain('"T2"');
    expect(await reviewIds()).toHaveLength(1);
  });

  /** A review in which somebody does everything that a person can, and another one answers. */
  async function busyReview() {
    const review = await ask(GONE, { description: `Ask <@${GONE}|lea> or ${GONE}` });
    await act(review, GONE, { kind: 'raise-concern', text: 'my words' });
    await act(review, STAYS, { kind: 'raise-concern', text: `<@${GONE}> knows better` });
    await act(review, GONE, { kind: 'resolve-concern', concernId: 2, note: 'my note' });
    await act(review, STAYS, { kind: 'set-decider', userId: GONE });
    await act(review, GONE, { kind: 'override', option: 'real-time', reason: 'my reason' });
    await act(review, STAYS, { kind: 're-open', reason: `told by ${GONE}` });
    await database.db.updateTable('slack_posts').set({ message_ts: '1.1' }).execute();
    const question = async (userId: string, ts: string, words: string) => {
      const asked = { teamId: TEAM, channelId: 'C1', threadTs: '1.1', ts, eventId: `Ev${ts}`, words, userId };
      expect(await submitQuestion(database.db, asked, NOW)).toMatchObject({ kind: 'queued' });
    };
    await question(GONE, '1800000001.000100', 'why');
    await question(STAYS, '1800000002.000100', `why, <@${GONE}>?`);
    await saveDraft(database.db, { id: 'd1', teamId: TEAM, userId: GONE }, { answers: {} }, NOW);
    return review;
  }

  it('forget leaves a person in no cell of any table, and what they wrote stays', async () => {
    const { id } = await busyReview();
    const before = await everything();
    expect(before).toContain(GONE);
    expect((await run(`forget ${GONE}`)).text).toBe(
      `Would replace ${GONE} in up to 1 review, keep what they wrote, and delete 1 open form and 0 corrections.\n`,
    );
    expect(await everything()).toBe(before);

    expect(await run(`forget ${GONE} --yes`)).toMatchObject({ refused: undefined });
    const after = await everything();
    expect(after.toLowerCase()).not.toContain(GONE.toLowerCase());
    expect(after).toContain(STAYS);
    for (const words of ['my words', 'my note', 'my reason']) expect(after).toContain(words);
    expect(logged).toMatchObject([{ action: 'member-forgotten', actor: 'cli:ops', reviews: 1, texts: false }]);
    expect(JSON.stringify(logged)).not.toContain(GONE);

    const review = await findReview(database.db, TEAM, id);
    expect(review).toMatchObject({
      requesterId: 'former-member',
      deciderId: null,
      latest: { authorId: 'former-member', workload: { description: 'Ask a former member or a former member' } },
      concerns: [
        { text: 'my words', raised: { byId: 'former-member' } },
        { text: 'a former member knows better', raised: { byId: STAYS }, resolved: { byId: 'former-member' } },
      ],
      since: { byId: STAYS, reason: 'told by a former member' },
    });
    const { value: exported } = await exportReviews(database.db).next();
    const actors = exported?.events.map((event: ToldEvent) => event.by);
    expect(new Set(actors)).toEqual(new Set(['former-member', STAYS]));
    // Each but that somebody was forgotten.
    expect(exported?.events).toHaveLength((exported?.version ?? 0) - 1);
  });

  it('forget edits the message and the first reply once: two jobs without anybody to tell, and none the second time', async () => {
    const { id } = await busyReview();
    await run(`forget ${GONE} --yes`);
    const edits = (await jobs(id)).slice(-2);
    const review = await findReview(database.db, TEAM, id);
    const edit = { version: review?.version, requester_id: 'former-member' };
    expect(edits).toMatchObject([
      { kind: 'update', ...edit },
      { kind: 'details-update', ...edit },
    ]);
    const count = (await jobs(id)).length;
    expect((await run(`forget ${GONE} --yes`)).text).toContain('in 0 reviews');
    expect(await jobs(id)).toHaveLength(count);
  });

  it('forget --texts removes what the person wrote, also where others carried it on, and nothing of others', async () => {
    const review = await busyReview();
    const workload = { ...review.latest.workload, payloadSizeMB: 400 };
    const recommendation = recommend(workload);
    await act(review, STAYS, { kind: 'revise', baseRevision: 1, workload, recommendation });
    await act(review, STAYS, { kind: 'raise-concern', text: 'words of others' });
    await run(`forget ${GONE} --texts --yes`);
    const after = await everything();
    expect(after.toLowerCase()).not.toContain(GONE.toLowerCase());
    for (const words of ['my words', 'my note', 'my reason', 'Ask a former']) expect(after).not.toContain(words);
    expect(after).toContain('words of others');
    expect(after).toContain('told by a former member');
    expect(await findReview(database.db, TEAM, review.id)).toMatchObject({
      latest: { authorId: STAYS, workload: { name: 'ct-scans', description: '(removed)', payloadSizeMB: 400 } },
    });
  });

  it('forget takes a person out of what was heard of words, and --texts takes their own words away', async () => {
    const workload = named('ct-scans');
    const heard = [{ title: 'Not used', text: `"ask <@${GONE}>, he knows"` }] as const;
    const asked = { teamId: TEAM, channelId: 'C1', workload, recommendation: recommend(workload), heard };
    const own = (await submitNewReview(database.db, { ...asked, requesterId: GONE }, NOW)).review;
    const others = (await submitNewReview(database.db, { ...asked, requesterId: STAYS }, NOW)).review;
    await run(`forget ${GONE} --texts --yes`);
    expect(await everything()).not.toContain(GONE);
    expect((await findReview(database.db, TEAM, own.id))?.latest).not.toHaveProperty('heard');
    expect((await findReview(database.db, TEAM, others.id))?.latest.heard).toEqual([
      { title: 'Not used', text: '"ask a former member, he knows"' },
    ]);
  });

  it('forget leaves a review that others can decide, and lists it for nobody who is not there', async () => {
    const review = await ask(GONE);
    await run(`forget ${GONE} --yes`);
    await act(review, STAYS, { kind: 'raise-concern', text: 'Who pays?' });
    const decided = await act(review, STAYS, { kind: 'accept', despiteConcerns: [1] });
    expect(decided).toMatchObject({ state: 'accepted', decision: { own: false, byId: STAYS } });
    expect(await everything()).not.toContain('"viewer":"former-member"');
  });

  it('forget leaves alone a person whose id begins the same', async () => {
    const longer = `${GONE}0`;
    const review = await ask(longer, { description: `Ask <@${longer}>` });
    expect((await run(`forget ${GONE} --yes`)).text).toContain('in 0 reviews');
    expect(await findReview(database.db, TEAM, review.id)).toMatchObject({ requesterId: longer, version: 1 });
  });

  it('forget replaces the name in the search, too, where somebody was named in it', async () => {
    await ask(STAYS, { name: `scans of ${GONE}` });
    await run(`forget ${GONE} --yes`);
    const words = await database.db.selectFrom('review_words').select('prefix').execute();
    const prefixes = words.map(({ prefix }) => prefix);
    expect(prefixes).toContain('former');
    expect(prefixes.filter((prefix) => prefix.startsWith('u0'))).toEqual([]);
  });

  describe('stuck', () => {
    const settle = async (state: 'refused' | 'uncertain' | 'sending', error: string, kindOf = 'message') => {
      const review = await ask(STAYS);
      await database.db
        .updateTable('slack_outbox')
        .set({ state, last_error: error, attempts: 3 })
        .where('subject_id', '=', review.id)
        .where('kind', '=', kindOf as 'message')
        .execute();
      return { review, job: (await jobs(review.id)).find((job) => job.kind === kindOf)?.id ?? '' };
    };

    it('lists what was refused or is uncertain at once, and what waits after 10 minutes', async () => {
      expect((await run('stuck')).text).toBe('No post is stuck.\n');
      const { review, job } = await settle('refused', 'is_archived');
      await ask(STAYS, { name: 'fresh' });
      expect((await run('stuck')).text).toBe(
        `${job}  message\n  refused since 2027-01-15 08:00 UTC, 3 attempts: is_archived\n  review ${review.id} "ct-scans", team T1\n`,
      );
      expect((await run('stuck', NOW + 10 * 60_000 - 1)).text).not.toContain('fresh');
      expect((await run('stuck', NOW + 10 * 60_000)).text).toContain('waiting since 2027-01-15 08:00 UTC, 0 attempts');
    });

    it('retry puts one back, or all', async () => {
      const one = await settle('refused', 'is_archived');
      const two = await settle('uncertain', 'http_503');
      expect(await run('stuck retry none')).toEqual({ text: '', refused: 'No stuck post has the id "none".' });
      expect((await run(`stuck retry ${one.job}`)).text).toMatch(/^1 post queued again/);
      expect((await jobs(one.review.id))[0]).toMatchObject({ state: 'pending', not_before: NOW, queued_at: NOW });
      expect((await jobs(two.review.id))[0]).toMatchObject({ state: 'uncertain' });
      expect(await run('stuck retry --all')).toMatchObject({ refused: undefined });
      expect((await jobs(two.review.id))[0]).toMatchObject({ state: 'pending' });
      expect(logged.map(({ action }) => action)).toEqual(['post-retried', 'post-retried']);
    });

    it('retry leaves alone what is being sent, and says so', async () => {
      const { review, job } = await settle('sending', 'interrupted');
      const later = NOW + 10 * 60_000;
      expect((await run('stuck', later)).text).toContain(`${job}  message\n  being sent since`);
      expect(await run(`stuck retry ${job}`, later)).toEqual({
        text: '0 posts queued again. A running bot posts them within 30 s.\n',
        refused: 'The rest is being sent, or has been posted.',
      });
      expect((await jobs(review.id))[0]).toMatchObject({ state: 'sending' });
    });

    it('drop gives up a message with what waits for it, once it is confirmed; its requester can still have it posted', async () => {
      const { review, job } = await settle('refused', 'is_archived');
      expect(await run(`stuck drop ${job}`)).toMatchObject({ refused: 'Nothing was changed. Add --yes to do it.' });
      expect((await jobs(review.id))[0]).toMatchObject({ state: 'refused' });
      expect((await run(`stuck drop ${job} --yes`)).text).toBe('1 post dropped.\n');
      expect((await jobs(review.id)).map(({ state }) => state)).toEqual(['dropped', 'dropped']);
      expect((await run('stuck', NOW + DAY_MS)).text).toBe('No post is stuck.\n');
      expect(logged).toMatchObject([{ action: 'post-dropped', actor: 'cli:ops', jobId: job, reviewId: review.id }]);
    });
  });
});
