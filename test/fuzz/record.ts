import type { Kysely, Selectable } from 'kysely';
import { isJson } from '../../local-workspace/json.ts';
import { createAdvisor } from '../../src/advice/advisor.ts';
import type { RecordTables } from '../../src/open-record.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { teamRulesFor } from '../../src/policy/team-rules.ts';
import { named, recommend } from '../../src/recommender/index.ts';
import type { ReviewAction } from '../../src/reviews/action.ts';
import type { ReviewTables } from '../../src/reviews/tables.ts';
import { saveDraft } from '../../src/slack/form/draft-store.ts';
import { VIEWS } from '../../src/slack/ids.ts';
import { submitAction, submitNewReview } from '../../src/slack/outbox/submit-review.ts';
import { BLOCKS, INPUT } from '../../src/slack/render/dialogs/dialog.ts';
import { MEASURED as MEASURED_RUNS } from '../support/measurements.ts';
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
  teamOf,
  WHAT_IF,
} from './inputs/payload.ts';

/** A policy that decides for one review, that Ada may override, and that asks for two approvals. */
export const FUZZ_POLICY: Policy = {
  version: '0',
  defaults: [],
  rules: [{ name: 'no c6i', forbid: { instanceType: ['ml.c6i.*'] }, overriddenBy: ['U0ADA'] }],
  approvals: [{ name: 'two', count: 2 }],
  concerns: { blockingMayBeAcceptedBy: ['U0ADA'] },
};

const RULED_ID = REVIEW_IDS[1];

/** Such an answer is firm: it is accepted by one press. */
const CERTAIN = {
  trafficPattern: 'steady',
  responseTimeSeconds: 0.3,
  coldStarts: 'unacceptable',
  payloadSizeMB: 3,
} as const;

type Database = Kysely<RecordTables>;

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
// biome-ignore format: one case a line.
const SEEDS: readonly Seed[] = [
  { ...atHome, id: REVIEW_IDS[0], messageTs: THREADS[0], actions: [], whatIf: WHAT_IF },
  {
    ...atHome,
    id: REVIEW_IDS[1],
    messageTs: THREADS[1],
    actions: [
      { kind: 'raise-concern', text: `${SECRET} <!channel>` },
      { kind: 'raise-concern', text: `${SECRET} <!here>`, blocking: true },
      { kind: 'resolve-concern', concernId: 2, note: SECRET },
      { kind: 'accept', despiteConcerns: [1] },
    ],
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
  { id: STRANGERS_ID, teamId: STRANGER, channelId: STRANGERS_CHANNEL, messageTs: '1.5', actions: [], whatIf: CROSSED_WHAT_IF },
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
  const team = id === RULED_ID ? teamRulesFor(FUZZ_POLICY, { channel: channelId }) : undefined;
  await submitNewReview(db, { ...asked, workload, recommendation, team });
  for (const action of actions)
    await submitAction({ db, receivers: 0 }, { teamId, reviewId: id, actorId: 'U0ADA', action });
  // As if it were posted.
  await db.deleteFrom('slack_outbox').where('subject_id', '=', id).execute();
  await db.updateTable('slack_posts').set({ message_ts: messageTs }).where('review_id', '=', id).execute();
  if (whatIf === undefined) return;
  const asStored = { review_id: id, team_id: HOME, base_revision: 1, created_at: Date.now() };
  const changes = JSON.stringify({ name: `${SECRET} changed`, description: SECRET });
  const measured = JSON.stringify({ measurements: MEASURED_RUNS[2] });
  await db
    .insertInto('slack_what_ifs')
    .values([
      { ...asStored, id: whatIf, changes },
      { ...asStored, id: `${whatIf}-measured`, changes: measured },
    ])
    .execute();
}

/** What nobody may change who acts in a run, as text. */
export async function lookAtGuarded(db: Database): Promise<string> {
  const [reviews, events, drafts] = await Promise.all([
    db.selectFrom('reviews').selectAll().where('id', 'in', GUARDED_IDS).orderBy('id').execute(),
    db.selectFrom('review_events').selectAll().where('review_id', 'in', GUARDED_IDS).orderBy('review_id').execute(),
    db.selectFrom('slack_drafts').selectAll().where('id', '=', DRAFT.id).execute(),
  ]);
  return JSON.stringify({ reviews, events, drafts });
}

/** Whether something of the home team's came into what the stranger's team has. */
export async function isMixed(db: Database): Promise<boolean> {
  const row = await db
    .selectFrom('reviews')
    .innerJoin('review_revisions', 'review_revisions.review_id', 'reviews.id')
    .select('reviews.id')
    .where('reviews.team_id', '=', STRANGER)
    .where((where) => where.or([where('workload', 'like', `%${SECRET}%`), where('reviews.id', 'in', GUARDED_IDS)]))
    .executeTakeFirst();
  return row !== undefined;
}

/** What was submitted, and the review as it stands afterwards. */
interface Submitted {
  review: Selectable<ReviewTables['reviews']>;
  concerns: readonly Selectable<ReviewTables['review_concerns']>[];
  /** The formats of the code that this view posts. */
  codes: readonly string[];
  /** What stands in an input of a dialog. */
  state: (block: string) => Record<string, unknown>;
  typed: (block: string) => string;
  view: Record<string, unknown>;
  metadata: Record<string, unknown>;
  userId: string;
}

/** What the record says once each of them was taken. */
const SAYS: Readonly<Record<string, (submitted: Submitted) => boolean>> = {
  [VIEWS.workload]: ({ review, view, metadata }) => {
    const name = at(view, 'state', 'values', 'question_name', 'form_name', 'value');
    // Without one the review gets a name of its answers.
    const isUnnamed = name === undefined || onOneLine(name) === '';
    const isNamed = isUnnamed || onOneLine(review.name) === onOneLine(name);
    return isNamed && (metadata['supersedes'] === undefined || review.supersedes === metadata['supersedes']);
  },
  [VIEWS.raiseConcern]: ({ concerns, typed }) => concerns.some(({ text }) => text === typed(BLOCKS.concern)),
  [VIEWS.resolveConcern]: ({ concerns, state, typed }) => {
    const chosen = Number(at(state(BLOCKS.whichConcern), 'selected_option', 'value'));
    return concerns.some(({ id, note }) => id === chosen && note === typed(BLOCKS.note));
  },
  // An approval is stored, too, where the review waits for others.
  [VIEWS.accept]: ({ review, userId }) =>
    review.state === 'accepted' || review.state === 'overridden' || (review.approvals ?? '').includes(userId),
  [VIEWS.confirm]({ review, concerns, metadata, userId }) {
    const { act } = metadata;
    if (act === 'withdraw-approval') return !(review.approvals ?? '').includes(userId);
    if (act !== 're-open-concern') return review.state === (act === 'withdraw' ? 'withdrawn' : 'proposed');
    const id = at(metadata, 'concernIds', '0');
    return concerns.some((concern) => concern.id === id && concern.resolved_at === null);
  },
  [VIEWS.override]: ({ review, state, metadata }) => {
    const chosen = metadata['option'] ?? at(state(BLOCKS.option), 'selected_option', 'value');
    // Where approvals are asked for, the option waits for them.
    const stored = review.state === 'overridden' ? review.decision : review.candidate;
    return at(JSON.parse(stored ?? '{}'), 'option') === chosen;
  },
  [VIEWS.overridePolicy]: ({ review, metadata }) => review.revision > Number(metadata['revision']),
  [VIEWS.answerSize]: ({ review, metadata }) => review.revision > Number(metadata['revision']),
  [VIEWS.addMeasurement]: ({ review }) => review.revision > 1,
  [VIEWS.decider]: ({ review, state }) =>
    review.decider_id === (state(BLOCKS.decider)['selected_user'] ?? null) &&
    review.decide_by === (state(BLOCKS.date)['selected_date'] ?? null),
  // Every fuzzed view has the same ID, and one view posts one code: the first format stands.
  [VIEWS.getCode]: ({ codes }) => codes.length > 0,
  [VIEWS.endpoint]: ({ review, typed }) => (review.endpoint ?? '') === typed(BLOCKS.endpoint),
};

/**
 * Whether the record has what was submitted, for the team whose person submitted it. A form that closes without a word
 * tells the person that it was.
 */
export async function isInRecord(db: Database, body: Record<string, unknown>): Promise<boolean> {
  const view = isJson(body['view']) ? body['view'] : {};
  const metadata = parse(String(view['private_metadata']));
  const says = SAYS[String(view['callback_id'])];
  if (!isJson(metadata) || says === undefined) return false;
  const id = String(metadata['reviewId'] ?? metadata['draftId']);
  const [review, concerns, jobs] = await Promise.all([
    db
      .selectFrom('reviews')
      .selectAll()
      .where('id', '=', id)
      .where('team_id', '=', String(teamOf(body)))
      .executeTakeFirst(),
    db.selectFrom('review_concerns').selectAll().where('review_id', '=', id).execute(),
    db
      .selectFrom('slack_outbox')
      .select('asked_words')
      .where('subject_id', '=', id)
      .where('kind', '=', 'code')
      .where('asked_event', '=', String(view['id']))
      .execute(),
  ]);
  if (review === undefined) return false;
  const state = (block: string) => {
    const found = at(view, 'state', 'values', block, INPUT);
    return isJson(found) ? found : {};
  };
  const typed = (block: string) => cleaned(state(block)['value']);
  const codes = jobs.map(({ asked_words: format }) => format ?? '');
  const userId = String(at(body, 'user', 'id'));
  return says({ review, concerns, codes, state, typed, view, metadata, userId });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)];
    return isJson(inner) ? inner[key] : undefined;
  }, value);
}

/** A name is kept on one line, without control characters; how many spaces stand for them doesn't matter. */
const onOneLine = (name: unknown): string =>
  cleaned(String(name ?? '').replace(/[\p{Cc}\s]+/gu, ' ')).replace(/ +/g, ' ');

/** As it is kept: no database takes half a character. */
function cleaned(typed: unknown): string {
  const text = String(typed ?? '')
    .replaceAll('\0', '')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
  return Buffer.from(text).toString();
}
