import { audit } from '../../audit.ts';
import type { Logger } from '../../logger.ts';
import type { Review, ReviewEvent } from '../../reviews/record.ts';

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
    case 'concern-raised':
      return ['concern-raised', 'Concern raised', { concernId: event.concernId }];
    case 'concern-resolved':
      return ['concern-resolved', 'Concern resolved', { concernId: event.concernId }];
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
