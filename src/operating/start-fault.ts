import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { codeOf, startTextOf } from '../slack/connection/slack-errors.ts';

/**
 * Why a start failed, in one line for the person who started it, or null where it is nothing that person could mend:
 * then show the error itself. Slack's error codes: https://docs.slack.dev/reference/methods/auth.test
 */
export function describeStartFault(error: unknown, slackApiUrl: string): string | null {
  const code = codeOf(error);
  if (code !== undefined) return startTextOf(code) ?? `Slack refused the start (${code}).`;
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
    return describeListenFault(error.code, 'setting' in error ? String(error.setting) : 'PORT');
  }
  return null;
}

/** Codes: https://nodejs.org/api/errors.html#common-system-errors, for hosts also those of getaddrinfo(3). */
function describeListenFault(code: unknown, setting: string): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return `The port is taken by another process. Set ${setting} to a free one.`;
    case 'EACCES':
      return `The port may not be used by this user. Set ${setting} to one from 1024 on.`;
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
