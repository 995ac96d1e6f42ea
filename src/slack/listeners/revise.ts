import type { BlockAction, Middleware, SlackActionMiddlewareArgs, StaticSelectAction } from '@slack/bolt';
import { auditEvents } from '../../audit.ts';
import { parseWorkload, recommend, type Workload, type WorkloadField } from '../../recommender/index.ts';
import { findReview } from '../../reviews/review-store.ts';
import { submitAction } from '../outbox/submit-review.ts';
import { describeRefusal } from '../render/dialogs/dialog.ts';
import { readAnswerValue } from '../render/message/section.ts';
import { responseAddressOf } from './open-form.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import { GONE, presserOf, tell } from './tell.ts';

/** The workload with a change applied, or a sentence on why it can't be. */
export type Changed = { ok: true; workload: Workload } | { ok: false; text: string };

interface Revising {
  reviewId: string;
  /** The revision that the person saw. */
  baseRevision: number;
  /** Applied to the answers of the record as they stand. */
  change: (workload: Workload) => Changed;
  responseUrl?: string | undefined;
}

/** Makes a change the review's next revision, for `Poster.kick` to post. Returns what the person is told where nothing was changed. */
export async function revise(
  { db, logger }: ListenerParts,
  { teamId, userId: actorId }: Person,
  { reviewId, baseRevision, change, responseUrl }: Revising,
): Promise<string | undefined> {
  const review = await findReview(db, teamId, reviewId);
  if (review === undefined) return GONE;
  // Where it is made already, applying the same change once more gives the same.
  const changed = change(review.latest.workload);
  if (!changed.ok) return changed.text;
  const { workload } = changed;
  const action = { kind: 'revise', baseRevision, workload, recommendation: recommend(workload) } as const;
  const responseAddress = responseAddressOf(responseUrl);
  const outcome = await submitAction(db, {
    teamId,
    reviewId,
    actorId,
    action,
    ...(responseAddress && { responseAddress }),
  });
  if (!outcome.ok) return outcome.kind === 'missing' ? GONE : describeRefusal(outcome.refusal);
  auditEvents(logger, outcome.review, outcome.events);
  return outcome.events.length > 0 ? undefined : `You already made this revision ${baseRevision + 1}.`;
}

/** One field's value, checked as every workload is. */
export function withFact(field: WorkloadField, value: unknown): Revising['change'] {
  return (workload) => {
    const parsed = parseWorkload({ ...workload, [field]: value });
    return parsed.ok ? parsed : { ok: false, text: parsed.faults.map(({ text }) => text).join(' ') };
  };
}

/** An answer to one of the questions that decide, chosen on the message: it becomes the next revision. */
export function handleAnswerFactAction(
  parts: ListenerParts,
): Middleware<SlackActionMiddlewareArgs<BlockAction<StaticSelectAction>>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const answer = readAnswerValue(action.selected_option?.value ?? '');
    const told =
      answer?.revision === undefined
        ? 'This question is from an older version. Nothing was changed.'
        : await revise(parts, personOf(context, body.user.id), {
            reviewId: answer.reviewId,
            baseRevision: answer.revision,
            change: withFact(answer.field, answer.value),
            responseUrl: body.response_url,
          });
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
    else if (answer !== undefined) await parts.poster.kick(answer.reviewId);
  };
}
