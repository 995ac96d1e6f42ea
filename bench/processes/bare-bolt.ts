/**
 * The baseline: Bolt as in its documentation, with its default receiver. Acknowledges a command and opens a prebuilt form.
 */
import { readFileSync } from 'node:fs';
import { App } from '@slack/bolt';

const {
  SLACK_BOT_TOKEN: token = '',
  SLACK_APP_TOKEN: appToken,
  SLACK_SIGNING_SECRET: signingSecret = '',
  SLACK_API_URL: slackApiUrl = '',
  PORT: port = '0',
  BARE_COMMAND: command = '',
  BARE_VIEW: viewFile = '',
} = process.env;

const view = JSON.parse(readFileSync(viewFile, 'utf8'));
const connection = appToken === undefined ? { signingSecret } : { socketMode: true, appToken };
const app = new App({ token, ...connection, clientOptions: { slackApiUrl } });

app.command(command, async ({ command: { trigger_id }, ack, client }) => {
  await ack();
  await client.views.open({ trigger_id, view });
});

await app.start(Number(port));
process.stdout.write('The bot is running\n');
process.on('SIGTERM', () => process.exit(0));
