import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger as BoltLogger } from '@slack/bolt';
import { LogLevel } from '@slack/logger';
import type { CallbackOptions, Installation, InstallationStore } from '@slack/oauth';
import { audit } from '../../audit.ts';
import { createRefusalLog, senderOf } from '../../http/refusals.ts';
import { pathOf } from '../../http/server.ts';
import type { Logger } from '../../logger.ts';
import { identifyBot } from '../connection/identity.ts';
import type { AnswerPage } from '../connection/probes.ts';
import { codeOf } from '../connection/slack-errors.ts';
import { COMMAND } from '../ids.ts';
import { logMissingScopes, SCOPES } from '../scopes.ts';
import type { InstallStore } from './install-store.ts';
import { type InstallTries, REFUSED_MAX, WINDOW_MS } from './install-tries.ts';

export interface PageParts {
  store: InstallStore;
  tries: InstallTries;
  clientId: string;
  clientSecret: string;
  stateSecret: string;
  slackApiUrl: string;
  logger: Logger;
  boltLogger: BoltLogger;
}

/** Bolt's paths, which Slack's documentation uses (https://docs.slack.dev/tools/bolt-js/concepts/authenticating-oauth). */
export const INSTALL_PATH = '/slack/install';
const REDIRECT_PATH = '/slack/oauth_redirect';

/** The address of a callback has a code in it: neither cached nor told to another site. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
};

/**
 * Returns the pages by which a workspace installs the app. The state is signed, expires after 10 minutes, is bound to the
 * browser by a cookie, and works once. Slack's library for it is loaded only here.
 */
export async function createInstallPages(parts: PageParts): Promise<AnswerPage> {
  const { tries, logger, slackApiUrl, clientId, clientSecret, stateSecret } = parts;
  const { InstallProvider } = await import('@slack/oauth');
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    stateSecret,
    installationStore: storeFor(parts),
    authorizationUrl: new URL('../oauth/v2/authorize', slackApiUrl).href,
    installUrlOptions: { scopes: SCOPES.map(({ name }) => name) },
    directInstall: true,
    clientOptions: { slackApiUrl, retryConfig: { retries: 1 }, timeout: 10_000, rejectRateLimitedCalls: true },
    // It would log each refused installation with a stack. Failures are logged below, in one line.
    logger: SILENT,
  });
  const refusals = createRefusalLog((text, fields) => logger.warn(fields, text));
  const refuse = (request: IncomingMessage, response: ServerResponse, refusal: Refusal, fields: object): void => {
    refusals.write('Refused an installation', { sender: senderOf(request), ...fields });
    writePage(response, refusal.status, refusal.title ?? 'Not installed', `<p>${refusal.text}</p>${START_AGAIN}`);
  };
  const callback: CallbackOptions = {
    async beforeInstallation(_, request, response) {
      const start = await tries.start(stateOf(request), Date.now());
      if (start === 'first') return true;
      if (start === 'too-many') response.setHeader('Retry-After', WINDOW_MS / 1000);
      refuse(request, response, start === 'used' ? USED : TOO_MANY, { reason: start });
      return false;
    },
    async afterInstallation(_, __, request) {
      await tries.accept(stateOf(request));
      return true;
    },
    success: (installation, _, __, response) => writeInstalled(response, installation),
    async failureAsync(error, _, request, response) {
      // Somebody who reloads the last page has no cookie any longer.
      const isUsed = error.code === INVALID_STATE && (await tries.wasUsed(stateOf(request)).catch(() => false));
      const fields = { reason: error.message, code: codeOf(error) ?? error.code };
      refuse(request, response, isUsed ? USED : describeFailure(error), fields);
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    try {
      if (pathOf(request) === INSTALL_PATH) await provider.handleInstallPath(request, response);
      else await provider.handleCallback(request, response, callback);
    } catch (error) {
      logger.error({ err: error }, 'Could not answer a request for an installation');
      response.destroy();
    }
  }

  return (request, response) => {
    const isPage = [INSTALL_PATH, REDIRECT_PATH].includes(pathOf(request));
    return isPage && request.method === 'GET' ? answer(request, response) : null;
  };
}

/** Stores what Slack granted, with who the bot is there. */
function storeFor({ store, slackApiUrl, logger, boltLogger }: PageParts): InstallationStore {
  return {
    async storeInstallation({ team, enterprise, bot, isEnterpriseInstall: isOrg = false, user }) {
      const id = isOrg ? enterprise?.id : team?.id;
      if (id === undefined || bot === undefined) throw new Error('Slack granted no bot token');
      const { token: botToken, refreshToken, expiresAt: expirySeconds } = bot;
      const {
        botId,
        botUserId,
        teamUrl: url,
        scopes,
      } = await identifyBot({ botToken, slackApiUrl, logger: boltLogger });
      const expiresAt = expirySeconds === undefined ? undefined : expirySeconds * 1000;
      const tokens = { botToken, refreshToken, expiresAt };
      const enterpriseId = enterprise?.id;
      await store.save({ id, isOrg, enterpriseId, botId, botUserId, url, scopes, tokens }, Date.now());
      audit(logger, { action: 'app-installed', actor: user.id, teamId: id, isOrg }, 'App installed');
      logMissingScopes(logger, scopes);
    },
    fetchInstallation: () => Promise.reject(new Error('Installations are read from the store itself')),
  };
}

/** What somebody reads whose installation was refused, in HTML. */
interface Refusal {
  status: number;
  /** Default: Not installed. */
  title?: string;
  text: string;
}

const USED: Refusal = {
  status: 400,
  title: 'Already used',
  text: "This link works once, and it was used before. If the app isn't in your workspace, start again.",
};

const TOO_MANY: Refusal = {
  status: 429,
  text: `Slack refused ${REFUSED_MAX} installations within ${WINDOW_MS / 60_000} minutes, so this one wasn't tried. Start again in ${WINDOW_MS / 60_000} minutes.`,
};

const INVALID_STATE = 'slack_oauth_invalid_state';

/** Says what went wrong. Codes: `ErrorCode` of @slack/oauth, and Slack's of oauth.v2.access. */
function describeFailure(error: Error & { code?: string }): Refusal {
  switch (error.code) {
    case 'slack_oauth_installer_authorization_error':
      return { status: 403, text: 'You declined. Nothing was installed.' };
    case INVALID_STATE:
    case 'slack_oauth_missing_state':
      return {
        status: 400,
        text: 'This installation was started more than 10 minutes ago, or in another browser. Allow cookies for this site.',
      };
    case 'slack_oauth_missing_code':
      return { status: 400, text: "Slack's answer is incomplete. Nothing was installed." };
    // Slack's library joins path and Host.
    case 'ERR_INVALID_URL':
      return { status: 400, text: 'The address is malformed. Nothing was installed.' };
    default:
      return {
        status: 502,
        text: `Slack didn't confirm the installation. If this happens again, tell the person who runs the app.`,
      };
  }
}

/** The state in the address of a callback; '' where it has none. */
const stateOf = (request: IncomingMessage): string =>
  new URLSearchParams(request.url?.split('?', 2)[1]).get('state') ?? '';

const START_AGAIN = `<p><a href="${INSTALL_PATH}">Start again</a></p>`;

/** IDs are Slack's, letters and digits only. Where to add it to workspaces: https://docs.slack.dev/enterprise. */
function writeInstalled(response: ServerResponse, { team, enterprise, appId }: Installation): void {
  if (team !== undefined) {
    const link = `<a href="https://app.slack.com/client/${idIn(team.id)}">Open Slack</a>`;
    writePage(response, 200, 'Installed', `<p>Type ${COMMAND} in any channel. ${link}</p>`);
    return;
  }
  const address = `https://app.slack.com/manage/${idIn(enterprise?.id)}/integrations/profile/${idIn(appId)}/workspaces/add`;
  const link = `<a href="${address}">Add it to workspaces</a>`;
  writePage(response, 200, 'Installed for your organization', `<p>It is in no workspace yet. ${link}</p>`);
}

const idIn = (id: string | undefined): string => /^[A-Z0-9]+$/.exec(id ?? '')?.[0] ?? '';

function writePage(response: ServerResponse, status: number, title: string, body: string): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', Connection: 'close' });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1>${body}</html>`,
  );
}

const SILENT: BoltLogger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
