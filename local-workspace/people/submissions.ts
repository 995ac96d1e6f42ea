import { validateView } from '../block-kit/validate.ts';
import { isJson, type Json, textOf } from '../json.ts';
import type { User } from '../state/channels.ts';
import { viewOutput } from '../state/view-output.ts';
import { inputsOf, type View } from '../state/views.ts';
import { inputFaults } from './input-faults.ts';
import { viewInteractionBase } from './payload.ts';
import { viewOf } from './view-actions.ts';
import { breach, expectEmpty, isEmpty, type World } from './world.ts';

/** What a person sees after pressing the submit button. */
export type Submission =
  | { kind: 'closed'; ms: number }
  /** `by`: Slack's own client refused, and the app heard nothing; or the app did. */
  | { kind: 'errors'; errors: Record<string, string>; by: 'client' | 'app'; ms: number }
  | { kind: 'updated' | 'pushed'; viewId: string; ms: number }
  | { kind: 'cleared'; ms: number }
  /** "We had some trouble connecting": the modal stays as it is. */
  | { kind: 'failed'; reason: string; ms: number };

export async function submitView(world: World, user: User, viewId: string): Promise<Submission> {
  const { state } = world;
  const view = viewOf(state, user, viewId);
  if (view.content['submit'] === undefined) throw new Error('the view has no submit button');
  const faults = inputFaults(view);
  view.errors = faults;
  if (Object.keys(faults).length > 0) return { kind: 'errors', errors: faults, by: 'client', ms: 0 };
  const acknowledgement = await world.send({
    type: 'interactive',
    payload: {
      type: 'view_submission',
      ...viewInteractionBase(state, user),
      trigger_id: state.triggers.issue({ userId: user.id, channelId: view.channelId, viewId: view.id }),
      view: viewOutput(state, view),
      response_urls: responseUrlsOf(world, user, view),
    },
  });
  const { ms } = acknowledgement;
  if (!acknowledgement.ok) return { kind: 'failed', reason: acknowledgement.reason, ms };
  if (isEmpty(acknowledgement.body)) {
    state.views.close(view);
    note(world, view, 'closed');
    return { kind: 'closed', ms };
  }
  return follow(world, view, acknowledgement.body, ms);
}

/** Closes the modal on top. The app hears of it only if it asked to. */
export async function closeView(world: World, user: User, viewId: string): Promise<void> {
  const { state } = world;
  const view = viewOf(state, user, viewId);
  const isCleared = view.content['clear_on_close'] === true;
  if (isCleared) state.views.closeStack(view);
  else state.views.close(view);
  note(world, view, 'closed');
  if (view.content['notify_on_close'] !== true) return;
  const acknowledgement = await world.send({
    type: 'interactive',
    payload: {
      type: 'view_closed',
      ...viewInteractionBase(state, user),
      view: viewOutput(state, view),
      is_cleared: isCleared,
    },
  });
  expectEmpty(state, 'view_closed', acknowledgement);
}

function follow(world: World, view: View, body: unknown, ms: number): Submission {
  const { state } = world;
  const answer: Json = isJson(body) ? body : {};
  switch (answer['response_action']) {
    case 'errors':
      return showErrors(world, view, answer['errors'], ms);
    case 'clear':
      state.views.closeStack(view);
      note(world, view, 'closed');
      return { kind: 'cleared', ms };
    case 'update':
    case 'push': {
      const breaches = validateView(answer['view']);
      for (const found of breaches) breach(state, 'view_submission', found.text, `/view${found.path}`);
      if (breaches.length > 0 || !isJson(answer['view'])) return { kind: 'failed', reason: 'invalid view', ms };
      return answer['response_action'] === 'update'
        ? update(world, view, answer['view'], ms)
        : push(world, view, answer['view'], ms);
    }
    default:
      breach(state, 'view_submission', `is answered with no known response_action: ${JSON.stringify(body)}`);
      return { kind: 'failed', reason: 'unknown response_action', ms };
  }
}

function showErrors(world: World, view: View, errors: unknown, ms: number): Submission {
  const inputs = new Set(inputsOf(view).map(({ block }) => String(block['block_id'])));
  const shown: Record<string, string> = {};
  for (const [blockId, text] of Object.entries(isJson(errors) ? errors : {})) {
    const path = `/errors/${blockId}`;
    if (!inputs.has(blockId)) breach(world.state, 'view_submission', 'is not an input block of the view', path);
    else if (textOf(text) === undefined) breach(world.state, 'view_submission', 'must be a text', path);
    else shown[blockId] = String(text);
  }
  if (Object.keys(shown).length === 0) {
    breach(world.state, 'view_submission', 'names no input, so that Slack shows nothing', '/errors');
    return { kind: 'failed', reason: 'errors without an input', ms };
  }
  view.errors = shown;
  note(world, view, 'updated');
  return { kind: 'errors', errors: shown, by: 'app', ms };
}

function update(world: World, view: View, content: Json, ms: number): Submission {
  world.state.views.update(view, structuredClone(content));
  note(world, view, 'updated');
  return { kind: 'updated', viewId: view.id, ms };
}

function push(world: World, view: View, content: Json, ms: number): Submission {
  const pushed = world.state.views.push(view, structuredClone(content));
  if (pushed === undefined) {
    breach(world.state, 'view_submission', 'would push the fourth view of its stack', '/view');
    return { kind: 'failed', reason: 'push_limit_reached', ms };
  }
  note(world, pushed, 'pushed');
  return { kind: 'pushed', viewId: pushed.id, ms };
}

function note(world: World, view: View, change: 'closed' | 'updated' | 'pushed'): void {
  world.state.journal.add({ kind: 'view', change, viewId: view.id, userId: view.userId });
}

/** One response URL for each chosen conversation whose menu asks for it. */
function responseUrlsOf(world: World, user: User, view: View): Json[] {
  return inputsOf(view).flatMap(({ block, element }) => {
    if (element['response_url_enabled'] !== true) return [];
    const [blockId, actionId] = [String(block['block_id']), String(element['action_id'])];
    const value = view.values[blockId]?.[actionId];
    const channelId = textOf(value?.['selected_conversation']) ?? textOf(value?.['selected_channel']);
    if (channelId === undefined) return [];
    const url = world.state.responseUrls.issue({
      userId: user.id,
      channelId,
      threadTs: undefined,
      original: undefined,
    });
    return [{ block_id: blockId, action_id: actionId, channel_id: channelId, response_url: url }];
  });
}
