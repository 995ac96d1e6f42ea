import * as z from 'zod';
import { policySchema } from '../policy/policy.ts';
import type { figuresOf } from '../reviews/figures.ts';
import type { Review, Revision } from '../reviews/record.ts';
import { eventsBy, kept, state } from './decision.ts';
import type { Same } from './held.ts';
import { count, each, figure, option, text, texts } from './parts.ts';
import { recommendation, workload } from './recommendation.ts';

// A line of `reviews export`, and what `reviews stats --json` prints. Times are milliseconds since 1970, people Slack IDs.

const deed = z.strictObject({ byId: z.string(), at: z.number() });

const titles = ['Understood', 'Understood (by the language model)', 'Not used', 'Check'] as const;

const team = z.strictObject({
  version: z.string(),
  ...each(['channel', 'channelName', 'timeZone'], z.string().exactOptional()),
  approvals: policySchema.shape.approvals.unwrap(),
  blockingMayBeAcceptedBy: texts.exactOptional(),
  revisitAfterDays: z.number().exactOptional(),
});

const revision = z.strictObject({
  revision: count,
  workload,
  recommendation,
  heard: z.array(z.strictObject({ title: z.enum(titles), text: z.string() })).exactOptional(),
  team: team.exactOptional().describe("What the team's policy says of the decision"),
  ...each(['factsVersion', 'authorId'], z.string()),
  createdAt: z.number(),
});

// As its policy checked them, approvals name options; as stored, they are texts.
true satisfies Same<Omit<z.output<typeof revision>, 'team'>, Omit<Revision, 'team'>>;

const resolved = deed.extend({ note: z.string() }).nullable();
const concern = z.strictObject({ id: count, text: z.string(), blocking: z.boolean(), raised: deed, resolved });

const decision = deed.extend({
  kind: z.enum(['accepted', 'overridden']),
  option,
  revision: count,
  reason: text,
  own: z.boolean(),
  despiteConcerns: z.array(count),
  unjudged: texts.exactOptional(),
  ruledOut: z.boolean().exactOptional(),
  proposedById: z.string().exactOptional(),
});

const stored = z.strictObject({
  ...each(['id', 'teamId', 'requesterId'], z.string()),
  state,
  since: deed.extend({ reason: text }),
  version: count,
  concerns: z.array(concern),
  approvals: z.array(deed.extend({ rules: texts })),
  candidate: deed.extend({ option, reason: z.string() }).nullable(),
  decision: decision.nullable(),
  ...each(['revisitOn', 'deciderId', 'decideBy', 'endpoint', 'supersedes', 'supersededBy'], text),
  isPublic: z.boolean(),
  createdAt: z.number(),
});

true satisfies Same<z.output<typeof stored>, Omit<Review, 'latest'>>;

export const review = stored.extend({
  revisions: z.array(revision.extend({ recommendation: kept })),
  events: eventsBy(z.string()),
});

const figures = z.strictObject({ ...each(['decided', 'overridden', 'policiesOverridden'], count), medianDays: figure });

export const stats = z.strictObject({
  days: z.number(),
  since: z.iso.datetime(),
  total: figures,
  options: z.array(figures.extend({ option })),
});

true satisfies Same<z.output<typeof stats>, ReturnType<typeof figuresOf> & { days: number; since: string }>;
