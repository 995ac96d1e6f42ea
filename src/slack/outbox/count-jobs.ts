import type { Kysely } from 'kysely';
import { REFUSED_TOKEN } from '../connection/slack-errors.ts';
import type { JobState, PostingDatabase } from '../tables.ts';

const STOPPED = ['refused', 'uncertain', 'dropped'] as const satisfies JobState[];
const WAITING = ['pending', 'sending'] as const satisfies JobState[];

/**
 * States of jobs that somebody or something still has to act on. `held`: pending or being sent, in a workspace whose token Slack
 * refuses until the app is installed there again.
 */
export const OPEN_JOBS = [...WAITING, 'held', ...STOPPED] as const;
type OpenJob = (typeof OPEN_JOBS)[number];

interface OpenJobs {
  jobs: ReadonlyMap<OpenJob, number>;
  /** When the oldest post was queued that waits and isn't held, in milliseconds since 1970. Null where none waits. */
  oldestAt: number | null;
}

/** Counts what is open in the outbox. One post that found its token refused holds the others of its workspace, which wait behind it. */
export async function countOpenJobs(db: Kysely<PostingDatabase>): Promise<OpenJobs> {
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom('slack_outbox')
        .where('state', 'in', [...WAITING, ...STOPPED])
        .select((select) => [
          // A receiver that is down is no fault of the bot.
          select.case().when('kind', '!=', 'webhook').then(select.ref('queued_at')).end().as('queued_at'),
          select
            .case()
            .when(
              select.and([
                select('state', 'in', WAITING),
                // It takes no token.
                select('kind', '!=', 'webhook'),
                select('team_id', 'in', (teams) =>
                  teams
                    .selectFrom('slack_outbox as refused')
                    .select('refused.team_id')
                    .where('refused.state', 'in', WAITING)
                    .where('refused.last_error', 'in', REFUSED_TOKEN),
                ),
              ]),
            )
            .then('held')
            .else(select.ref('state'))
            .end()
            .as('standing'),
        ])
        .as('job'),
    )
    .select(({ fn }) => ['standing', fn.countAll<number>().as('number'), fn.min('queued_at').as('oldest_at')])
    .groupBy('standing')
    .execute();
  const waiting = rows.flatMap(({ standing, oldest_at: at }) =>
    at !== null && (standing === 'pending' || standing === 'sending') ? [at] : [],
  );
  return {
    jobs: new Map(rows.map(({ standing, number }) => [standing as OpenJob, number])),
    oldestAt: waiting.length === 0 ? null : Math.min(...waiting),
  };
}
