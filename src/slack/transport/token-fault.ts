import { WebAPIPlatformError } from '@slack/web-api';

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
