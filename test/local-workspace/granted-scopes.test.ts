import { afterEach, describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace } from '../../local-workspace/start-workspace.ts';

let workspace: Workspace;
afterEach(() => workspace.stop());

async function scopesIn(answerTo: string): Promise<string[]> {
  const headers = { authorization: `Bearer ${workspace.botToken}` };
  const response = await fetch(new URL(answerTo, workspace.apiUrl), { method: 'POST', headers });
  return response.headers.get('x-oauth-scopes')?.split(',') ?? [];
}

describe('every answer of the Web API', () => {
  it('tells the scopes that the bot has', async () => {
    workspace = await startWorkspace({ scopes: ['chat:write', 'channels:history'] });
    for (const method of ['auth.test', 'chat.postMessage']) {
      expect(await scopesIn(method)).toEqual(['chat:write', 'channels:history']);
    }
  });

  it('tells all of them where none were left out', async () => {
    workspace = await startWorkspace();
    expect(await scopesIn('auth.test')).toEqual(expect.arrayContaining(['chat:write', 'groups:history', 'im:write']));
  });
});
