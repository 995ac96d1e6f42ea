import type { Kysely } from 'kysely';
import { findCalibration } from '../../account/calibration/store.ts';
import type { Advisor } from '../../advice/advisor.ts';
import type { Review, ReviewEvent } from '../../reviews/record.ts';
import { findReplay } from '../../reviews/replay/replay-store.ts';
import { findEvent } from '../../reviews/review-rows.ts';
import { findReview, findRevision } from '../../reviews/review-store.ts';
import { unsettled } from '../../wording/heard.ts';
import { buildReviewMessage } from '../render/message/index.ts';
import type { Message } from '../render/message.ts';
import { permalink } from '../render/mrkdwn.ts';
import { buildCode, formatIn } from '../render/thread/deploy.ts';
import { buildDetails } from '../render/thread/details.ts';
import { buildCalibrationLine, buildReplayLine, buildRevisionLine, buildStateLine } from '../render/thread/lines.ts';
import type { JobKind, PostingDatabase } from '../tables.ts';
import { answerAsk } from './answer.ts';
import type { Job } from './enqueue.ts';
import { findPost, type PostingWorkspace, withLinkedNeighbours } from './posts.ts';
import { saveWhatIf } from './questions.ts';

export type Lasting = 'message' | 'details';

/** Everything that differs between kinds of posts. */
interface KindOfPost {
  /** How it reaches Slack: as the review's message in the channel, as an edit of a lasting post, or as a reply in its thread. */
  postedAs: 'message' | 'edit' | 'reply';
  /** What a private notice calls it. `name`: the review's, in mrkdwn. */
  noticeWords(name: string): string;
  /** The events that it follows. One event can lead to several kinds, in the order of the table. */
  after: readonly ReviewEvent['kind'][];
  /** Which version it shows: the review's latest, or the job's. */
  shows: 'latest' | 'own';
  /** Answers are posted in the order in which Slack received the questions. All else goes in the order it was stored. */
  answersQuestion?: true;
  /** Which of the two posts that are kept up to date it makes or edits: the message, or the first reply in its thread. */
  lasting?: Lasting;
  /** Nobody is told where it fails: the edit of the message, which people look at, fails with it and is told. */
  isQuiet?: true;
  /** It follows a change of another review, so an edit is due whatever version is shown. */
  followsAnother?: true;
  /** What it says. Undefined where there is no longer anything to say. */
  render(from: Rendering): Promise<Message | undefined>;
}

/** What a post is rendered from. */
interface Rendering extends RenderOptions {
  db: Kysely<PostingDatabase>;
  /** As stored now. */
  review: Review;
  job: Job;
}

export interface RenderOptions {
  advisor: Advisor;
  /** The workspace's address, ending in a slash. */
  teamUrl: string;
  /** False leaves out the table, which older surfaces refuse. */
  table: boolean;
  /** False leaves out the chart, which not every workspace has. */
  chart: boolean;
  /** False where files can't be uploaded: what they hold goes into the message, if it fits. */
  files: boolean;
  /** The names of people by user id. */
  names: (userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Tells whether another review may be named. */
  findPublic: PostingWorkspace['findPublic'];
  /** Makes examples look as they are typed. */
  botUserId: string;
}

/** Each kind of post. To add one: its name in `JobKind`, an entry here, its renderer. */
const JOB_KINDS = {
  /** The review's message in the channel. */
  message: {
    postedAs: 'message',
    noticeWords: (name) => name,
    after: ['created'],
    shows: 'latest',
    lasting: 'message',
    render: renderMessage,
  },
  /** The first reply in its thread. */
  details: {
    postedAs: 'reply',
    noticeWords: (name) => `the first reply to ${name}`,
    after: ['created'],
    shows: 'latest',
    lasting: 'details',
    render: renderDetails,
  },
  /** Updates the message after every change. */
  update: {
    postedAs: 'edit',
    noticeWords: (name) => `your change to ${name}`,
    after: [
      'revised',
      'policy-overridden',
      'accepted',
      'overridden',
      'withdrawn',
      're-opened',
      'superseded',
      'concern-raised',
      'concern-resolved',
      'decider-set',
      'decide-by-set',
      'endpoint-noted',
      'member-forgotten',
    ],
    shows: 'latest',
    lasting: 'message',
    render: renderMessage,
  },
  /** Updates the first reply, so that it never contradicts the message. */
  'details-update': {
    postedAs: 'edit',
    noticeWords: (name) => `the first reply to ${name}`,
    after: ['revised', 'policy-overridden', 'member-forgotten'],
    shows: 'latest',
    lasting: 'details',
    isQuiet: true,
    render: renderDetails,
  },
  /** Updates the message of a replaced review once its successor is posted, so that it links there. */
  'successor-link': {
    postedAs: 'edit',
    noticeWords: (name) => `your change to ${name}`,
    after: [],
    shows: 'latest',
    lasting: 'message',
    isQuiet: true,
    followsAnother: true,
    render: renderMessage,
  },
  /** Says in the thread what a revision changed. */
  'revision-line': {
    postedAs: 'reply',
    noticeWords: (name) => `the reply about your change to ${name}`,
    after: ['revised'],
    shows: 'own',
    render: renderRevisionLine,
  },
  /** Says in the thread who decided, withdrew or re-opened the review, or replaced it, once the successor is posted. */
  'state-line': {
    postedAs: 'reply',
    noticeWords: (name) => `the reply about your decision on ${name}`,
    after: ['accepted', 'overridden', 'policy-overridden', 'withdrawn', 're-opened'],
    shows: 'own',
    render: renderStateLine,
  },
  /** Says in the thread what new quotas and prices would change. */
  'replay-line': {
    postedAs: 'reply',
    noticeWords: (name) => `the reply about new quotas and prices for ${name}`,
    after: [],
    shows: 'own',
    async render({ db, review }) {
      const replayed = await findReplay(db, review);
      return replayed && buildReplayLine(review, replayed);
    },
  },
  /** Says in the thread what the noted endpoint costs, 30 days after the decision. */
  'calibration-line': {
    postedAs: 'reply',
    noticeWords: (name) => `the reply about what ${name} costs`,
    after: [],
    shows: 'own',
    async render({ db, review }) {
      const calibration = await findCalibration(db, review);
      return calibration && buildCalibrationLine(calibration);
    },
  },
  /** Answers a question asked in the thread. */
  answer: {
    postedAs: 'reply',
    noticeWords: (name) => `my answer about ${name}`,
    after: [],
    shows: 'latest',
    answersQuestion: true,
    render: renderAnswer,
  },
  /** The code of what was chosen, as files in the thread. */
  code: {
    postedAs: 'reply',
    noticeWords: (name) => `the code of ${name}`,
    after: [],
    shows: 'latest',
    render: renderCode,
  },
} as const satisfies Record<JobKind, KindOfPost>;

export function kindOf(kind: JobKind): KindOfPost {
  return JOB_KINDS[kind];
}

/** The kinds that satisfy a predicate, in the order of the table. */
export function kindsThat(holds: (kind: KindOfPost) => boolean): JobKind[] {
  return (Object.keys(JOB_KINDS) as JobKind[]).filter((kind) => holds(JOB_KINDS[kind]));
}

/** The events that lead to posts. An event that is missing here doesn't compile where it is stored. */
type PostedEvent = (typeof JOB_KINDS)[JobKind]['after'][number];

/** The kinds posted after an event, in order. */
export function kindsAfter(event: PostedEvent): JobKind[] {
  return kindsThat(({ after }) => after.includes(event));
}

export interface Rendered extends Message {
  /** The revision that it shows. */
  revision: number;
  /** The review's version that it shows. */
  version: number;
}

/** Renders a job from the current record, so that a delayed message is up to date. Undefined where there is nothing left to say. */
export async function renderJob(
  db: Kysely<PostingDatabase>,
  job: Job,
  options: RenderOptions,
): Promise<Rendered | undefined> {
  const review = await findReview(db, job.teamId, job.reviewId);
  if (review === undefined) throw new Error(`Review ${job.reviewId} doesn't exist`);
  const { render, shows } = kindOf(job.kind);
  const message = await render({ db, review, job, ...options });
  const version = shows === 'own' ? job.version : review.version;
  return message && { ...message, revision: review.latest.revision, version };
}

async function renderMessage(from: Rendering): Promise<Message> {
  const { db, review, table } = from;
  return buildReviewMessage(await withLinkedNeighbours(db, review, from), { table });
}

async function renderDetails({ db, review, advisor, chart }: Rendering): Promise<Message> {
  const { teamId, id, latest } = review;
  const first = latest.revision === 1 ? latest : await findRevision(db, teamId, id, 1);
  const heard = first?.heard?.flatMap((line) => unsettled(line, first.workload, latest.workload));
  const curve = advisor.curveOf(latest.recommendation);
  return buildDetails({ ...latest, curve, ...(heard && { heard }) }, { chart });
}

async function renderStateLine(from: Rendering): Promise<Message> {
  const { db, review } = from;
  const { neighbours, requesterId } = await withLinkedNeighbours(db, review, from);
  return buildStateLine(await eventOf(from), requesterId, neighbours.supersededBy);
}

/** Answering the same question again offers the same change. */
async function renderAnswer(from: Rendering): Promise<Message> {
  const { db, review, job, advisor, table, chart, botUserId } = from;
  const { id, question } = job;
  if (question === undefined) throw new Error(`The question about review ${review.id} is missing`);
  const { id: reviewId, teamId, latest } = review;
  const store = (changes: Parameters<typeof saveWhatIf>[1]['changes']) =>
    saveWhatIf(db, { id, reviewId, teamId, baseRevision: latest.revision, changes });
  const named = await withLinkedNeighbours(db, review, from);
  return answerAsk({ words: question, review: named, botUserId, advisor, store }, { table, chart });
}

async function renderCode({ db, review, job, teamUrl, files, names }: Rendering): Promise<Message | undefined> {
  const format = formatIn(job.question);
  if (format === undefined) throw new Error(`The format of the code of review ${review.id} is missing`);
  const { deciderId, decision, requesterId, teamId, id } = review;
  const ownerId = deciderId ?? decision?.byId ?? requesterId;
  const [post, known] = await Promise.all([findPost(db, teamId, id), names([ownerId])]);
  const { channelId = '', messageTs } = post ?? {};
  const url = messageTs === undefined ? undefined : permalink(teamUrl, { channelId, messageTs });
  const owner = known.get(ownerId);
  const tags = { ...(url !== undefined && { url }), ...(owner !== undefined && { owner }) };
  return buildCode(review, { format, tags, asFiles: files });
}

async function renderRevisionLine(from: Rendering): Promise<Message> {
  const { db, job } = from;
  const { teamId, reviewId } = job;
  const event = await eventOf(from);
  if (event.kind !== 'revised') throw new Error(`Version ${job.version} of review ${reviewId} isn't a revision`);
  const { revision, actorId: authorId } = event;
  const [before, after] = await Promise.all([
    findRevision(db, teamId, reviewId, revision - 1),
    findRevision(db, teamId, reviewId, revision),
  ]);
  if (before === undefined || after === undefined) throw new Error(`Review ${reviewId} has no revision ${revision}`);
  return buildRevisionLine({ before: before.recommendation, after: after.recommendation, authorId, revision });
}

/** Returns the event that led to the job's version. */
async function eventOf({ db, job }: Rendering): Promise<ReviewEvent> {
  const event = await findEvent(db, job.teamId, job.reviewId, job.version);
  if (event === undefined) throw new Error(`Review ${job.reviewId} has no version ${job.version}`);
  return event;
}
