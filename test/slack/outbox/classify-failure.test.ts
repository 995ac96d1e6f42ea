import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebAPIPlatformError } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classifyFailure, type Failure, isTokenFault } from '../../../src/slack/connection/slack-errors.ts';
import { freePort } from '../../support/free-port.ts';
import { type FakeSlack, type Reply, startFakeSlack } from './support/fake-slack.ts';
import { createPostingClient } from './support/posting-client.ts';

let slack: FakeSlack;

beforeEach(async () => {
  slack = await startFakeSlack();
});

afterEach(() => slack.close());

/** What the real client throws, sorted. */
async function failureOf(apiUrl: string, timeoutMs?: number): Promise<Failure> {
  try {
    await createPostingClient(apiUrl, timeoutMs).chat.postMessage({ channel: 'C1', text: 'x' });
  } catch (error) {
    return classifyFailure(error);
  }
  throw new Error('The call succeeded');
}

describe('a failed call', () => {
  it.each<[string, Reply, Failure]>([
    ['not_in_channel', { kind: 'error', error: 'not_in_channel' }, { kind: 'no-access', error: 'not_in_channel' }],
    ['is_archived', { kind: 'error', error: 'is_archived' }, { kind: 'no-access', error: 'is_archived' }],
    [
      'invalid_blocks with its places',
      { kind: 'error', error: 'invalid_blocks', messages: ['[ERROR] x'] },
      { kind: 'content', error: 'invalid_blocks', details: ['[ERROR] x'] },
    ],
    [
      'a word of Slack that nobody foresaw',
      { kind: 'error', error: 'new_in_2031' },
      { kind: 'content', error: 'new_in_2031', details: [] },
    ],
    [
      'a word that every object knows',
      { kind: 'error', error: 'constructor' },
      { kind: 'content', error: 'constructor', details: [] },
    ],
    ['message_not_found', { kind: 'error', error: 'message_not_found' }, { kind: 'gone', error: 'message_not_found' }],
    ['token_revoked', { kind: 'error', error: 'token_revoked' }, { kind: 'not-authorised', error: 'token_revoked' }],
    [
      'missing_scope with the scope that it needs, by its name of today',
      { kind: 'error', error: 'missing_scope', needed: 'chat:write:bot' },
      { kind: 'not-permitted', error: 'missing_scope', scope: 'chat:write' },
    ],
    [
      'missing_scope that does not say which',
      { kind: 'error', error: 'missing_scope' },
      { kind: 'not-permitted', error: 'missing_scope', scope: '' },
    ],
    ...['not_allowed_token_type', 'team_access_not_granted', 'ekm_access_denied', 'enterprise_is_restricted'].map(
      (error): [string, Reply, Failure] => [
        `${error}, which only an admin can change`,
        { kind: 'error', error },
        { kind: 'not-permitted', error },
      ],
    ),
    ...['team_added_to_org', 'org_login_required', 'external_channel_migrating'].map(
      (error): [string, Reply, Failure] => [
        `${error}, which passes`,
        { kind: 'error', error },
        { kind: 'not-authorised', error },
      ],
    ),
    ['is_inactive', { kind: 'error', error: 'is_inactive' }, { kind: 'no-access', error: 'is_inactive' }],
    [
      'update_failed, after which it may have been done',
      { kind: 'error', error: 'update_failed' },
      { kind: 'uncertain', error: 'update_failed' },
    ],
    [
      '429 with Retry-After 7',
      { kind: 'http', status: 429, headers: { 'retry-after': '7' } },
      { kind: 'rate-limited', error: 'ratelimited', retryAfterMs: 7000 },
    ],
    [
      '429 without Retry-After',
      { kind: 'http', status: 429 },
      { kind: 'rate-limited', error: 'ratelimited', retryAfterMs: 30_000 },
    ],
    ['403 of a proxy', { kind: 'http', status: 403 }, { kind: 'unreachable', error: 'http_403' }],
    ['503', { kind: 'http', status: 503 }, { kind: 'uncertain', error: 'http_503' }],
    ['fatal_error', { kind: 'error', error: 'fatal_error' }, { kind: 'uncertain', error: 'fatal_error' }],
    [
      'a page instead of JSON',
      { kind: 'http', status: 200, body: '<html>Be right back</html>' },
      { kind: 'uncertain', error: 'answer_not_understood' },
    ],
    ['a connection that broke', { kind: 'lost' }, { kind: 'uncertain', error: 'UND_ERR_SOCKET' }],
    ['silence', { kind: 'silent' }, { kind: 'uncertain', error: 'TimeoutError' }],
  ])('is sorted: %s', async (_name, reply, expected) => {
    slack.onCall(() => reply);
    expect(await failureOf(slack.apiUrl, reply.kind === 'silent' ? 100 : undefined)).toEqual(expected);
  });

  it.each([
    ['nobody listens', async () => `http://127.0.0.1:${await freePort()}/`, 'ECONNREFUSED'],
    ['the name is not known', async () => 'http://no-such-host.invalid/', 'ENOTFOUND|EAI_AGAIN'],
    ['TLS is not agreed upon', async () => slack.apiUrl.replace('http:', 'https:'), 'ERR_SSL_.*'],
  ])('surely posted nothing where %s', async (_name, address, code) => {
    const failure = await failureOf(await address());
    expect(failure).toEqual({ kind: 'unreachable', error: expect.stringMatching(new RegExp(`^(${code})$`)) });
  });

  it('may have posted where the answer breaks off while it is read', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"ok":', () => response.destroy());
    });
    const address = await listen(server);
    expect(await failureOf(address)).toMatchObject({ kind: 'uncertain' });
    server.closeAllConnections();
    server.close();
  });
});

describe('isTokenFault', () => {
  it.each([
    ['invalid_auth', true],
    ['not_allowed_token_type', true],
    ['user_removed_from_team', true],
    ['team_disabled', true],
    ['org_login_required', false],
    ['missing_scope', false],
    ['constructor', false],
  ])('says of %s: %s', (error, expected) => {
    expect(isTokenFault(new WebAPIPlatformError({ ok: false, error }))).toBe(expected);
  });
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
