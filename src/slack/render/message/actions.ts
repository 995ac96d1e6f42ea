import type { ActionsBlockElement, Button, PlainTextOption } from '@slack/types';
import type { Review } from '../../../reviews/record.ts';
import { ACTIONS } from '../../ids.ts';
import { plain } from '../mrkdwn.ts';
import { menuValue, openConcernsOf, type ReviewMenuItem, type Section, seenValue } from './section.ts';

/** What can be done with the review in its present state: buttons carry its id, and are checked against the record. */
export const actionsSection: Section = {
  id: 'actions',
  build: (review) => [{ type: 'actions', block_id: 'review_actions', elements: elementsFor(review) }],
};

function elementsFor(review: Review): ActionsBlockElement[] {
  const resolve = openConcernsOf(review).length > 0 ? [RESOLVE] : [];
  const button = ([actionId, text]: Labelled) => buildButton(review, actionId, text);
  switch (review.state) {
    case 'proposed': {
      const accept = review.latest.recommendation.choice === null ? [] : [buildAccept(review)];
      const buttons = [RAISE, ...resolve, CHANGE].map(button);
      return [...accept, ...buttons, buildMenu(review, ['override', 'decider', 'withdraw', 'supersede', 'export-adr'])];
    }
    case 'accepted':
    case 'overridden':
      return [...resolve.map(button), ...[ENDPOINT, EXPORT].map(button), buildMenu(review, ['re-open', 'supersede'])];
    case 'withdrawn':
      return [REOPEN, EXPORT].map(button);
    case 'superseded':
      return [EXPORT].map(button);
  }
}

type Labelled = readonly [actionId: string, text: string];

const RAISE: Labelled = [ACTIONS.raiseConcern, 'Raise a concern'];

const RESOLVE: Labelled = [ACTIONS.resolveConcern, 'Resolve a concern'];

const CHANGE: Labelled = [ACTIONS.changeAnswers, 'Change answers'];

const ENDPOINT: Labelled = [ACTIONS.noteEndpoint, 'Note the endpoint'];

const EXPORT: Labelled = [ACTIONS.exportAdr, 'Export as ADR'];

const REOPEN: Labelled = [ACTIONS.reopen, 'Re-open'];

function buildButton({ id }: Review, actionId: string, text: string): Button {
  return { type: 'button', action_id: actionId, text: plain(text), value: id };
}

/** It carries the revision too, which the person sees: answers that were changed meanwhile are not accepted unseen. */
function buildAccept(review: Review): Button {
  return {
    ...buildButton(review, ACTIONS.accept, 'Accept'),
    value: seenValue({ reviewId: review.id, revision: review.latest.revision }),
    style: 'primary',
  };
}

const MENU: Readonly<Record<ReviewMenuItem, string>> = {
  override: 'Choose another option',
  decider: 'Decider and date',
  withdraw: 'Withdraw',
  're-open': 'Re-open',
  supersede: 'Supersede by a new review',
  'export-adr': 'Export as ADR',
};

function buildMenu({ id }: Review, items: readonly ReviewMenuItem[]): ActionsBlockElement {
  const options: PlainTextOption[] = items.map((item) => ({
    text: plain(MENU[item]),
    value: menuValue(item, id),
  }));
  return { type: 'overflow', action_id: ACTIONS.more, options };
}
