import type { BlockAction, OverflowAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { ACTIONS, COMMAND, EVENTS, SHORTCUTS, VIEWS } from '../ids.ts';
import type { Act } from '../people/who-may.ts';
import { type ReviewMenuItem, readMenuValue } from '../render/message/section.ts';
import { accept, handleAcceptView, handleAnswerSizeView, handleDecideView } from './decide.ts';
import {
  byConfirmation,
  bySaidConcern,
  CONFIRM,
  CONFIRMED,
  DIALOGS,
  handleRaiseConcernShortcut,
  handleRaiseSaidAction,
  handleReopenConcernAction,
  type Opening,
  openReviewDialog,
  showConcerns,
} from './dialogs.ts';
import { handleDirectMessageEvent, handleFillFormAction } from './direct-message.ts';
import { handleFromEndpointView, handleReviewEndpointAction, handleStartFromEndpoint } from './endpoint.ts';
import { exportAdr, handleGetCodeView, openGetCode } from './exports.ts';
import type { FormUpdates } from './form-action.ts';
import { handleWorkloadFormView } from './form-submission.ts';
import {
  handleAppHomeOpenedEvent,
  handleHomeSearchAction,
  handleHomeTurnAction,
  handleSearchOlderAction,
  handleSearchView,
} from './home.ts';
import { handleAddMeasurementView, handleNameInstanceAction, openAddMeasurement } from './measurement.ts';
import { handleNewReviewShortcut, handleReviewMessageShortcut, handleSagemakerEndpointCommand } from './new-review.ts';
import { openSuccessorForm, openToChange } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import { handlePostAgainAction } from './post-again.ts';
import { type Asked, askedOf, onPress, onReview, type Told } from './press.ts';
import { handleShowReviewsAction } from './review-command.ts';
import {
  handleAnswerFactAction,
  handleOverridePolicyView,
  openAnswerSize,
  openOverridePolicy,
  recompute,
} from './revise.ts';
import {
  byRevisit,
  byRevisitIn,
  handleRevisitInAction,
  handleRevisitKeepAction,
  handleRevisitReviseAction,
} from './revisit.ts';
import {
  type ActionHandler,
  always,
  byButton,
  byDialog,
  byForm,
  type CommandHandler,
  type Demand,
  type EventHandler,
  onAction,
  onEvent,
  onShortcut,
  type Route,
  type ShortcutHandler,
  type ViewHandler,
} from './route-by-name.ts';
import { handleAppMentionEvent, handleAskAction, handleMakeRevisionAction } from './thread.ts';
import { handleAppUninstalledEvent, handleTokensRevokedEvent } from './uninstalled.ts';
import { handleFunctionExecutedEvent } from './workflow-step.ts';

/**
 * The routing table: the names that Slack sends, what each wants to do, and its handler. Commands and events change no
 * review; the form is checked when it is submitted.
 */
export const commandRoutes = (parts: ListenerParts, updates: FormUpdates): [string, CommandHandler][] => [
  [COMMAND, handleSagemakerEndpointCommand(parts, updates)],
];

export function shortcutRoutes(parts: ListenerParts, updates: FormUpdates): Route<ShortcutHandler>[] {
  return [
    onShortcut('shortcut', SHORTCUTS.newReview, always('start'), handleNewReviewShortcut(parts)),
    onShortcut('message_action', SHORTCUTS.reviewMessage, always('start'), handleReviewMessageShortcut(parts, updates)),
    onShortcut('message_action', SHORTCUTS.raiseConcern, always('raise-concern'), handleRaiseConcernShortcut(parts)),
  ];
}

export function eventRoutes(parts: ListenerParts): [string, EventHandler][] {
  return [
    onEvent(EVENTS.mention, handleAppMentionEvent(parts)),
    onEvent(EVENTS.directMessage, handleDirectMessageEvent(parts)),
    onEvent(EVENTS.homeOpened, handleAppHomeOpenedEvent(parts)),
    onEvent(EVENTS.uninstalled, handleAppUninstalledEvent(parts)),
    onEvent(EVENTS.tokensRevoked, handleTokensRevokedEvent(parts)),
    onEvent(EVENTS.functionExecuted, handleFunctionExecutedEvent(parts)),
  ];
}

export function actionRoutes(parts: ListenerParts, updates: FormUpdates): Route<ActionHandler>[] {
  const { raiseConcern, resolveConcern, endpoint } = DIALOGS;
  const opens = (actionId: string, dialog: Opening) =>
    onAction(actionId, byButton(dialog.probe.kind), onReview(parts, dialogItem(dialog).choose));
  return [
    onAction(ACTIONS.changeAnswers, byButton('revise'), onReview(parts, openToChange)),
    onAction(ACTIONS.accept, byButton('accept'), onReview(parts, accept)),
    onAction(ACTIONS.answerFact, always('revise'), handleAnswerFactAction(parts)),
    onAction(ACTIONS.answerSize, byButton('revise'), onReview(parts, openAnswerSize)),
    onAction(ACTIONS.addMeasurement, byButton('revise'), onReview(parts, openAddMeasurement)),
    onAction(ACTIONS.ask, 'anybody', handleAskAction(parts)),
    onAction(ACTIONS.nameInstance, always('revise'), handleNameInstanceAction(parts)),
    onAction(ACTIONS.recompute, byButton('revise'), onReview(parts, recompute)),
    opens(ACTIONS.raiseConcern, raiseConcern),
    onAction(ACTIONS.raiseSaid, bySaidConcern, handleRaiseSaidAction(parts)),
    opens(ACTIONS.resolveConcern, resolveConcern),
    onAction(ACTIONS.reopenConcern, byButton('re-open-concern'), handleReopenConcernAction(parts)),
    onAction(ACTIONS.showConcerns, 'nothing', onReview(parts, showConcerns)),
    opens(ACTIONS.noteEndpoint, endpoint),
    opens(ACTIONS.reopen, CONFIRMED['re-open']),
    onAction(ACTIONS.exportAdr, 'nothing', onReview(parts, exportAdr)),
    onAction(ACTIONS.getCode, byButton('post'), onReview(parts, openGetCode)),
    onAction(ACTIONS.more, byMenu, handleMoreAction(parts)),
    onAction(ACTIONS.revisitIn, byRevisitIn, handleRevisitInAction(parts)),
    onAction(ACTIONS.revisitKeep, byRevisit, handleRevisitKeepAction(parts)),
    onAction(ACTIONS.revisitRevise, byRevisit, handleRevisitReviseAction(parts)),
    onAction(ACTIONS.makeRevision, always('revise'), handleMakeRevisionAction(parts)),
    onAction(ACTIONS.fillForm, always('start'), handleFillFormAction(parts, updates, 'words')),
    onAction(ACTIONS.fillFormFromStored, always('start'), handleFillFormAction(parts, updates, 'stored')),
    onAction(ACTIONS.showReviews, always('browse'), handleShowReviewsAction(parts)),
    onAction(ACTIONS.homeSearch, always('browse'), handleHomeSearchAction(parts)),
    onAction(ACTIONS.homeTurn, always('browse'), handleHomeTurnAction(parts)),
    onAction(ACTIONS.searchOlder, always('browse'), handleSearchOlderAction(parts)),
    onAction(ACTIONS.postAgain, always('post'), handlePostAgainAction(parts, 'there')),
    onAction(ACTIONS.postToMe, always('post'), handlePostAgainAction(parts, 'own-conversation')),
    onAction(ACTIONS.startFromEndpoint, always('start'), handleStartFromEndpoint(parts, updates)),
    onAction(ACTIONS.reviewEndpoint, always('start'), handleReviewEndpointAction(parts)),
    onAction(ACTIONS.openSource, 'nothing', async ({ ack }) => ack()),
  ];
}

export function viewRoutes(parts: ListenerParts, updates: FormUpdates): Route<ViewHandler>[] {
  return [
    [VIEWS.workload, byForm, handleWorkloadFormView(parts, updates)],
    [VIEWS.getCode, byDialog('post'), handleGetCodeView(parts)],
    [VIEWS.overridePolicy, byDialog('override-policy'), handleOverridePolicyView(parts)],
    [VIEWS.answerSize, byDialog('revise'), handleAnswerSizeView(parts)],
    [VIEWS.addMeasurement, byDialog('revise'), handleAddMeasurementView(parts)],
    [VIEWS.search, always('browse'), handleSearchView(parts)],
    [VIEWS.fromEndpoint, always('read-endpoint'), handleFromEndpointView(parts)],
    [VIEWS.confirm, byConfirmation, handleDecideView(parts, CONFIRM)],
    ...(Object.keys(DIALOGS) as (keyof typeof DIALOGS)[]).map((name): Route<ViewHandler> => {
      const handle = name === 'accept' ? handleAcceptView(parts) : handleDecideView(parts, DIALOGS[name]);
      return [VIEWS[name], byDialog(DIALOGS[name].probe.kind), handle];
    }),
  ];
}

interface MenuItem {
  /** What the person must be allowed to do; null where it only reads. */
  act: Act | null;
  choose(parts: ListenerParts, asked: Asked): Promise<Told>;
}

const dialogItem = (dialog: Opening): MenuItem => ({
  act: dialog.probe.kind,
  choose: (parts, asked) => openReviewDialog(parts, asked, dialog),
});

const MENU: Readonly<Record<ReviewMenuItem, MenuItem>> = {
  accept: { act: 'accept', choose: (parts, asked) => accept(parts, asked, { asks: true }) },
  'override-policy': { act: 'override-policy', choose: openOverridePolicy },
  'get-code': { act: 'post', choose: openGetCode },
  override: dialogItem(DIALOGS.override),
  decider: dialogItem(DIALOGS.decider),
  withdraw: dialogItem(CONFIRMED.withdraw),
  're-open': dialogItem(CONFIRMED['re-open']),
  supersede: { act: 'supersede', choose: openSuccessorForm },
  'export-adr': { act: null, choose: exportAdr },
};

function byMenu({ action }: SlackActionMiddlewareArgs<BlockAction<OverflowAction>>): Demand | undefined {
  const chosen = readMenuValue(action.selected_option.value);
  if (chosen === undefined) return undefined;
  const { act } = MENU[chosen.item];
  return act === null ? undefined : { act, reviewId: chosen.reviewId };
}

const handleMoreAction = (parts: ListenerParts): ActionHandler<BlockAction<OverflowAction>> =>
  onPress(parts, async ({ action, ...press }) => {
    const chosen = readMenuValue(action.selected_option.value);
    if (chosen === undefined) return 'This menu is from an older version. Nothing was changed.';
    const { item, ...seen } = chosen;
    return MENU[item].choose(parts, { ...askedOf(press), ...seen });
  });
