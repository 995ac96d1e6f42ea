import { describe, expect, it } from 'vitest';
import { listEvents } from '../../src/reviews/review-rows.ts';
import { findReview } from '../../src/reviews/review-store.ts';
import { databases } from '../database/support/open-test-database.ts';
import { startChild, startTogether } from '../database/support/run-child.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { openTeam, TEAM } from './support/team.ts';

describe.each(databases())('processes on one %s database', (kind) => {
  const team = forEachTest(() => openTeam(kind));

  it('three that revise at once, 10 times each, lose none: 31 revisions without a gap', async () => {
    const { id } = await team.ask('U1');
    const source = 'test/reviews/support/revise-child.ts';
    await Promise.all(
      Array.from({ length: 3 }, (_, index) => startChild(source, [team.url, id, `U${index}`, '10']).ended),
    );
    const rows = await team.db.selectFrom('review_revisions').select('revision').orderBy('revision').execute();
    expect(rows.map((row) => row.revision)).toEqual(Array.from({ length: 31 }, (_, index) => index + 1));
    const events = await listEvents(team.db, TEAM, id);
    expect(events.map((event) => 'revision' in event && event.revision)).toEqual(rows.map((row) => row.revision));
  }, 60_000);

  it('of four that press at the same moment one wins each of 20 reviews; the others are told who and when', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 20; number++) ids.push((await team.ask('U1')).id);
    const users = ['U11', 'U12', 'U21', 'U22'];
    const children = await startTogether(
      'test/reviews/support/press-child.ts',
      users.map((user) => [team.url, user, ...ids]),
    );
    await Promise.all(children.map((child) => child.ended));

    for (const [index, id] of ids.entries()) {
      const outcomes = children.map((child) => JSON.parse(child.lines[index + 1] ?? '{}'));
      const winners = users.filter((_, number) => outcomes[number]?.won === true);
      const review = await findReview(team.db, TEAM, id);
      expect(winners, id).toEqual([review?.decision?.byId]);
      for (const { won, refusal } of outcomes) {
        if (!won) expect(refusal).toMatchObject({ kind: 'closed', byId: winners[0], at: review?.decision?.at });
      }
      expect(await listEvents(team.db, TEAM, id)).toHaveLength(2);
    }
  }, 60_000);
});
