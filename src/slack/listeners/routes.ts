import { ACTIONS, COMMAND, EVENTS, SHORTCUTS, VIEWS } from '../ids.ts';
import { handleAcceptAction } from './accept-action.ts';
import { handleAppHomeOpenedEvent } from './app-home-opened-event.ts';
import { handleAppMentionEvent } from './app-mention-event.ts';
import { handleChangeAnswersAction } from './change-answers-action.ts';
import { handleDecideView } from './decide-view.ts';
import { always, byButton, byDialog, byForm, byMenu } from './demands.ts';
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
  type Route,
  type ShortcutHandler,
  type ViewHandler,
} from './route-by-name.ts';
import { handleSagemakerEndpointCommand } from './sagemaker-endpoint-command.ts';
import { handleSearchView } from './search-view.ts';
import { handleAppUninstalledEvent, handleTokensRevokedEvent } from './uninstalled-events.ts';
import { handleWorkloadFormView } from './workload-form-view.ts';

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
    onEvent(EVENTS.homeOpened, handleAppHomeOpenedEvent(parts)),
    onEvent(EVENTS.uninstalled, handleAppUninstalledEvent(parts)),
    onEvent(EVENTS.tokensRevoked, handleTokensRevokedEvent(parts)),
  ];
}

/** The buttons and menus. */
export function actionRoutes(parts: ListenerParts): Route<ActionHandler>[] {
  const { raiseConcern, resolveConcern, endpoint, reopen } = DIALOGS;
  return [
    onAction(ACTIONS.changeAnswers, byButton('revise'), handleChangeAnswersAction(parts)),
    onAction(ACTIONS.accept, byButton('accept'), handleAcceptAction(parts)),
    onAction(ACTIONS.raiseConcern, byButton('raise-concern'), handleDialogAction(parts, raiseConcern)),
    onAction(ACTIONS.resolveConcern, byButton('resolve-concern'), handleDialogAction(parts, resolveConcern)),
    onAction(ACTIONS.noteEndpoint, byButton('note-endpoint'), handleDialogAction(parts, endpoint)),
    onAction(ACTIONS.reopen, byButton('re-open'), handleDialogAction(parts, reopen)),
    onAction(ACTIONS.exportAdr, 'nothing', handleExportAdrAction(parts)),
    onAction(ACTIONS.more, byMenu, handleMoreAction(parts)),
    onAction(ACTIONS.makeRevision, always('revise'), handleMakeRevisionAction(parts)),
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
    ...DIALOG_READERS.map(([callbackId, act, read]): Route<ViewHandler> => {
      return [callbackId, byDialog(act), handleDecideView(parts, read)];
    }),
  ];
}
