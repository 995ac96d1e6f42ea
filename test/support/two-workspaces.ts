import { startWorkspace, type Workspace } from '../../local-workspace/start-workspace.ts';
import type { Consent } from '../../local-workspace/web-api/oauth.ts';
import { ANSWER_WITHIN_MS } from '../../src/deadline.ts';
import { createLogger } from '../../src/logger.ts';
import { type Config, secretsOf } from '../../src/settings/config.ts';
import { type RunningBot, startBot } from '../../src/start.ts';
import { type DatabaseKind, makePlace } from '../database/support/open-test-database.ts';
import { expectNoSecrets, type Journey } from './journey.ts';
import { ALL_SCOPES, type ConnectionKind, EVENTS, openWorkspace, patience } from './workspace.ts';

export const [KEY, NEW_KEY] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')];

export const ACCESS = {
  slackBotToken: null,
  slackClientId: '4123121235.9872358710',
  slackClientSecret: 'e1b9e11dfcd19c1982d5de12921e17e8',
  slackStateSecret: 'a-secret-for-the-state-of-32-characters',
  tokenKeys: [KEY],
} satisfies Partial<Config>;

/** A page that the bot answered a browser with. */
interface Page {
  status: number;
  text: string;
  /** Where it sends the browser. */
  location: string;
  cookie: string;
}

/** Two workspaces that may install one bot, which is running and installed in neither. */
export interface TwoWorkspaces {
  one: Journey;
  two: Journey;
  config: Config;
  logLines: string[];
  /** Opens a page of the bot in a browser that has this cookie. */
  open(path: string, cookie?: string): Promise<Page>;
  /** Goes through the installation in a browser. Returns the last page. */
  install(workspace: Workspace, consent?: Consent): Promise<Page>;
  startBot(): Promise<void>;
  stopBot(): Promise<void>;
  end(): Promise<void>;
}

interface TwoOptions {
  database?: DatabaseKind;
  /** Both are in one organization. */
  enterpriseId?: string;
  /** With token rotation: how long a token lives. */
  tokenLifeMs?: number;
}

export async function startTwoWorkspaces(
  kind: ConnectionKind,
  { database = 'embedded', enterpriseId, tokenLifeMs }: TwoOptions = {},
): Promise<TwoWorkspaces> {
  let bot: RunningBot | undefined;
  const base = () => `http://127.0.0.1:${bot?.port}`;
  const { slackClientId: clientId, slackClientSecret: clientSecret } = ACCESS;
  const redirectUrl = () => `${base()}/slack/oauth_redirect`;
  const inOrg = enterpriseId === undefined ? {} : { enterpriseId };
  const opened = await openWorkspace(kind, () => bot?.port ?? 0, {
    withPeople: true,
    withHistory: true,
    ...inOrg,
    oauth: { clientId, clientSecret, redirectUrl, ...(tokenLifeMs !== undefined && { tokenLifeMs }) },
  });
  const { workspace: first, removeFolder } = opened;
  const second = await startWorkspace({
    beside: first,
    domain: 'second',
    scopes: ALL_SCOPES,
    events: EVENTS,
    ...inOrg,
    transport: kind === 'http' ? { eventsUrl: '', signingSecret: first.signingSecret } : 'socket',
  });
  const config: Config = { ...opened.config, ...ACCESS };
  const place = database === 'embedded' ? undefined : await makePlace(database, 'migrated');
  if (place !== undefined) config.databaseUrl = place.url;
  const logLines: string[] = [];
  const destination = { write: (line: string) => void logLines.push(line) };
  const logger = createLogger({ level: config.logLevel, secrets: secretsOf(config), destination });

  const stopBot = async () => {
    await bot?.stop();
    bot = undefined;
  };
  const start = async () => {
    const started = await startBot(config, logger, { answerWithinMs: ANSWER_WITHIN_MS * patience() });
    if (!started.ok) throw new Error(started.text);
    bot = started.bot;
  };
  const open = async (path: string, cookie = ''): Promise<Page> => {
    const response = await fetch(new URL(path, base()), { redirect: 'manual', headers: { cookie } });
    return {
      status: response.status,
      text: await response.text(),
      location: response.headers.get('location') ?? '',
      cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '',
    };
  };
  const end = async () => {
    await stopBot();
    await second.stop();
    await first.stop();
    await place?.remove();
    removeFolder();
    for (const workspace of [first, second]) workspace.expectNoBreaches();
    expectNoSecrets(logLines, config);
  };
  const journeyIn = (workspace: Workspace): Journey => ({
    workspace,
    ada: workspace.addUser('ada'),
    ben: workspace.addUser('ben'),
    channel: workspace.addChannel({ name: 'ml-serving', kind: 'public', botIsMember: true }),
    logLines,
    config,
    port: () => bot?.port ?? 0,
    stopBot,
    startBot: start,
    end,
  });
  const [one, two] = [journeyIn(first), journeyIn(second)];
  await start();
  return {
    one,
    two,
    config,
    logLines,
    open,
    async install(workspace, consent) {
      const { location, cookie } = await open('/slack/install');
      const back = workspace.consent(location, consent);
      return open(back, cookie);
    },
    startBot: start,
    stopBot,
    end,
  };
}
