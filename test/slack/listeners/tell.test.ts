import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace } from '../../../local-workspace/start-workspace.ts';
import { createBoltLogger, createLogger } from '../../../src/logger.ts';
import { createClients } from '../../../src/slack/connection/clients.ts';
import { replaceNotice, tell } from '../../../src/slack/listeners/tell.ts';

describe('tell', () => {
  let workspace: Workspace;
  let parts: Parameters<typeof tell>[0];
  beforeEach(async () => {
    workspace = await startWorkspace();
    const logger = createLogger({ level: 'fatal' });
    const { botToken, apiUrl: slackApiUrl } = workspace;
    const { interactive } = createClients({ botToken, slackApiUrl, logger: createBoltLogger(logger, 'fatal') });
    parts = { interactive, logger };
  });
  afterEach(async () => {
    await workspace.stop();
    workspace.expectNoBreaches();
  });

  /** An address that no longer takes messages. */
  const usedUp = () => {
    workspace.faults.next('response_url', { kind: 'status', status: 404 });
    return workspace.apiUrl.replace('/api/', '/response/none');
  };

  it('uses the channel where the response address no longer works', async () => {
    const { id: userId } = workspace.addUser('ada');
    const channelId = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    await tell(parts, { userId, channelId, responseUrl: usedUp() }, { text: 'hello' });
    expect(workspace.ephemerals(userId).map(({ text }) => text)).toEqual(['hello']);
  });

  it("uses the person's own conversation where the bot is not in the channel", async () => {
    const { id: userId } = workspace.addUser('ada');
    const channelId = workspace.addChannel({ name: 'ml', kind: 'private' });
    await tell(parts, { userId, channelId }, { text: 'hello' });
    expect(workspace.messages(workspace.directMessage(userId)).map(({ text }) => text)).toEqual(['hello']);
  });

  it('never rejects, even where Slack does not answer at all', async () => {
    workspace.faults.next('chat.postMessage', { kind: 'dropRequest' });
    await expect(tell(parts, { userId: 'U00000000' }, { text: 'hello' })).resolves.toBeUndefined();
  });

  it('says anew what it cannot replace', async () => {
    const { id: userId } = workspace.addUser('ada');
    const channelId = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    await replaceNotice(parts, { userId, channelId, responseUrl: usedUp() }, { text: 'posted' });
    expect(workspace.ephemerals(userId).map(({ text }) => text)).toEqual(['posted']);
  });
});
