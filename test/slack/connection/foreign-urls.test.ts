import { describe, expect, it } from 'vitest';
import { withoutForeignUrls } from '../../../src/slack/connection/foreign-urls.ts';

const API = 'https://slack.com/api/';

describe('withoutForeignUrls', () => {
  it.each([
    'https://hooks.slack.com/commands/T1/2/secret',
    'https://hooks.slack.com/actions/T1/2/secret?x=1',
    'https://hooks.slack-gov.com/commands/T1/2/secret',
    'https://acme.slack.com/response/secret',
    'https://HOOKS.SLACK.COM/commands/T1/2/secret',
    'https://hooks.slack.com:443/commands/T1/2/secret',
  ])('keeps %s', (url) => {
    const body = { response_url: url, response_urls: [{ response_url: url, channel_id: 'C1' }], text: 'x' };
    expect(withoutForeignUrls(body, API)).toEqual({ body, foreign: [] });
  });

  it.each([
    ['http://hooks.slack.com/commands/T1/2/secret', 'http://hooks.slack.com'],
    ['https://evil.example/commands/T1/2/secret', 'https://evil.example'],
    ['https://hooks.slack.com.evil.example/secret', 'https://hooks.slack.com.evil.example'],
    ['https://evilslack.com/secret', 'https://evilslack.com'],
    ['https://hooks.slack.com@evil.example/secret', 'https://evil.example'],
    ['https://user:secret@hooks.slack.com.example/x', 'https://hooks.slack.com.example'],
    ['https://hooks.slack.com:8443/secret', 'https://hooks.slack.com:8443'],
    ['https://169.254.169.254/latest/secret', 'https://169.254.169.254'],
    ['http://127.0.0.1:3000/slack/secret', 'http://127.0.0.1:3000'],
    ['file:///etc/secret', 'a malformed address'],
    ['javascript:secret', 'a malformed address'],
    ['secret', 'a malformed address'],
    ['', 'a malformed address'],
  ])('takes out %s, and names only %s', (url, named) => {
    const kept = { response_url: 'https://hooks.slack.com/commands/T1/2/x', channel_id: 'C2' };
    const body = { command: '/x', response_url: url, response_urls: [{ response_url: url }, kept] };
    const read = withoutForeignUrls(body, API);
    expect(read).toEqual({ body: { command: '/x', response_urls: [kept] }, foreign: [named] });
    expect(JSON.stringify(read)).not.toContain('secret');
  });

  it('keeps those of the API that is configured, on its port and by its protocol alone', () => {
    const api = 'http://127.0.0.1:4000/api/';
    const url = 'http://127.0.0.1:4000/response/secret';
    expect(withoutForeignUrls({ response_url: url }, api).foreign).toEqual([]);
    for (const other of ['http://127.0.0.1:4001/x', 'https://127.0.0.1:4000/x', 'http://localhost:4000/x']) {
      expect(withoutForeignUrls({ response_url: other }, api).foreign).toHaveLength(1);
    }
  });

  it('leaves what has none as it is', () => {
    for (const body of [{ type: 'event_callback' }, { response_url: null }, { response_urls: null }]) {
      expect(withoutForeignUrls(body, API)).toEqual({ body, foreign: [] });
    }
  });
});
