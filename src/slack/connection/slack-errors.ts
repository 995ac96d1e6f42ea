import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';

/** Why a call failed, by what can be done about it. */
export type Failure =
  /** The bot may not write there. Nothing was posted; the requester can help. */
  | { kind: 'no-access'; error: string }
  /** Slack refuses the content. Nothing was posted; `details` says where, in JSON pointers. */
  | { kind: 'content'; error: string; details: string[] }
  /** The message to edit or reply to is gone. */
  | { kind: 'gone'; error: string }
  /**
   * An admin must change something first. Nothing was posted, and a retry is useless. `scope`: the missing one, '' where Slack
   * doesn't say; absent where the reason is another one.
   */
  | { kind: 'not-permitted'; error: string; scope?: string }
  /** Slack refuses the token: it must be replaced, or the workspace is being migrated. Nothing was posted. */
  | { kind: 'not-authorised'; error: string }
  /** Nothing was posted; retry after `retryAfterMs`. */
  | { kind: 'rate-limited'; error: string; retryAfterMs: number }
  /** The request never arrived, so it may be repeated. */
  | { kind: 'unreachable'; error: string }
  /** It may or may not be posted. */
  | { kind: 'uncertain'; error: string };

interface SlackError {
  /** What may be done about it. */
  kind: Failure['kind'];
  /** Inviting the bot would help. */
  isInvitable?: true;
  /** The token is invalid: it must be replaced. */
  isToken?: true;
  /** What it means to a caller that isn't posting. */
  meaning?: Meaning;
  /** What to do about it at the start. */
  startText?: (code: string) => string;
}

type Meaning =
  | 'scope-missing'
  /** Too late to open a form by this click. */
  | 'trigger-expired'
  /** The form has changed since. */
  | 'view-changed'
  | 'user-unknown'
  | 'user-hidden'
  | 'reaction-there'
  /** A retry can't upload this file. */
  | 'upload-barred';

const copyTokens = (code: string): string =>
  `Slack does not know this token (${code}). Copy SLACK_BOT_TOKEN from OAuth & Permissions → Bot User OAuth Token, and SLACK_APP_TOKEN from Basic Information → App-Level Tokens.`;

const installAgain = (code: string): string =>
  `The token is no longer valid (${code}). Install the app again and copy the new Bot User OAuth Token from OAuth & Permissions.`;

/** Each method's page at https://docs.slack.dev/reference/methods lists its codes. */
const ERRORS = {
  // The bot may not write there.
  not_in_channel: { kind: 'no-access', isInvitable: true },
  channel_not_found: { kind: 'no-access', isInvitable: true },
  no_permission: { kind: 'no-access', isInvitable: true },
  is_archived: { kind: 'no-access' },
  restricted_action: { kind: 'no-access' },
  restricted_action_read_only_channel: { kind: 'no-access' },
  restricted_action_non_threadable_channel: { kind: 'no-access' },
  restricted_action_thread_locked: { kind: 'no-access' },
  restricted_action_thread_only_channel: { kind: 'no-access' },
  messages_tab_disabled: { kind: 'no-access' },
  access_denied: { kind: 'no-access' },
  is_inactive: { kind: 'no-access' },
  user_not_found: { kind: 'no-access', meaning: 'user-unknown' },

  message_not_found: { kind: 'gone' },
  thread_not_found: { kind: 'gone' },
  cant_update_message: { kind: 'gone' },
  edit_window_closed: { kind: 'gone' },

  // Only an admin can lift these: waiting doesn't help, nor does another channel.
  missing_scope: {
    kind: 'not-permitted',
    meaning: 'scope-missing',
    startText: () =>
      'A token lacks a scope. SLACK_APP_TOKEN needs connections:write; the scopes of the bot stand in manifest.yml.',
  },
  not_allowed_token_type: {
    kind: 'not-permitted',
    isToken: true,
    startText: () =>
      'SLACK_APP_TOKEN is not an app-level token. Make one under Basic Information → App-Level Tokens, with the scope connections:write.',
  },
  team_access_not_granted: { kind: 'not-permitted' },
  ekm_access_denied: { kind: 'not-permitted' },
  enterprise_is_restricted: { kind: 'not-permitted' },
  accesslimited: { kind: 'not-permitted' },
  two_factor_setup_required: { kind: 'not-permitted' },

  // A refused token; a workspace that moves into an organization, or a channel that moves out of one.
  invalid_auth: { kind: 'not-authorised', isToken: true, startText: copyTokens },
  not_authed: { kind: 'not-authorised', isToken: true, startText: copyTokens },
  token_revoked: { kind: 'not-authorised', isToken: true, startText: installAgain },
  token_expired: { kind: 'not-authorised', isToken: true, startText: installAgain },
  account_inactive: { kind: 'not-authorised', isToken: true, startText: installAgain },
  org_login_required: { kind: 'not-authorised' },
  team_added_to_org: { kind: 'not-authorised' },
  external_channel_migrating: { kind: 'not-authorised' },
  // Of auth.test. No page lists these for a post.
  user_removed_from_team: { kind: 'content', isToken: true, startText: installAgain },
  team_disabled: { kind: 'content', isToken: true, startText: installAgain },

  ratelimited: { kind: 'rate-limited' },
  rate_limited: { kind: 'rate-limited' },
  message_limit_exceeded: { kind: 'rate-limited' },

  // Slack says that these may have had an effect.
  internal_error: { kind: 'uncertain' },
  fatal_error: { kind: 'uncertain' },
  service_unavailable: { kind: 'uncertain' },
  request_timeout: { kind: 'uncertain' },
  update_failed: { kind: 'uncertain' },

  // Of views.open and views.update.
  expired_trigger_id: { kind: 'content', meaning: 'trigger-expired' },
  exchanged_trigger_id: { kind: 'content', meaning: 'trigger-expired' },
  trigger_expired: { kind: 'content', meaning: 'trigger-expired' },
  hash_conflict: { kind: 'content', meaning: 'view-changed' },

  // Of users.conversations.
  user_not_visible: { kind: 'content', meaning: 'user-hidden' },

  // Of reactions.add.
  already_reacted: { kind: 'content', meaning: 'reaction-there' },

  // Of files.getUploadURLExternal and files.completeUploadExternal.
  file_uploads_disabled: { kind: 'content', meaning: 'upload-barred' },
  file_uploads_except_images_disabled: { kind: 'content', meaning: 'upload-barred' },
  file_type_not_allowed: { kind: 'content', meaning: 'upload-barred' },
  posting_to_channel_denied: { kind: 'content', meaning: 'upload-barred' },
  file_upload_size_restricted: { kind: 'content', meaning: 'upload-barred' },
  storage_limit_reached: { kind: 'content', meaning: 'upload-barred' },
} satisfies Record<string, SlackError>;

const UNLISTED: SlackError = { kind: 'content' };

/** Returns what is known of a code. One that isn't listed counts as `content`. */
export const errorOf = (code: string): SlackError =>
  Object.hasOwn(ERRORS, code) ? ERRORS[code as keyof typeof ERRORS] : UNLISTED;

/** Slack's code in what a `WebClient` has thrown; undefined where Slack did not answer with one. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;

/** What Slack's refusal says to a caller that isn't posting. */
export const meaningOf = (error: unknown): Meaning | undefined => errorOf(codeOf(error) ?? '').meaning;

/**
 * The scope that a refused call needed, or undefined where a scope was not the reason. '' where Slack doesn't name one. Slack's
 * answer has it in `needed`, at times by its old name `chat:write:bot` (https://github.com/slackapi/bolt-js/issues/2182).
 */
export function missingScopeOf(error: unknown): string | undefined {
  if (!(error instanceof WebAPIPlatformError) || meaningOf(error) !== 'scope-missing') return undefined;
  const { needed }: { error: string; needed?: unknown } = error.data;
  if (typeof needed !== 'string' || !/^[a-z][a-z_.:]{0,50}$/.test(needed)) return '';
  return needed.replace(/:(bot|user)$/, '');
}

/** Wait after a rate limit without a usable `Retry-After`. */
const UNSTATED_WAIT_MS = 30_000;

/** Returns whether the code says that this app can't upload files there, whatever else it can do. */
export function isUploadBarred(code: string): boolean {
  const { meaning } = errorOf(code);
  return meaning === 'upload-barred' || meaning === 'scope-missing';
}

/** Classifies an error of a `WebClient` without retries and without a rate limit queue. */
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
  // Such as an answer that broke off: the request had arrived.
  return { kind: 'uncertain', error: thrown instanceof Error ? thrown.name : 'unknown' };
}

function ofPlatform(thrown: WebAPIPlatformError): Failure {
  const { data } = thrown;
  const { error } = data;
  // An answer that isn't JSON, such as a proxy's page, becomes the error's text.
  if (!/^[a-z0-9_.-]{1,100}$/i.test(error)) return { kind: 'uncertain', error: 'answer_not_understood' };
  const { kind } = errorOf(error);
  switch (kind) {
    case 'content':
      return { kind, error, details: data.response_metadata?.messages ?? [] };
    case 'not-permitted': {
      const scope = missingScopeOf(thrown);
      return { kind, error, ...(scope !== undefined && { scope }) };
    }
    case 'rate-limited':
      return { kind, error, retryAfterMs: UNSTATED_WAIT_MS };
    default:
      return { kind, error };
  }
}

/** A proxy that refuses the request posts nothing. After a 5xx the effect is unknown. */
function ofHttpStatus(status: number): Failure {
  const error = `http_${status}`;
  return status >= 500 ? { kind: 'uncertain', error } : { kind: 'unreachable', error };
}

/** Failures before the first byte was sent: unknown host, no connection, failed TLS handshake. */
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

/** Returns whether Slack didn't open a form in time: no answer within the client's limit, or its trigger had expired. */
export function isLate(error: unknown): boolean {
  if (error instanceof WebAPIRequestError) return error.original.name === 'TimeoutError';
  return meaningOf(error) === 'trigger-expired';
}

/** Our own code, where there is no token to call Slack with: the app was removed. */
export const NOT_INSTALLED = 'not_installed';

/** The codes after which a post waits until its workspace has a new token. */
export const REFUSED_TOKEN: readonly string[] = [
  NOT_INSTALLED,
  ...Object.keys(ERRORS).filter((code) => errorOf(code).isToken && errorOf(code).kind === 'not-authorised'),
];

export const RATE_LIMITS = Object.keys(ERRORS).filter((code) => errorOf(code).kind === 'rate-limited');

export const isTokenFault = (error: unknown): boolean => errorOf(codeOf(error) ?? '').isToken === true;

/** Says what to do about a refusal at the start; undefined for unknown codes. */
export const startTextOf = (code: string): string | undefined => errorOf(code).startText?.(code);
