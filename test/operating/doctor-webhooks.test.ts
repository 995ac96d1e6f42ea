import { describe, expect, it } from 'vitest';
import { checkWebhooks } from '../../src/operating/doctor-webhooks.ts';
import { recommend } from '../../src/recommender/index.ts';
import { submitAction, submitNewReview } from '../../src/slack/outbox/submit-review.ts';
import { openTestDatabase } from '../database/support/open-test-database.ts';
import { settingsWith } from '../support/settings.ts';
import { workload } from '../support/workloads.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const about = 'webhook';

const check = (urls: string[], changed: Parameters<typeof settingsWith>[0] = {}) =>
  checkWebhooks(
    settingsWith({
      databaseUrl: 'file:/no/such/folder/reviews.db',
      decisionWebhookUrl: urls,
      decisionWebhookSecret: SECRET,
      ...changed,
    }),
  );

describe('checkWebhooks', () => {
  it('finds nothing without a URL', async () => {
    expect(await check([])).toEqual([]);
  });

  it('takes a private address for a fault, by number and by name, and shows neither path nor query', async () => {
    const found = await check(['https://10.0.0.1/secret-path?key=abc', 'https://localhost:8443/?key=abc']);
    const text =
      'leads to a private address, so nothing is sent there. If you trust it, set DECISION_WEBHOOK_ALLOW_PRIVATE=true.';
    expect(found).toEqual([
      { about, verdict: 'fault', text: `10.0.0.1 ${text}` },
      { about, verdict: 'fault', text: `localhost:8443 ${text}` },
    ]);
  });

  it('takes one for fine where it is allowed, and notes that http is unencrypted', async () => {
    expect(await check(['http://127.0.0.1:8080/'], { decisionWebhookAllowPrivate: true })).toEqual([
      { about, verdict: 'ok', text: '127.0.0.1:8080 can be resolved.' },
      { about, verdict: 'note', text: '127.0.0.1:8080 is reached by http: decisions are sent unencrypted.' },
    ]);
  });

  it('takes a name that leads nowhere for a fault', async () => {
    expect(await check(['https://no-such-host.invalid/'])).toEqual([
      { about, verdict: 'fault', text: 'The name no-such-host.invalid could not be resolved.' },
    ]);
  });

  it('says what waits, with its last error, and what was not delivered within 24 hours', async () => {
    const { db, url: databaseUrl, close } = await openTestDatabase();
    expect(await check(['https://8.8.8.8/'], { databaseUrl })).toMatchObject([
      { verdict: 'ok' },
      { about, verdict: 'ok', text: 'None waits.' },
    ]);
    const asked = workload({ name: 'ct-scans' });
    const told = { id: 'R1', teamId: 'T1', requesterId: 'U1', channelId: 'C1', workload: asked };
    await submitNewReview(db, { ...told, recommendation: recommend(asked) });
    for (const kind of ['withdraw', 're-open', 'withdraw'] as const) {
      const acting = { teamId: 'T1', reviewId: 'R1', actorId: 'U1', action: { kind } };
      await submitAction({ db, receivers: 1 }, acting);
    }
    const jobs = await db.selectFrom('slack_outbox').select('id').where('kind', '=', 'webhook').execute();
    expect(jobs).toHaveLength(3);
    const [failed, tried] = jobs.map(({ id }) => id);
    const set = (id: string | undefined, changed: { state: 'refused' | 'pending'; last_error: string }) =>
      db
        .updateTable('slack_outbox')
        .set(changed)
        .where('id', '=', id ?? '')
        .execute();
    await set(failed, { state: 'refused', last_error: 'http_500' });
    await set(tried, { state: 'pending', last_error: 'timeout' });
    expect(await check(['https://8.8.8.8/'], { databaseUrl })).toMatchObject([
      { verdict: 'ok' },
      { about, verdict: 'note', text: '2 webhooks waiting, last with timeout.' },
      {
        about,
        verdict: 'note',
        text: '1 webhook not delivered within 24 hours. npx endpoint-reviewer reviews stuck names each one.',
      },
    ]);
    await close();
  });
});
