import * as z from 'zod';
import { INFERENCE_OPTIONS } from '../recommender/index.ts';
import type { JobKind } from '../slack/tables.ts';

// A line of `reviews export`: what other programs read, and what `reviews import` takes.

const id = z.string().min(1).max(200);
const time = z.int().min(0).describe('Milliseconds since 1970');
const count = z.int().min(0);
const day = z.iso.date();
const option = z.enum(INFERENCE_OPTIONS.map((one) => one.id));
const deed = z.object({ byId: id, at: time });
const loose = z.looseObject({});

const revision = z.object({
  revision: z.int().min(1),
  workload: z.looseObject({ name: z.string() }).describe('As the schema workload says'),
  recommendation: z
    .looseObject({
      kind: z.string(),
      choice: z.looseObject({ option }).nullable(),
      rejected: z.array(loose),
      costs: z.array(loose),
    })
    .describe('As the schema recommendation says, or an earlier version of it'),
  factsVersion: z.string(),
  heard: z.array(loose).exactOptional(),
  team: loose.exactOptional(),
  authorId: id,
  createdAt: time,
});

const concern = z.object({
  id: z.int().min(1),
  text: z.string(),
  blocking: z.boolean().default(false),
  raised: deed,
  resolved: deed.extend({ note: z.string() }).nullable(),
});

const place = z.object({
  channelId: id,
  canBeInvited: z.boolean(),
  messageTs: z.string().nullable().describe("The review's message, and the start of its thread; null: not posted"),
  detailsTs: z.string().nullable().describe('The first reply in the thread'),
  shownVersion: count.describe('The version that the message shows'),
  detailsVersion: count,
});

const KINDS = {
  message: 0,
  details: 0,
  update: 0,
  'details-update': 0,
  'successor-link': 0,
  'event-line': 0,
  revisited: 0,
  reminder: 0,
  answer: 0,
  measurement: 0,
  code: 0,
  webhook: 0,
} satisfies Record<JobKind, 0>;

export const exportedPost = z.object({
  kind: z.enum(Object.keys(KINDS) as [JobKind, ...JobKind[]]),
  version: count,
  state: z.enum(['pending', 'sending', 'done', 'refused', 'uncertain', 'dropped']),
  ownSubjectId: z.string().nullable(),
  channelId: z.string().nullable(),
  messageTs: z.string().nullable(),
  position: count,
  attempts: count,
  notBefore: time,
  claimedAt: time.nullable(),
  lastError: z.string().nullable(),
  requesterId: z.string(),
  noticeDueAt: time.nullable(),
  noticeAttempts: count,
  queuedAt: time,
  askedEvent: z.string(),
  askedWords: z.string().nullable(),
  askedAt: count,
});

const correction = z.object({
  words: z.string(),
  authorId: id,
  submitterId: id,
  read: loose,
  submitted: loose,
  at: time,
});

const first = z.object({
  id,
  teamId: id,
  requesterId: id,
  state: z.enum(['proposed', 'accepted', 'overridden', 'withdrawn', 'superseded']),
  since: deed.extend({ reason: z.string().nullable() }),
  version: z.int().min(1).describe('The number of stored events'),
  concerns: z.array(concern),
  approvals: z.array(deed.extend({ rules: z.array(z.string()) })).default([]),
  candidate: deed.extend({ option, reason: z.string() }).nullable().default(null),
  decision: z
    .looseObject({ ...deed.shape, kind: z.enum(['accepted', 'overridden']), option, revision: z.int().min(1) })
    .nullable(),
  revisitOn: day.nullable().default(null),
  deciderId: id.nullable(),
  decideBy: day.nullable(),
  endpoint: z.string().nullable(),
  supersedes: id.nullable(),
  supersededBy: id.nullable(),
  isPublic: z.boolean(),
  createdAt: time,
  revisions: z.array(revision).min(1).describe('Oldest first'),
  events: z
    .array(z.looseObject({ kind: z.string() }))
    .min(1)
    .describe('By the names of a webhook, oldest first'),
});

/** A line of versions 0.2.0 and 0.3.0. */
export const firstLine = first;

/** A line of this version. */
export const exportedLine = first.extend({
  exportVersion: z.literal(2),
  updatedAt: time,
  storedEvents: z
    .array(z.looseObject({ kind: z.string(), actorId: z.string(), at: time }))
    .min(1)
    .describe('As they are stored'),
  people: z.array(id).describe('Who took part'),
  slack: place.nullable().describe('Where its message is'),
  reminders: z.array(exportedPost).describe('Posts that brought it up, so that none comes twice'),
  waiting: z.array(exportedPost).describe('Posts that are not made'),
  correction: correction.nullable().describe('What somebody corrected in a form that was filled in from words'),
  end: z
    .object({
      reviews: count,
      forgotten: z.array(z.object({ person: z.string().max(100), texts: z.boolean() })),
    })
    .exactOptional()
    .describe(
      'On the last line: how many reviews there are, and who was forgotten, as marks that only their id leads to',
    ),
});

/** A review as a line has it. What is loose in it is as the bot stored it. */
export type ExportedLine = z.output<typeof exportedLine>;

/** A post that is not made, or that brought a review up. */
export type ExportedPost = z.output<typeof exportedPost>;
