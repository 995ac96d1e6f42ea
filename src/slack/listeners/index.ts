import type { App, BlockAction } from '@slack/bolt';
import { FORM_ACTION } from '../form/block-ids.ts';
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
import { handleFormAction } from './form-action.ts';
import { createFormUpdates, type FormUpdates } from './form-updates.ts';
import { handleError } from './handle-error.ts';
import {
  handleHomeNewReviewAction,
  handleHomeSearchAction,
  handleHomeTurnAction,
  handleSearchOlderAction,
} from './home-actions.ts';
import { knowMessage } from './know-message.ts';
import { handleMakeRevisionAction } from './make-revision-action.ts';
import { handleMoreAction } from './more-action.ts';
import { handleNewReviewShortcut } from './new-review-shortcut.ts';
import type { ListenerParts } from './parts.ts';
import { handlePostAgainAction } from './post-again-action.ts';
import { handleRaiseConcernShortcut } from './raise-concern-shortcut.ts';
import { handleReviewMessageShortcut } from './review-message-shortcut.ts';
import { type ActionHandler, onAction, routeActions, routeViews, type ViewHandler } from './route-by-name.ts';
import { handleSagemakerEndpointCommand } from './sagemaker-endpoint-command.ts';
import { handleSearchView } from './search-view.ts';
import { handleUnknownAction, handleUnknownCommand, handleUnknownShortcut, handleUnknownView } from './unhandled.ts';
import { handleAppUninstalledEvent, handleTokensRevokedEvent } from './uninstalled-events.ts';
import { handleWorkloadFormView } from './workload-form-view.ts';

/** The routing table: everything that Slack can send, and who handles it. */
export function registerListeners(app: App, parts: ListenerParts): void {
  const updates = createFormUpdates(parts);

  app.command(COMMAND, handleSagemakerEndpointCommand(parts));

  app.shortcut({ callback_id: SHORTCUTS.newReview, type: 'shortcut' }, handleNewReviewShortcut(parts));
  app.shortcut({ callback_id: SHORTCUTS.reviewMessage, type: 'message_action' }, handleReviewMessageShortcut(parts));
  app.shortcut({ callback_id: SHORTCUTS.raiseConcern, type: 'message_action' }, handleRaiseConcernShortcut(parts));

  app.event(EVENTS.mention, handleAppMentionEvent(parts));
  app.event(EVENTS.homeOpened, handleAppHomeOpenedEvent(parts));
  app.event(EVENTS.uninstalled, handleAppUninstalledEvent(parts));
  app.event(EVENTS.tokensRevoked, handleTokensRevokedEvent(parts));

  const answerAction = handleFormAction(updates);
  const unknownAction = handleUnknownAction(parts);
  app.action<BlockAction>(
    /.*/,
    knowMessage(
      parts,
      routeActions(actionRoutes(parts), (actionId) => (FORM_ACTION.test(actionId) ? answerAction : unknownAction)),
    ),
  );
  app.view(/.*/, routeViews(viewRoutes(parts, updates), handleUnknownView(parts)));

  app.command(/.*/, handleUnknownCommand(parts));
  const shortcuts: string[] = Object.values(SHORTCUTS);
  app.shortcut(
    /.*/,
    handleUnknownShortcut(parts, (id) => shortcuts.includes(id)),
  );

  app.error(handleError(parts));
}

/** The buttons and menus. */
function actionRoutes(parts: ListenerParts): [string, ActionHandler][] {
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
function viewRoutes(parts: ListenerParts, updates: FormUpdates): [string, ViewHandler][] {
  return [
    [VIEWS.workload, handleWorkloadFormView(parts, updates)],
    [VIEWS.search, handleSearchView(parts)],
    ...DIALOG_READERS.map(([callbackId, read]): [string, ViewHandler] => [callbackId, handleDecideView(parts, read)]),
  ];
}
