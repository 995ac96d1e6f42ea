import type { ActionsBlockElement, Button, PlainTextOption } from '@slack/types';
import type { Choice } from '../../../recommender/index.ts';
import { approvalStates } from '../../../reviews/approvals.ts';
import { openConcerns, type Review } from '../../../reviews/record.ts';
import { ACTIONS } from '../../ids.ts';
import { plain } from '../mrkdwn.ts';
import { getCodeButton } from '../thread/deploy.ts';
import {
  isCertain,
  menuValue,
  needsFacts,
  type ReviewMenuItem,
  type Section,
  seenValue,
  shortTitle,
} from './section.ts';

/** What can be done with the review in its present state: buttons carry its id, and are checked against the record. */
export const actionsSection: Section = {
  id: 'actions',
  build: (review) => [
    { type: 'actions', block_id: 'review_actions', elements: elementsFor(review) },
    ...(hasFullRow(review) ? [{ type: 'actions' as const, elements: [getCodeButton(review)] }] : []),
  ],
};

/** A proposal with a concern has five elements without the code: more would wrap. */
function hasFullRow(review: Review): boolean {
  const { state, latest } = review;
  return state === 'proposed' && latest.recommendation.choice !== null && openConcerns(review).length > 0;
}

function elementsFor(review: Review): ActionsBlockElement[] {
  const resolve = openConcerns(review).length > 0 ? [RESOLVE] : [];
  const button = ([actionId, text]: Labelled) => buildButton(review, actionId, text);
  switch (review.state) {
    case 'proposed': {
      const { choice } = review.latest.recommendation;
      const accept = choice === null && review.candidate === null ? [] : [buildAccept(review, choice)];
      const buttons = [CHANGE, RAISE, ...resolve].map(button);
      const code = choice === null || hasFullRow(review) ? [] : [getCodeButton(review)];
      return [
        ...accept,
        ...buttons,
        ...code,
        buildMenu(review, ['override', 'decider', 'withdraw', 'supersede', 'export-adr']),
      ];
    }
    case 'accepted':
    case 'overridden':
      return [
        ...[...resolve, ENDPOINT].map(button),
        getCodeButton(review),
        button(EXPORT),
        buildMenu(review, ['re-open', 'supersede']),
      ];
    case 'withdrawn':
      return [REOPEN, EXPORT].map(button);
    case 'superseded':
      return [EXPORT].map(button);
  }
}

type Labelled = readonly [actionId: string, text: string];

const RAISE: Labelled = [ACTIONS.raiseConcern, 'Raise concern'];

const RESOLVE: Labelled = [ACTIONS.resolveConcern, 'Resolve concern'];

const CHANGE: Labelled = [ACTIONS.changeAnswers, 'Change answers'];

const ENDPOINT: Labelled = [ACTIONS.noteEndpoint, 'Note the endpoint'];

const EXPORT: Labelled = [ACTIONS.exportAdr, 'Export decision record'];

const REOPEN: Labelled = [ACTIONS.reopen, 'Re-open'];

function buildButton({ id }: Review, actionId: string, text: string): Button {
  return { type: 'button', action_id: actionId, text: plain(text), value: id };
}

/**
 * It carries the revision too, which the person sees: answers that were changed meanwhile are not accepted unseen. Three dots
 * say that a dialog follows, which asks what the answer hangs on. It is primary only where nothing speaks against it.
 */
function buildAccept(review: Review, choice: Choice | null): Button {
  const value = seenValue({ reviewId: review.id, revision: review.latest.revision });
  const asked = (text: string): Button => ({ ...buildButton(review, ACTIONS.accept, text), value });
  const primary = openConcerns(review).length === 0 ? ({ style: 'primary' } as const) : {};
  const isFirm = choice !== null && isCertain(choice) && review.candidate === null;
  const isUnknown = needsFacts(review) && review.candidate === null;
  if (approvalStates(review).length > 0 && !isUnknown) return { ...asked('Approve…'), ...(isFirm && primary) };
  if (choice === null) return asked('Accept…');
  if (isUnknown) return asked(`Accept ${shortTitle(choice.option)} anyway…`);
  if (!isFirm || openConcerns(review).length > 0) return asked('Accept…');
  return { ...asked('Accept'), ...primary };
}

const MENU: Readonly<Record<ReviewMenuItem, string>> = {
  override: 'Choose another option',
  decider: 'Set owner and due date',
  withdraw: 'Withdraw',
  're-open': 'Re-open',
  supersede: 'Replace with a new review',
  'export-adr': 'Export decision record',
};

function buildMenu({ id }: Review, items: readonly ReviewMenuItem[]): ActionsBlockElement {
  const options: PlainTextOption[] = items.map((item) => ({
    text: plain(MENU[item]),
    value: menuValue(item, id),
  }));
  return { type: 'overflow', action_id: ACTIONS.more, options };
}
