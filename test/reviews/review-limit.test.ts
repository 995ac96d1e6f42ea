import { describe, expect, it } from 'vitest';
import { named, recommend } from '../../src/recommender/index.ts';
import { createReview, findReachedLimit } from '../../src/reviews/review-store.ts';
import { databases, openTestDatabase } from '../database/support/open-test-database.ts';
import { forEachTest } from '../support/for-each-test.ts';

const START = 1_800_000_000_000;
const HOUR = 3_600_000;

describe.each(databases())('with the %s database and a limit of 3 reviews per hour', (kind) => {
  const database = forEachTest(() => openTestDatabase(kind));

  const create = (id: string, at: number, { teamId = 'T1', requesterId = 'U1' } = {}) => {
    const workload = named(id);
    const asked = { id, teamId, requesterId, workload, recommendation: recommend(workload) };
    return database.db.transaction().execute((trx) => createReview(trx, asked, at));
  };
  const reached = (at: number, { userId = 'U1', teamId = 'T1', id = 'new', person = 3, workspace = 0 } = {}) =>
    findReachedLimit(database.db, { teamId, userId, id }, { limits: { person, workspace }, now: at });
  const ask = async (...asked: Parameters<typeof reached>) => (await reached(...asked))?.at ?? 'now';

  it('the 3rd review within an hour may be created, the 4th not before an hour after the 1st', async () => {
    await create('first', START);
    await create('second', START + 1000);
    expect(await ask(START + 2000)).toBe('now');
    await create('third', START + 2000);
    expect(await ask(START + 3000)).toBe(START + HOUR);
    expect(await ask(START + HOUR - 1)).toBe(START + HOUR);
    expect(await ask(START + HOUR)).toBe('now');
    await create('fourth', START + HOUR);
    expect(await ask(START + HOUR)).toBe(START + HOUR + 1000);
  });

  it('counts neither another person, nor another team, nor the same form sent again', async () => {
    for (const id of ['first', 'second', 'third']) await create(id, START);
    expect(await ask(START, { userId: 'U2' })).toBe('now');
    expect(await ask(START, { teamId: 'T2' })).toBe('now');
    expect(await ask(START, { id: 'third' })).toBe('now');
    expect(await ask(START)).toBe(START + HOUR);
  });

  it('waits longer where the limit was lowered meanwhile, and never where it is 0', async () => {
    for (const [index, id] of ['first', 'second', 'third'].entries()) await create(id, START + index * 1000);
    expect(await ask(START + 3000, { person: 1 })).toBe(START + 2000 + HOUR);
    expect(await ask(START + 3000, { person: 0 })).toBe('now');
  });

  it('counts all people of a workspace together, and tells the limit that lasts longer', async () => {
    await create('first', START, { requesterId: 'U2' });
    await create('second', START + 1000, { requesterId: 'U3' });
    const limits = { person: 1, workspace: 2 };
    const ofWorkspace = { of: 'workspace', perHour: 2, at: START + HOUR };
    expect(await reached(START + 2000, limits)).toEqual(ofWorkspace);
    expect(await reached(START + 2000, { ...limits, userId: 'U3' })).toEqual({
      of: 'person',
      perHour: 1,
      at: START + 1000 + HOUR,
    });
    expect(await reached(START + 2000, { ...limits, teamId: 'T2' })).toBeUndefined();
    expect(await reached(START + 2000, { ...limits, id: 'second' })).toBeUndefined();
    expect(await reached(START + HOUR, limits)).toBeUndefined();
  });
});
