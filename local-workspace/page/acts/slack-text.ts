import type { WorkspaceState } from '../../state/workspace-state.ts';

/** What was typed, as Slack stores it: `&`, `<` and `>` escaped, `@Name` as a mention, `#name` as a channel. */
export function asSlackText(
  typed: string,
  { users, userGroups, channels }: Pick<WorkspaceState, 'users' | 'userGroups' | 'channels'>,
): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const names = new Map<string, string>();
  for (const { id, name } of users.values()) names.set(`@${name}`.toLowerCase(), `<@${id}>`);
  for (const { id, handle } of userGroups.values()) names.set(`@${handle}`.toLowerCase(), `<!subteam^${id}>`);
  for (const { id, name, kind } of channels.values()) {
    if (kind === 'public') names.set(`#${name}`.toLowerCase(), `<#${id}>`);
  }
  const longestFirst = [...names.keys()].sort((one, other) => other.length - one.length);
  if (longestFirst.length === 0) return escaped;
  const pattern = new RegExp(`(?<![\\w])(?:${longestFirst.map(literally).join('|')})(?![\\w-])`, 'gi');
  return escaped.replace(pattern, (name) => names.get(name.toLowerCase()) ?? name);
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
