import { App } from '@slack/bolt';
import { boltLogLevel, createBoltLogger, createLogger } from '../../../../../src/logger.ts';
import { createBodyBudget } from '../../../../../src/slack/connection/http-request.ts';
import { createHttpTransport } from '../../../../../src/slack/connection/http-transport.ts';

/** The HTTP transport in a separate process. Sends its port, and what the process holds whenever it is asked. */
const logger = createBoltLogger(createLogger({ level: 'fatal' }), 'fatal');

const bodies = createBodyBudget();

const transport = createHttpTransport(
  { kind: 'http', signingSecret: process.argv[2] ?? '', port: 0, host: '127.0.0.1' },
  { slackApiUrl: '', logger, logLevel: boltLogLevel('fatal'), askDatabase: async () => true },
  { bodies },
);

const app = new App({ receiver: transport.receiver, logger, authorize: async () => ({}) });

app.command('/x', async ({ ack }) => ack('heard'));

await app.start();

process.on('message', () => process.send?.({ rssBytes: process.memoryUsage.rss(), heldBytes: bodies.heldBytes() }));

process.send?.({ port: transport.port() });
