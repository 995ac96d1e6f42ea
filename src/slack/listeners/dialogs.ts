import type {
  BlockAction,
  ButtonAction,
  MessageShortcut,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
} from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { ReviewAction } from '../../reviews/action.ts';
import { decide } from '../../reviews/decide.ts';
import { openConcerns, type Review } from '../../reviews/record.ts';
import { findReview } from '../../reviews/review-store.ts';
import { COMMAND, VIEWS } from '../ids.ts';
import { findPostedReview } from '../outbox/posts.ts';
import { buildAccept } from '../render/dialogs/accept.ts';
import {
  BLOCKS,
  chosenIn,
  type DecideMetadata,
  type DialogValues,
  dayIn,
  describeRefusal,
  optionIn,
  typedIn,
  userIn,
} from '../render/dialogs/dialog.ts';
import {
  buildDecider,
  buildEndpoint,
  buildOverride,
  buildRaiseConcern,
  buildReopen,
  buildResolveConcern,
  buildWithdraw,
} from '../render/dialogs/standing.ts';
import { mentionFirst, when } from '../render/mrkdwn.ts';
import { mentionWords } from '../render/thread/help.ts';
import { describeOpenFault } from './open-form.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import { GONE, presserOf, tell } from './tell.ts';

/** The views that change one review. */
type DialogName = Exclude<
  keyof typeof VIEWS,
  'workload' | 'search' | 'home' | 'getCode' | 'fromEndpoint' | 'endpointRead' | 'overridePolicy' | 'answerSize'
>;

/** A dialog about a review: its name, when it opens, what it shows, and the actions that follow from its answers. */
export interface ReviewDialog {
  callbackId: (typeof VIEWS)[DialogName];
  /**
   * A sample of the action that it leads to. The dialog opens only where the review's state allows it, for people who may
   * take it. Its words don't matter.
   */
  probe: ReviewAction;
  build(review: Review): ModalView | { text: string };
  /** Whether its answers depend on the date, so that Slack is asked for the person's time zone. */
  asksForDate?: true;
  /** Several actions are taken in order, up to the first that is refused. `today`: as `2026-11-30`. */
  read(values: DialogValues, metadata: DecideMetadata, today: string): readonly ReviewAction[];
}

/** The dialogs of a review. A new row gets its route and its permission from here. */
export const DIALOGS: { readonly [Name in DialogName]: ReviewDialog & { callbackId: (typeof VIEWS)[Name] } } = {
  raiseConcern: {
    callbackId: VIEWS.raiseConcern,
    probe: { kind: 'raise-concern', text: '?' },
    build: (review) => buildRaiseConcern(review),
    read: (values) => [{ kind: 'raise-concern', text: typedIn(values, BLOCKS.concern) }],
  },
  resolveConcern: {
    callbackId: VIEWS.resolveConcern,
    probe: { kind: 'resolve-concern', concernId: 0, note: '?' },
    build: (review) =>
      openConcerns(review).length > 0 ? buildResolveConcern(review) : { text: noConcernLeft(review) },
    read: (values) => {
      const concernId = Number(chosenIn(values, BLOCKS.whichConcern));
      return [{ kind: 'resolve-concern', concernId, note: typedIn(values, BLOCKS.note) }];
    },
  },
  accept: {
    callbackId: VIEWS.accept,
    probe: { kind: 'accept' },
    build: buildAccept,
    read: (_, { revision, concernIds = [] }) => [
      { kind: 'accept', despiteConcerns: concernIds, ...(revision !== undefined && { seenRevision: revision }) },
    ],
  },
  override: {
    callbackId: VIEWS.override,
    probe: { kind: 'override', option: 'real-time', reason: '?' },
    build: buildOverride,
    read: (values, { revision }) => {
      const option = optionIn(values, BLOCKS.option);
      const reason = typedIn(values, BLOCKS.reason);
      if (option === undefined) throw new Error('The dialog offers no such option');
      return [{ kind: 'override', option, reason, ...(revision !== undefined && { seenRevision: revision }) }];
    },
  },
  withdraw: {
    callbackId: VIEWS.withdraw,
    probe: { kind: 'withdraw' },
    build: buildWithdraw,
    read: (values) => [{ kind: 'withdraw', reason: typedIn(values, BLOCKS.reason) }],
  },
  reopen: {
    callbackId: VIEWS.reopen,
    probe: { kind: 're-open' },
    build: buildReopen,
    read: (values) => [{ kind: 're-open', reason: typedIn(values, BLOCKS.reason) }],
  },
  decider: {
    callbackId: VIEWS.decider,
    probe: { kind: 'set-decider', userId: null },
    build: buildDecider,
    asksForDate: true,
    // The date first: it can be refused, and then nothing is saved.
    read: (values, _, today) => [
      { kind: 'set-decide-by', date: dayIn(values, BLOCKS.date), today },
      { kind: 'set-decider', userId: userIn(values, BLOCKS.decider) },
    ],
  },
  endpoint: {
    callbackId: VIEWS.endpoint,
    probe: { kind: 'note-endpoint', endpoint: null },
    build: buildEndpoint,
    read: (values) => {
      const endpoint = typedIn(values, BLOCKS.endpoint).trim();
      return [{ kind: 'note-endpoint', endpoint: endpoint === '' ? null : endpoint }];
    },
  },
};

function noConcernLeft({ concerns }: Review): string {
  const resolved = concerns.flatMap((concern) => (concern.resolved === null ? [] : [concern.resolved]));
  const [last] = resolved.toSorted((one, other) => other.at - one.at);
  return last === undefined
    ? 'This review has no concerns.'
    : `All concerns are resolved. ${mentionFirst(last.byId)} resolved the last one ${when(last.at)}.`;
}

/** Opens a dialog if the review's state allows its action. Otherwise returns a sentence that says who was first, and when. */
export async function openReviewDialog(
  { interactive, db, logger }: ListenerParts,
  { teamId, userId }: Person,
  asked: { reviewId: string; triggerId: string },
  dialog: Pick<ReviewDialog, 'probe' | 'build'>,
): Promise<string | undefined> {
  const review = await findReview(db, teamId, asked.reviewId);
  if (review === undefined) return GONE;
  const decided = decide(review, dialog.probe, { userId, at: Date.now() });
  if (!decided.ok && isAboutTheReview(decided.refusal.kind)) return describeRefusal(decided.refusal);
  const built = dialog.build(review);
  if (!('type' in built)) return built.text;
  try {
    await interactive.views.open({ trigger_id: asked.triggerId, view: built });
    return undefined;
  } catch (error) {
    logger.error({ err: error }, 'Could not open a dialog');
    return describeOpenFault(error);
  }
}

/** Other refusals are about the probe's sample answers, which the dialog asks for. */
function isAboutTheReview(kind: Extract<ReturnType<typeof decide>, { ok: false }>['refusal']['kind']): boolean {
  return kind === 'closed' || kind === 'not-decided';
}

/** Handles a button of the review's message that opens a dialog. */
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

/** Handles "Raise as a concern" on a reply in a review's thread, whose text fills the dialog. */
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
    // On the review's own message the dialog starts empty.
    const text = isReply ? mentionWords(shortcut.message.text ?? '', context.botUserId ?? '') : '';
    const told =
      reviewId === undefined
        ? `This message isn't in a review's thread. Start a review with \`${COMMAND}\`.`
        : await openReviewDialog(
            parts,
            person,
            { reviewId, triggerId: shortcut.trigger_id },
            { probe: DIALOGS.raiseConcern.probe, build: (review) => buildRaiseConcern(review, text) },
          );
    const addressee = { userId: person.userId, channelId, responseUrl: shortcut.response_url };
    if (told !== undefined) await tell(parts, addressee, { text: told });
  };
}
