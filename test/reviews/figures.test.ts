import { describe, expect, it } from 'vitest';
import { WrongUsage } from '../../src/commands/command.ts';
import { figuresOf, readCounted } from '../../src/reviews/figures.ts';
import { databases } from '../database/support/open-test-database.ts';
import { readReviews, runReviews } from '../support/command-lines.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { openTeam, START, TEAM } from './support/team.ts';

const DAY = 24 * 3_600_000;

describe.each(databases())('the figures of decisions in the %s database', (kind) => {
  const team = forEachTest(() => openTeam(kind));

  const of = async (userId?: string, since = START) =>
    figuresOf(await readCounted(team.db, since, { teamId: TEAM, userId }));
  /** A decision on a review that was requested some days before. */
  const decided = async (daysBefore: number, override = false, isPublic = true) => {
    const { id } = await team.ask('U1', { isPublic });
    await team.act(
      'U1',
      id,
      override ? { kind: 'override', option: 'real-time', reason: 'we read from S3' } : { kind: 'accept' },
    );
    const { decision } = await team.db
      .selectFrom('reviews')
      .select('decision')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const { at } = JSON.parse(decision ?? '');
    await team.db
      .updateTable('reviews')
      .set({ created_at: at - daysBefore * DAY })
      .where('id', '=', id)
      .execute();
    return id;
  };
  it('count decisions, overrides, rules set aside and days, per option and in total', async () => {
    const one = await decided(1);
    await decided(4);
    const aside = { kind: 'policy-overridden', actor_id: 'U1', detail: '{}', created_at: START };
    for (const position of [90, 91])
      await team.db
        .insertInto('review_events')
        .values({ review_id: one, position, ...aside })
        .execute();
    await decided(9, true);
    await team.ask('U1');
    const { total, options } = await of();
    expect(total).toEqual({ decided: 3, overridden: 1, policiesOverridden: 1, medianDays: 4 });
    expect(options).toEqual([
      { option: 'asynchronous', decided: 2, overridden: 0, policiesOverridden: 1, medianDays: 2.5 },
      { option: 'real-time', decided: 1, overridden: 1, policiesOverridden: 0, medianDays: 9 },
    ]);
  });

  it('leave out decisions from before, and what was reopened, and keep what was replaced', async () => {
    const old = await decided(1);
    await team.db
      .updateTable('reviews')
      .set({ updated_at: START - DAY })
      .where('id', '=', old)
      .execute();
    const reopened = await decided(1);
    await team.act('U1', reopened, { kind: 're-open' });
    const replaced = await decided(1);
    await team.act('U1', replaced, { kind: 'supersede', byReviewId: old });
    expect((await of()).total).toMatchObject({ decided: 1 });
    const late = await readCounted(team.db, START + DAY, { teamId: TEAM });
    expect(late).toEqual([]);
  });

  it('count for a person what is public and what they took part in', async () => {
    await decided(1);
    await decided(1, false, false);
    expect((await of('U1')).total.decided).toBe(2);
    expect((await of('U9')).total.decided).toBe(1);
    expect(await readCounted(team.db, START, { teamId: 'T2' })).toEqual([]);
    expect(await readCounted(team.db, START)).toHaveLength(2);
  });

  it('read no more than the latest 3 of 5, whatever their states, where no more are wanted', async () => {
    const ids: string[] = [];
    for (const override of [false, true, false, true, false]) ids.push(await decided(1, override));
    for (const [at, id] of ids.entries())
      await team.db
        .updateTable('reviews')
        .set({ updated_at: START + at })
        .where('id', '=', id)
        .execute();
    const latest = await readCounted(team.db, START, { teamId: TEAM, most: 3 });
    expect(latest.map(({ reviewId }) => reviewId)).toEqual(ids.toReversed().slice(0, 3));
  });

  const stats = async (...args: string[]) => {
    const { text, refused } = await runReviews(team.db, ['stats', ...args], { now: START + DAY });
    expect(refused).toBeUndefined();
    return text;
  };

  it('are written as text, JSON and CSV, with the total last', async () => {
    await decided(2);
    await decided(4, true);
    expect(await stats()).toBe(
      `The last 90 days: 2 decisions.

  option                  decided   overridden   days
  ----------------------  --------  -----------  ------
  Asynchronous Inference  1         0            2.0
  Real-time Inference     1         1            4.0
  total                   2         1            3.0

days: median between request and decision.
`,
    );
    expect(await stats('--csv')).toBe(
      [
        'option,decided,overridden,median_days_to_decision',
        'asynchronous,1,0,2',
        'real-time,1,1,4',
        'total,2,1,3',
        '',
      ].join('\r\n'),
    );
    expect(JSON.parse(await stats('--json', '--days', '1'))).toMatchObject({
      days: 1,
      since: new Date(START).toISOString(),
      total: { decided: 2, medianDays: 3 },
      options: [{ option: 'asynchronous' }, { option: 'real-time' }],
    });
    expect(await stats('--team', 'T2')).toBe('The last 90 days: 0 decisions.\n');
  });

  it.each([
    [['--days', '0'], '--days takes 1 to 3650.'],
    [['--days', 'ten'], '--days takes 1 to 3650.'],
    [['--json', '--csv'], 'Use --json or --csv, not both.'],
    [['--yes'], 'stats takes no --yes.'],
    [['per', 'team'], 'Unexpected "per".'],
  ])('are not written for %j', async (args, text) => {
    await expect(readReviews(['stats', ...args])).rejects.toThrow(new WrongUsage(text));
  });
});
