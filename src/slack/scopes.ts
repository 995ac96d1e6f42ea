import type { Logger } from '../logger.ts';

export interface Scope {
  name: string;
  /** What the bot does with it, to stand after "for". */
  use: string;
  /** False where the bot works without it, only with less comfort. */
  isRequired: boolean;
  /** What follows where it is missing, where its use doesn't say so. */
  without?: string;
}

/** Every scope that the bot uses: manifest.yml asks for these and for no other. */
export const SCOPES: readonly Scope[] = [
  { name: 'commands', use: 'the command and the shortcuts', isRequired: true },
  { name: 'chat:write', use: 'posting messages and updating them', isRequired: true },
  { name: 'app_mentions:read', use: "hearing questions in a review's thread", isRequired: true },
  { name: 'files:write', use: 'uploading decision records and code', isRequired: true },
  { name: 'reactions:write', use: 'answering thanks with a reaction', isRequired: false },
  { name: 'files:read', use: 'reading measurements that people upload', isRequired: false },
  { name: 'im:history', use: 'answering direct messages', isRequired: false },
  { name: 'channels:history', use: 'finding lost posts in public channels', isRequired: false },
  { name: 'groups:history', use: 'finding lost posts in private channels', isRequired: false },
  {
    name: 'users:read',
    use: 'naming people in decision records, and telling guests and people who have left',
    isRequired: false,
  },
  {
    name: 'channels:read',
    use: 'telling which channels are public, and who is in them',
    isRequired: false,
    without:
      'Without channels:read, reviews stay inside their channels: assistants find none, and the Home tab lists only those that a person took part in.',
  },
  {
    name: 'groups:read',
    use: 'telling who is in a private channel',
    isRequired: false,
    without:
      'Without groups:read, reviews stay inside their private channels, and the Home tab lists them only to people who took part.',
  },
  { name: 'mpim:read', use: 'telling who is in a group message', isRequired: false },
  {
    name: 'usergroups:read',
    use: 'telling who is in a user group that DECIDERS or the policy names, and what it is called',
    isRequired: false,
  },
];

const HOW_TO_ADD = 'Add it under OAuth & Permissions → Bot Token Scopes, then reinstall the app.';

/**
 * Logs what Slack has not granted: a warning for each required scope, one line for all optional ones. `granted`: as
 * `BotIdentity.scopes`; where Slack named none, nothing is known and nothing is logged.
 */
export function logMissingScopes(logger: Logger, granted: readonly string[]): void {
  if (granted.length === 0) return;
  const missing = SCOPES.filter(({ name }) => !granted.includes(name));
  for (const { name, use } of missing.filter(({ isRequired }) => isRequired)) {
    logger.warn(
      { scope: name },
      `Slack has not granted the scope ${name}, which the bot needs for ${use}. ${HOW_TO_ADD}`,
    );
  }
  const optional = missing.filter(({ isRequired }) => !isRequired);
  if (optional.length === 0) return;
  const text = `Optional scopes that Slack has not granted: ${nameScopes(optional)}`;
  logger.info({ scopes: optional.map(({ name }) => name) }, text);
}

export function nameScopes(missing: readonly Scope[]): string {
  const named = missing.map(({ name, use }) => `${name} (${use})`).join(', ');
  return [`${named}.`, ...missing.flatMap(({ without }) => without ?? [])].join(' ');
}

/** Tells a person, in mrkdwn, that the app lacks a scope, and who can add it. `scope`: '' where nobody knows which. */
export function describeMissingScope(scope: string): string {
  const named = scope === '' ? 'a scope' : `the scope \`${scope}\``;
  return `This app lacks ${named}. Ask an admin to add it to the app and reinstall it.`;
}
