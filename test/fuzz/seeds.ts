import type { Kysely } from 'kysely';
import { createAdvisor } from '../../src/advice/advisor.ts';
import type { openRecord } from '../../src/open-record.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { named, recommend } from '../../src/recommender/index.ts';
import type { ReviewAction } from '../../src/reviews/action.ts';
import { saveDraft } from '../../src/slack/form/draft-store.ts';
import { submitAction, submitNewReview } from '../../src/slack/outbox/submit-review.ts';
import {
  CROSSED_WHAT_IF,
  DRAFT,
  GUARDED_IDS,
  HOME,
  HOME_CHANNEL,
  MEASURED,
  PRIVATE,
  REVIEW_IDS,
  SEARCHED,
  SECRET,
  STRANGER,
  STRANGERS_CHANNEL,
  STRANGERS_ID,
  THREADS,
  WHAT_IF,
} from './inputs/known-ids.ts';

/** A policy that decides for one review, and that Ada may override. */
export const FUZZ_POLICY: Policy = {
  version: '0',
  defaults: [],
  rules: [{ name: 'no c6i', forbid: { instanceType: ['ml.c6i.*'] }, overriddenBy: ['U0ADA'] }],
};

const RULED_ID = REVIEW_IDS[1];

/** Such an answer is firm: it is accepted by one press. */
const CERTAIN = {
  trafficPattern: 'steady',
  responseTimeSeconds: 0.3,
  coldStarts: 'unacceptable',
  payloadSizeMB: 3,
} as const;

type Record = Extract<Awaited<ReturnType<typeof openRecord>>, { ok: true }>;
export type Database = Record['db'] extends Kysely<infer Tables> ? Kysely<Tables> : never;

/** A review that inputs refer to: whose it is, what was done with it, and what was asked about it. */
interface Seed {
  id: string;
  teamId: string;
  channelId: string;
  messageTs: string;
  actions: readonly ReviewAction[];
  whatIf?: string;
}

const atHome = { teamId: HOME, channelId: HOME_CHANNEL };
const SEEDS: readonly Seed[] = [
  { ...atHome, id: REVIEW_IDS[0], messageTs: THREADS[0], actions: [], whatIf: WHAT_IF },
  {
    ...atHome,
    id: REVIEW_IDS[1],
    messageTs: THREADS[1],
    actions: [{ kind: 'raise-concern', text: `${SECRET} <!channel>` }],
  },
  {
    ...atHome,
    id: REVIEW_IDS[2],
    messageTs: THREADS[2],
    actions: [
      { kind: 'override', option: 'batch-transform', reason: `${SECRET} <!channel>` },
      { kind: 'note-endpoint', endpoint: `${SECRET}-1` },
    ],
  },
  {
    id: STRANGERS_ID,
    teamId: STRANGER,
    channelId: STRANGERS_CHANNEL,
    messageTs: '1.5',
    actions: [],
    whatIf: CROSSED_WHAT_IF,
  },
];

/** Makes one of the reviews anew, as it was at first: a decided review takes no more concerns. */
export async function renewSeed(db: Database, turn: number): Promise<void> {
  const seed = SEEDS[turn % SEEDS.length];
  if (seed === undefined) return;
  await db.deleteFrom('reviews').where('id', '=', seed.id).execute();
  await plant(db, seed);
}

/** What a batch begins with. */
export async function plantAll(db: Database): Promise<void> {
  for (const seed of SEEDS) await plant(db, seed);
  for (const id of GUARDED_IDS) await plant(db, { ...atHome, id, messageTs: `2.${id.length}${id}`, actions: [] });
  const measured = {
    title: `${SECRET} <!channel>`,
    endpoint: SECRET,
    workload: { name: SECRET },
    fields: [],
    unknown: [],
  };
  await db
    .insertInto('slack_measured')
    .values({ id: MEASURED, team_id: HOME, endpoint: SECRET, measured: JSON.stringify(measured), read_at: Date.now() })
    .execute();
  await saveDraft(db, DRAFT, { answers: { name: PRIVATE, description: PRIVATE, region: PRIVATE } });
}

async function plant(db: Database, { id, teamId, channelId, messageTs, actions, whatIf }: Seed): Promise<void> {
  const own = teamId === HOME ? SECRET : 'strange';
  const workload = { ...named(`${SEARCHED} ${own} <@U0EVIL> ${id}`), description: `${own} <!channel>`, ...CERTAIN };
  const asked = { id, teamId, requesterId: 'U0ADA', channelId, isPublic: true };
  const recommendation =
    id === RULED_ID ? createAdvisor({ policy: FUZZ_POLICY }).advise(workload) : recommend(workload);
  await submitNewReview(db, { ...asked, workload, recommendation });
  for (const action of actions) await submitAction(db, { teamId, reviewId: id, actorId: 'U0ADA', action });
  // As if it were posted.
  await db.deleteFrom('slack_outbox').where('review_id', '=', id).execute();
  await db.updateTable('slack_posts').set({ message_ts: messageTs }).where('review_id', '=', id).execute();
  if (whatIf === undefined) return;
  const changes = JSON.stringify({ name: `${SECRET} changed`, description: SECRET });
  await db
    .insertInto('slack_what_ifs')
    .values({ id: whatIf, review_id: id, team_id: HOME, base_revision: 1, changes, created_at: Date.now() })
    .execute();
}
