import type { ActionsBlockElement, Button, PlainTextOption } from '@slack/types';
import type { Choice } from '../../../recommender/index.ts';
import { approvalStates, asksForApproval, unjudgedRules } from '../../../reviews/approvals.ts';
import { openConcerns, type Review } from '../../../reviews/record.ts';
import { ACTIONS } from '../../ids.ts';
import { actions, button } from '../blocks.ts';
import { plain } from '../mrkdwn.ts';
import { getCodeButton } from '../thread/deploy.ts';
import {
  isCertain,
  MENU_ITEMS,
  menuValue,
  needsFacts,
  type ReviewMenuItem,
  type Section,
  seenValue,
} from './section.ts';
import { sizeQuestions } from './size.ts';

/** What can be done with the review in its present state: buttons carry its id, and are checked against the record. */
export const actionsSection: Section = {
  id: 'actions',
  build: (review) => [actions('review_actions', elementsFor(review))],
};

function elementsFor(review: Review): ActionsBlockElement[] {
  const press = (actionId: string, text: string) => button(actionId, text, review.id);
  const record = press(ACTIONS.exportAdr, 'Export decision record');
  switch (review.state) {
    case 'proposed':
      return [
        ...firstOf(review),
        press(ACTIONS.changeAnswers, 'Change answers'),
        press(ACTIONS.raiseConcern, 'Raise concern'),
        buildMenu(review, openItems(review)),
      ];
    case 'accepted':
    case 'overridden':
      return [
        getCodeButton(review),
        press(ACTIONS.noteEndpoint, 'Note the endpoint'),
        buildMenu(review, ['export-adr', 're-open', 'supersede']),
      ];
    case 'withdrawn':
      return [press(ACTIONS.reopen, 'Re-open'), record];
    case 'superseded':
      return [record];
  }
}

/** What moves an open review: the answers that it waits for, or else its acceptance. */
function firstOf(review: Review): Button[] {
  const { choice } = review.latest.recommendation;
  const accept = choice === null && review.candidate === null ? [] : [buildAccept(review, choice)];
  if (!isAsked(review)) return accept;
  const approve = isApproved(review) ? accept : [];
  if (needsFacts(review)) return approve;
  return [{ ...button(ACTIONS.answerSize, 'Answer', review.id), style: 'primary' }, ...approve];
}

/** Whether approvals are asked for already: those that don't go by the cost don't wait for facts about it. */
const isApproved = (review: Review): boolean => asksForApproval(review) && approvalStates(review).length > 0;

/** Whether facts come before a decision, unless somebody has proposed one. */
const isAsked = (review: Review): boolean =>
  review.candidate === null && (needsFacts(review) || sizeQuestions(review).length > 0);

/** Slack's overflow menu takes five (docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element). */
const ITEMS_MAX = 5;

/**
 * The likelier first. What would fall out can be had otherwise: the code by asking `how do I deploy this`, a new review by changed answers.
 */
function openItems(review: Review): ReviewMenuItem[] {
  const hasChoice = review.latest.recommendation.choice !== null;
  const items: readonly (readonly [item: ReviewMenuItem, isOffered: boolean])[] = [
    ['accept', hasChoice && isAsked(review) && !isApproved(review)],
    ['override-policy', isOverridable(review)],
    ['get-code', hasChoice && !isAsked(review) && !isOverridable(review)],
    ['override', true],
    ['withdraw', true],
    ['decider', true],
    ['export-adr', true],
    ['supersede', true],
  ];
  return items.flatMap(([item, isOffered]) => (isOffered ? [item] : [])).slice(0, ITEMS_MAX);
}

/** Whether a rule decided that somebody may override. */
function isOverridable({ latest }: Review): boolean {
  const { rules = [], decidedBy = [] } = latest.recommendation.policy ?? {};
  return rules.some(({ name, overriddenBy = [] }) => decidedBy.includes(name) && overriddenBy.length > 0);
}

/**
 * It carries the revision too, which the person sees: answers that were changed meanwhile are not accepted unseen. Three dots
 * say that a dialog follows, which asks what the answer hangs on. It is primary only where nothing speaks against it.
 */
function buildAccept(review: Review, choice: Choice | null): Button {
  const value = seenValue({ reviewId: review.id, revision: review.latest.revision });
  const asked = (text: string): Button => button(ACTIONS.accept, text, value);
  const primary = openConcerns(review).length === 0 ? ({ style: 'primary' } as const) : {};
  const isFirm = choice !== null && isCertain(choice) && review.candidate === null;
  if (approvalStates(review).length > 0) return { ...asked('Approve…'), ...(isFirm && primary) };
  if (choice === null) return asked('Accept…');
  if (!isFirm || openConcerns(review).length > 0 || unjudgedRules(review).length > 0) return asked('Accept…');
  return { ...asked('Accept'), ...primary };
}

/** Each item carries the revision as *Accept* does. */
function buildMenu({ id, latest }: Review, items: readonly ReviewMenuItem[]): ActionsBlockElement {
  const seen = { reviewId: id, revision: latest.revision };
  const options = items.map(
    (item): PlainTextOption => ({ text: plain(MENU_ITEMS[item]), value: menuValue(item, seen) }),
  );
  return { type: 'overflow', action_id: ACTIONS.more, options };
}
