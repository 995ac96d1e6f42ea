import { afterEach, expect, it } from 'vitest';
import { createLogger } from '../../../src/logger.ts';
import { secretsOf } from '../../../src/settings/config.ts';
import { startBot } from '../../../src/start.ts';
import { startTwoWorkspaces, type TwoWorkspaces } from '../../support/two-workspaces.ts';

let both: TwoWorkspaces;
afterEach(() => both.end());

it('300 made-up codes with 300 states, through two bots on one database and a restart, send Slack the client secret at most 10 times', async ({
  onTestFinished,
}) => {
  both = await startTwoWorkspaces('http', { database: 'postgres' });
  const { config, logLines } = both;
  const destination = { write: (line: string) => void logLines.push(line) };
  const logger = createLogger({ level: config.logLevel, secrets: secretsOf(config), destination });
  const other = await startBot(config, logger);
  if (!other.ok) throw new Error(other.text);
  onTestFinished(() => other.bot.stop());

  /** The state is from the first bot, and half of the codes go to the other. */
  async function guess(at: number): Promise<number> {
    const { location, cookie } = await both.open('/slack/install');
    const path = `/slack/oauth_redirect?code=made-up&state=${new URL(location).searchParams.get('state')}`;
    if (at % 2 === 0) return (await both.open(path, cookie)).status;
    return (await fetch(`http://127.0.0.1:${other.ok && other.bot.port}${path}`, { headers: { cookie } })).status;
  }

  const statuses: number[] = [];
  for (let at = 0; at < 300; at += 20) {
    if (at === 100) {
      await both.stopBot();
      await both.startBot();
    }
    statuses.push(...(await Promise.all(Array.from({ length: 20 }, (_, more) => guess(at + more)))));
  }
  const asked = both.one.workspace.calls('oauth.v2.access').length;
  expect(asked).toBeLessThanOrEqual(10);
  expect(statuses.filter((status) => status === 502)).toHaveLength(asked);
  expect(statuses.filter((status) => status === 429)).toHaveLength(300 - asked);
});
