import type {
  BlockAction,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { COMMAND } from '../ids.ts';
import { buildUnknownAction } from '../notices/build-unknown-action.ts';
import { errorOnFirstQuestion } from './form-errors.ts';
import type { ListenerParts } from './parts.ts';
import { tell } from './tell.ts';

/** What nobody else handles, such as a button of an older version. An interaction that nobody answers shows Slack's own error. */
export function handleUnknownAction(parts: ListenerParts): Middleware<SlackActionMiddlewareArgs<BlockAction>> {
  return async ({ action, body, ack }) => {
    await ack();
    parts.logger.warn({ actionId: action.action_id }, 'An action that nothing handles');
    const { response_url: responseUrl, channel } = body;
    await tell(parts, { userId: body.user.id, responseUrl, channelId: channel?.id }, buildUnknownAction());
  };
}

export function handleUnknownCommand(parts: ListenerParts): Middleware<SlackCommandMiddlewareArgs> {
  return async ({ command, ack }) => {
    await ack();
    parts.logger.warn({ command: command.command }, 'A command that nothing handles');
    const text = `This app answers to ${COMMAND} alone.`;
    await tell(parts, { userId: command.user_id, responseUrl: command.response_url }, { text });
  };
}

export function handleUnknownShortcut(parts: ListenerParts): Middleware<SlackShortcutMiddlewareArgs> {
  return async ({ shortcut, ack }) => {
    await ack();
    parts.logger.warn({ callbackId: shortcut.callback_id }, 'A shortcut that nothing handles');
    const responseUrl = 'response_url' in shortcut ? shortcut.response_url : undefined;
    const text = `This shortcut is from another version and does nothing here. ${COMMAND} opens the form.`;
    await tell(parts, { userId: shortcut.user.id, responseUrl }, { text });
  };
}

/** A form of an older version: it stays open, so that what was typed can still be copied. */
export function handleUnknownView(parts: ListenerParts): Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>> {
  return async ({ view, ack }) => {
    parts.logger.warn({ callbackId: view.callback_id }, 'A form that nothing handles');
    await ack(errorOnFirstQuestion(view, `This form is from an older version. ${COMMAND} opens a new one.`));
  };
}
