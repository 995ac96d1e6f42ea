import { createServer } from 'node:net';
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { describeStartFault } from '../../src/operating/start-fault.ts';
import { startProbeServer } from '../../src/slack/connection/probes.ts';

const API = 'https://slack.com/api/';

const listenError = (where: { port: number; host?: string }) =>
  startProbeServer(where, { isConnected: () => true, askDatabase: async () => true }).catch(
    (reason: unknown) => reason,
  );

describe('describeStartFault', () => {
  it.each([
    ['invalid_auth', 'OAuth & Permissions → Bot User OAuth Token'],
    ['token_revoked', 'no longer valid'],
    ['team_disabled', 'The token is no longer valid (team_disabled). Install the app again'],
    ['missing_scope', 'A token lacks a scope.'],
    ['not_allowed_token_type', 'connections:write'],
    ['constructor', 'Slack refused the start (constructor).'],
    ['something_new', 'Slack refused the start (something_new).'],
  ])('says what to do about %s, in one line', (code, expected) => {
    const text = describeStartFault(new WebAPIPlatformError({ ok: false, error: code }), API);
    expect(text).toContain(expected);
    expect(text).not.toContain('\n');
  });

  it('names the address that could not be reached, or that gave no answer of Slack', () => {
    expect(describeStartFault(new WebAPIRequestError(new Error('fetch failed')), API)).toContain(API);
    expect(describeStartFault(new WebAPIHTTPError(503, 'Unavailable', {}), API)).toContain('HTTP 503');
  });

  it('names a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(describeStartFault(await listenError({ port }), API)).toContain('Set PORT');
    other.close();
  });

  it.each([
    ['203.0.113.9', 'HOST is not an address of this machine.'],
    ['2001:db8::1', 'HOST is not an address of this machine.'],
    ['no-such-host.invalid', 'HOST could not be resolved.'],
  ])('says in one line what is wrong with %s as HOST', async (host, expected) => {
    const text = describeStartFault(await listenError({ port: 0, host }), API);
    expect(text).toContain(expected);
    expect(text).not.toContain('\n');
  });

  it('does not take a database that cannot be found for a wrong HOST', () => {
    const error = Object.assign(new Error('getaddrinfo ENOTFOUND db'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' });
    expect(describeStartFault(error, API)).toBeNull();
  });

  it('leaves a fault of ours alone', () => {
    expect(describeStartFault(new TypeError('x is undefined'), API)).toBeNull();
  });
});
