import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace } from '../../local-workspace/start-workspace.ts';
import { clientOf, errorOf, modal, section } from './bolt-app.ts';

let workspace: Workspace;
let channel: string;
beforeEach(async () => {
  workspace = await startWorkspace();
  channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
});
afterEach(() => workspace.stop());

const post = () => errorOf(clientOf(workspace).chat.postMessage({ channel, text: 'x' }));
const posted = () => workspace.messages(channel).length;

describe('a fault on demand', () => {
  it('answers 429 with Retry-After, performs nothing, and is over after the times asked for', async () => {
    workspace.faults.next('chat.postMessage', { kind: '429', retryAfter: 7 }, 2);
    const refusal = await clientOf(workspace)
      .chat.postMessage({ channel, text: 'x' })
      .catch((error: { retryAfter: number }) => error.retryAfter);
    expect(refusal).toBe(7);
    expect(await post()).not.toBe('none');
    expect(posted()).toBe(0);
    expect(await post()).toBe('none');
    expect(posted()).toBe(1);
  });

  it('answers an HTTP status and performs nothing', async () => {
    workspace.faults.next('chat.postMessage', { kind: 'status', status: 503 });
    expect(await post()).toContain('503');
    expect(posted()).toBe(0);
  });

  it('refuses with the error asked for, which is no breach', async () => {
    workspace.faults.next('chat.postMessage', { kind: 'error', error: 'invalid_blocks' });
    expect(await post()).toBe('invalid_blocks');
    expect(posted()).toBe(0);
    workspace.expectNoBreaches();
  });

  it('cuts the connection before anything is performed', async () => {
    workspace.faults.next('chat.postMessage', { kind: 'dropRequest' });
    expect(await post()).not.toBe('none');
    expect(posted()).toBe(0);
  });

  it('performs, and cuts the connection before the answer', async () => {
    workspace.faults.next('chat.postMessage', { kind: 'dropAnswer' });
    expect(await post()).not.toBe('none');
    expect(posted()).toBe(1);
  });

  it('performs late, or at once with a late answer', async () => {
    workspace.faults.next('chat.postMessage', { kind: 'slow', ms: 150 });
    workspace.faults.next('chat.postMessage', { kind: 'slowAnswer', ms: 150 });
    const first = post();
    const second = post();
    await workspace.waitFor(() => posted() === 1);
    expect(workspace.calls('chat.postMessage').map((call) => call.fault)).toEqual(['slowAnswer']);
    expect(await Promise.all([first, second])).toEqual(['none', 'none']);
    expect(posted()).toBe(2);
  });

  it('forgives a trigger that expired because the call was held back', async () => {
    let now = 0;
    const timed = await startWorkspace({ clock: () => now });
    const ada = timed.addUser('ada');
    await ada.slashCommand(timed.addChannel({ name: 'ml', kind: 'public' }), '');
    const entry = timed.eventLog.find((candidate) => candidate.kind === 'delivered');
    const trigger_id = entry?.kind === 'delivered' ? String(entry.payload['trigger_id']) : '';
    timed.faults.next('views.open', { kind: 'slow', ms: 20 });
    const opened = errorOf(clientOf(timed).views.open({ trigger_id, view: modal([section('x')]) }));
    now += 3001;
    expect(await opened).toBe('expired_trigger_id');
    timed.expectNoBreaches();
    await timed.stop();
  });

  it('meets response URLs as well', async () => {
    const ada = workspace.addUser('ada');
    await ada.slashCommand(channel, '');
    const entry = workspace.eventLog.find((candidate) => candidate.kind === 'delivered');
    const url = entry?.kind === 'delivered' ? String(entry.payload['response_url']) : '';
    workspace.faults.next('response_url', { kind: 'status', status: 500 });
    const respond = async () => (await fetch(url, { method: 'POST', body: '{"text":"x"}' })).status;
    expect([await respond(), await respond()]).toEqual([500, 200]);
  });
});

describe('waitFor', () => {
  it('says what it waited for, and what happened last', async () => {
    await post();
    await expect(workspace.waitFor(() => posted() === 2, 50, 'a second post')).rejects.toThrow(
      /a second post did not happen in 50 ms[\s\S]*chat\.postMessage/,
    );
  });
});
