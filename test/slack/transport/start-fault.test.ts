import { createServer } from 'node:net';
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { startProbeServer } from '../../../src/slack/transport/probes.ts';
import { describeStartFault } from '../../../src/slack/transport/start-fault.ts';

const API = 'https://slack.com/api/';

describe('describeStartFault', () => {
  it.each([
    ['invalid_auth', 'OAuth & Permissions → Bot User OAuth Token'],
    ['token_revoked', 'no longer valid'],
    ['not_allowed_token_type', 'connections:write'],
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
    const error = await startProbeServer(port, { isConnected: () => true, askDatabase: async () => {} }).catch(
      (reason: unknown) => reason,
    );
    expect(describeStartFault(error, API)).toContain('Set PORT');
    other.close();
  });

  it('leaves a fault of ours alone', () => {
    expect(describeStartFault(new TypeError('x is undefined'), API)).toBeNull();
  });
});
