import { type Config, describeFaults, readConfig } from '../../src/settings/config.ts';

/** The settings of a bot that nobody configured, with some of them changed. */
export function settingsWith(changed: Partial<Config> = {}): Config {
  const read = readConfig({
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    COMMANDS_PER_MINUTE: '0',
    REVIEWS_PER_HOUR: '0',
    WORKSPACE_REVIEWS_PER_HOUR: '0',
  });
  if (!read.ok) throw new Error(describeFaults(read.faults));
  return { ...read.config, ...changed };
}
