import { WebClient } from '@slack/web-api';
import { checkMigrations } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { quietBoltLogger } from '../logger.ts';
import { MIGRATIONS } from '../open-record.ts';
import { accessOf, type Config, connectionOf } from '../settings/config.ts';
import { type ClientSettings, createClient } from '../slack/connection/clients.ts';
import { createSlackClock, describeOff, OFF_MAX_MS, type SlackClock } from '../slack/connection/clock.ts';
import { codeOf, isTokenFault } from '../slack/connection/slack-errors.ts';
import { createTokenCipher } from '../slack/installs/encryption.ts';
import {
  createInstallStore,
  describeUnreadable,
  type FoundInstall,
  listInstalls,
} from '../slack/installs/install-store.ts';
import { nameScopes, SCOPES } from '../slack/scopes.ts';
import type { InstallTables } from '../slack/tables.ts';
import { type Finding, fault, fine, note } from './doctor.ts';
import { describeStartFault } from './start-fault.ts';

const SLACK_LIMIT_MS = 5_000;
/** Each costs a call to Slack. */
const INSTALLS_ASKED_MAX = 20;

/**
 * Asks Slack whose the bot token is, and compares its scopes with those the manifest asks for. With several workspaces, checks
 * that every stored token can be decrypted, and asks about each installation.
 */
export async function checkToken(config: Config): Promise<Finding[]> {
  const { slackApiUrl, databaseUrl } = config;
  const access = accessOf(config);
  const clock = createClock();
  const found =
    access.kind === 'several-workspaces'
      ? await checkInstalls(databaseUrl, slackApiUrl, access.tokenKeys, clock)
      : await checkBotToken(access.botToken, slackApiUrl, clock);
  return [...found, ...clock.findings()];
}

async function checkBotToken(botToken: string, slackApiUrl: string, clock: Clock): Promise<Finding[]> {
  try {
    const { text, scopes } = await askWhose(botToken, slackApiUrl, clock);
    return [fine('Slack', text), scopes];
  } catch (error) {
    return [fault('Slack', describe(error, slackApiUrl))];
  }
}

async function askWhose(
  botToken: string,
  slackApiUrl: string,
  clock: Clock,
): Promise<{ text: string; scopes: Finding }> {
  const answer = await createClient(
    { ...silently(botToken, slackApiUrl), fetch: clock.fetch },
    SLACK_LIMIT_MS,
  ).auth.test();
  const granted = (answer.response_metadata?.scopes ?? []).filter((scope) => scope !== '');
  const text = `The token is valid, for ${answer.user ?? 'the bot'} in ${answer.url ?? 'its workspace'}.`;
  return { text, scopes: compareScopes(granted) };
}

async function checkInstalls(
  url: string,
  slackApiUrl: string,
  tokenKeys: readonly string[],
  clock: Clock,
): Promise<Finding[]> {
  const about = 'installations';
  const none: Finding = fine(about, 'Nobody installed the app yet.');
  // The check of the database says why.
  const unchecked = note(about, 'Not checked, because of the database.');
  const opened = await openDatabase<InstallTables>(url, { mustExist: true });
  if (!opened.ok) return [opened.missingFile ? none : unchecked];
  try {
    const tables = await checkMigrations(opened.db, MIGRATIONS);
    if (!tables.ok) return [tables.tables === 'none' ? none : unchecked];
    const store = createInstallStore(opened.db, createTokenCipher(tokenKeys));
    const { ids, all } = await store.unreadable();
    if (all === 0) return [none];
    const readable: Finding = fine(about, `${all}. TOKEN_KEYS decrypts all tokens.`);
    const asked = (await listInstalls(opened.db)).slice(0, INSTALLS_ASKED_MAX);
    const found = await Promise.all(asked.map(async ({ id }) => checkInstall(await store.get(id), slackApiUrl, clock)));
    const left = all - asked.length;
    return [
      ids.length > 0 ? fault(about, describeUnreadable(ids, all)) : readable,
      ...found.flat(),
      ...(left > 0 ? [note(about, `Slack wasn't asked about ${left} more.`)] : []),
    ];
  } finally {
    await opened.close();
  }
}

/** One line; none for an installation that is gone or unreadable. */
async function checkInstall(install: FoundInstall | undefined, slackApiUrl: string, clock: Clock): Promise<Finding[]> {
  if (!install?.tokens) return [];
  const about = `installation ${install.id}`;
  const { botToken, expiresAt = Number.POSITIVE_INFINITY } = install.tokens;
  // A refresh token works once, and the bot needs it.
  if (expiresAt <= Date.now()) return [note(about, 'The token has expired. The bot refreshes it when it runs.')];
  try {
    const { text, scopes } = await askWhose(botToken, slackApiUrl, clock);
    return [{ ...scopes, about, text: `${text} ${scopes.text}` }];
  } catch (error) {
    const refused = `Slack refuses the token (${codeOf(error)}). Install the app there again.`;
    return [fault(about, isTokenFault(error) ? refused : describe(error, slackApiUrl))];
  }
}

function compareScopes(granted: readonly string[]): Finding {
  const about = 'scopes';
  if (granted.length === 0) return note(about, "Slack didn't say which scopes it has granted.");
  const missing = SCOPES.filter(({ name }) => !granted.includes(name));
  const [required, optional] = [true, false].map((isRequired) => {
    const some = missing.filter((scope) => scope.isRequired === isRequired);
    return some.length === 0 ? '' : nameScopes(some);
  });
  const told = optional ? `Optional ones are missing: ${optional}` : '';
  const text = 'Add them under OAuth & Permissions → Bot Token Scopes, then reinstall the app.';
  if (required) return fault(about, [`Missing: ${required} ${text}`, told].join(' ').trim());
  if (told) return note(about, told);
  return fine(about, 'All scopes of the manifest are granted.');
}

/** Asks Slack for a connection of Socket Mode, without opening it. Over HTTP nothing can be asked. */
export async function checkConnection(config: Config): Promise<Finding[]> {
  const { slackApiUrl } = config;
  const connection = connectionOf(config);
  if (connection.kind === 'http') {
    return [
      note('HTTP', "The signing secret has the right form. Slack's first request shows whether it is the app's."),
    ];
  }
  const about = 'Socket Mode';
  try {
    const { logger } = silently('', slackApiUrl);
    const options = { slackApiUrl, logger, timeout: SLACK_LIMIT_MS, retryConfig: { retries: 0 } };
    const client = new WebClient(connection.appToken, { ...options, rejectRateLimitedCalls: true });
    await client.apps.connections.open({});
    return [fine(about, 'Slack accepts the app-level token and offers a connection.')];
  } catch (error) {
    return [fault(about, describe(error, slackApiUrl))];
  }
}

const silently = (botToken: string, slackApiUrl: string): ClientSettings => ({
  botToken,
  slackApiUrl,
  logger: quietBoltLogger(),
});

const describe = (error: unknown, slackApiUrl: string): string =>
  describeStartFault(error, slackApiUrl) ?? (error instanceof Error ? error.message : String(error));

/** Compares this machine's clock with Slack's. */
interface Clock extends Pick<SlackClock, 'fetch'> {
  /** One line; none where no answer had a date. */
  findings(): Finding[];
}

function createClock(): Clock {
  const { fetch, aheadMs } = createSlackClock();
  const findings = () => [aheadMs() ?? []].flat().map(judge);
  return { fetch, findings };
}

function judge(aheadMs: number): Finding {
  const about = 'clock';
  if (Math.abs(aheadMs) <= OFF_MAX_MS) return fine(about, "Within a minute of Slack's.");
  return fault(
    about,
    `This machine is ${describeOff(aheadMs)}. Set the clock, or let it be kept by NTP: from 5 minutes on, requests are refused.`,
  );
}
