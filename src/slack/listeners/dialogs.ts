import type {
  BlockAction,
  ButtonAction,
  MessageShortcut,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Actor, Refusal, ReviewAction } from '../../reviews/action.ts';
import { decide } from '../../reviews/decide.ts';
import { type Concern, openConcerns, type Review } from '../../reviews/record.ts';
import { COMMAND } from '../ids.ts';
import { findPostedReview } from '../outbox/posts.ts';
import { buildAccept } from '../render/dialogs/accept.ts';
import { BLOCKING, buildConcerns, buildRaiseConcern, buildResolveConcern } from '../render/dialogs/concerns.ts';
import { buildReopen, buildReopenConcern, buildWithdraw, buildWithdrawApproval } from '../render/dialogs/confirm.ts';
import {
  BLOCKS,
  type ConfirmedAct,
  chosenIn,
  type DecideMetadata,
  type DialogValues,
  dayIn,
  decodeDecideMetadata,
  describeRefusal,
  optionIn,
  typedIn,
  userIn,
} from '../render/dialogs/dialog.ts';
import { buildOverride, buildRuledOut } from '../render/dialogs/override.ts';
import { buildDecider, buildEndpoint } from '../render/dialogs/owner-endpoint-code.ts';
import { readConcernValue, readSaidValue } from '../render/message/section.ts';
import { mentionFirst, when } from '../render/mrkdwn.ts';
import { readDays } from '../render/revisit-choices.ts';
import { mentionWords } from '../render/thread/help.ts';
import { openDialog } from './open-form.ts';
import { type ListenerParts, personOf } from './parts.ts';
import { standingFor } from './permit.ts';
import { type Asked, actorOf, askedOf, onPress, type Told } from './press.ts';
import type { ButtonHandler, Demand, ShortcutHandler } from './route-by-name.ts';
import { GONE, tell, userOf } from './tell.ts';

export interface Opening {
  /**
   * A sample of the action that it leads to. The dialog opens only where the review's state allows it, for people who may
   * take it. Its words don't matter.
   */
  probe: ReviewAction;
  build(review: Review, actor: Actor): ModalView | { text: string };
  /** Whether the record has to know more of the person than their id, so that Slack is asked for it. */
  asksForStanding?: true;
}

/** What follows from a dialog's answers. */
export interface Deciding {
  /** Whether its answers depend on the date, so that Slack is asked for the person's time zone. */
  asksForDate?: true;
  asksForStanding?: true;
  /** What to show before anything is done, once the answers are known; undefined where nothing speaks against them. */
  warn?(review: Review, values: DialogValues, metadata: DecideMetadata, actor: Actor): ModalView | undefined;
  /** Several actions are taken in order, up to the first that is refused. `today`: as `2026-11-30`. */
  read(values: DialogValues, metadata: DecideMetadata, today: string): readonly ReviewAction[];
}

type ReviewDialog = Opening & Deciding;

type DialogName = 'raiseConcern' | 'resolveConcern' | 'accept' | 'override' | 'decider' | 'endpoint';

/** The dialogs of a review, by their views. A new row gets its route and its permission from here. */
export const DIALOGS: { readonly [Name in DialogName]: ReviewDialog } = {
  raiseConcern: {
    probe: { kind: 'raise-concern', text: '?' },
    build: (review) => buildRaiseConcern(review),
    read: (values) => {
      const blocking = chosenIn(values, BLOCKS.blocking) === BLOCKING;
      return [{ kind: 'raise-concern', text: typedIn(values, BLOCKS.concern), blocking }];
    },
  },
  resolveConcern: {
    probe: { kind: 'resolve-concern', concernId: 0, note: '?' },
    asksForStanding: true,
    build: buildResolvable,
    read: (values) => {
      const concernId = Number(chosenIn(values, BLOCKS.whichConcern));
      return [{ kind: 'resolve-concern', concernId, note: typedIn(values, BLOCKS.note) }];
    },
  },
  accept: {
    probe: { kind: 'accept' },
    asksForStanding: true,
    build: (review, actor) =>
      hasApproved(review, actor) ? buildWithdrawApproval(review, actor.userId) : buildAccept(review, actor.userId),
    read: (values, { revision, concernIds = [] }) => {
      const revisitAfterDays = readDays(chosenIn(values, BLOCKS.revisit));
      const reason = typedIn(values, BLOCKS.reason);
      return [
        {
          kind: 'accept',
          despiteConcerns: concernIds,
          reason,
          ...(revision !== undefined && { seenRevision: revision }),
          ...(revisitAfterDays !== undefined && { revisitAfterDays }),
        },
      ];
    },
  },
  override: {
    probe: { kind: 'override', option: 'real-time', reason: '?' },
    asksForStanding: true,
    build: (review) => buildOverride(review),
    warn(review, values, metadata, actor) {
      if (metadata.option !== undefined) return undefined;
      const asked = overrideIn(values, metadata);
      // What would be refused anyway is refused at once.
      return decide(review, asked, actor).ok ? buildRuledOut(review, asked.option, asked.reason) : undefined;
    },
    read: (values, metadata) => [overrideIn(values, metadata)],
  },
  decider: {
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
    probe: { kind: 'note-endpoint', endpoint: null },
    build: buildEndpoint,
    read: (values) => {
      const endpoint = typedIn(values, BLOCKS.endpoint).trim();
      return [{ kind: 'note-endpoint', endpoint: endpoint === '' ? null : endpoint }];
    },
  },
};

/** What people confirm, in one view. */
export const CONFIRMED: { readonly [Act in ConfirmedAct]: Opening } = {
  withdraw: { probe: { kind: 'withdraw' }, build: buildWithdraw },
  're-open': { probe: { kind: 're-open' }, build: buildReopen },
  're-open-concern': {
    probe: { kind: 're-open-concern', concernId: 0 },
    build: (review) =>
      buildReopening(
        review,
        review.concerns.findLast(({ resolved }) => resolved !== null),
      ),
  },
  'withdraw-approval': {
    probe: { kind: 'withdraw-approval' },
    build: (review, { userId }) => buildWithdrawApproval(review, userId),
  },
};

export const CONFIRM: Deciding = {
  read(values, { act: kind, concernIds: [concernId = 0] = [] }) {
    const reason = typedIn(values, BLOCKS.reason);
    if (kind === undefined) throw new Error('The dialog asks for nothing');
    if (kind === 're-open-concern') return [{ kind, concernId, reason }];
    return [kind === 'withdraw-approval' ? { kind } : { kind, reason }];
  },
};

export function byConfirmation({ view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Demand | undefined {
  const { act, reviewId } = decodeDecideMetadata(view.private_metadata) ?? {};
  return act && reviewId !== undefined ? { act, reviewId } : undefined;
}

/** The chosen option and the reason, from either step of the dialog. */
function overrideIn(values: DialogValues, { option: warned, revision }: DecideMetadata) {
  const option = warned ?? optionIn(values, BLOCKS.option);
  if (option === undefined) throw new Error('The dialog offers no such option');
  const reason = typedIn(values, warned === undefined ? BLOCKS.reason : BLOCKS.reasonAnyway);
  return { kind: 'override', option, reason, ...(revision !== undefined && { seenRevision: revision }) } as const;
}

/** Whether everything that somebody's approval counts for has it, so that it can only be taken back. */
function hasApproved(review: Review, actor: Actor): boolean {
  if (!review.approvals.some(({ byId }) => byId === actor.userId)) return false;
  const concernIds = openConcerns(review).map(({ id }) => id);
  const again = decide(review, { kind: 'accept', despiteConcerns: concernIds, reason: '?' }, actor);
  return again.ok && again.events.length === 0;
}

/** The dialog with the concerns that somebody may resolve, or why there are none. */
function buildResolvable(review: Review, actor: Actor): ModalView | { text: string } {
  const tried = openConcerns(review).map((concern) => {
    return { concern, decided: decide(review, { kind: 'resolve-concern', concernId: concern.id, note: '?' }, actor) };
  });
  const own = tried.filter(({ decided }) => decided.ok).map(({ concern }) => concern);
  if (own.length > 0) return buildResolveConcern(review, own);
  const [first] = tried;
  if (first === undefined || first.decided.ok) return { text: noConcernLeft(review) };
  return { text: describeRefusal(first.decided.refusal) };
}

function buildReopening(review: Review, concern: Concern | undefined): ModalView | { text: string } {
  if (concern === undefined) return { text: describeRefusal({ kind: 'no-such-concern' }) };
  return concern.resolved === null ? { text: 'This concern is open already.' } : buildReopenConcern(review, concern);
}

function noConcernLeft({ concerns }: Review): string {
  const resolved = concerns.flatMap((concern) => (concern.resolved === null ? [] : [concern.resolved]));
  const [last] = resolved.toSorted((one, other) => other.at - one.at);
  return last === undefined
    ? 'This review has no concerns.'
    : `All concerns are resolved. ${mentionFirst(last.byId)} resolved the last one ${when(last.at)}.`;
}

/** Opens a dialog if the review's state allows its action. Otherwise returns a sentence that says who was first, and when. */
export async function openReviewDialog(
  parts: ListenerParts,
  asked: Asked & { isPushed?: boolean },
  dialog: Opening,
): Promise<Told> {
  const review = await asked.find(asked.reviewId);
  if (review === undefined) return GONE;
  const standing = dialog.asksForStanding ? await standingFor(parts, asked.person, review) : {};
  const actor = { ...standing, ...actorOf(asked.person) };
  const decided = decide(review, dialog.probe, actor);
  if (!decided.ok && ABOUT_REVIEW.has(decided.refusal.kind)) return describeRefusal(decided.refusal);
  return openDialog(parts, asked, dialog.build(review, actor));
}

/** Other refusals are about the probe's sample answers, which the dialog asks for. */
const ABOUT_REVIEW: ReadonlySet<Refusal['kind']> = new Set([
  'closed',
  'not-decided',
  'blocked',
  'not-approver',
  'own-approval',
  'unchecked',
  'no-approval',
]);

/** Handles "Reopen" beside a concern: in the thread, or in the list of concerns, on top of which it asks why. */
export const handleReopenConcernAction = (parts: ListenerParts): ButtonHandler =>
  onPress(parts, ({ action, ...press }) => {
    const { reviewId, concernId } = readConcernValue(action.value ?? '');
    const asked = { ...askedOf(press), reviewId, isPushed: press.body.view !== undefined };
    const build = (review: Review) =>
      buildReopening(
        review,
        review.concerns.find(({ id }) => id === concernId),
      );
    return openReviewDialog(parts, asked, { probe: CONFIRMED['re-open-concern'].probe, build });
  });

/** Lists all concerns of a review. Anybody who sees the message may read them. */
export async function showConcerns(parts: ListenerParts, asked: Asked): Promise<Told> {
  const review = await asked.find(asked.reviewId);
  return review === undefined ? GONE : openDialog(parts, asked, buildConcerns(review));
}

/** What the button beside a concern that was said to the bot wants to do. */
export const bySaidConcern = ({ action }: SlackActionMiddlewareArgs<BlockAction<ButtonAction>>): Demand => ({
  act: 'raise-concern',
  reviewId: readSaidValue(action.value ?? '').reviewId,
});

const raising = (text: string): Opening => ({
  probe: DIALOGS.raiseConcern.probe,
  build: (review) => buildRaiseConcern(review, text),
});

/** Handles "Raise as a concern" on the answer to a mention that says one: its words fill the dialog. */
export const handleRaiseSaidAction = (parts: ListenerParts): ButtonHandler =>
  onPress(parts, ({ action, ...press }) => {
    const { reviewId, text } = readSaidValue(action.value ?? '');
    return openReviewDialog(parts, { ...askedOf(press), reviewId }, raising(text));
  });

/** Handles "Raise as a concern" on a reply in a review's thread, whose text fills the dialog. */
export function handleRaiseConcernShortcut(parts: ListenerParts): ShortcutHandler<MessageShortcut> {
  return async ({ shortcut, ack, context, find }) => {
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
        : await openReviewDialog(parts, { person, find, reviewId, triggerId: shortcut.trigger_id }, raising(text));
    if (told !== undefined) await tell(parts, userOf(shortcut), { text: told });
  };
}
