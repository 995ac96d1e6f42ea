import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { pino } from 'pino';
import { openAdvisor } from '../advice/advisor.ts';
import { createLogger, type Logger } from '../logger.ts';
import type { SlackAccess } from '../mcp/channels.ts';
import { createSearch } from '../mcp/search.ts';
import { createServerFactory, soundMessages } from '../mcp/server.ts';
import { createModelReader, type ModelReaderSettings } from '../model-reader/index.ts';
import {
  type Config,
  describeFaults,
  READER_SETTINGS,
  readProcessEnvironment,
  readProcessSecrets,
  silenceAwsSdk,
} from '../settings/config.ts';
import { type ConfigFault, findFormerSettings, readSettings, type StatedEnvironment } from '../settings/read.ts';
import { oneLine } from '../wording/text.ts';
import { defineCommand, EXIT, Stop } from './command.ts';
import { noMore } from './read-arguments.ts';

const STOP_LIMIT_MS = 3000;

export const command = defineCommand({
  usage: (name) => `Usage: ${name} [--policy FILE] [--prices FILE]

Over standard input and output. Standard output is the protocol's.

  --policy FILE  your team's rules and defaults; otherwise those in POLICY_FILE
  --prices FILE  what you pay; otherwise the prices of the policy
  -h, --help     this text
  --version      the version

Exit status: 0 stopped, 1 a setting is wrong, 2 usage error.
`,
  options: { policy: { type: 'string', needs: 'a file' }, prices: { type: 'string', needs: 'a file' } },
  async run({ values, words }, { version }) {
    noMore(words);
    const stated = readProcessEnvironment();
    const read = readMcpConfig(stated);
    if (!read.ok) throw new Stop(describeFaults(read.faults));
    const { databaseUrl, logLevel, slack, workspace } = read;
    silenceAwsSdk();
    const { policy, prices } = values;
    const opened = await openAdvisor(policy ?? read.policyFile, { pricesFile: prices });
    if (!opened.ok) throw new Stop(opened.text, (policy ?? prices) === undefined ? EXIT.faults : EXIT.wrongUsage);
    const logger = createLogger({
      level: logLevel,
      secrets: readProcessSecrets(),
      destination: pino.destination({ dest: 2, sync: true }),
    });
    for (const { variable, text } of findFormerSettings(stated)) logger.warn(`${variable}: ${text}`);
    const search = createSearch({ databaseUrl, workspace, slack, logger });
    const reader = createModelReader(read.reader);
    const factory = createServerFactory(version, { advisor: opened.advisor, search, reader, now: Date.now });
    const stop = overStdio(factory, logger);
    const closed = () => {
      reader?.close();
      return search.close();
    };
    process.stdin.once('end', () => void closed());
    stopWith(async () => {
      await stop();
      await closed();
    });
    return EXIT.done;
  },
});

type Factory = ReturnType<typeof createServerFactory>;

/** Serves until what it returns is called. */
function overStdio(factory: Factory, logger: Logger): () => Promise<void> {
  const messages = process.stdin.pipe(soundMessages((line) => process.stdout.write(line)));
  const transport = new StdioServerTransport(messages, process.stdout);
  const server = serveStdio(factory, { transport, onerror: refusedBy(logger) });
  return () => server.close();
}

const refusedBy = (logger: Logger) => (error: Error) =>
  logger.warn({ fault: oneLine(error.message).slice(0, 300) }, 'A message of an assistant was refused');

function stopWith(stop: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

type ReadMcpConfig =
  | ({ ok: true } & Pick<Config, 'databaseUrl' | 'logLevel' | 'policyFile'> & {
        /** ID of the workspace whose reviews are searched. Undefined: the only one. */
        workspace: string | undefined;
        /** What looks up channels. Null for neither a token nor keys. */
        slack: SlackAccess | null;
        reader: ModelReaderSettings;
      })
  | { ok: false; faults: ConfigFault[] };

/** The settings of the MCP server, which asks Slack about channels alone. `stated`: as `readProcessEnvironment` returns it. */
function readMcpConfig(stated: StatedEnvironment): ReadMcpConfig {
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
