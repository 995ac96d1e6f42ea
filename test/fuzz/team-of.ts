import { isJson } from '../../local-workspace/json.ts';

/** The team whose person acts, as Bolt reads it from a payload. */
export function teamOf({ team_id: direct, team, authorizations }: Record<string, unknown>): unknown {
  const authorized: unknown = Array.isArray(authorizations) ? authorizations[0] : undefined;
  if (isJson(authorized)) return authorized['team_id'];
  return isJson(team) ? team['id'] : direct;
}
