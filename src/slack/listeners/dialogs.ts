import type {
  BlockAction,
  ButtonAction,
  MessageShortcut,
  Middleware,
  OverflowAction,
  SlackActionMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
} from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { ReviewAction } from '../../reviews/action.ts';
import { decide } from '../../reviews/decide.ts';
import { findReview } from '../../reviews/review-store.ts';
import { COMMAND } from '../ids.ts';
import { findCard, findPostedReview } from '../outbox/posts.ts';
import { openConcernsOf, type ReviewCard } from '../render/card.ts';
import { buildRaiseConcern, buildResolveConcern } from '../render/dialogs/concerns.ts';
import { describeRefusal } from '../render/dialogs/refusal.ts';
import { buildDecider, buildEndpoint, buildOverride, buildReopen, buildWithdraw } from '../render/dialogs/standing.ts';
import { type ReviewMenuItem, readMenuValue } from '../render/message/section.ts';
import { mention, when } from '../render/mrkdwn.ts';
import { mentionWords } from '../render/thread/help.ts';
import { exportAdr } from './export-record.ts';
import { describeOpenFault, openSuccessorForm } from './open-form.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import { GONE, presserOf, tell } from './tell.ts';

/** A dialog about a review, and an action like the one that it leads to: only where that is allowed does it open. */
interface ReviewDialog {
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

/** The dialogs of a review. A probe is any action of the kind; its words do not matter. */
export const DIALOGS = {
  raiseConcern: { probe: { kind: 'raise-concern', text: '?' }, build: (card) => buildRaiseConcern(card) },
  resolveConcern: {
    probe: { kind: 'resolve-concern', concernId: 0, note: '?' },
    build: (card) => (openConcernsOf(card).length > 0 ? buildResolveConcern(card) : { text: noConcernLeft(card) }),
  },
  override: { probe: { kind: 'override', option: 'real-time', reason: '?' }, build: buildOverride },
  withdraw: { probe: { kind: 'withdraw' }, build: buildWithdraw },
  reopen: { probe: { kind: 're-open' }, build: buildReopen },
  decider: { probe: { kind: 'set-decider', userId: null }, build: buildDecider },
  endpoint: { probe: { kind: 'note-endpoint', endpoint: null }, build: buildEndpoint },
} as const satisfies Record<string, ReviewDialog>;

function noConcernLeft({ concerns }: ReviewCard): string {
  const resolved = concerns.flatMap((concern) => (concern.resolved === null ? [] : [concern.resolved]));
  const [last] = resolved.toSorted((one, other) => other.at - one.at);
  return last === undefined
    ? 'No concern is open.'
    : `No concern is open any more: ${mention(last.byId)} resolved the last one ${when(last.at)}.`;
}

/** A button of the review's message that asks for more before anything is done. */
export function handleDialogAction(
  parts: ListenerParts,
  dialog: ReviewDialog,
): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const asked = { reviewId: action.value ?? '', triggerId: body.trigger_id };
    const told = await openReviewDialog(parts, personOf(context, body.user.id), asked, dialog);
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** "Raise as a concern" on a reply in a review's thread: its text fills the dialog. */
export function handleRaiseConcernShortcut(
  parts: ListenerParts,
): Middleware<SlackShortcutMiddlewareArgs<MessageShortcut>> {
  return async ({ shortcut, ack, context }) => {
    await ack();
    const person = personOf(context, shortcut.user.id);
    const channelId = shortcut.channel.id;
    const threadTs: unknown = shortcut.message['thread_ts'];
    const messageTs = typeof threadTs === 'string' ? threadTs : shortcut.message_ts;
    const reviewId = await findPostedReview(parts.db, { teamId: person.teamId, channelId, messageTs });
    const isReply = messageTs !== shortcut.message_ts;
    // The review's own message is no concern; from there the dialog starts empty.
    const text = isReply ? mentionWords(shortcut.message.text ?? '', context.botUserId ?? '') : '';
    const told =
      reviewId === undefined
        ? `This message is in no review's thread. \`${COMMAND}\` starts a review.`
        : await openReviewDialog(
            parts,
            person,
            { reviewId, triggerId: shortcut.trigger_id },
            { ...DIALOGS.raiseConcern, build: (card) => buildRaiseConcern(card, text) },
          );
    const addressee = { userId: person.userId, channelId, responseUrl: shortcut.response_url };
    if (told !== undefined) await tell(parts, addressee, { text: told });
  };
}

interface Chosen {
  person: Person;
  reviewId: string;
  triggerId: string;
  channelId: string | undefined;
  responseUrl: string | undefined;
}

/** The menu of the review's message: what is done seldom. */
export function handleMoreAction(
  parts: ListenerParts,
): Middleware<SlackActionMiddlewareArgs<BlockAction<OverflowAction>>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const chosen = readMenuValue(action.selected_option.value);
    const told =
      chosen === undefined
        ? 'This menu is from an older version. Nothing was changed.'
        : await choose(parts, chosen.item, {
            person: personOf(context, body.user.id),
            reviewId: chosen.reviewId,
            triggerId: body.trigger_id,
            channelId: body.channel?.id,
            responseUrl: body.response_url,
          });
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** A sentence for the person, where there is something to say. */
async function choose(parts: ListenerParts, item: ReviewMenuItem, chosen: Chosen): Promise<string | undefined> {
  const open = (dialog: (typeof DIALOGS)[keyof typeof DIALOGS]) =>
    openReviewDialog(parts, chosen.person, chosen, dialog);
  switch (item) {
    case 'override':
      return open(DIALOGS.override);
    case 'decider':
      return open(DIALOGS.decider);
    case 'withdraw':
      return open(DIALOGS.withdraw);
    case 're-open':
      return open(DIALOGS.reopen);
    case 'supersede':
      return openSuccessorForm(parts, chosen);
    case 'export-adr':
      return exportAdr(parts, chosen.person.teamId, chosen.reviewId);
  }
}
