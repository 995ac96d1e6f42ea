import type { Json } from '../json.ts';
import { stateValues, type View } from './views.ts';
import type { WorkspaceState } from './workspace-state.ts';

/** A view as Slack writes it into answers and payloads, with everything that the app left out. */
export function viewOutput(state: WorkspaceState, view: View): Json {
  const { content } = view;
  return {
    id: view.id,
    team_id: state.team.id,
    type: content['type'],
    blocks: structuredClone(view.blocks),
    private_metadata: content['private_metadata'] ?? '',
    callback_id: content['callback_id'] ?? '',
    state: { values: stateValues(view, state.withoutUntouchedValues) },
    hash: view.hash,
    title: content['title'] ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: content['clear_on_close'] ?? false,
    notify_on_close: content['notify_on_close'] ?? false,
    close: content['close'] ?? null,
    submit: content['submit'] ?? null,
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: state.app.id,
    external_id: content['external_id'] ?? '',
    app_installed_team_id: state.isOrgInstall ? state.team.enterpriseId : state.team.id,
    bot_id: state.app.botId,
  };
}
