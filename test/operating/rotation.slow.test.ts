import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { freePort } from '../support/free-port.ts';
import { type Journey, postedIn, review, startJourney } from '../support/journey.ts';
import { postSigned } from '../support/signed-request.ts';

let journey: Journey;
afterEach(() => journey.end());

/** Of what Slack sends to check a certificate, signed with a secret. */
const statusOf = (port: number, secret: string) => postSigned(port, 'ssl_check=1', { secret });

/** From the command to the post: the bot is reached, and reaches Slack and its database. */
async function expectToWork(): Promise<void> {
  const { ts } = await reviewAgain();
  expect(journey.workspace.thread(journey.channel, ts).length).toBeGreaterThan(1);
}

async function reviewAgain() {
  const { workspace } = journey;
  journey.channel = workspace.addChannel({ name: `ml-${Math.random()}`, kind: 'public', botIsMember: true });
  await review(journey);
  return postedIn(journey, journey.channel);
}

describe('a rotated secret', () => {
  it('SLACK_BOT_TOKEN: what waits when the old one is refused is posted once after a start with the new one', async () => {
    journey = await startJourney('http');
    const { workspace, config } = journey;
    workspace.faults.next('chat.postMessage', { kind: '429', retryAfter: 1 });
    await review(journey);
    await journey.stopBot();
    workspace.state.app.botToken = 'xoxb-the-new-one';
    await expect(journey.startBot()).rejects.toThrow('Slack does not know this token (invalid_auth)');
    config.slackBotToken = 'xoxb-the-new-one';
    await journey.startBot();
    const message = await postedIn(journey, journey.channel);
    expect(workspace.messages(journey.channel)).toEqual([message]);
    await expectToWork();
  });

  it('SLACK_APP_TOKEN: the bot connects with the new one', async () => {
    journey = await startJourney('socket-mode');
    const { workspace, config } = journey;
    await journey.stopBot();
    workspace.state.app.appToken = 'xapp-the-new-one';
    config.slackAppToken = 'xapp-the-new-one';
    await journey.startBot();
    await expectToWork();
  });

  it('SLACK_SIGNING_SECRET: what Slack signs with the new one gets 401 until the bot has it', async () => {
    journey = await startJourney('http');
    const { config } = journey;
    const [before, after] = [config.slackSigningSecret ?? '', 'f'.repeat(32)];
    await journey.stopBot();
    const port = await freePort();
    config.port = port;
    await journey.startBot();
    expect(await statusOf(port, after)).toBe(401);
    expect(journey.logLines.join('')).toContain('with 401: wrong signature');
    await journey.stopBot();
    config.slackSigningSecret = after;
    await journey.startBot();
    expect([await statusOf(port, after), await statusOf(port, before)]).toEqual([200, 401]);
  });

  it('the password in DATABASE_URL: the running bot goes on, and starts again with the new one alone', async () => {
    journey = await startJourney('http', 'postgres');
    const { config } = journey;
    const opened = await openDatabase(config.databaseUrl);
    if (!opened.ok) throw new Error(opened.text);
    const role = `rotated_${Date.now()}`;
    await sql.raw(`create role ${role} login superuser password 'old-password'`).execute(opened.db);
    const urlWith = (password: string) => {
      const url = new URL(config.databaseUrl);
      url.username = role;
      url.password = password;
      return url.href;
    };
    const before = config.databaseUrl;
    await journey.stopBot();
    config.databaseUrl = urlWith('old-password');
    await journey.startBot();
    await sql.raw(`alter role ${role} password 'new-password'`).execute(opened.db);
    await expectToWork();
    await journey.stopBot();
    await expect(journey.startBot()).rejects.toThrow('password authentication failed');
    config.databaseUrl = urlWith('new-password');
    await journey.startBot();
    await expectToWork();
    await journey.stopBot();
    config.databaseUrl = before;
    await sql.raw(`reassign owned by ${role} to current_user`).execute(opened.db);
    await sql.raw(`drop owned by ${role}`).execute(opened.db);
    await sql.raw(`drop role ${role}`).execute(opened.db);
    await opened.close();
  });
});
