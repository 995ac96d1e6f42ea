import * as z from 'zod';
import type { DecisionBody } from '../webhooks/body.ts';
import type { Same } from './held.ts';
import { chosenInstance, field, hosting, option, scaling, usdSpan } from './parts.ts';
import { recommendation } from './recommendation.ts';

// The body of a decision webhook. The compiler holds all but the events to what is sent.

const person = z
  .strictObject({ id: z.string(), name: z.string().describe("The ID where Slack doesn't tell a name") })
  .meta({ id: 'person' });
const time = z.iso.datetime().describe('As 2026-11-24T10:00:00.000Z');
const revision = z.int().min(1);
export const state = z.enum(['proposed', 'accepted', 'overridden', 'withdrawn', 'superseded']);
const date = z.iso.date();
const why = z.string().nullable();
const concerns = z.array(z.int());

/** The events of a review, by whatever tells a person there. */
export function eventsBy(person: z.ZodType) {
  const event = (kind: string, detail: z.ZodRawShape) =>
    z.strictObject({ kind: z.literal(kind), at: time, by: person, revision, ...detail });
  return z
    .array(
      z.union([
        event('proposed', { replaces: z.string().exactOptional().describe('The ID of the review that it replaced') }),
        event('revised', { changes: z.array(z.strictObject({ field, from: z.unknown(), to: z.unknown() })) }),
        event('policy-overridden', { rule: z.string(), reason: z.string() }),
        event('concern-raised', { id: z.int(), blocking: z.boolean(), text: z.string() }),
        event('concern-resolved', { id: z.int(), text: z.string() }),
        event('concern-reopened', { id: z.int(), reason: z.string().exactOptional() }),
        event('approved', { rule: z.string(), count: z.int(), of: z.int(), reason: z.string().exactOptional() }),
        event('approval-withdrawn', {}),
        event('option-proposed', { option: option.nullable(), reason: why, ruledOut: z.boolean() }),
        event('accepted', { option, despite: concerns.exactOptional(), reason: z.string().exactOptional() }),
        event('overridden', {
          option,
          reason: z.string(),
          ruledOut: z.boolean(),
          recommended: option.nullable(),
          despite: concerns.exactOptional(),
        }),
        event('withdrawn', { reason: why }),
        event('reopened', { reason: why }),
        event('replaced', { byReview: z.string() }),
        event('owner-set', { owner: person.nullable() }),
        event('due-set', { date: date.nullable() }),
        event('revisit-set', { date: date.nullable() }),
        event('revisited', { kept: z.boolean(), next: date.exactOptional() }),
        event('drifted', { differences: z.array(z.string()) }),
        event('endpoint-noted', { name: z.string().nullable(), region: z.string().nullable() }),
      ]),
    )
    .describe('Oldest first');
}

const body = z.strictObject({
  type: z.enum(['review.decided', 'review.withdrawn', 'review.replaced', 'review.reopened']),
  version: z.literal(1).describe('Rises where a field changes its meaning'),
  at: time,
  review: z.strictObject({
    id: z.string(),
    name: z.string(),
    revision,
    url: z.string().nullable().describe("Its message in Slack; null where that isn't posted"),
    state,
    requester: person,
    decidedBy: z.array(person).describe('Everyone who approved or decided'),
    owner: person.nullable(),
  }),
  decision: z
    .strictObject({
      option,
      hosting: hosting.nullable(),
      scaling: scaling.nullable(),
      instance: chosenInstance.nullable(),
      monthlyUsd: usdSpan.nullable(),
      override: z
        .strictObject({ recommended: option.nullable(), reason: why, ruledOut: z.boolean() })
        .nullable()
        .describe('Of a decision against the recommendation'),
      despiteConcerns: concerns.describe('IDs of concerns that were open'),
    })
    .nullable()
    .describe('null unless the review is decided'),
  workload: recommendation.shape.workload,
  recommendation,
  record: z.string().describe('The decision record in Markdown'),
  events: eventsBy(person),
});

true satisfies Same<Omit<z.output<typeof body>, 'events'>, Omit<DecisionBody, 'events'>>;

/** One that may be of an earlier version: only these are sure. */
export const kept = recommendation.partial().required({ kind: true, workload: true, choice: true });

export const decision = body.extend({ recommendation: kept });
