import type { App, BlockAction, ButtonAction, OverflowAction } from '@slack/bolt';
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
import { createFormUpdates } from './form-updates.ts';
import { handleError } from './handle-error.ts';
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

  app.action<BlockAction>(FORM_ACTION, handleFormAction(updates));
  app.view({ callback_id: VIEWS.workload, type: 'view_submission' }, handleWorkloadFormView(parts, updates));

  app.event(EVENTS.mention, handleAppMentionEvent(parts));
  app.event(EVENTS.homeOpened, handleAppHomeOpenedEvent(parts));
  app.event(EVENTS.uninstalled, handleAppUninstalledEvent(parts));
  app.event(EVENTS.tokensRevoked, handleTokensRevokedEvent(parts));

  app.shortcut({ callback_id: SHORTCUTS.raiseConcern, type: 'message_action' }, handleRaiseConcernShortcut(parts));
  app.action<BlockAction<ButtonAction>>(ACTIONS.accept, handleAcceptAction(parts));
  app.action<BlockAction<ButtonAction>>(ACTIONS.raiseConcern, handleDialogAction(parts, DIALOGS.raiseConcern));
  app.action<BlockAction<ButtonAction>>(ACTIONS.resolveConcern, handleDialogAction(parts, DIALOGS.resolveConcern));
  app.action<BlockAction<ButtonAction>>(ACTIONS.noteEndpoint, handleDialogAction(parts, DIALOGS.endpoint));
  app.action<BlockAction<ButtonAction>>(ACTIONS.reopen, handleDialogAction(parts, DIALOGS.reopen));
  app.action<BlockAction<ButtonAction>>(ACTIONS.exportAdr, handleExportAdrAction(parts));
  app.action<BlockAction<OverflowAction>>(ACTIONS.more, handleMoreAction(parts));
  app.action<BlockAction<ButtonAction>>(ACTIONS.makeRevision, handleMakeRevisionAction(parts));
  for (const [callbackId, read] of DIALOG_READERS) {
    app.view({ callback_id: callbackId, type: 'view_submission' }, handleDecideView(parts, read));
  }

  app.action<BlockAction<ButtonAction>>(ACTIONS.homeNewReview, handleHomeNewReviewAction(parts));
  app.action<BlockAction<ButtonAction>>(ACTIONS.homeSearch, handleHomeSearchAction(parts));
  app.action<BlockAction<ButtonAction>>(ACTIONS.homeOlder, handleHomeTurnAction(parts));
  app.action<BlockAction<ButtonAction>>(ACTIONS.homeNewest, handleHomeTurnAction(parts));
  app.action<BlockAction<ButtonAction>>(ACTIONS.searchOlder, handleSearchOlderAction(parts));
  app.view({ callback_id: VIEWS.search, type: 'view_submission' }, handleSearchView(parts));

  app.action<BlockAction<ButtonAction>>(ACTIONS.changeAnswers, handleChangeAnswersAction(parts));
  app.action<BlockAction<ButtonAction>>(ACTIONS.postAgain, handlePostAgainAction(parts, 'there'));
  app.action<BlockAction<ButtonAction>>(ACTIONS.postToMe, handlePostAgainAction(parts, 'own-conversation'));
  app.action(ACTIONS.openSource, async ({ ack }) => ack());

  const actions: string[] = Object.values(ACTIONS);
  const shortcuts: string[] = Object.values(SHORTCUTS);
  const views: string[] = Object.values(VIEWS);
  app.action(
    /.*/,
    handleUnknownAction(parts, (id) => actions.includes(id) || FORM_ACTION.test(id)),
  );
  app.command(/.*/, handleUnknownCommand(parts));
  app.shortcut(
    /.*/,
    handleUnknownShortcut(parts, (id) => shortcuts.includes(id)),
  );
  app.view(
    /.*/,
    handleUnknownView(parts, (id) => views.includes(id)),
  );

  app.error(handleError(parts));
}
