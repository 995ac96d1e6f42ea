import { isSameValue, WORKLOAD_FIELDS, type Workload } from '../recommender/index.ts';
import type { ReviewEvent, Revision } from './record.ts';

// The names that other programs know events by. Stored names stay as they are.

/** What receivers of webhooks are told. */
type WebhookType = 'review.decided' | 'review.withdrawn' | 'review.replaced' | 'review.reopened';

/** An event as other programs read it. Its other fields depend on the kind. */
export interface ToldEvent {
  kind: string;
  /** As `2026-11-24T10:00:00.000Z`. */
  at: string;
  /** Whose event it is: a Slack ID, or `bot`. */
  by: string;
  /** The revision that was the current one; of a new one, that one. */
  revision: number;
  [detail: string]: unknown;
}

const WEBHOOKS: Readonly<Record<ReviewEvent['kind'], WebhookType | undefined>> = {
  accepted: 'review.decided',
  overridden: 'review.decided',
  withdrawn: 'review.withdrawn',
  superseded: 'review.replaced',
  're-opened': 'review.reopened',
  revisited: 'review.reopened',
  created: undefined,
  revised: undefined,
  'policy-overridden': undefined,
  'concern-raised': undefined,
  'concern-resolved': undefined,
  'concern-reopened': undefined,
  approved: undefined,
  'approval-withdrawn': undefined,
  'option-proposed': undefined,
  'decider-set': undefined,
  'decide-by-set': undefined,
  'endpoint-noted': undefined,
  'revisit-set': undefined,
  drifted: undefined,
  'member-forgotten': undefined,
};

/** Returns what receivers of webhooks are told after an event; undefined for nothing. */
export const webhookTypeOf = (event: ReviewEvent): WebhookType | undefined =>
  event.kind === 'revisited' && event.kept ? undefined : WEBHOOKS[event.kind];

/** Returns a review's events as other programs read them. `revisions`: all of them. That somebody was forgotten isn't told. */
export function toldEvents(events: readonly ReviewEvent[], revisions: readonly Revision[]): ToldEvent[] {
  let current = 1;
  return events.flatMap((event) => {
    if ('revision' in event) current = event.revision;
    const revision = current;
    const { actorId: by } = event;
    const at = new Date(event.at).toISOString();
    return detailsOf(event, revisions).map(({ kind, ...detail }) => ({ kind, at, by, revision, ...detail }));
  });
}

interface Details {
  kind: string;
  [detail: string]: unknown;
}

type Of<Kind extends ReviewEvent['kind']> = Extract<ReviewEvent, { kind: Kind }>;

/** What of an event isn't the same for all kinds. One that set several rules aside is told as several. */
const TOLD: {
  readonly [Kind in ReviewEvent['kind']]: (event: Of<Kind>, all: readonly Revision[]) => Details | Details[];
} = {
  created: ({ supersedes: replaces }) => ({ kind: 'proposed', ...(replaces !== undefined && { replaces }) }),
  revised: ({ kind, revision }, all) => ({ kind, changes: changesOf(revision, all) }),
  'policy-overridden': ({ kind, rules, reason }) => rules.map((rule) => ({ kind, rule, reason })),
  'concern-raised': ({ kind, concernId: id, blocking = false, text }) => ({ kind, id, blocking, text }),
  'concern-resolved': ({ kind, concernId: id, note: text }) => ({ kind, id, text }),
  'concern-reopened': ({ kind, concernId: id, reason }) => ({ kind, id, ...why(reason) }),
  approved: ({ kind, rule, count, of, reason }) => ({ kind, rule, count, of, ...why(reason) }),
  'approval-withdrawn': ({ kind }) => ({ kind }),
  'option-proposed': ({ kind, option, reason, ruledOut }) => ({ kind, option, reason, ruledOut }),
  accepted: ({ kind, option, despiteConcerns, reason }) => ({
    ...{ kind, option },
    ...despite(despiteConcerns),
    ...why(reason),
  }),
  overridden: ({ kind, option, reason, ruledOut = false, recommended, despiteConcerns }) => ({
    ...{ kind, option, reason, ruledOut, recommended },
    ...despite(despiteConcerns),
  }),
  withdrawn: ({ kind, reason }) => ({ kind, reason }),
  're-opened': ({ reason }) => ({ kind: 'reopened', reason }),
  superseded: ({ byReviewId: byReview }) => ({ kind: 'replaced', byReview }),
  'decider-set': ({ deciderId: owner }) => ({ kind: 'owner-set', owner }),
  'decide-by-set': ({ date }) => ({ kind: 'due-set', date }),
  'endpoint-noted': ({ kind, endpoint }) => ({ kind, ...placeOf(endpoint) }),
  'revisit-set': ({ kind, date }) => ({ kind, date }),
  revisited: ({ kind, kept, next }) => ({ kind, kept, ...(next !== null && { next }) }),
  drifted: ({ kind, differences }) => ({ kind, differences }),
  'member-forgotten': () => [],
};

function detailsOf<Kind extends ReviewEvent['kind']>(event: Of<Kind>, all: readonly Revision[]): Details[] {
  const told = TOLD[event.kind as Kind];
  return [told(event, all)].flat();
}

const despite = (concerns: readonly number[]) => (concerns.length === 0 ? {} : { despite: concerns });

const why = (reason: string | null | undefined) => (reason === undefined || reason === null ? {} : { reason });

/** Names of {@link ToldEvent} that aren't stored as they are. */
const STORED_KINDS: Readonly<Record<string, ReviewEvent['kind']>> = {
  proposed: 'created',
  reopened: 're-opened',
  replaced: 'superseded',
  'owner-set': 'decider-set',
  'due-set': 'decide-by-set',
};

/** Fields, by what they are told as. Empty: follows from the revisions, or isn't stored. */
const STORED_FIELDS: Readonly<Record<string, string>> = {
  ...{
    replaces: 'supersedes',
    id: 'concernId',
    despite: 'despiteConcerns',
    byReview: 'byReviewId',
    owner: 'deciderId',
  },
  ...{ name: 'endpoint', changes: '', region: '' },
};

/** Returns events that were told as they would be stored, for exports of version 0.3.0. Of an endpoint only the name is known. */
export function eventsOf(told: readonly ToldEvent[], requesterId: string): ReviewEvent[] {
  let from = 'proposed';
  return told.map(({ kind: toldKind, at, by: actorId, rule, ...detail }) => {
    const kind = STORED_KINDS[toldKind] ?? toldKind;
    const fields = Object.entries(detail).map(([name, value]) => [STORED_FIELDS[name] ?? name, value]);
    const { '': _, ...stored } = Object.fromEntries(fields) as Record<string, unknown>;
    const isReopened = kind === 're-opened';
    const filled = {
      ...(['accepted', 'overridden'].includes(kind) && { own: actorId === requesterId, despiteConcerns: [] }),
      ...(kind === 'policy-overridden' && { rules: [rule] }),
      ...(kind === 'approved' && { rule }),
      ...(kind === 'concern-resolved' && { note: detail['text'] }),
      ...(kind === 'concern-reopened' && { reason: null }),
      ...(kind === 'revisited' && { next: null }),
      ...(isReopened && { from }),
    };
    if (['accepted', 'overridden', 'withdrawn'].includes(kind)) from = kind;
    return { kind, actorId, at: Date.parse(at), ...filled, ...stored } as ReviewEvent;
  });
}

/** The fields that a revision changed; null where one isn't stated. */
function changesOf(revision: number, revisions: readonly Revision[]) {
  const workloadOf = (wanted: number): Workload | undefined =>
    revisions.find((one) => one.revision === wanted)?.workload;
  const [before, after] = [workloadOf(revision - 1), workloadOf(revision)];
  if (before === undefined || after === undefined) return [];
  return WORKLOAD_FIELDS.flatMap((field) => {
    const [from, to] = [before[field], after[field]];
    return isSameValue(from, to) ? [] : [{ field, from: from ?? null, to: to ?? null }];
  });
}

/** An ARN names its Region; a name alone doesn't. */
function placeOf(endpoint: string | null): { name: string | null; region: string | null } {
  const [, , , region, , path] = endpoint?.split(':') ?? [];
  return path === undefined
    ? { name: endpoint, region: null }
    : { name: path.replace(/^.*\//, ''), region: region ?? null };
}
