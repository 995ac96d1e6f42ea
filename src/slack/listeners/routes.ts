import { ACTIONS, COMMAND, EVENTS, SHORTCUTS, VIEWS } from '../ids.ts';
import { handleAcceptAction, handleDecideView } from './decide.ts';
import { always, byButton, byDialog, byForm } from './demands.ts';
import { DIALOGS, handleDialogAction, handleRaiseConcernShortcut, type ReviewDialog } from './dialogs.ts';
import { handleDirectMessageEvent, handleFillFormAction } from './direct-message.ts';
import { handleExportAdrAction } from './export-record.ts';
import type { FormUpdates } from './form-action.ts';
import { handleWorkloadFormView } from './form-submission.ts';
import {
  handleAppHomeOpenedEvent,
  handleHomeNewReviewAction,
  handleHomeSearchAction,
  handleHomeTurnAction,
  handleSearchOlderAction,
  handleSearchView,
} from './home.ts';
import { byMenu, handleMoreAction } from './menu.ts';
import { handleNewReviewShortcut, handleReviewMessageShortcut, handleSagemakerEndpointCommand } from './new-review.ts';
import { handleChangeAnswersAction } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import { handlePostAgainAction } from './post-again.ts';
import {
  type ActionHandler,
  type CommandHandler,
  type EventHandler,
  onAction,
  onEvent,
  onMessage,
  onShortcut,
  type Route,
  type ShortcutHandler,
  type ViewHandler,
} from './route-by-name.ts';
import { handleAppMentionEvent, handleMakeRevisionAction } from './thread.ts';
import { handleAppUninstalledEvent, handleTokensRevokedEvent } from './uninstalled.ts';

/**
 * The routing table: the names by which Slack calls, what each asks for, and who handles it. Commands and events change no
 * review; a command's form is checked when it is submitted.
 */
export function commandRoutes(parts: ListenerParts): [string, CommandHandler][] {
  return [[COMMAND, handleSagemakerEndpointCommand(parts)]];
}

export function shortcutRoutes(parts: ListenerParts): Route<ShortcutHandler>[] {
  return [
    onShortcut('shortcut', SHORTCUTS.newReview, always('start'), handleNewReviewShortcut(parts)),
    onShortcut('message_action', SHORTCUTS.reviewMessage, always('start'), handleReviewMessageShortcut(parts)),
    onShortcut('message_action', SHORTCUTS.raiseConcern, always('raise-concern'), handleRaiseConcernShortcut(parts)),
  ];
}

export function eventRoutes(parts: ListenerParts): [string, EventHandler][] {
  return [
    onEvent(EVENTS.mention, handleAppMentionEvent(parts)),
    onMessage(EVENTS.directMessage, handleDirectMessageEvent(parts)),
    onEvent(EVENTS.homeOpened, handleAppHomeOpenedEvent(parts)),
    onEvent(EVENTS.uninstalled, handleAppUninstalledEvent(parts)),
    onEvent(EVENTS.tokensRevoked, handleTokensRevokedEvent(parts)),
  ];
}

/** The buttons and menus. */
export function actionRoutes(parts: ListenerParts): Route<ActionHandler>[] {
  const { raiseConcern, resolveConcern, endpoint, reopen } = DIALOGS;
  const opens = (actionId: string, dialog: ReviewDialog) =>
    onAction(actionId, byButton(dialog.probe.kind), handleDialogAction(parts, dialog));
  return [
    onAction(ACTIONS.changeAnswers, byButton('revise'), handleChangeAnswersAction(parts)),
    onAction(ACTIONS.accept, byButton('accept'), handleAcceptAction(parts)),
    opens(ACTIONS.raiseConcern, raiseConcern),
    opens(ACTIONS.resolveConcern, resolveConcern),
    opens(ACTIONS.noteEndpoint, endpoint),
    opens(ACTIONS.reopen, reopen),
    onAction(ACTIONS.exportAdr, 'nothing', handleExportAdrAction(parts)),
    onAction(ACTIONS.more, byMenu, handleMoreAction(parts)),
    onAction(ACTIONS.makeRevision, always('revise'), handleMakeRevisionAction(parts)),
    onAction(ACTIONS.fillForm, always('start'), handleFillFormAction(parts, 'words')),
    onAction(ACTIONS.fillFormFromStored, always('start'), handleFillFormAction(parts, 'stored')),
    onAction(ACTIONS.homeNewReview, always('start'), handleHomeNewReviewAction(parts)),
    onAction(ACTIONS.homeSearch, always('browse'), handleHomeSearchAction(parts)),
    onAction(ACTIONS.homeOlder, always('browse'), handleHomeTurnAction(parts)),
    onAction(ACTIONS.homeNewest, always('browse'), handleHomeTurnAction(parts)),
    onAction(ACTIONS.searchOlder, always('browse'), handleSearchOlderAction(parts)),
    onAction(ACTIONS.postAgain, always('post'), handlePostAgainAction(parts, 'there')),
    onAction(ACTIONS.postToMe, always('post'), handlePostAgainAction(parts, 'own-conversation')),
    onAction(ACTIONS.openSource, 'nothing', async ({ ack }) => ack()),
  ];
}

/** The form, the dialogs and the search, when they are submitted. */
export function viewRoutes(parts: ListenerParts, updates: FormUpdates): Route<ViewHandler>[] {
  return [
    [VIEWS.workload, byForm, handleWorkloadFormView(parts, updates)],
    [VIEWS.search, always('browse'), handleSearchView(parts)],
    ...Object.values(DIALOGS).map((dialog): Route<ViewHandler> => {
      return [dialog.callbackId, byDialog(dialog.probe.kind), handleDecideView(parts, dialog)];
    }),
  ];
}
