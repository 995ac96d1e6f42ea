import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLogger, inInteraction } from '../../../src/logger.ts';
import { createFirstDrafts, findDraft, saveDraft } from '../../../src/slack/form/draft-store.ts';
import { databases, openTestDatabase } from '../../database/support/open-test-database.ts';
import { forEachTest } from '../../support/for-each-test.ts';

describe.each(databases())('drafts of forms that open, in the %s database', (kind) => {
  const database = forEachTest(() => openTestDatabase(kind));
  afterEach(() => void vi.useRealTimers());

  const keyOf = (number: number) => ({ id: `draft-${number}`, teamId: 'T1', userId: `U${number}` });
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

  const logged: { err: { message: string }; reference?: string; msg: string }[] = [];
  const logger = createLogger({
    level: 'error',
    destination: { write: (line: string) => void logged.push(JSON.parse(line)) },
  });
  const forms = () => createFirstDrafts(database.db, logger);
  const answersOf = async (number: number) => (await findDraft(database.db, keyOf(number)))?.answers;

  it('stand in the database once they were waited for: 250 opened at the same moment, each with its own answers', async () => {
    const { save, written } = forms();
    const responseAddress = { url: 'https://example.com/response/1', expiresAt: Date.now() + 60_000 };
    for (const number of numbers(250)) {
      save(keyOf(number), { answers: { name: `w-${number}` }, ...(number === 7 && { responseAddress }) });
    }
    await Promise.all(numbers(250).map((number) => written(`draft-${number}`)));
    for (const number of numbers(250)) expect(await answersOf(number)).toEqual({ name: `w-${number}` });
    expect((await findDraft(database.db, keyOf(7)))?.responseAddress).toEqual(responseAddress);
  });

  it('stand there by themselves, soon after', async () => {
    forms().save(keyOf(1), { answers: { name: 'soon' } });
    await expect.poll(() => answersOf(1), { timeout: 30_000 }).toEqual({ name: 'soon' });
  });

  it('are written at once where somebody waits: 20 in a row, while no time passes to gather them', async () => {
    const { save, written } = forms();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    for (const number of numbers(20)) {
      save(keyOf(number), { answers: { name: `w-${number}` } });
      await written(`draft-${number}`);
      expect(await answersOf(number)).toEqual({ name: `w-${number}` });
    }
  });

  it('are waited for one by one: a form is answered while others open without a pause', async () => {
    const { save, written, allWritten } = forms();
    let isOver = false;
    const others = (async () => {
      for (let number = 2; !isOver; number++) {
        save(keyOf(number), { answers: {} });
        await nextTurn();
      }
    })();
    save(keyOf(1), { answers: { name: 'first' } });
    const answered = await Promise.race([written('draft-1').then(() => true), sleep(30_000, false, { ref: false })]);
    isOver = true;
    await others;
    expect(answered).toBe(true);
    expect(await answersOf(1)).toEqual({ name: 'first' });
    // What is still to be written would be refused, and logged, while a later test runs.
    await allWritten();
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('are written also when one comes %i turns after the last was', async (turns) => {
    const { save, written } = forms();
    save(keyOf(1), { answers: {} });
    await written('draft-1');
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    save(keyOf(2), { answers: { name: 'late' } });
    await written('draft-2');
    expect(await answersOf(2)).toEqual({ name: 'late' });
  });

  it('are written all at once when the bot ends, those too that came while others were written', async () => {
    const { save, written, allWritten } = forms();
    save(keyOf(1), { answers: { name: 'one' } });
    const first = written('draft-1');
    await Promise.resolve();
    save(keyOf(2), { answers: { name: 'two' } });
    await allWritten();
    await first;
    expect([await answersOf(1), await answersOf(2)]).toEqual([{ name: 'one' }, { name: 'two' }]);
  });

  it('are not waited for when there are none', async () => {
    const { written, allWritten } = forms();
    await expect(Promise.all([written('draft-1'), allWritten()])).resolves.toEqual([undefined, undefined]);
  });

  it('give way to the answers of a form that another process had from its owner meanwhile', async () => {
    const { save, allWritten } = forms();
    save(keyOf(1), { answers: { name: 'as it opened' } });
    await saveDraft(database.db, keyOf(1), { answers: { name: 'as it was answered' } });
    await allWritten();
    expect(await answersOf(1)).toEqual({ name: 'as it was answered' });
  });

  it('are stored also where one was written in between, which keeps its later answers for its owner', async () => {
    const { save, allWritten } = forms();
    for (const number of [1, 2]) save(keyOf(number), { answers: { name: `w-${number}` } });
    await saveDraft(database.db, { ...keyOf(1), userId: 'U9' }, { answers: { name: "another person's" } });
    await allWritten();
    expect(await answersOf(1)).toBeUndefined();
    expect(await answersOf(2)).toEqual({ name: 'w-2' });
  });

  it('are refused one by one where the database refuses them: the log has the reason and the reference of each', async () => {
    const { save, written } = forms();
    await sql`drop table slack_drafts`.execute(database.db);
    logged.length = 0;
    for (const number of numbers(3)) inInteraction(`r-${number}`, () => save(keyOf(number), { answers: {} }));
    await Promise.all(numbers(3).map((number) => written(`draft-${number}`)));
    expect(logged.map(({ reference, msg }) => [reference, msg])).toEqual(
      numbers(3).map((number) => [`r-${number}`, 'Could not save a draft']),
    );
    expect(logged[0]?.err.message).toContain('slack_drafts');
  });
});
