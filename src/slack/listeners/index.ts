import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { FORM_ACTION } from '../form/block-ids.ts';
import { ACTIONS, COMMAND, SHORTCUTS, VIEWS } from '../ids.ts';
import { handleChangeAnswersAction } from './change-answers-action.ts';
import { handleFormAction } from './form-action.ts';
import { createFormUpdates } from './form-updates.ts';
import { handleError } from './handle-error.ts';
import { handleNewReviewShortcut } from './new-review-shortcut.ts';
import type { ListenerParts } from './parts.ts';
import { handlePostAgainAction } from './post-again-action.ts';
import { handleReviewMessageShortcut } from './review-message-shortcut.ts';
import { handleSagemakerEndpointCommand } from './sagemaker-endpoint-command.ts';
import { handleUnknownAction, handleUnknownCommand, handleUnknownShortcut, handleUnknownView } from './unhandled.ts';
import { handleWorkloadFormView } from './workload-form-view.ts';

/** The routing table: everything that Slack can send, and who handles it. */
export function registerListeners(app: App, parts: ListenerParts): void {
  const updates = createFormUpdates(parts);

  app.command(COMMAND, handleSagemakerEndpointCommand(parts));

  app.shortcut({ callback_id: SHORTCUTS.newReview, type: 'shortcut' }, handleNewReviewShortcut(parts));
  app.shortcut({ callback_id: SHORTCUTS.reviewMessage, type: 'message_action' }, handleReviewMessageShortcut(parts));

  app.action<BlockAction>(FORM_ACTION, handleFormAction(updates));
  app.view({ callback_id: VIEWS.workload, type: 'view_submission' }, handleWorkloadFormView(parts, updates));

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
