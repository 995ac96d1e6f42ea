import { userInfo } from 'node:os';
import type { Logger } from './logger.ts';
import type { Review, ReviewEvent } from './reviews/record.ts';

/** The fields of an audit line. IDs and numbers only: never what anybody typed. */
interface AuditFields {
  /** What was done, in kebab-case and past tense: `review-accepted`, `review-deleted`. */
  action: string;
  /** Who did it: a Slack user ID, `cli:<OS user>`, or `bot` for what the bot does by itself. */
  actor: string;
  reviewId?: string;
  teamId?: string;
  [detail: string]: string | number | boolean | null | undefined;
}

/** The actor of what the bot does by itself, such as deleting data whose grace period is over. */
export const BOT_ACTOR = 'bot';

/**
 * Writes one audit line at level `info`, with `audit: true` to filter by, whatever `LOG_LEVEL` is. Call it after the transaction
 * has committed. `text` is the act in plain English, such as "Review deleted".
 */
export function audit(logger: Logger, fields: AuditFields, text: string): void {
  // A child has its own level (https://github.com/pinojs/pino/blob/main/docs/api.md#optionslevel-string).
  logger.child({ audit: true }, { level: 'info' }).info(fields, text);
}

/** The actor of what is done on the command line: `cli:` and the operating system's user. */
export function commandLineActor(): string {
  try {
    return `cli:${userInfo().username}`;
  } catch {
    // Throws for a user id without a name, as in some containers (https://nodejs.org/api/os.html#osuserinfooptions).
    return `cli:${process.getuid?.() ?? 'unknown'}`;
  }
}

/** An audit line's action, its text, and ids and numbers. */
type Act = [action: string, text: string, detail?: Record<string, string | number | boolean | null>];

/** Writes one audit line per event. Call it after the transaction that stored them. */
export function auditEvents(
  logger: Logger,
  { id: reviewId, teamId }: Pick<Review, 'id' | 'teamId'>,
  events: readonly ReviewEvent[],
): void {
  for (const event of events) {
    const [action, text, detail = {}] = actOf(event);
    audit(logger, { action, actor: event.actorId, reviewId, teamId, ...detail }, text);
  }
}

/** Contains nothing that anyone typed: reasons, concerns, notes and endpoint names stay in the record. */
function actOf(event: ReviewEvent): Act {
  switch (event.kind) {
    case 'created':
      return ['review-created', 'Review created', { revision: event.revision }];
    case 'revised':
      return ['answers-changed', 'Answers changed', { revision: event.revision }];
    case 'policy-overridden':
      return ['policy-overridden', 'Policy overridden', { revision: event.revision, rules: event.rules.length }];
    case 'concern-raised':
      return ['concern-raised', 'Concern raised', { concernId: event.concernId, blocking: event.blocking ?? false }];
    case 'concern-resolved':
      return ['concern-resolved', 'Concern resolved', { concernId: event.concernId }];
    case 'concern-reopened':
      return ['concern-reopened', 'Concern reopened', { concernId: event.concernId }];
    case 'approved':
      return ['review-approved', 'Review approved', { revision: event.revision, approvals: event.count, of: event.of }];
    case 'approval-withdrawn':
      return ['approval-withdrawn', 'Approval withdrawn', { revision: event.revision }];
    case 'option-proposed':
      return ['option-proposed', 'Option proposed', { revision: event.revision, option: event.option }];
    case 'revisit-set':
      return ['revisit-set', 'Revisit planned', { revisitOn: event.date }];
    case 'revisited':
      return ['decision-revisited', 'Decision revisited', { kept: event.kept, next: event.next }];
    case 'drifted':
      return ['endpoint-drifted', 'Endpoint differs from the decision', { differences: event.differences.length }];
    case 'accepted':
      return ['review-accepted', 'Review accepted', decisionOf(event)];
    case 'overridden':
      return ['review-overridden', 'Review overridden', decisionOf(event)];
    case 'withdrawn':
      return ['review-withdrawn', 'Review withdrawn'];
    case 're-opened':
      return ['review-reopened', 'Review reopened', { from: event.from }];
    case 'superseded':
      return ['review-superseded', 'Review superseded', { byReviewId: event.byReviewId }];
    case 'decider-set':
      return ['decider-set', 'Owner set', { deciderId: event.deciderId }];
    case 'decide-by-set':
      return ['decide-by-set', 'Due date set', { decideBy: event.date }];
    case 'member-forgotten':
      return ['member-forgotten', 'Person forgotten', { texts: event.texts }];
    case 'endpoint-noted':
      return ['endpoint-noted', 'Endpoint noted', { isTakenBack: event.endpoint === null }];
  }
}

function decisionOf({ revision, option, despiteConcerns }: Extract<ReviewEvent, { kind: 'accepted' | 'overridden' }>) {
  return { revision, option, openConcerns: despiteConcerns.length };
}
