import type { BlockAction, ButtonAction, Middleware, SlackActionMiddlewareArgs } from '@slack/bolt';
import { recommend } from '../../recommender/index.ts';
import { findReview } from '../../reviews/review-store.ts';
import { applyChanges } from '../../wording/asks/read-what-if.ts';
import { findWhatIf, type StoredWhatIf } from '../asked/what-if-store.ts';
import { describeRefusal } from '../decide/describe-refusal.ts';
import { submitAction } from '../posting/submit-review.ts';
import { auditEvents } from './audit-events.ts';
import { responseAddressOf } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import { type Person, personOf } from './people.ts';
import { GONE, presserOf } from './pressers.ts';
import { tell } from './tell.ts';

/** "Make it revision N": the change is applied to the record as it stands, or the person hears what happened meanwhile. */
export function handleMakeRevisionAction(
  parts: ListenerParts,
): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const person = personOf(context, body.user.id);
    const whatIf = await findWhatIf(parts.db, person.teamId, action.value ?? '');
    const told = whatIf === undefined ? GONE : await makeRevision(parts, person, whatIf, body.response_url);
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** What the person is told where nothing was changed. */
async function makeRevision(
  parts: ListenerParts,
  { teamId, userId }: Person,
  { reviewId, baseRevision, changes }: StoredWhatIf,
  responseUrl: string | undefined,
): Promise<string | undefined> {
  const review = await findReview(parts.db, teamId, reviewId);
  if (review === undefined) return GONE;
  // Where it is made already, applying the same changes once more gives the same.
  const changed = applyChanges(review.latest.workload, changes);
  if (!changed.ok) return changed.text;
  const { workload } = changed;
  const action = { kind: 'revise', baseRevision, workload, recommendation: recommend(workload) } as const;
  const responseAddress = responseAddressOf(responseUrl);
  const asked = { teamId, reviewId, actorId: userId, action, ...(responseAddress && { responseAddress }) };
  const outcome = await submitAction(parts.db, asked);
  if (!outcome.ok) return outcome.kind === 'missing' ? GONE : describeRefusal(outcome.refusal);
  auditEvents(parts.logger, outcome.review, outcome.events);
  await parts.poster.kick(reviewId);
  return outcome.events.length > 0 ? undefined : `You made this revision ${baseRevision + 1} already.`;
}
