import type { Kysely } from 'kysely';
import type { Seen } from '../../account/look.ts';
import type { Advisor } from '../../advice/advisor.ts';
import { isGroup } from '../../policy/team-rules.ts';
import { openConcerns, type Review, type ReviewEvent } from '../../reviews/record.ts';
import { isOverdue, isStillDue, type Reminder } from '../../reviews/reminder.ts';
import { findHistory, findReview, findRevision } from '../../reviews/review-store.ts';
import type { Deciders } from '../../settings/config.ts';
import { unsettled } from '../../wording/heard.ts';
import type { Changes } from '../../wording/read-what-if.ts';
import { buildReviewMessage } from '../render/message/index.ts';
import type { Message } from '../render/message.ts';
import { buildCode, readChoice, type Tags } from '../render/thread/deploy.ts';
import { buildDetails } from '../render/thread/details.ts';
import { buildEventLine, idsNamedBy, LINED_EVENTS } from '../render/thread/event-line.ts';
import { mentionedIn, withNames } from '../render/thread/names.ts';
import { buildReminder } from '../render/thread/reminder.ts';
import { buildRevisited } from '../render/thread/revisited.ts';
import type { JobKind, PostingDatabase } from '../tables.ts';
import { answerAsk, findDeciding, type QuestionReader } from './answer-question.ts';
import type { Job } from './enqueue.ts';
import { revisitedAt, revisitedOnDay } from './look.ts';
import { answerMeasurement, type Given, type MeasuredRead } from './measurement.ts';
import { findPermalink, type PostingWorkspace, withLinkedNeighbours } from './posts.ts';
import { saveWhatIf } from './questions.ts';

export type Lasting = 'message' | 'details';

/** Everything that differs between kinds of posts. */
interface CommonKind {
  /**
   * How it reaches Slack: as a message in the channel, as an edit of a lasting post, or as a reply in its thread. A webhook goes
   * to another program.
   */
  postedAs: 'message' | 'edit' | 'reply' | 'webhook';
  /** What a private notice calls it. `name`: the review's, in mrkdwn. */
  noticeWords(name: string): string;
  /** Nobody is told where it fails: nobody waits for it, or another post fails with it, and is told. */
  isQuiet?: true;
}

/** A post about a review, rendered from the record when it is made. */
interface ReviewKind extends CommonKind {
  subject?: undefined;
  /** The events that it follows. One event can lead to several kinds, in the order of the table. */
  after: readonly ReviewEvent['kind'][];
  /** Which version it shows: the review's latest, or the job's. */
  shows: 'latest' | 'own';
  /** Answers are posted in the order in which Slack received the questions. All else goes in the order it was stored. */
  answersQuestion?: true;
  /** Which of the two posts that are kept up to date it makes or edits: the message, or the first reply in its thread. */
  lasting?: Lasting;
  /** It follows a change of another review, so an edit is due whatever version is shown. */
  followsAnother?: true;
  /** What it says. Undefined where there is no longer anything to say. */
  render(from: ReviewRendering): Promise<Message | undefined>;
}

/** What another program is told of a review. The receiver knows a repetition by the job's id. */
interface WebhookKind extends CommonKind {
  subject: 'delivery';
  postedAs: 'webhook';
  /** After a crash it is sent again, though it may have arrived. */
  isRepeated: true;
  /** The pauses between attempts, instead of those of Slack. */
  pauses: { firstMs: number; longestMs: number };
}

type KindOfPost = Only<ReviewKind> | Only<WebhookKind>;

/** One of the kinds, where what only others have may be asked for. */
type Only<Kind> = Kind & {
  [Field in Exclude<keyof ReviewKind | keyof WebhookKind, keyof Kind>]?: undefined;
};

interface Rendering extends RenderOptions {
  db: Kysely<PostingDatabase>;
  job: Job;
}

interface ReviewRendering extends Rendering {
  review: Review;
}

export interface RenderOptions extends Omit<PostingWorkspace, 'client'> {
  advisor: Advisor;
  /** False leaves out the table, which older surfaces refuse. */
  table: boolean;
  /** False leaves out the chart, which not every workspace has. */
  chart: boolean;
  /** False where files can't be uploaded: what they hold goes into the message, if it fits. */
  files: boolean;
  /** Who may decide, where no rule says more. */
  deciders: Deciders;
  readFiles: (given: Given) => Promise<MeasuredRead>;
  /** Looks at the endpoint of a decision. Undefined where none is noted, or it can't be looked at. */
  lookAt: (review: Review) => Promise<Seen | undefined>;
  /** Reads questions that the rules don't understand. Absent: nothing does. */
  reader?: QuestionReader | undefined;
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
      'concern-reopened',
      'approved',
      'approval-withdrawn',
      'option-proposed',
      'decider-set',
      'decide-by-set',
      'endpoint-noted',
      'revisit-set',
      'revisited',
      'drifted',
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
  /** Updates the message where no event of its review changes it: it links to its successor once that is posted, or it is overdue. */
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
  /** Says in the thread what happened, and mentions whom it concerns. */
  'event-line': {
    postedAs: 'reply',
    noticeWords: (name) => `the reply about your change to ${name}`,
    after: LINED_EVENTS,
    shows: 'own',
    render: renderEventLine,
  },
  /** Says what differs by now, on the day on which a decision is due to be looked at again. */
  revisited: {
    postedAs: 'reply',
    noticeWords: (name) => `the reply about what changed for ${name}`,
    after: [],
    shows: 'own',
    render: renderRevisited,
  },
  reminder: {
    postedAs: 'reply',
    noticeWords: (name) => `the reminder about ${name}`,
    after: [],
    shows: 'latest',
    render: renderReminder,
  },
  answer: {
    postedAs: 'reply',
    noticeWords: (name) => `my answer about ${name}`,
    after: [],
    shows: 'latest',
    answersQuestion: true,
    render: renderAnswer,
  },
  /** Reads what somebody measured, and says what it would change. */
  measurement: {
    postedAs: 'reply',
    noticeWords: (name) => `my answer about ${name}`,
    after: [],
    shows: 'latest',
    answersQuestion: true,
    render: renderMeasurement,
  },
  /** The code of what was chosen, as files in the thread. */
  code: {
    postedAs: 'reply',
    noticeWords: (name) => `the code of ${name}`,
    after: [],
    shows: 'latest',
    render: renderCode,
  },
  /** What a receiver of webhooks is told of a review. */
  webhook: {
    subject: 'delivery',
    postedAs: 'webhook',
    isQuiet: true,
    isRepeated: true,
    pauses: { firstMs: 15_000, longestMs: 3_600_000 },
    noticeWords: (name) => `the webhook about ${name}`,
  },
} as const satisfies Record<JobKind, KindOfPost>;

export const kindOf = (kind: JobKind): KindOfPost => JOB_KINDS[kind];

/** What a log line says of a job: no address, nothing that anybody typed. */
export const namesOf = ({ kind, subjectId, version, attempts }: Job) => ({
  [`${kindOf(kind).subject ?? 'review'}Id`]: subjectId,
  job: kind,
  version,
  attempt: attempts,
});

/** The kinds that satisfy a predicate, in the order of the table. */
export const kindsThat = (holds: (kind: KindOfPost) => boolean): JobKind[] =>
  (Object.keys(JOB_KINDS) as JobKind[]).filter((kind) => holds(JOB_KINDS[kind]));

/** The events that lead to posts. An event that is missing here doesn't compile where it is stored. */
type PostedEvent = Extract<(typeof JOB_KINDS)[JobKind], { after: unknown }>['after'][number];

/** What this version can post. A newer one may queue other kinds in the same database, and posts them itself. */
export const READABLE: readonly JobKind[] = kindsThat(() => true);

export const kindsAfter = (event: PostedEvent): JobKind[] => kindsThat(({ after }) => after?.includes(event) === true);

export interface Rendered extends Message {
  /** What Slack keeps beside a post, so that it is found again. */
  metadata?: ReturnType<typeof metadataOf>;
  /** The review's version that it shows. */
  version: number;
}

/** Ids and numbers only, because Slack limits its size. */
function metadataOf({ id, subjectId }: Job, shown: { revision: number; version: number }) {
  const event_payload = { review_id: subjectId, ...shown, job_id: id };
  return { event_type: 'sagemaker_endpoint_review', event_payload };
}

/** Renders a job from the current record, so that a delayed message is up to date. Undefined where there is nothing left to say. */
export async function renderJob(
  db: Kysely<PostingDatabase>,
  job: Job,
  options: RenderOptions,
): Promise<Rendered | undefined> {
  const kind = kindOf(job.kind);
  if (kind.subject === 'delivery') throw new Error('A webhook has no message');
  const review = await findReview(db, job.teamId, job.subjectId);
  if (review === undefined) throw new Error(`Review ${job.subjectId} doesn't exist`);
  const message = await kind.render({ db, review, job, ...options });
  const shown = { revision: review.latest.revision, version: kind.shows === 'own' ? job.version : review.version };
  return message && { ...message, metadata: metadataOf(job, shown), version: shown.version };
}

/** A new message names people as text, since a mention would notify the requester of what they asked for; edits notify nobody. */
async function renderMessage(from: ReviewRendering): Promise<Message> {
  const { db, job, review, table, botUserId, names, advisor } = from;
  const overdue = isOverdue(review.decideBy, { now: job.queuedAt, timeZone: advisor.policy?.timeZone });
  const message = buildReviewMessage(await withLinkedNeighbours(db, review, from), { table, isOverdue: overdue });
  if (kindOf(job.kind).postedAs === 'edit') return message;
  const mentioned = mentionedIn(message, botUserId);
  const known = await names(mentioned);
  return mentioned.every((id) => known.has(id)) ? withNames(message, known, from) : message;
}

async function renderDetails({ db, review, advisor, chart }: ReviewRendering): Promise<Message> {
  const { teamId, id, latest } = review;
  const first = latest.revision === 1 ? latest : await findRevision(db, teamId, id, 1);
  const heard = first?.heard?.flatMap((line) => unsettled(line, first.recommendation, latest.recommendation));
  const curve = advisor.curveOf(latest.recommendation);
  return buildDetails({ ...latest, reviewId: id, curve, ...(heard && { heard }) }, { chart });
}

/** Answering the same question again offers the same change. */
async function renderAnswer(from: ReviewRendering): Promise<Message> {
  const { db, review, job, advisor, botUserId, names, lookAt } = from;
  const { content: question } = job;
  if (question === undefined) throw new Error(`The question about review ${review.id} is missing`);
  const { id: reviewId, teamId } = review;
  const named = await withLinkedNeighbours(db, review, from);
  const history = () => findHistory(db, teamId, reviewId);
  const lookAgain = async () => {
    const [seen, revisited] = await Promise.all([lookAt(review), revisitedAt(db, review, advisor, job.queuedAt)]);
    return buildRevisited({ ...revisited, seen, isAsked: true });
  };
  const team = { ...from, history, lookAgain, tags: () => tagsOf(from) };
  const answer = await answerAsk({ ...from, words: question, review: named, store: storingIn(from), team }, from);
  const mentioned = mentionedIn(answer, botUserId);
  return mentioned.length === 0 ? answer : withNames(answer, await names(mentioned), from);
}

async function renderMeasurement(from: ReviewRendering): Promise<Message> {
  const { review, job, advisor, readFiles } = from;
  if (job.content === undefined) throw new Error(`The measurement of review ${review.id} is missing`);
  const read = await readFiles(JSON.parse(job.content) as Given);
  return answerMeasurement(review, read, { advisor, store: storingIn(from) });
}

/** Stores a change for the button that makes it a revision, under the id of what is answered. */
const storingIn =
  ({ db, job, review: { id: reviewId, teamId, latest } }: ReviewRendering) =>
  (changes: Changes): Promise<string> =>
    saveWhatIf(db, { id: job.id, reviewId, teamId, baseRevision: latest.revision, changes });

/** Nothing once the review is decided, or its date is another one. */
async function renderReminder({ review, job, names }: ReviewRendering): Promise<Message | undefined> {
  if (job.content === undefined) throw new Error(`The reminder about review ${review.id} is missing`);
  const reminder = JSON.parse(job.content) as Reminder;
  if (!isStillDue(review, reminder, job.version)) return undefined;
  const raisers = openConcerns(review).map(({ raised }) => raised.byId);
  return buildReminder(review, reminder, await names([...new Set(raisers)]));
}

async function renderCode(from: ReviewRendering): Promise<Message | undefined> {
  const { review, job, files } = from;
  const chosen = readChoice(job.content ?? '');
  if (chosen === undefined) throw new Error(`The format of the code of review ${review.id} is missing`);
  return buildCode(review, { ...chosen, tags: await tagsOf(from), asFiles: files });
}

async function tagsOf({ db, review, teamUrl, names }: ReviewRendering): Promise<Tags> {
  const { deciderId, decision, requesterId } = review;
  const ownerId = deciderId ?? decision?.byId ?? requesterId;
  const [url, known] = await Promise.all([findPermalink(db, review, teamUrl), names([ownerId])]);
  const owner = known.get(ownerId);
  return { ...(url !== undefined && { url }), ...(owner !== undefined && { owner }) };
}

async function renderRevisited({ db, review, job, advisor }: ReviewRendering): Promise<Message | undefined> {
  const revisited = await revisitedOnDay(db, review, job, advisor);
  return revisited && buildRevisited(revisited);
}

async function renderEventLine(from: ReviewRendering): Promise<Message | undefined> {
  const { db, job, review, teamUrl, names } = from;
  const { teamId, subjectId: reviewId, version } = job;
  const [named, url, { events, revisions }] = await Promise.all([
    withLinkedNeighbours(db, review, from),
    findPermalink(db, review, teamUrl),
    findHistory(db, teamId, reviewId),
  ]);
  const event = events[version - 1];
  if (event === undefined) throw new Error(`Review ${reviewId} has no version ${version}`);
  const told = { event, events, revisions, review: named, url: url ?? null };
  const ids = idsNamedBy(told);
  const [people, { handles, groups }] = await Promise.all([
    names(ids.filter((id) => !isGroup(id))),
    findDeciding(review, from),
  ]);
  return buildEventLine(told, { people, groups: handles, members: groups });
}
