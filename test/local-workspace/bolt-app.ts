import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { startWorkspace, type Workspace, type WorkspaceOptions } from '../../local-workspace/start-workspace.ts';

/** A workspace with a real Bolt app in it, over either transport. */
export interface Connected {
  workspace: Workspace;
  app: App;
  stop(): Promise<void>;
}

export type Transport = 'socket' | 'http';

const SIGNING_SECRET = 'a-signing-secret';

export async function connectBolt(
  transport: Transport,
  register: (app: App) => void,
  options: Omit<WorkspaceOptions, 'transport'> = {},
): Promise<Connected> {
  return transport === 'socket' ? connectSocket(register, options) : connectHttp(register, options);
}

async function connectSocket(register: (app: App) => void, options: WorkspaceOptions): Promise<Connected> {
  const workspace = await startWorkspace(options);
  const receiver = new SocketModeReceiver({
    appToken: workspace.appToken,
    logLevel: LogLevel.ERROR,
    clientPingTimeout: 1000,
    installerOptions: { clientOptions: { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 } } },
  });
  const app = createApp(workspace, receiver);
  register(app);
  await app.start();
  return {
    workspace,
    app,
    stop: async () => {
      await receiver.client.disconnect();
      await workspace.stop();
    },
  };
}

async function connectHttp(register: (app: App) => void, options: WorkspaceOptions): Promise<Connected> {
  let port = 0;
  const workspace = await startWorkspace({
    ...options,
    transport: { eventsUrl: () => `http://127.0.0.1:${port}/slack/events`, signingSecret: SIGNING_SECRET },
  });
  const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, logger: silent });
  const app = createApp(workspace, receiver);
  register(app);
  const server = (await app.start(0)) as Server;
  port = (server.address() as AddressInfo).port;
  return {
    workspace,
    app,
    stop: async () => {
      server.closeAllConnections();
      await app.stop();
      await workspace.stop();
    },
  };
}

function createApp(workspace: Workspace, receiver: SocketModeReceiver | HTTPReceiver): App {
  const app = new App({
    token: workspace.botToken,
    receiver,
    logger: silent,
    logLevel: LogLevel.ERROR,
    convoStore: false,
    clientOptions: { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 } },
  });
  // Errors are what some of these tests are about; they are seen in the workspace.
  app.error(async () => undefined);
  return app;
}

/** The refusals that these tests provoke would fill the output. */
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** A client that tells of every refusal at once. */
export function clientOf(workspace: Workspace, token = workspace.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: workspace.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
}

/** The error that Slack named, or 'none'. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'none';
  } catch (error) {
    const { data, message } = error as { data?: { error?: string }; message: string };
    return data?.error ?? message;
  }
}

export const plain = (text: string) => ({ type: 'plain_text' as const, text });
export const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } });
export const option = (value: string) => ({ text: plain(value), value });
export const textInput = (blockId: string, fields: object = {}) => ({
  type: 'input' as const,
  block_id: blockId,
  label: plain(blockId),
  element: { type: 'plain_text_input' as const, action_id: 'typed', ...fields },
});
export const modal = (blocks: object[], fields: object = {}) => ({
  type: 'modal' as const,
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Send'),
  blocks: blocks as never[],
  ...fields,
});
