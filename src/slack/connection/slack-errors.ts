import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { missingScopeOf } from '../scopes.ts';

/** Why a call did not succeed, by what may be done about it. */
export type Failure =
  /** The bot may not write there. Nothing was posted; the requester can do something about it. */
  | { kind: 'no-access'; error: string }
  /** Slack does not take the content. Nothing was posted; `details` says where, in JSON pointers. */
  | { kind: 'content'; error: string; details: string[] }
  /** The message that was to be changed or answered is no longer there. */
  | { kind: 'gone'; error: string }
  /**
   * The app may not do this until an admin changes something. Nothing was posted, and trying again is useless. `scope`: which one
   * is missing, '' where Slack doesn't say; absent where it is no scope.
   */
  | { kind: 'not-permitted'; error: string; scope?: string }
  /** Slack takes nothing from this token now: it must be replaced, or the workspace is moving. Nothing was posted. */
  | { kind: 'not-authorised'; error: string }
  /** Nothing was posted; it may be tried again after so many milliseconds. */
  | { kind: 'rate-limited'; error: string; retryAfterMs: number }
  /** The request never arrived, so that it may be repeated. */
  | { kind: 'unreachable'; error: string }
  /** Nobody knows whether it was posted. */
  | { kind: 'uncertain'; error: string };

/** Errors of https://docs.slack.dev/reference/methods/chat.postMessage and chat.update. Those not named count as `content`. */
const INVITABLE = new Set(['not_in_channel', 'channel_not_found', 'no_permission']);

const NO_ACCESS = new Set([
  ...INVITABLE,
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
  'restricted_action_thread_only_channel',
  'messages_tab_disabled',
  'access_denied',
  'is_inactive',
  'user_not_found',
]);

const GONE = new Set(['message_not_found', 'thread_not_found', 'cant_update_message', 'edit_window_closed']);

/** Only an admin can lift these: no waiting does, and no other channel. */
const NOT_PERMITTED = new Set([
  'missing_scope',
  'not_allowed_token_type',
  'team_access_not_granted',
  'ekm_access_denied',
  'enterprise_is_restricted',
  'accesslimited',
  'two_factor_setup_required',
]);

/** A refused token, and a workspace that is moving into an organisation or a channel that is moving out of one. */
const NOT_AUTHORISED = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'org_login_required',
  'team_added_to_org',
  'external_channel_migrating',
]);

const RATE_LIMITED = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);

/** Slack says of these that part of the work may have been done. */
const UNCERTAIN = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'update_failed']);

/** The wait after a rate limit whose answer does not say how long. */
const UNSTATED_WAIT_MS = 30_000;

/** Whether Slack's error says that the bot may not write there. */
export function isNoAccess(error: string): boolean {
  return NO_ACCESS.has(error);
}

/** Whether an invitation to the channel would help. */
export function isInvitable(error: string): boolean {
  return INVITABLE.has(error);
}

/** Whether only an admin can lift it. */
export function isNotPermitted(error: string): boolean {
  return NOT_PERMITTED.has(error);
}

/** Sorts what a `WebClient` with neither retries nor a queue for rate limits has thrown. */
export function classifyFailure(thrown: unknown): Failure {
  if (thrown instanceof WebAPIPlatformError) return ofPlatform(thrown);
  if (thrown instanceof WebAPIRateLimitedError) {
    return { kind: 'rate-limited', error: 'ratelimited', retryAfterMs: thrown.retryAfter * 1000 };
  }
  if (thrown instanceof WebAPIHTTPError) return ofHttpStatus(thrown.statusCode);
  if (thrown instanceof WebAPIRequestError) return ofNetwork(thrown.original);
  // web-api 8.2 has no class for a 429 without a usable Retry-After.
  if (thrown instanceof Error && thrown.message.startsWith('Retry header did not contain a valid timeout')) {
    return { kind: 'rate-limited', error: 'ratelimited', retryAfterMs: UNSTATED_WAIT_MS };
  }
  // Among others an answer that broke off while it was read: the request had arrived.
  return { kind: 'uncertain', error: thrown instanceof Error ? thrown.name : 'unknown' };
}

function ofPlatform(thrown: WebAPIPlatformError): Failure {
  const { data } = thrown;
  const { error } = data;
  // An answer that is not JSON comes with its whole text as the error: a proxy's page, not Slack's word.
  if (!/^[a-z0-9_.-]{1,100}$/i.test(error)) return { kind: 'uncertain', error: 'answer_not_understood' };
  if (NO_ACCESS.has(error)) return { kind: 'no-access', error };
  if (GONE.has(error)) return { kind: 'gone', error };
  if (NOT_PERMITTED.has(error)) {
    const scope = missingScopeOf(thrown);
    return { kind: 'not-permitted', error, ...(scope !== undefined && { scope }) };
  }
  if (NOT_AUTHORISED.has(error)) return { kind: 'not-authorised', error };
  if (RATE_LIMITED.has(error)) return { kind: 'rate-limited', error, retryAfterMs: UNSTATED_WAIT_MS };
  if (UNCERTAIN.has(error)) return { kind: 'uncertain', error };
  return { kind: 'content', error, details: data.response_metadata?.messages ?? [] };
}

/** A proxy's "no" to the request as such posted nothing; after a 5xx nobody knows. */
function ofHttpStatus(status: number): Failure {
  const error = `http_${status}`;
  return status >= 500 ? { kind: 'uncertain', error } : { kind: 'unreachable', error };
}

/** Failures before the first byte of the request was sent: name not found, no connection, TLS not agreed. */
const BEFORE_SENDING =
  /^(ECONNREFUSED|ENOTFOUND|EAI_[A-Z]+|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_.+|ERR_TLS_.+|ERR_SSL_.+|SELF_SIGNED_.+|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_.+)$/;

function ofNetwork(original: Error): Failure {
  const codes = codesOf(original);
  const error = codes[0] ?? original.name;
  const neverSent = codes.length > 0 && codes.every((code) => BEFORE_SENDING.test(code));
  return { kind: neverSent ? 'unreachable' : 'uncertain', error };
}

/** The codes at the bottom of an error: fetch wraps the cause, and with several addresses there is one cause for each. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.flatMap(codesOf);
  if (error.cause !== undefined) return codesOf(error.cause);
  return 'code' in error && typeof error.code === 'string' ? [error.code] : [];
}

/** Errors of https://docs.slack.dev/reference/methods/auth.test that no waiting mends: the token must be replaced. */
const TOKEN_FAULTS = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'user_removed_from_team',
  'team_disabled',
]);

/** Whether Slack says that the token is no longer, or never was, valid. */
export function isTokenFault(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && TOKEN_FAULTS.has(error.data.error);
}

/**
 * Why a start failed, in one line for the person who started it, or null where it is nothing that person could mend:
 * then the error itself is to be shown. Slack's error codes: https://docs.slack.dev/reference/methods/auth.test
 */
export function describeStartFault(error: unknown, slackApiUrl: string): string | null {
  if (error instanceof WebAPIPlatformError) return describeRefusal(error.data.error);
  if (error instanceof WebAPIRateLimitedError) {
    return `Slack limits the rate of calls and asks to wait ${error.retryAfter} s. Start again after that.`;
  }
  if (error instanceof WebAPIHTTPError) {
    return `${slackApiUrl} answered with HTTP ${error.statusCode}. Check SLACK_API_URL, or try again later.`;
  }
  if (error instanceof WebAPIRequestError) {
    return `Slack could not be reached at ${slackApiUrl}. Check the network, a proxy and SLACK_API_URL.`;
  }
  if (error instanceof Error && 'syscall' in error && error.syscall === 'listen' && 'code' in error) {
    return describeListenFault(error.code);
  }
  return null;
}

/** Codes: https://nodejs.org/api/errors.html#common-system-errors, for `HOST` also those of getaddrinfo(3). */
function describeListenFault(code: unknown): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return 'The port is taken by another process. Set PORT to a free one.';
    case 'EACCES':
      return 'The port may not be used by this user. Set PORT to one from 1024 on.';
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
      return 'HOST is not an address of this machine. Set it to one, such as 127.0.0.1, or leave it out for all interfaces.';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'HOST could not be resolved. Set it to an address of this machine, such as 127.0.0.1, or leave it out for all interfaces.';
    default:
      return null;
  }
}

function describeRefusal(code: string): string {
  switch (code) {
    case 'invalid_auth':
    case 'not_authed':
      return `Slack does not know this token (${code}). Copy SLACK_BOT_TOKEN from OAuth & Permissions → Bot User OAuth Token, and SLACK_APP_TOKEN from Basic Information → App-Level Tokens.`;
    case 'token_revoked':
    case 'token_expired':
    case 'account_inactive':
    case 'user_removed_from_team':
    case 'team_disabled':
      return `The token is no longer valid (${code}). Install the app again and copy the new Bot User OAuth Token from OAuth & Permissions.`;
    case 'not_allowed_token_type':
      return 'SLACK_APP_TOKEN is not an app-level token. Make one under Basic Information → App-Level Tokens, with the scope connections:write.';
    case 'missing_scope':
      return 'A token lacks a scope. SLACK_APP_TOKEN needs connections:write; the scopes of the bot stand in manifest.yml.';
    default:
      return `Slack refused the start (${code}).`;
  }
}
