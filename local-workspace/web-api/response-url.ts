import { validateMessage } from '../block-kit/validate.ts';
import { isJson, type Json } from '../json.ts';
import {
  type Content,
  deleteEphemeral,
  deleteMessage,
  editEphemeral,
  editMessage,
  postEphemeral,
  postMessage,
} from '../state/post.ts';
import type { ResponseUrl } from '../state/response-urls.ts';
import type { WorkspaceState } from '../state/workspace-state.ts';

/**
 * What a response URL answers over HTTP. A webhook answers refused blocks with a 400 and `invalid_blocks` without a place
 * (https://github.com/slackapi/java-slack-sdk/issues/1017); that a response URL does the same is a guess.
 */
export interface ResponseUrlAnswer {
  status: number;
  body: Json;
}

/** The app answers where a person acted. Works in any conversation, wherever the bot is. */
export function answerResponseUrl(state: WorkspaceState, id: string, body: unknown): ResponseUrlAnswer {
  const breach = (path: string, text: string) =>
    state.journal.add({ kind: 'breach', where: 'response_url', path, text });
  const use = state.responseUrls.use(id);
  if (!use.ok) {
    if (use.error !== 'expired_url') breach('', use.error);
    return { status: 404, body: { ok: false, error: use.error } };
  }
  if (!isJson(body)) {
    breach('', 'must be JSON');
    return { status: 400, body: { ok: false, error: 'invalid_payload' } };
  }
  if (body['delete_original'] === true) {
    removeOriginal(state, use.responseUrl);
    if (body['text'] === undefined && body['blocks'] === undefined) return { status: 200, body: { ok: true } };
  }
  const refused = showResponse(state, use.responseUrl, body, breach);
  return refused === undefined
    ? { status: 200, body: { ok: true } }
    : { status: 400, body: { ok: false, error: refused } };
}

/**
 * Shows a response (of a response URL, or in the acknowledgement of a command) where it belongs; the error if Slack
 * refuses it.
 */
export function showResponse(
  state: WorkspaceState,
  where: Omit<ResponseUrl, 'id'>,
  body: Json,
  breach: (path: string, text: string) => void,
): string | undefined {
  const breaches = validateMessage({ text: body['text'], blocks: body['blocks'] });
  for (const found of breaches) breach(found.path, found.text);
  const refused = breaches.find((found) => found.error !== 'missing_text_in_message');
  if (refused !== undefined) return refused.error;
  const threadTs = body['thread_ts'] === undefined ? where.threadTs : String(body['thread_ts']);
  const blocks = body['blocks'] === undefined ? {} : { blocks: body['blocks'] };
  const content: Content = { text: String(body['text'] ?? ''), threadTs, ...blocks };
  if (body['replace_original'] === true && replaceOriginal(state, where, content)) return undefined;
  if (body['response_type'] === 'in_channel') {
    postMessage(state, where.channelId, state.app.botUserId, content, true);
  } else {
    postEphemeral(state, { channelId: where.channelId, userId: where.userId }, content);
  }
  return undefined;
}

function replaceOriginal(state: WorkspaceState, where: Omit<ResponseUrl, 'id'>, content: Content): boolean {
  const { message, ephemeral } = originalOf(state, where);
  if (message !== undefined) editMessage(state, message, content);
  if (ephemeral !== undefined) editEphemeral(state, ephemeral, content);
  return message !== undefined || ephemeral !== undefined;
}

function removeOriginal(state: WorkspaceState, where: Omit<ResponseUrl, 'id'>): void {
  const { message, ephemeral } = originalOf(state, where);
  if (message !== undefined) deleteMessage(state, message);
  if (ephemeral !== undefined) deleteEphemeral(state, ephemeral);
}

function originalOf(state: WorkspaceState, { original, channelId }: Omit<ResponseUrl, 'id'>) {
  const ts = original?.ts ?? '';
  return {
    message: original?.isEphemeral === false ? state.messages.find(channelId, ts) : undefined,
    ephemeral: original?.isEphemeral === true ? state.ephemerals.find((shown) => shown.ts === ts) : undefined,
  };
}
