import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../local-workspace/json.ts';
import { isJson } from '../../local-workspace/json.ts';
import type { Person } from '../../local-workspace/people/person.ts';
import type { ShownView } from '../../local-workspace/people/shown-view.ts';
import { startWorkspace, type Workspace } from '../../local-workspace/start-workspace.ts';
import { clientOf, errorOf, modal, option, plain, section, textInput } from './bolt-app.ts';

/** Nothing is connected here: what people do is not acknowledged, but its payload is in the journal. */

let now = 1_700_000_000_000;
let workspace: Workspace;
let ada: Person;
let channelId: string;

beforeEach(async () => {
  workspace = await startWorkspace({ clock: () => now });
  ada = workspace.addUser('ada');
  channelId = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
});
afterEach(() => workspace.stop());

function lastPayload(): Json {
  const entry = workspace.eventLog.findLast((candidate) => candidate.kind === 'delivered');
  return entry?.kind === 'delivered' ? entry.payload : {};
}

async function trigger(): Promise<string> {
  await ada.slashCommand(channelId, '');
  return String(lastPayload()['trigger_id']);
}

const open = (trigger_id: string, view = modal([textInput('name')])) =>
  clientOf(workspace).views.open({ trigger_id, view });

describe('a trigger', () => {
  it('opens one view, and is a breach the second time', async () => {
    const id = await trigger();
    expect(await errorOf(open(id))).toBe('none');
    expect(await errorOf(open(id))).toBe('exchanged_trigger_id');
    expect(workspace.breaches.map((breach) => breach.text)).toEqual(['exchanged_trigger_id']);
  });

  it('lives for 3 seconds, not longer', async () => {
    const [inTime, late] = [await trigger(), await trigger()];
    now += 3000;
    expect(await errorOf(open(inTime))).toBe('none');
    now += 1;
    expect(await errorOf(open(late))).toBe('expired_trigger_id');
  });

  it('survives a view that is refused', async () => {
    const id = await trigger();
    expect(await errorOf(open(id, modal([textInput('name')], { title: plain('x'.repeat(25)) })))).toBe(
      'invalid_arguments',
    );
    expect(workspace.breaches[0]?.path).toBe('/view/title/text');
    expect(await errorOf(open(id))).toBe('none');
  });
});

describe('a response URL', () => {
  const respond = async (url: string, body: object = { text: 'x' }) =>
    (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).status;

  async function responseUrl(): Promise<string> {
    await ada.slashCommand(channelId, '');
    return String(lastPayload()['response_url']);
  }

  it('answers five times, and is a breach the sixth', async () => {
    const url = await responseUrl();
    const statuses = [];
    for (let use = 0; use < 6; use += 1) statuses.push(await respond(url));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(workspace.ephemerals(ada.id)).toHaveLength(5);
    expect(workspace.breaches.map((breach) => breach.text)).toEqual(['used_url']);
  });

  it('lives for 30 minutes; later is refused, which is no breach', async () => {
    const url = await responseUrl();
    now += 30 * 60_000;
    expect(await respond(url)).toBe(200);
    now += 1;
    expect(await respond(url)).toBe(404);
    workspace.expectNoBreaches();
  });

  it('posts for all in a channel where the bot is not, but that message cannot be edited', async () => {
    channelId = workspace.addChannel({ name: 'elsewhere', kind: 'public' });
    await respond(await responseUrl(), { response_type: 'in_channel', text: 'For all' });
    const [message] = workspace.messages(channelId);
    expect(message?.text).toBe('For all');
    const update = clientOf(workspace).chat.update({ channel: channelId, ts: String(message?.ts), text: 'x' });
    expect(await errorOf(update)).toBe('cant_update_message');
  });

  it('refuses blocks that break a limit', async () => {
    const blocks = [{ type: 'alert', text: plain('x') }];
    expect(await respond(await responseUrl(), { text: 'x', blocks })).toBe(400);
    expect(workspace.breaches.map(({ where, path }) => `${where} ${path}`)).toEqual(['response_url /blocks/0']);
  });
});

describe('a view', () => {
  const choice = (values: string[], initial?: string) => ({
    type: 'input',
    block_id: 'kind',
    label: plain('Kind'),
    optional: true,
    element: {
      type: 'static_select',
      action_id: 'choose',
      options: values.map(option),
      ...(initial === undefined ? {} : { initial_option: option(initial) }),
    },
  });
  const openForm = async (view = modal([textInput('name')])) => {
    await open(await trigger(), view);
    return ada.waitForView();
  };
  const update = (view_id: string, view: ReturnType<typeof modal>, hash?: string) =>
    clientOf(workspace).views.update({ view_id, view, ...(hash === undefined ? {} : { hash }) });

  it('refuses an update with an old hash, which is no breach', async () => {
    const form = await openForm();
    expect(await errorOf(update(form.id, modal([section('1')]), form.hash))).toBe('none');
    expect(await errorOf(update(form.id, modal([section('2')]), form.hash))).toBe('hash_conflict');
    workspace.expectNoBreaches();
  });

  it('is not found once it is closed', async () => {
    const form = await openForm();
    await ada.closeView(form.id);
    expect(await errorOf(update(form.id, modal([section('1')])))).toBe('not_found');
  });

  it('keeps what was typed where block, action and type stay, and starts anew elsewhere', async () => {
    const form = await openForm(modal([textInput('name'), textInput('other'), choice(['a', 'b'])]));
    await ada.answer(form.id, 'name', 'typed');
    await ada.answer(form.id, 'other', 'typed too');
    await ada.answer(form.id, 'kind', 'b');
    const renamed = textInput('renamed', { initial_value: 'fresh' });
    await update(form.id, modal([textInput('name', { initial_value: 'ignored' }), renamed, choice(['a'], 'a')]));
    const values = (await ada.waitForView()).values;
    expect(values['name']?.['typed']?.['value']).toBe('typed');
    expect(values['renamed']?.['typed']?.['value']).toBe('fresh');
    expect(values['kind']?.['choose']?.['selected_option']).toEqual(option('a'));
    expect(values['other']).toBeUndefined();
  });

  it('sends initial values that nobody touched, or leaves them out when asked to', async () => {
    const untouched = async (isLeftOut: boolean) => {
      await workspace.stop();
      workspace = await startWorkspace({ clock: () => now, withoutUntouchedValues: isLeftOut });
      ada = workspace.addUser('ada');
      channelId = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
      const form = await openForm(modal([textInput('name', { initial_value: 'x' }), textInput('more')]));
      await ada.answer(form.id, 'more', 'y');
      await ada.submit(form.id);
      const { view } = lastPayload();
      const state = isJson(view) && isJson(view['state']) ? view['state'] : {};
      return Object.keys(isJson(state['values']) ? state['values'] : {});
    };
    expect(await untouched(false)).toEqual(['name', 'more']);
    expect(await untouched(true)).toEqual(['more']);
  });

  it('stacks three deep; the fourth is a breach', async () => {
    const button = { type: 'actions', elements: [{ type: 'button', action_id: 'next', text: plain('Next') }] };
    let top = await openForm(modal([button]));
    const push = async () => {
      await ada.clickInView(top.id, 'next');
      return clientOf(workspace).views.push({ trigger_id: String(lastPayload()['trigger_id']), view: modal([button]) });
    };
    for (let depth = 2; depth <= 3; depth += 1) {
      expect(await errorOf(push())).toBe('none');
      top = await ada.waitForView((view) => view.id !== top.id);
    }
    expect(ada.views()).toHaveLength(3);
    expect(await errorOf(push())).toBe('push_limit_reached');
    expect(workspace.breaches.map((breach) => breach.text)).toEqual(['would be the fourth of its stack']);
  });

  it('wants required answers before the app hears of a submission', async () => {
    const form = await openForm();
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'errors', by: 'client' });
    expect(lastPayload()['type']).toBeUndefined();
  });

  it('lets nobody choose what is not offered, or type more than fits', async () => {
    const form = await openForm(modal([choice(['a']), textInput('name', { max_length: 3 })]));
    await expect(ada.answer(form.id, 'kind', 'z')).rejects.toThrow('not offered');
    await expect(ada.answer(form.id, 'name', 'four')).rejects.toThrow('does not fit');
    await expect(ada.answer(form.id, 'nothing', 'x')).rejects.toThrow('no input');
  });

  it('chooses the current conversation where the app asks for it and its filter lists it', async () => {
    const where = (include: string[]) => ({
      type: 'input',
      block_id: 'where',
      label: plain('Where'),
      element: {
        type: 'conversations_select',
        action_id: 'c',
        default_to_current_conversation: true,
        filter: { include },
      },
    });
    const chosen = (form: ShownView) => form.values['where']?.['c']?.['selected_conversation'];
    expect(chosen(await openForm(modal([where(['public'])])))).toBe(channelId);
    const privateOnly = await openForm(modal([where(['private'])]));
    expect(chosen(privateOnly)).toBeNull();
    await expect(ada.answer(privateOnly.id, 'where', channelId)).rejects.toThrow('does not list');
  });
});
