import type { ModalView } from '@slack/types';
import { meaningOf } from '../connection/slack-errors.ts';
import { buildForm, showsMoreAfter } from '../form/build-form.ts';
import { type Draft, decodeMetadata, type FormMetadata } from '../form/draft.ts';
import { changeDraft, findDraft, saveDraft } from '../form/draft-store.ts';
import { REMOVE_MEASURED_ACTION, withoutMeasured } from '../form/measured.ts';
import { decodePressed, draftInBlocks, take } from '../form/offers.ts';
import type { StateValues } from '../form/question.ts';
import { readForm } from '../form/read-form.ts';
import { Recent } from '../people/kept.ts';
import type { OpenedForm } from './open-form.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import type { ActionListener } from './route-by-name.ts';

/** The buttons of what some words may state. */
const TAKE_ACTION = /^form_take_/;

/** Handles an answer that changes which questions are asked, and the button that shows more of them. */
export function handleFormAction(updates: FormUpdates): ActionListener {
  return async ({ action, body, ack, context }) => {
    await ack();
    const metadata = decodeMetadata(body.view?.private_metadata ?? '');
    if (body.view === undefined || metadata === null) return;

    const pressed = { action_id: action.action_id, value: 'value' in action ? (action.value ?? undefined) : undefined };
    const offer = TAKE_ACTION.test(pressed.action_id) ? decodePressed(pressed.value ?? '') : undefined;
    let notice: string | undefined;
    const draft = await updates.remember(personOf(context, body.user.id), metadata.draftId, body.view, (answers) => {
      if (pressed.action_id === REMOVE_MEASURED_ACTION) return withoutMeasured(answers, pressed.value ?? '');
      if (offer === undefined) return answers;
      const taken = take(answers, offer);
      ({ notice } = taken);
      return taken.draft;
    });
    await updates.show(body.view, draft, metadata, showsMoreAfter(pressed, metadata), notice);
  };
}

/** An open form that Slack sends with each action. */
interface OpenView {
  id: string;
  hash: string;
  state: { values: StateValues };
  blocks?: readonly { block_id?: string }[];
}

export interface FormUpdates {
  /** Saves and returns the draft with the form's current answers, and with what `change` makes of them. Hidden answers stay. */
  remember(
    person: Person,
    draftId: string,
    view: Pick<OpenView, 'state' | 'blocks'>,
    change?: (draft: Draft) => Draft,
  ): Promise<Draft>;
  /** Updates the form with the questions that follow from the draft. `notice`: at the top, in mrkdwn. */
  show(view: OpenView, draft: Draft, metadata: FormMetadata, showMore: boolean, notice?: string): Promise<void>;
  /** Keeps a form that is being submitted as it is: an update would take its errors away. */
  hold(viewId: string): void;
  /**
   * Saves what `change` makes of the draft, and shows it in the form if that is still open. Nothing happens after its submission,
   * and only the draft changes while the form shows errors or another process has updated it: the next action shows the rest.
   */
  amend(opened: OpenedForm, change: (draft: Draft) => Draft): Promise<void>;
}

interface KnownForm {
  /** Of the last update. */
  hash?: string;
  /** Counts the updates. The last one is enough. */
  asked: number;
  isHeld: boolean;
  /** How it was shown last; absent as long as it is as it opened. */
  shown?: { metadata: FormMetadata; notice: string | undefined };
}

const MAX_KNOWN_FORMS = 500;

/**
 * Keeps two quick answers in one form in order: drafts of a form are saved one after the other, and the form is updated once
 * at a time, to the newest draft and with the newest hash from Slack.
 */
export function createFormUpdates({ interactive, db, firstDrafts, logger }: ListenerParts): FormUpdates {
  const savingOneByOne = createSerial();
  const showingOneByOne = createSerial();
  const known = new Recent<KnownForm>(MAX_KNOWN_FORMS);

  function stateOf(viewId: string): KnownForm {
    const state = known.get(viewId) ?? { asked: 0, isHeld: false };
    known.set(viewId, state);
    return state;
  }

  /** Updates a form once at a time, and only to the newest draft. */
  async function inTurn(viewId: string, state: KnownForm, work: () => Promise<void>): Promise<void> {
    state.asked += 1;
    const { asked } = state;
    await showingOneByOne(viewId, async () => {
      if (asked === state.asked) await work();
    });
  }

  async function update(viewId: string, state: KnownForm, form: ModalView, hash: string | undefined): Promise<void> {
    const { view } = await interactive.views.update({
      view_id: viewId,
      view: form,
      ...(hash !== undefined && { hash }),
    });
    if (view?.hash !== undefined) state.hash = view.hash;
  }

  return {
    remember: (person, draftId, view, change = (draft) => draft) =>
      savingOneByOne(draftId, async () => {
        const key = { id: draftId, ...person };
        await firstDrafts.written(draftId);
        const before = await findDraft(db, key);
        const draft = change(readForm(view.state.values, before?.answers ?? draftInBlocks(view.blocks ?? [])));
        await saveDraft(db, key, { answers: draft });
        return draft;
      }),

    async show(view, draft, metadata, showMore, notice) {
      const state = stateOf(view.id);
      state.isHeld = false;
      state.shown = { metadata: { ...metadata, showMore }, notice };
      await inTurn(view.id, state, async () => {
        const form = formOf(draft, metadata, showMore, notice);
        try {
          await update(view.id, state, form, state.hash ?? view.hash);
        } catch (error) {
          if (meaningOf(error) !== 'view-changed') throw error;
          // Another process updated it, and this draft is newer.
          logger.info('Updating a form again: it had changed meanwhile');
          await update(
            view.id,
            state,
            form,
            state.hash === undefined || state.hash === view.hash ? undefined : view.hash,
          );
        }
      });
    },

    hold(viewId) {
      stateOf(viewId).isHeld = true;
    },

    async amend({ person, viewId, hash, metadata: opened, notice: first }, change) {
      const { draftId } = opened;
      const draft = await savingOneByOne(draftId, async () => {
        await firstDrafts.written(draftId);
        return changeDraft(db, { id: draftId, ...person }, (answers) => ({ ...change(answers) }));
      });
      if (draft === undefined || viewId === undefined) return;
      const state = stateOf(viewId);
      await inTurn(viewId, state, async () => {
        if (state.isHeld) return;
        const { metadata, notice } = state.shown ?? { metadata: opened, notice: first };
        await update(viewId, state, formOf(draft, metadata, metadata.showMore ?? false, notice), state.hash ?? hash);
      });
    },
  };
}

const formOf = (draft: Draft, metadata: FormMetadata, showMore: boolean, notice: string | undefined) =>
  buildForm({ draft, metadata, showMore, ...(notice !== undefined && { notice }) });

/** Runs the work of one key in order. Keys don't wait for each other. */
type Serial = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function createSerial(): Serial {
  const tails = new Map<string, Promise<unknown>>();

  return async (key, work) => {
    const before = tails.get(key) ?? Promise.resolve();
    const run = before.then(work, work);
    tails.set(key, run);
    try {
      return await run;
    } finally {
      if (tails.get(key) === run) tails.delete(key);
    }
  };
}
