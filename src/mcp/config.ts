import type { ModelReaderSettings } from '../model-reader/index.ts';
import { type Config, READER_SETTINGS } from '../settings/config.ts';
import { type ConfigFault, readSettings, type StatedEnvironment } from '../settings/read.ts';
import type { SlackAccess } from './channels.ts';

/** What assistants need. */
export type ReadMcpConfig =
  | ({ ok: true } & Pick<Config, 'databaseUrl' | 'logLevel' | 'policyFile'> & {
        /** ID of the workspace whose reviews are searched. Undefined: the only one. */
        workspace: string | undefined;
        /** What looks up channels. Null for neither a token nor keys. */
        slack: SlackAccess | null;
        /** The language model that reads words. */
        reader: ModelReaderSettings;
      })
  | { ok: false; faults: ConfigFault[] };

/** The settings of the MCP server, which asks Slack about channels alone. `stated`: as `readProcessEnvironment` returns it. */
export function readMcpConfig(stated: StatedEnvironment): ReadMcpConfig {
  const read = readSettings(stated, [
    'DATABASE_URL',
    'LOG_LEVEL',
    'POLICY_FILE',
    'MCP_WORKSPACE',
    'SLACK_API_URL',
    'SLACK_BOT_TOKEN',
    'TOKEN_KEYS',
    ...READER_SETTINGS,
  ]);
  if (!read.ok) return read;
  const { databaseUrl, logLevel, policyFile, mcpWorkspace } = read.settings;
  return {
    ok: true,
    databaseUrl,
    logLevel,
    policyFile,
    workspace: mcpWorkspace ?? undefined,
    slack: slackAccess(read.settings),
    reader: read.settings,
  };
}

type SlackSettings = Pick<Config, 'slackApiUrl' | 'slackBotToken' | 'tokenKeys'>;

function slackAccess({ slackApiUrl, slackBotToken: botToken, tokenKeys }: SlackSettings): SlackAccess | null {
  if (botToken !== null) return { slackApiUrl, botToken };
  return tokenKeys.length === 0 ? null : { slackApiUrl, tokenKeys };
}
