import type { ModalView } from '@slack/types';
import { decide } from '../../reviews/review.ts';
import type { ReviewAction } from '../../reviews/review-action.ts';
import { findReview } from '../../reviews/review-store.ts';
import { describeRefusal } from '../decide/describe-refusal.ts';
import type { ReviewCard } from '../message/review-card.ts';
import { findCard } from '../posting/find-card.ts';
import { describeOpenFault } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import type { Person } from './people.ts';
import { GONE } from './pressers.ts';

/** A dialog about a review, and an action like the one that it leads to: only where that is allowed does it open. */
export interface ReviewDialog {
  probe: ReviewAction;
  build: (card: ReviewCard) => ModalView | { text: string };
}

/**
 * Opens a dialog, if the record as it stands allows what it is about. Otherwise the answer is a sentence: who was first,
 * and when.
 */
export async function openReviewDialog(
  { interactive, db, logger }: ListenerParts,
  { teamId, userId }: Person,
  asked: { reviewId: string; triggerId: string },
  dialog: ReviewDialog,
): Promise<string | undefined> {
  const review = await findReview(db, teamId, asked.reviewId);
  if (review === undefined) return GONE;
  const decided = decide(review, dialog.probe, { userId, at: Date.now() });
  if (!decided.ok && isAboutTheReview(decided.refusal.kind)) return describeRefusal(decided.refusal);
  const built = dialog.build(await findCard(db, review));
  if (!('type' in built)) return built.text;
  try {
    await interactive.views.open({ trigger_id: asked.triggerId, view: built });
    return undefined;
  } catch (error) {
    logger.error({ err: error }, 'A dialog could not be opened');
    return describeOpenFault(error);
  }
}

/** What is missing in the probe is what the dialog asks for. */
function isAboutTheReview(kind: Extract<ReturnType<typeof decide>, { ok: false }>['refusal']['kind']): boolean {
  return kind === 'closed' || kind === 'not-decided';
}
