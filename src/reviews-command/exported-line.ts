import * as z from 'zod';
import { INFERENCE_OPTIONS } from '../recommender/index.ts';

// A line of `reviews export`: what other programs read, and what `reviews import` takes.

const id = z.string().min(1).max(200);
const time = z.int().min(0).max(8.64e15).describe('Milliseconds since 1970');
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

const text = z.string();

const each = <Names extends string, Kind extends z.ZodType>(kind: Kind, ...names: Names[]) =>
  Object.fromEntries(names.map((name) => [name, kind])) as Record<Names, Kind>;

/** A row of the outbox, without addresses to respond to. A kind that a version doesn't know is left to those that do. */
export const exportedPost = z.object({
  id: z.string().min(1).max(100).exactOptional().describe('By which its message is found in Slack'),
  state: z.enum(['pending', 'sending', 'done', 'refused', 'uncertain', 'dropped']),
  ...each(text, 'kind', 'requesterId', 'askedEvent'),
  ...each(text.nullable(), 'ownSubjectId', 'channelId', 'messageTs', 'lastError', 'askedWords'),
  ...each(count, 'version', 'position', 'attempts', 'notBefore', 'noticeAttempts', 'queuedAt', 'askedAt'),
  ...each(time.nullable(), 'claimedAt', 'noticeDueAt'),
});

const correction = z.object({ words: text, authorId: id, submitterId: id, read: loose, submitted: loose, at: time });

/** A line of versions 0.2.0 and 0.3.0. */
export const firstLine = z.object({
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

/** Kinds of posts that bring a review up by its date. */
export const REMINDING = ['reminder', 'revisited'] as const;

/** A line of this version. */
export const exportedLine = firstLine.extend({
  exportVersion: z.literal(2),
  updatedAt: time,
  storedEvents: z
    .array(z.looseObject({ kind: z.string(), actorId: z.string(), at: time }))
    .min(1)
    .describe('As they are stored'),
  people: z.array(id).max(5000).describe('Who took part'),
  slack: place.nullable().describe('Where its message is'),
  reminders: z
    .array(exportedPost.extend({ state: z.literal('done'), kind: z.enum(REMINDING) }))
    .describe('Posts that brought it up, so that none comes twice'),
  waiting: z.array(exportedPost).describe('Posts that are not made'),
  correction: correction.nullable().describe('What somebody corrected in a form that was filled in from words'),
  end: z
    .object({ reviews: count, forgotten: z.array(z.object({ person: text.max(100), texts: z.boolean() })) })
    .exactOptional()
    .describe('On the last line: the number of lines, and who was forgotten, as marks that only an ID leads to'),
});

/** A review as a line has it. What is loose in it is as the bot stored it. */
export type ExportedLine = z.output<typeof exportedLine>;

/** A post that is not made, or that brought a review up. */
export type ExportedPost = z.output<typeof exportedPost>;
