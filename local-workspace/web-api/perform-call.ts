import type { Json } from '../json.ts';
import type { WorkspaceState } from '../state/workspace-state.ts';
import { type Method, refuse } from './method.ts';
import { assistantMethods } from './methods/assistant.ts';
import { basicMethods } from './methods/basics.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationMethods } from './methods/conversations.ts';
import { fileMethods } from './methods/files.ts';
import { functionMethods } from './methods/functions.ts';
import { peopleMethods } from './methods/people.ts';
import { reactionMethods } from './methods/reactions.ts';
import { viewMethods } from './methods/views.ts';
import { isForeseeable, scopesFor } from './scopes.ts';

const METHODS: Record<string, Method> = {
  ...basicMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...functionMethods,
  ...peopleMethods,
  ...assistantMethods,
  ...reactionMethods,
  ...viewMethods,
};

/** Methods that want the app-level token; all others want the bot's. */
const APP_TOKEN_METHODS = new Set(['apps.connections.open']);

/** Methods that are called without a token. */
const TOKENLESS_METHODS = new Set(['oauth.v2.access']);

/** Whether a bot token is this workspace's, or was until it was refreshed. */
export function holdsToken({ app, earlierTokens }: WorkspaceState, token: string): boolean {
  return token === app.botToken || earlierTokens.has(token);
}

/** Slack's answer to one call: token, scope, method, in that order. `own` are methods that need more than the state. */
export function performCall(
  state: WorkspaceState,
  own: Record<string, Method>,
  method: string,
  args: Json,
  token: string | undefined,
  isDelayed: boolean,
): Json {
  const breach = (path: string, text: string) => state.journal.add({ kind: 'breach', where: method, path, text });
  const perform = own[method] ?? METHODS[method];
  if (perform === undefined) {
    breach('', 'is a method that this workspace does not know');
    return refuse('unknown_method');
  }
  const wrong = TOKENLESS_METHODS.has(method) ? undefined : wrongToken(state, method, token);
  if (wrong !== undefined) return refuse(wrong);
  const needed = scopesFor(method, args, state.channels.get(String(args['channel']))?.kind);
  const scope = needed.find((name) => state.scopes?.has(name) === false);
  if (scope !== undefined && state.scopes !== undefined) {
    if (isForeseeable(method, state.scopes)) breach('', `needs the scope ${scope}`);
    return { ...refuse('missing_scope'), needed: scope, provided: [...state.scopes].join(',') };
  }
  return perform({ state, args, isDelayed, breach });
}

function wrongToken(state: WorkspaceState, method: string, token: string | undefined): string | undefined {
  const { app, isInstalled, tokenExpiresAt, earlierTokens } = state;
  if (token === undefined) return 'not_authed';
  const isBots = holdsToken(state, token);
  if (!isBots && token !== app.appToken) return 'invalid_auth';
  // As auth.test's list of errors says of a bot's token (docs.slack.dev/reference/methods/auth.test).
  if (isBots && !isInstalled) return 'account_inactive';
  const expiresAt = token === app.botToken ? tokenExpiresAt : earlierTokens.get(token);
  if (expiresAt !== undefined && expiresAt <= state.clock()) return 'token_expired';
  return APP_TOKEN_METHODS.has(method) === isBots ? 'not_allowed_token_type' : undefined;
}
