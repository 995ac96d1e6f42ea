import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDraft, saveDraft } from '../../../src/slack/drafts/draft-store.ts';
import { createFirstDrafts } from '../../../src/slack/drafts/first-drafts.ts';
import { DATABASES, openTestDatabase, type TestDatabase } from '../../database/support/open-test-database.ts';

describe.each(DATABASES)('drafts of forms that open, in the %s database', (kind) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
  });
  afterEach(() => database.close());

  const keyOf = (number: number) => ({ id: `draft-${number}`, teamId: 'T1', userId: `U${number}` });
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

  it('stand in the database once they were waited for: 250 opened at the same moment, each with its own answers', async () => {
    const { save, written } = createFirstDrafts(database.db);
    const responseAddress = { url: 'https://example.com/response/1', expiresAt: Date.now() + 60_000 };
    const saved = numbers(250).map((number) =>
      save(keyOf(number), { answers: { name: `w-${number}` }, ...(number === 7 && { responseAddress }) }),
    );
    await Promise.all(numbers(250).map((number) => written(`draft-${number}`)));
    for (const number of numbers(250)) {
      expect((await findDraft(database.db, keyOf(number)))?.answers).toEqual({ name: `w-${number}` });
    }
    expect((await findDraft(database.db, keyOf(7)))?.responseAddress).toEqual(responseAddress);
    expect(await Promise.all(saved)).toHaveLength(250);
  });

  it('are waited for one by one: a form is answered while others open without a pause', async () => {
    const { save, written } = createFirstDrafts(database.db);
    let isOver = false;
    const others = (async () => {
      for (let number = 2; !isOver; number++) {
        save(keyOf(number), { answers: {} }).catch(() => {});
        await nextTurn();
      }
    })();
    const first = save(keyOf(1), { answers: { name: 'first' } });
    const answered = await Promise.race([written('draft-1').then(() => true), sleep(3000, false)]);
    isOver = true;
    await Promise.all([others, first]);
    expect(answered).toBe(true);
    expect(await findDraft(database.db, keyOf(1))).toEqual({ answers: { name: 'first' } });
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('are written also when one comes %i turns after the last was', async (turns) => {
    const { save } = createFirstDrafts(database.db);
    await save(keyOf(1), { answers: {} });
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    await save(keyOf(2), { answers: { name: 'late' } });
    expect(await findDraft(database.db, keyOf(2))).toEqual({ answers: { name: 'late' } });
  });

  it('are not waited for when there are none', async () => {
    await expect(createFirstDrafts(database.db).written('draft-1')).resolves.toBeUndefined();
  });

  it('are stored also where one was written in between, which keeps its later answers for its owner', async () => {
    const { save } = createFirstDrafts(database.db);
    const [first, second] = [save(keyOf(1), { answers: { name: 'first' } }), save(keyOf(2), { answers: {} })];
    await saveDraft(database.db, { ...keyOf(1), userId: 'U9' }, { answers: { name: "another person's" } });
    await Promise.all([first, second]);
    expect(await findDraft(database.db, keyOf(1))).toBeUndefined();
    expect(await findDraft(database.db, keyOf(2))).toEqual({ answers: {} });
  });

  it('are refused, one by one and with the reason, where the database refuses them', async () => {
    const { save, written } = createFirstDrafts(database.db);
    await sql`drop table slack_drafts`.execute(database.db);
    const saved = numbers(3).map((number) => save(keyOf(number), { answers: {} }));
    const outcomes = await Promise.allSettled(saved);
    await Promise.all(numbers(3).map((number) => written(`draft-${number}`)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(String((outcomes[0] as PromiseRejectedResult).reason)).toContain('slack_drafts');
  });
});
