import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { readPasted } from '../account/pasted.ts';
import { rank } from '../account/rank.ts';
import { reviewBy } from '../account/review.ts';
import { type Advisor, createAdvisor } from '../advice/advisor.ts';
import { parseWorkload, readMeasurement } from '../recommender/index.ts';
import type { NamedReview, ReviewEvent } from '../reviews/record.ts';
import { buildAudit, buildProgress, buildReplies } from '../slack/account/audit-message.ts';
import { buildForm } from '../slack/form/build-form.ts';
import { draftOf } from '../slack/form/read-form.ts';
import { answerMeasurement } from '../slack/outbox/measurement.ts';
import { buildHome } from '../slack/render/home/home.ts';
import { buildLinkPreview } from '../slack/render/link-preview.ts';
import { buildReviewMessage } from '../slack/render/message/index.ts';
import type { MessageBlock } from '../slack/render/message.ts';
import { buildDirectHelp, buildNotInChannelNotice } from '../slack/render/notices.ts';
import { buildCode } from '../slack/render/thread/deploy.ts';
import { buildDetails } from '../slack/render/thread/details.ts';
import { buildDigest } from '../slack/render/thread/digest.ts';
import { buildEventLine } from '../slack/render/thread/event-line.ts';
import { buildReminder } from '../slack/render/thread/reminder.ts';
import { buildSince } from '../slack/render/thread/since.ts';
import { buildWhatIf } from '../slack/render/thread/what-if.ts';
import type { JobKind } from '../slack/tables.ts';

// One example of everything that the bot shows in Slack, rendered as it would be, for Slack to judge.

type Blocks = readonly (MessageBlock | KnownBlock)[];

/** What Slack is asked about. `otherwise`: what is posted where it refuses the blocks. */
export type Example = { name: string } & ({ message: Blocks; otherwise?: Blocks } | { view: ModalView | HomeView });

const AT = Date.UTC(2026, 10, 27, 9);
const ASKED = 'U00000001';
const OWNER = 'U00000002';
const URL = 'https://example.slack.com/archives/C00000001/p1795770000000100';

/** Posts with blocks, by what the outbox calls them. Edits look like what they edit, and the rest of an audit is a file. */
type Posted = Exclude<
  JobKind,
  | 'update'
  | 'details-update'
  | 'successor-link'
  | 'reminder-answered'
  | 'audit-progress'
  | 'audit-csv'
  | 'audit-more'
  | 'audit-repost'
  | 'audit-shared'
  | 'webhook'
>;

type Shown = { message: Blocks; otherwise?: Blocks };

/** Renders the examples, a review of a workload with a table, a bill and a chart among them. */
export async function slackExamples(): Promise<Example[]> {
  const advisor = createAdvisor();
  const review = exampleReview(advisor);
  const messages = { ...(await ofReview(advisor, review)), ...ofAccount(advisor) } satisfies Record<Posted, Shown>;
  const { workload, recommendation } = review.latest;
  const named = Object.entries<Shown>(messages).map(([name, shown]) => ({ name, ...shown }));
  const notice = {
    reviewId: review.id,
    channelId: 'C00000001',
    what: '*fraud-scoring*',
    canBeInvited: true,
    canMove: true,
  };
  const empty = { items: [], next: null };
  return [
    ...named,
    { name: 'private notice', message: buildNotInChannelNotice(notice).blocks },
    { name: 'direct message', message: buildDirectHelp().blocks },
    { name: 'link preview', message: buildLinkPreview(recommendation, 'fraud-scoring 3 MB') },
    {
      name: 'form',
      view: buildForm({ draft: draftOf(workload), metadata: { channelId: null, draftId: 'example' }, showMore: true }),
    },
    {
      name: 'Home tab',
      view: buildHome({
        lists: { 'needs-me': empty, open: empty, decided: empty, revisit: empty },
        pages: {},
        figures: { days: 90, decided: 0, overridden: 0, medianDays: null, measured: 0, medianRatio: null },
        hasChannels: true,
      }),
    },
  ];
}

function exampleReview(advisor: Advisor): NamedReview {
  const parsed = parseWorkload({
    name: 'fraud-scoring',
    trafficPattern: 'variable',
    responseTimeSeconds: 2,
    processingTimeSeconds: 0.05,
    coldStarts: 'acceptable',
    payloadSizeMB: 0.0625,
    monthlyRequests: 2_000_000,
    peakRequestsPerSecond: 10,
    modelSizeGB: 1,
  });
  if (!parsed.ok) throw new Error('The example is no workload');
  const recommendation = advisor.advise(parsed.workload);
  const { workload, facts } = recommendation;
  const by = { byId: ASKED, at: AT };
  return {
    id: 'example',
    teamId: 'T00000001',
    requesterId: ASKED,
    state: 'proposed',
    since: { ...by, reason: null },
    version: 1,
    latest: { revision: 1, workload, recommendation, factsVersion: facts.version, authorId: ASKED, createdAt: AT },
    concerns: [],
    approvals: [],
    candidate: null,
    decision: null,
    revisitOn: null,
    deciderId: OWNER,
    decideBy: '2026-11-30',
    endpoint: null,
    supersedes: null,
    supersededBy: null,
    neighbours: { supersedes: null, supersededBy: null },
    isPublic: true,
    createdAt: AT,
  };
}

async function ofReview(advisor: Advisor, review: NamedReview) {
  const { latest } = review;
  const { recommendation } = latest;
  const details = { ...latest, reviewId: review.id, curve: advisor.curveOf(recommendation) };
  const raised: ReviewEvent = {
    kind: 'concern-raised',
    actorId: ASKED,
    at: AT,
    concernId: 1,
    text: 'PHI?',
    blocking: true,
  };
  const concern = { id: 1, text: raised.text, blocking: true, raised: { byId: ASKED, at: AT }, resolved: null };
  const told = {
    event: raised,
    events: [{ kind: 'created', actorId: ASKED, at: AT, revision: 1 } as const, raised],
    revisions: [latest],
    review: { ...review, concerns: [concern] },
    url: URL,
  };
  const names = { people: new Map([[ASKED, 'ada']]), groups: new Map() };
  const day = { about: '2026-11-30', day: '2026-11-30', on: '2026-11-30', today: '2026-11-30' };
  const reminder = { kind: 'due', ...day, count: 1, isLate: false, nextOn: '2026-12-01' } as const;
  const compared = advisor.whatIf(recommendation, { monthlyRequests: 20_000_000 });
  const offer = { whatIfId: 'example', revision: 2 };
  const measured = readMeasurement('instance, concurrency, requests per second\nml.m5.large, 8, 40');
  const read = { measurements: measured.ok ? measured.measurements : [], refused: [] };
  const code = await buildCode(review, { format: 'cloudformation', tags: { url: URL }, asFiles: true });
  return {
    message: {
      message: buildReviewMessage(review, { table: true }).blocks,
      otherwise: buildReviewMessage(review, { table: false }).blocks,
    },
    details: {
      message: buildDetails(details, { chart: true }).blocks,
      otherwise: buildDetails(details, { chart: false }).blocks,
    },
    'event-line': { message: buildEventLine(told, names)?.blocks ?? [] },
    'since-line': {
      message: buildSince({
        occasion: { why: 'facts' },
        review: decided(review),
        today: recommendation,
        replayed: { now: recommendation.choice?.option ?? null, limitBroken: false, savingUsd: 1200 },
        keepDays: 90,
        at: AT,
      }).blocks,
    },
    reminder: { message: buildReminder(review, reminder, { names: names.people, version: 1 }).blocks },
    answer: { message: buildWhatIf({ ...compared, offer, ignored: '', questions: '' }).blocks },
    measurement: { message: (await answerMeasurement(review, read, { advisor, store: async () => 'example' })).blocks },
    code: { message: code?.blocks ?? [] },
  };
}

function decided(review: NamedReview): NamedReview {
  const by = { byId: OWNER, at: AT };
  const decision = { ...by, revision: 1, reason: null, own: false, despiteConcerns: [] } as const;
  return {
    ...review,
    state: 'accepted',
    since: { ...by, reason: null },
    decision: { kind: 'accepted', option: review.latest.recommendation.choice?.option ?? 'real-time', ...decision },
  };
}

/** An endpoint as the AWS CLI prints it. */
const CONFIG = {
  EndpointConfigName: 'fraud',
  EndpointConfigArn: 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint-config/fraud',
  ProductionVariants: [
    { VariantName: 'AllTraffic', ModelName: 'fraud', InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 2 },
  ],
};

function ofAccount(advisor: Advisor) {
  const read = readPasted(JSON.stringify([CONFIG]), { region: 'eu-west-1', now: AT });
  const reviewed = read.ok ? read.facts.map((facts) => reviewBy(advisor.prices, facts)) : [];
  const found = {
    audit: rank([{ reviewed, jobs: [], quotas: [] }], [{ what: 'eu-west-2', why: 'Not allowed.' }]),
    isStopped: false,
    measuredIds: ['example'],
    shareId: 'example',
  };
  const today = {
    name: 'fraud-scoring',
    before: 'real-time',
    now: 'serverless',
    limitBroken: false,
    savingUsd: 1200,
  } as const;
  return {
    'audit-message': { message: buildProgress('example', '', false).blocks },
    'audit-end': {
      message: buildAudit(found, 'data_table').blocks,
      otherwise: buildAudit(found, 'text').blocks,
    },
    'audit-reply': { message: buildReplies(found.audit, []).replies.flatMap(({ blocks }) => blocks) },
    digest: {
      message: buildDigest([{ ...today, place: null }], 1, 'https://example.slack.com/').blocks,
    },
  };
}
