import { ACTIONS, COMMAND, EVENTS, SHORTCUTS, VIEWS } from '../ids.ts';
import { handleAcceptAction } from './accept-action.ts';
import { handleAppHomeOpenedEvent } from './app-home-opened-event.ts';
import { handleAppMentionEvent } from './app-mention-event.ts';
import { handleChangeAnswersAction } from './change-answers-action.ts';
import { handleDecideView } from './decide-view.ts';
import { handleDialogAction } from './dialog-action.ts';
import { DIALOG_READERS } from './dialog-readers.ts';
import { DIALOGS } from './dialogs.ts';
import { handleExportAdrAction } from './export-adr-action.ts';
import type { FormUpdates } from './form-updates.ts';
import {
  handleHomeNewReviewAction,
  handleHomeSearchAction,
  handleHomeTurnAction,
  handleSearchOlderAction,
} from './home-actions.ts';
import { handleMakeRevisionAction } from './make-revision-action.ts';
import { handleMoreAction } from './more-action.ts';
import { handleNewReviewShortcut } from './new-review-shortcut.ts';
import type { ListenerParts } from './parts.ts';
import { handlePostAgainAction } from './post-again-action.ts';
import { handleRaiseConcernShortcut } from './raise-concern-shortcut.ts';
import { handleReviewMessageShortcut } from './review-message-shortcut.ts';
import {
  type ActionHandler,
  type CommandHandler,
  type EventHandler,
  onAction,
  onEvent,
  onShortcut,
  type ShortcutHandler,
  type ViewHandler,
} from './route-by-name.ts';
import { handleSagemakerEndpointCommand } from './sagemaker-endpoint-command.ts';
import { handleSearchView } from './search-view.ts';
import { handleAppUninstalledEvent, handleTokensRevokedEvent } from './uninstalled-events.ts';
import { handleWorkloadFormView } from './workload-form-view.ts';

/** The routing table: the names by which Slack calls, and who handles each. */
export function commandRoutes(parts: ListenerParts): [string, CommandHandler][] {
  return [[COMMAND, handleSagemakerEndpointCommand(parts)]];
}

export function shortcutRoutes(parts: ListenerParts): [string, ShortcutHandler][] {
  return [
    onShortcut('shortcut', SHORTCUTS.newReview, handleNewReviewShortcut(parts)),
    onShortcut('message_action', SHORTCUTS.reviewMessage, handleReviewMessageShortcut(parts)),
    onShortcut('message_action', SHORTCUTS.raiseConcern, handleRaiseConcernShortcut(parts)),
  ];
}

export function eventRoutes(parts: ListenerParts): [string, EventHandler][] {
  return [
    onEvent(EVENTS.mention, handleAppMentionEvent(parts)),
    onEvent(EVENTS.homeOpened, handleAppHomeOpenedEvent(parts)),
    onEvent(EVENTS.uninstalled, handleAppUninstalledEvent(parts)),
    onEvent(EVENTS.tokensRevoked, handleTokensRevokedEvent(parts)),
  ];
}

/** The buttons and menus. */
export function actionRoutes(parts: ListenerParts): [string, ActionHandler][] {
  return [
    onAction(ACTIONS.changeAnswers, handleChangeAnswersAction(parts)),
    onAction(ACTIONS.accept, handleAcceptAction(parts)),
    onAction(ACTIONS.raiseConcern, handleDialogAction(parts, DIALOGS.raiseConcern)),
    onAction(ACTIONS.resolveConcern, handleDialogAction(parts, DIALOGS.resolveConcern)),
    onAction(ACTIONS.noteEndpoint, handleDialogAction(parts, DIALOGS.endpoint)),
    onAction(ACTIONS.reopen, handleDialogAction(parts, DIALOGS.reopen)),
    onAction(ACTIONS.exportAdr, handleExportAdrAction(parts)),
    onAction(ACTIONS.more, handleMoreAction(parts)),
    onAction(ACTIONS.makeRevision, handleMakeRevisionAction(parts)),
    onAction(ACTIONS.homeNewReview, handleHomeNewReviewAction(parts)),
    onAction(ACTIONS.homeSearch, handleHomeSearchAction(parts)),
    onAction(ACTIONS.homeOlder, handleHomeTurnAction(parts)),
    onAction(ACTIONS.homeNewest, handleHomeTurnAction(parts)),
    onAction(ACTIONS.searchOlder, handleSearchOlderAction(parts)),
    onAction(ACTIONS.postAgain, handlePostAgainAction(parts, 'there')),
    onAction(ACTIONS.postToMe, handlePostAgainAction(parts, 'own-conversation')),
    onAction(ACTIONS.openSource, async ({ ack }) => ack()),
  ];
}

/** The form, the dialogs and the search, when they are submitted. */
export function viewRoutes(parts: ListenerParts, updates: FormUpdates): [string, ViewHandler][] {
  return [
    [VIEWS.workload, handleWorkloadFormView(parts, updates)],
    [VIEWS.search, handleSearchView(parts)],
    ...DIALOG_READERS.map(([callbackId, read]): [string, ViewHandler] => [callbackId, handleDecideView(parts, read)]),
  ];
}
