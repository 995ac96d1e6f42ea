import type { Json } from '../json.ts';
import type { User } from '../state/channels.ts';
import type { WorkspaceState } from '../state/workspace-state.ts';

/**
 * What every interaction's payload carries: who, in which workspace, and the old verification token. `user.team_id` is the
 * person's own workspace; `team` is where the app is installed (github.com/slackapi/java-slack-sdk/issues/1041).
 */
export function interactionBase(state: WorkspaceState, user: User): Json {
  return {
    token: state.app.verificationToken,
    api_app_id: state.app.id,
    team: state.isOrgInstall ? null : { id: state.team.id, domain: state.team.domain },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId ?? state.team.id },
    enterprise: enterpriseOf(state),
    is_enterprise_install: state.isOrgInstall,
  };
}

/** The organization as payloads name it; null without one. */
function enterpriseOf({ team: { enterpriseId } }: WorkspaceState): Json | null {
  return enterpriseId === undefined ? null : { id: enterpriseId, name: 'local-organization' };
}

/**
 * The same for a view: `team` is the workspace that the person is in, and only the view's `app_installed_team_id` says where
 * the app is installed (github.com/slackapi/bolt-js/issues/1614).
 */
export function viewInteractionBase(state: WorkspaceState, user: User): Json {
  const base = interactionBase(state, user);
  return user.teamId === undefined ? base : { ...base, team: { id: user.teamId, domain: 'elsewhere' } };
}
