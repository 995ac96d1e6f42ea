import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBoltLogger, createLogger } from '../../../src/logger.ts';
import { type Clients, createClients } from '../../../src/slack/connection/clients.ts';
import { type FakeSlack, startFakeSlack } from '../outbox/support/fake-slack.ts';

const TITLE = { type: 'plain_text' as const, text: 'T' };

describe('a client', () => {
  let slack: FakeSlack;
  let client: WebClient;
  let clients: Clients;
  let failures: unknown[];
  beforeEach(async () => {
    slack = await startFakeSlack();
    failures = [];
    const logger = createBoltLogger(createLogger({ level: 'fatal' }), 'fatal');
    const settings = { botToken: 'xoxb-test', slackApiUrl: slack.apiUrl, logger };
    clients = createClients(settings, (error) => failures.push(error));
    client = clients.posting;
  });
  afterEach(() => slack.close());

  it('sends blocks, texts, numbers and yes or no as they are given, and leaves out what is not', async () => {
    const blocks = [
      { type: 'section' as const, text: { type: 'plain_text' as const, text: 'a "quoted" & <word>, ü\n' } },
    ];
    const args = { channel: 'C1', text: 'x', blocks, unfurl_links: false, reply_broadcast: false, thread_ts: '1.2' };
    await client.chat.postMessage(args);
    await client.conversations.history({ channel: 'C1', limit: 7 });
    expect(slack.calls.map(({ args: sent }) => sent)).toEqual([
      { ...args, unfurl_links: 'false', reply_broadcast: 'false' },
      { channel: 'C1', limit: '7' },
    ]);
  });

  it('sends a view as it is given', async () => {
    const view = { type: 'modal' as const, title: TITLE, blocks: [] };
    await client.views.open({ trigger_id: 'T1', view });
    expect(slack.calls).toEqual([{ method: 'views.open', args: { trigger_id: 'T1', view } }]);
  });

  it('gives up what a person waits for after 2.5 s, since a trigger lives 3 s, and a post after 10 s', async () => {
    const limits = vi.spyOn(AbortSignal, 'timeout');
    await clients.interactive.views.open({ trigger_id: 'T1', view: { type: 'modal', title: TITLE, blocks: [] } });
    await clients.posting.chat.postMessage({ channel: 'C1', text: 'x' });
    expect(limits.mock.calls).toEqual([[2500], [10_000]]);
    limits.mockRestore();
  });

  it('calls once, whatever comes of it, and tells of each failure', async () => {
    slack.onCall(() => ({ kind: 'http', status: 500 }));
    await expect(client.chat.postMessage({ channel: 'C1', text: 'x' })).rejects.toThrow();
    slack.onCall(() => ({ kind: 'http', status: 429, headers: { 'retry-after': '30' } }));
    await expect(client.chat.postMessage({ channel: 'C1', text: 'x' })).rejects.toMatchObject({ retryAfter: 30 });
    expect(slack.calls).toHaveLength(2);
    expect(failures).toHaveLength(2);
  });
});
