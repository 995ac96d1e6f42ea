import { isSameValue, WORKLOAD_FIELDS, type Workload, type WorkloadField } from '../recommender/index.ts';
import type { ReviewEvent, Revision } from './record.ts';

// The names that other programs know events by. Stored names stay as they are.

/** What receivers of webhooks are told. */
export type WebhookType = 'review.decided' | 'review.withdrawn' | 'review.replaced' | 'review.reopened';

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

/** Returns what receivers of webhooks are told after an event; undefined for nothing. */
export function webhookTypeOf(event: ReviewEvent): WebhookType | undefined {
  switch (event.kind) {
    case 'accepted':
    case 'overridden':
      return 'review.decided';
    case 'withdrawn':
      return 'review.withdrawn';
    case 'superseded':
      return 'review.replaced';
    case 're-opened':
      return 'review.reopened';
    case 'revisited':
      return event.kept ? undefined : 'review.reopened';
    case 'created':
    case 'revised':
    case 'policy-overridden':
    case 'concern-raised':
    case 'concern-resolved':
    case 'concern-reopened':
    case 'approved':
    case 'approval-withdrawn':
    case 'option-proposed':
    case 'decider-set':
    case 'decide-by-set':
    case 'endpoint-noted':
    case 'revisit-set':
    case 'drifted':
    case 'member-forgotten':
      return undefined;
  }
}

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

/** What of an event isn't the same for all kinds. One that set several rules aside is told as several. */
function detailsOf(event: ReviewEvent, revisions: readonly Revision[]): { kind: string; [detail: string]: unknown }[] {
  switch (event.kind) {
    case 'created':
      return [{ kind: 'proposed', ...(event.supersedes !== undefined && { replaces: event.supersedes }) }];
    case 'revised':
      return [{ kind: 'revised', changes: changesOf(event.revision, revisions) }];
    case 'policy-overridden':
      return event.rules.map((rule) => ({ kind: 'policy-overridden', rule, reason: event.reason }));
    case 'concern-raised': {
      const { concernId: id, blocking = false, text } = event;
      return [{ kind: 'concern-raised', id, blocking, text }];
    }
    case 'concern-resolved':
      return [{ kind: 'concern-resolved', id: event.concernId, text: event.note }];
    case 'concern-reopened':
      return [{ kind: 'concern-reopened', id: event.concernId, ...whyOf(event) }];
    case 'approved':
      return [{ kind: 'approved', rule: event.rule, count: event.count, of: event.of, ...whyOf(event) }];
    case 'approval-withdrawn':
      return [{ kind: 'approval-withdrawn' }];
    case 'option-proposed': {
      const { option, reason, ruledOut } = event;
      return [{ kind: 'option-proposed', option, reason, ruledOut }];
    }
    case 'accepted': {
      const { option, despiteConcerns: despite } = event;
      return [{ kind: 'accepted', option, ...(despite.length > 0 && { despite }), ...whyOf(event) }];
    }
    case 'overridden': {
      const { option, reason, ruledOut = false, recommended, despiteConcerns: despite } = event;
      const doubted = despite.length > 0 && { despite };
      return [{ kind: 'overridden', option, reason, ruledOut, recommended, ...doubted }];
    }
    case 'withdrawn':
      return [{ kind: 'withdrawn', reason: event.reason }];
    case 're-opened':
      return [{ kind: 'reopened', reason: event.reason }];
    case 'superseded':
      return [{ kind: 'replaced', byReview: event.byReviewId }];
    case 'decider-set':
      return [{ kind: 'owner-set', owner: event.deciderId }];
    case 'decide-by-set':
      return [{ kind: 'due-set', date: event.date }];
    case 'endpoint-noted':
      return [{ kind: 'endpoint-noted', ...placeOf(event.endpoint) }];
    case 'revisit-set':
      return [{ kind: 'revisit-set', date: event.date }];
    case 'revisited':
      return [{ kind: 'revisited', kept: event.kept, ...(event.next !== null && { next: event.next }) }];
    case 'drifted':
      return [{ kind: 'drifted', differences: event.differences }];
    case 'member-forgotten':
      return [];
  }
}

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

function whyOf({ reason }: { reason?: string | null }): { reason?: string } {
  return reason === undefined || reason === null ? {} : { reason };
}

interface FieldChange {
  field: WorkloadField;
  /** Null where it was not stated. */
  from: unknown;
  /** Null where it is no longer stated. */
  to: unknown;
}

function changesOf(revision: number, revisions: readonly Revision[]): FieldChange[] {
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
