import type { BlockAction, ButtonAction, ReceiverEvent, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { inTime } from '../../deadline.ts';
import { currentReference } from '../../logger.ts';
import {
  buildNotDone,
  type DecideMetadata,
  type DialogValues,
  decodeDecideMetadata,
} from '../render/dialogs/dialog.ts';
import { readSeenValue } from '../render/message/section.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import type { ActionHandler, ButtonHandler, Finding, ViewHandler } from './route-by-name.ts';
import { presserOf, tell } from './tell.ts';

/** What the person is told where nothing was done; undefined where it was. */
export type Told = string | undefined;

export interface Asking extends Finding {
  person: Person;
}

/** Somebody as the record knows who acts. */
export const actorOf = ({ userId }: Person) => ({ userId, at: Date.now() });

/** A press, or a choice of one element. */
export interface Press<Action extends BlockAction> extends Asking {
  action: Action['actions'][number];
  body: Action;
}

export interface Asked extends Asking {
  reviewId: string;
  /** That the person saw. */
  revision?: number;
  triggerId: string;
  channelId?: string | undefined;
  responseUrl?: string | undefined;
}

/**
 * Handles a press. It is acknowledged first: Slack waits three seconds, and a dialog of a press that was never acknowledged has
 * an error beside it. What fails goes to the handler of errors, which tells the person with a reference.
 */
export function onPress<Action extends BlockAction = BlockAction<ButtonAction>>(
  parts: ListenerParts,
  run: (press: Press<Action>) => Promise<Told>,
): ActionHandler<Action> {
  return async ({ action, body, ack, context, find }) => {
    await ack();
    const told = await run({ action, body, person: personOf(context, body.user.id), find });
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** Handles a press of a button whose value names a review. */
export const onReview = (
  parts: ListenerParts,
  run: (parts: ListenerParts, asked: Asked) => Promise<Told>,
): ButtonHandler =>
  onPress(parts, ({ action, ...press }) => run(parts, { ...askedOf(press), ...readSeenValue(action.value ?? '') }));

/** What a press asks, but for the review. */
export const askedOf = ({ body, person, find }: Omit<Press<BlockAction>, 'action'>): Omit<Asked, 'reviewId'> => ({
  person,
  find,
  triggerId: body.trigger_id,
  channelId: body.channel?.id,
  responseUrl: body.response_url,
});

export interface Submission<Metadata = DecideMetadata> extends Asking {
  body: ViewSubmitAction;
  view: ViewSubmitAction['view'];
  values: DialogValues;
  metadata: Metadata;
}

/** What the view is acknowledged with: undefined closes it, and a sentence replaces it, above what was typed. */
export type Answer = ViewResponseAction | Told;

/** `after`: what is done once the view is acknowledged. */
type Answered = Answer | { answer: Answer; after(): Promise<void> };

/**
 * Handles a submitted view: acknowledges it with what comes of it. Where something fails, the view stays with what was typed.
 * `decode`: null for metadata of another version. `what`: what failed, as in "I couldn't save this".
 */
export function onView<Metadata>(
  parts: ListenerParts,
  { decode, what = 'save this' }: { decode: (text: string) => Metadata | null; what?: string },
  run: (submission: Submission<Metadata>) => Promise<Answered>,
): ViewHandler {
  return async ({ body, view, ack, context, find }) => {
    const metadata = decode(view.private_metadata);
    const { values } = view.state;
    if (metadata === null) return ack(notDone('This dialog is from an older version. Open it again.', values));
    const submission = { body, view, values, metadata, person: personOf(context, body.user.id), find };
    try {
      const answered = await inTime(() => run(submission));
      const hasMore = typeof answered === 'object' && 'after' in answered;
      const answer = hasMore ? answered.answer : answered;
      await (answer === undefined ? ack() : ack(typeof answer === 'string' ? notDone(answer, values) : answer));
      if (hasMore) await answered.after();
    } catch (error) {
      // Has no effect where it is acknowledged: then everything is stored.
      await ack(besideFirst(view, noteFailure(parts, error, what)));
    }
  };
}

/** Handles a submitted dialog about a review, then posts what was stored: of several actions the first may be, and the second refused. */
export function onSubmit(parts: ListenerParts, run: (submission: Submission) => Promise<Answer>): ViewHandler {
  const handle = onView(parts, { decode: decodeDecideMetadata }, run);
  return async (args) => {
    await handle(args);
    const { reviewId } = decodeDecideMetadata(args.view.private_metadata) ?? {};
    if (reviewId !== undefined) await parts.poster.kick(reviewId);
  };
}

/** Logs why a submission failed. Returns the sentence for the person, with the reference to the log. */
export function noteFailure({ logger, onFailed }: ListenerParts, error: unknown, what: string): string {
  logger.error({ err: error }, 'A submission failed');
  onFailed?.();
  return couldNot(what);
}

/** Says that something failed on our side, with the reference to the log. */
export const couldNot = (what: string): string =>
  `I couldn't ${what}. Try again. Reference: ${currentReference() ?? 'none'}`;

/** Answers an interaction that failed before anybody did: a submission leaves its dialog open, with everything typed. */
export function unanswered({ type, view }: ReceiverEvent['body']): ViewResponseAction | undefined {
  const isWhole = type === 'view_submission' && view?.blocks && view.state?.values;
  return isWhole ? besideFirst(view, couldNot('save this')) : undefined;
}

/** Shows a text in place of a dialog, above what was typed into it. */
export const notDone = (text: string, values: DialogValues): ViewResponseAction => instead(buildNotDone(text, values));

export const instead = (view: ModalView): ViewResponseAction => ({ response_action: 'update', view });

export const beside = (block: string, text: string): ViewResponseAction => ({
  response_action: 'errors',
  errors: { [block]: text },
});

/** Shows an error about a whole view beside its first input, where Slack shows errors; in its place where it has none. */
export function besideFirst(view: ViewSubmitAction['view'], text: string): ViewResponseAction {
  const first = view.blocks.find(({ type }) => type === 'input')?.block_id;
  return first === undefined ? notDone(text, view.state.values) : beside(first, text);
}
