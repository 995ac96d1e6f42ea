import { validateView } from '../../block-kit/validate.ts';
import type { Json } from '../../json.ts';
import { isJson } from '../../json.ts';
import type { Trigger } from '../../state/triggers.ts';
import { viewOutput } from '../../state/view-output.ts';
import type { View } from '../../state/views.ts';
import { accept, type Call, type Method, refuse, refuseBreaches, refuseMissing } from '../method.ts';

/** views.*: modals and the home tab. */

const viewsOpen: Method = (call) =>
  withTrigger(call, (trigger, content) => {
    const view = call.state.views.open(trigger.userId, content, trigger.channelId);
    return shown(call, view, 'opened');
  });

const viewsPush: Method = (call) =>
  withTrigger(call, (trigger, content) => {
    const below = trigger.viewId === undefined ? undefined : call.state.views.find(trigger.viewId);
    if (below === undefined) {
      call.breach('/trigger_id', 'is not of an action in an open modal, so there is nothing to push onto');
      return refuse('not_found');
    }
    const view = call.state.views.push(below, content);
    if (view !== undefined) return shown(call, view, 'pushed');
    call.breach('/view', 'would be the fourth of its stack');
    return refuse('push_limit_reached');
  });

const viewsUpdate: Method = (call) => {
  const { state, args } = call;
  const refused =
    refuseMissing(call, 'view', ...(args['external_id'] === undefined ? ['view_id'] : [])) ?? refuseView(call);
  if (refused !== undefined) return refused;
  const view = state.views.find(String(args['view_id'] ?? args['external_id']));
  if (view === undefined) return refuse('not_found');
  if (args['hash'] !== undefined && args['hash'] !== view.hash) return refuse('hash_conflict');
  state.views.update(view, contentOf(call));
  return shown(call, view, 'updated');
};

const viewsPublish: Method = (call) => {
  const { state, args } = call;
  const refused = refuseMissing(call, 'user_id', 'view') ?? refuseView(call);
  if (refused !== undefined) return refused;
  const userId = String(args['user_id']);
  if (!state.users.has(userId)) return refuse('user_not_found');
  const current = state.views.home(userId);
  if (args['hash'] !== undefined && args['hash'] !== current?.hash) return refuse('hash_conflict');
  return shown(call, state.views.publish(userId, contentOf(call)), 'published');
};

export const viewMethods: Record<string, Method> = {
  'views.open': viewsOpen,
  'views.push': viewsPush,
  'views.update': viewsUpdate,
  'views.publish': viewsPublish,
};

function withTrigger(call: Call, show: (trigger: Trigger, content: Json) => Json): Json {
  const missing = refuseMissing(call, 'trigger_id', 'view');
  if (missing !== undefined) return missing;
  const use = call.state.triggers.check(call.args['trigger_id']);
  if (!use.ok) {
    if (use.error !== 'expired_trigger_id' || !call.isDelayed) call.breach('/trigger_id', use.error);
    return refuse(use.error);
  }
  const refused = refuseView(call);
  if (refused !== undefined) return refused;
  call.state.triggers.exchange(use.trigger);
  return show(use.trigger, contentOf(call));
}

function refuseView(call: Call): Json | undefined {
  const breaches = validateView(call.args['view']).map((found) => ({
    ...found,
    path: `/view${found.path}`,
    error: 'invalid_arguments' as const,
  }));
  return refuseBreaches(call, breaches);
}

function contentOf(call: Call): Json {
  const content = call.args['view'];
  return isJson(content) ? structuredClone(content) : {};
}

function shown(call: Call, view: View, change: 'opened' | 'pushed' | 'updated' | 'published'): Json {
  call.state.journal.add({ kind: 'view', change, viewId: view.id, userId: view.userId });
  return accept({ view: viewOutput(call.state, view) });
}
