import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/logger.ts';
import { recommend } from '../../../src/recommender/index.ts';
import { REFUSED_TOKEN } from '../../../src/slack/connection/slack-errors.ts';
import { countOpenJobs } from '../../../src/slack/outbox/count-jobs.ts';
import { createPoster } from '../../../src/slack/outbox/poster.ts';
import { submitAction, submitNewReview } from '../../../src/slack/outbox/submit-review.ts';
import { databases, openTestDatabase } from '../../database/support/open-test-database.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { forEachTest } from '../../support/for-each-test.ts';
import { workload } from '../../support/workloads.ts';

/** Posts are given up after a day. */
const HOUR_AGO = Date.now() - 60 * 60 * 1000;

const WORKLOAD = workload({ name: 'ct-scans', payloadSizeMB: 500 });

describe.each(databases())('countOpenJobs, with the %s database', (kind) => {
  const database = forEachTest(() => openTestDatabase(kind));

  async function submit(id: string, teamId: string, at: number) {
    const asked = { id, teamId, requesterId: 'U1', channelId: 'C1', workload: WORKLOAD };
    await submitNewReview(database.db, { ...asked, recommendation: recommend(WORKLOAD) });
    await database.db.updateTable('slack_outbox').set({ queued_at: at }).where('subject_id', '=', id).execute();
  }

  /** Tries to post a review of a workspace without a token. */
  async function post(id: string) {
    const logger = createLogger({ level: 'fatal' });
    const poster = createPoster({ db: database.db, advisor: ADVISOR, workspaceOf: async () => null, logger });
    await poster.kick(id);
    await poster.drain(5_000);
  }

  const open = async () => {
    const { jobs, oldestAt } = await countOpenJobs(database.db);
    return { jobs: Object.fromEntries(jobs), oldestAt };
  };

  it('is empty without a post', async () => {
    expect(await open()).toEqual({ jobs: {}, oldestAt: null });
  });

  it('holds every post of a workspace without a token, and finds the newer ones of another', async () => {
    await submit('R1', 'T-REMOVED', HOUR_AGO);
    await submit('R2', 'T-REMOVED', HOUR_AGO + 1);
    expect(await open()).toEqual({ jobs: { pending: 4 }, oldestAt: HOUR_AGO });
    await post('R1');
    expect(await open()).toEqual({ jobs: { held: 4 }, oldestAt: null });
    await submit('R3', 'T-OTHER', HOUR_AGO + 2);
    expect(await open()).toEqual({ jobs: { held: 4, pending: 2 }, oldestAt: HOUR_AGO + 2 });
  });

  it('neither holds webhooks, which take no token, nor counts how long they wait', async () => {
    const { db } = database;
    await submit('R1', 'T-REMOVED', HOUR_AGO);
    await post('R1');
    const acting = { teamId: 'T-REMOVED', reviewId: 'R1', actorId: 'U1', action: { kind: 'withdraw' } } as const;
    await submitAction({ db, receivers: 1 }, acting);
    expect(await open()).toEqual({ jobs: { held: 4, pending: 1 }, oldestAt: null });
  });

  it('holds none that was refused, dropped or posted', async () => {
    await submit('R1', 'T1', HOUR_AGO);
    const { db } = database;
    const set = (state: 'refused' | 'done') =>
      db.updateTable('slack_outbox').set({ state, last_error: 'token_revoked' }).execute();
    await set('refused');
    expect(await open()).toEqual({ jobs: { refused: 2 }, oldestAt: null });
    await set('done');
    expect(await open()).toEqual({ jobs: {}, oldestAt: null });
  });
});

it('a post waits for another token after these codes, and for no workspace that is being moved', () => {
  const codes = ['not_installed', 'invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive'];
  expect(REFUSED_TOKEN).toEqual(codes);
});
