import type { Json } from '../json.ts';
import type { User } from '../state/channels.ts';
import type { WorkspaceState } from '../state/workspace-state.ts';

/** What every interaction's payload carries: who, where the app is installed, and the old verification token. */
export function interactionBase(state: WorkspaceState, user: User): Json {
  return {
    token: state.app.verificationToken,
    api_app_id: state.app.id,
    team: { id: state.team.id, domain: state.team.domain },
    user: { id: user.id, username: user.name, name: user.name, team_id: state.team.id },
    enterprise: null,
    is_enterprise_install: false,
  };
}
