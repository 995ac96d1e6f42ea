import { createServer, type RequestListener } from 'node:http';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { listen, portOf } from '../../src/http/server.ts';
import { createLogger } from '../../src/logger.ts';
import { openRecord } from '../../src/open-record.ts';
import { checkDatabase, checkPolicy, checkPorts, inTime, writeFindings } from '../../src/operating/doctor.ts';
import { checkConnection, checkToken } from '../../src/operating/doctor-slack.ts';
import { createTokenCipher } from '../../src/slack/installs/encryption.ts';
import { createInstallStore, type Tokens } from '../../src/slack/installs/install-store.ts';
import { startBot } from '../../src/start.ts';
import { databases, makePlace } from '../database/support/open-test-database.ts';
import { freePort } from '../support/free-port.ts';
import { ACCESS, KEY } from '../support/two-workspaces.ts';
import { connections } from '../support/ways.ts';
import { type ConnectionKind, type Granted, openWorkspace } from '../support/workspace.ts';

let tidy: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of tidy) await step();
  tidy = [];
});

async function configured(kind: ConnectionKind = 'socket-mode', granted: Granted = {}) {
  const { workspace, config, removeFolder } = await openWorkspace(kind, () => 0, granted);
  tidy.push(async () => {
    await workspace.stop();
    removeFolder();
  });
  return config;
}

const ALL_GRANTED: Granted = { withHistory: true, withPeople: true };

describe('checkToken', () => {
  it('names the workspace, and says that the scopes are those of the manifest', async () => {
    expect(await checkToken(await configured('http', ALL_GRANTED))).toEqual([
      { about: 'Slack', verdict: 'ok', text: expect.stringMatching(/^The token is valid, for \S+ in http\S+\.$/) },
      { about: 'scopes', verdict: 'ok', text: 'All scopes of the manifest are granted.' },
      { about: 'clock', verdict: 'ok', text: "Within a minute of Slack's." },
    ]);
  });

  it('takes a missing required scope for a fault, with what it is for and how to add it', async () => {
    const [, scopes] = await checkToken(await configured('http', { ...ALL_GRANTED, without: ['files:write'] }));
    expect(scopes).toMatchObject({ verdict: 'fault', about: 'scopes' });
    expect(scopes?.text).toMatch(/^Missing: files:write \(uploading .+\)\. Add them under OAuth & Permissions/);
  });

  it('takes missing optional scopes for a note', async () => {
    const [, scopes] = await checkToken(await configured('http', { withPeople: ['users:read'], withHistory: true }));
    expect(scopes).toMatchObject({ verdict: 'note' });
    expect(scopes?.text).toContain(
      'usergroups:read (telling who is in a user group that DECIDERS or the policy names, and what it is called)',
    );
  });

  it('says what follows from missing channels:read and groups:read: reviews stay inside their channels', async () => {
    const [, scopes] = await checkToken(await configured('http', { withPeople: ['users:read'], withHistory: true }));
    expect(scopes?.text).toContain('Without channels:read, reviews stay inside their channels: assistants');
    expect(scopes?.text).toContain('Without groups:read, reviews stay inside their private channels');
    const [, both] = await checkToken(await configured('http', { without: ['files:write'] }));
    expect(both).toMatchObject({ verdict: 'fault' });
    expect(both?.text).toMatch(
      /^Missing: files:write .+ Optional ones are missing: .+ Without channels:read, reviews stay/,
    );
  });

  it('says in one line what to do about a refused token', async () => {
    const config = await configured();
    expect(await checkToken({ ...config, slackBotToken: 'xoxb-other' })).toEqual([
      { about: 'Slack', verdict: 'fault', text: expect.stringContaining('Copy SLACK_BOT_TOKEN from OAuth') },
      { about: 'clock', verdict: 'ok', text: "Within a minute of Slack's." },
    ]);
  });
});

describe('checkToken, for several workspaces', () => {
  /** A configuration whose database has an installation for each of these tokens, as T00, T01 and so on. */
  async function installed(tokensWith: (botToken: string) => readonly Tokens[], granted = ALL_GRANTED) {
    const config = await configured('http', granted);
    const { url, remove } = await makePlace('embedded');
    const record = await openRecord(url);
    if (!record.ok || config.slackBotToken === null) throw new Error('Not set up');
    tidy.push(record.close, remove);
    const store = createInstallStore(record.db, createTokenCipher([KEY]));
    for (const [at, tokens] of tokensWith(config.slackBotToken).entries()) {
      const id = `T${String(at).padStart(2, '0')}`;
      const ids = { id, isOrg: false, enterpriseId: undefined, botId: 'B1', botUserId: 'U1', scopes: [] };
      await store.save({ ...ids, url: `https://${id}.slack.com/`, tokens }, 1);
    }
    return { ...config, databaseUrl: url, ...ACCESS };
  }

  it('asks Slack about each installation, and needs no answer for a token that expired while the bot was down', async () => {
    const config = await installed((botToken) => [
      { botToken },
      { botToken: 'xoxb-other' },
      { botToken, refreshToken: 'xoxe-1', expiresAt: Date.now() - 1 },
    ]);
    const found = await checkToken(config);
    expect(found.map(({ about, verdict }) => [about, verdict])).toEqual([
      ['installations', 'ok'],
      ['installation T00', 'ok'],
      ['installation T01', 'fault'],
      ['installation T02', 'note'],
      ['clock', 'ok'],
    ]);
    expect(found.map(({ text }) => text)).toEqual([
      '3. TOKEN_KEYS decrypts all tokens.',
      expect.stringMatching(/^The token is valid, for \S+ in http\S+\. All scopes of the manifest are granted\.$/),
      'Slack refuses the token (invalid_auth). Install the app there again.',
      'The token has expired. The bot refreshes it when it runs.',
      "Within a minute of Slack's.",
    ]);
    expect(writeFindings(found)).not.toMatch(/xox/);
  });

  it('takes a missing required scope of one for a fault, and names the installation', async () => {
    const granted = { ...ALL_GRANTED, without: ['files:write'] };
    const [, line] = await checkToken(await installed((botToken) => [{ botToken }], granted));
    expect(line).toMatchObject({ about: 'installation T00', verdict: 'fault' });
    expect(line?.text).toMatch(/^The token is valid, .+ Missing: files:write \(uploading .+\)\. Add them under OAuth/);
  });

  it('asks about 20 of 22, and says that 2 are left', async () => {
    const found = await checkToken(await installed((botToken) => Array(22).fill({ botToken })));
    expect(found.map(({ about }) => about).slice(1, -2)).toEqual(
      Array.from({ length: 20 }, (_, at) => `installation T${String(at).padStart(2, '0')}`),
    );
    expect(found.at(-2)).toEqual({ about: 'installations', verdict: 'note', text: "Slack wasn't asked about 2 more." });
  });

  it('says that nothing was checked where the database does not open or is older, and ok only where there is none', async () => {
    const config = { ...(await configured('http')), ...ACCESS };
    const unchecked = { about: 'installations', verdict: 'note', text: 'Not checked, because of the database.' };
    expect(await checkToken({ ...config, databaseUrl: 'postgres://127.0.0.1:9/reviews' })).toEqual([unchecked]);
    const { databaseUrl } = await installed(() => []);
    const nobody = [{ about: 'installations', verdict: 'ok', text: 'Nobody installed the app yet.' }];
    expect(await checkToken({ ...config, databaseUrl })).toEqual(nobody);
    expect(await checkToken({ ...config, databaseUrl: 'file:/nonexistent/reviews.db' })).toEqual(nobody);
    const opened = await openDatabase(databaseUrl);
    if (!opened.ok) throw new Error(opened.text);
    await sql.raw("delete from migrations where name = '006-slack-details-version'").execute(opened.db);
    await opened.close();
    expect(await checkToken({ ...config, databaseUrl })).toEqual([unchecked]);
  });
});

describe('checkConnection', () => {
  it('asks Slack for a Socket Mode connection, and opens none', async () => {
    const config = await configured();
    const [line] = await checkConnection(config);
    expect(line).toMatchObject({ about: 'Socket Mode', verdict: 'ok' });
  });

  it('finds an app-level token that Slack refuses', async () => {
    const config = await configured();
    expect(await checkConnection({ ...config, slackAppToken: 'xapp-other' })).toMatchObject([{ verdict: 'fault' }]);
  });

  it("says over HTTP that only Slack's first request shows whether the secret is right", async () => {
    expect(await checkConnection(await configured('http'))).toMatchObject([{ about: 'HTTP', verdict: 'note' }]);
  });
});

describe('checkPorts', () => {
  /** A server until the test ends. Returns its port. */
  async function serve(answer: RequestListener): Promise<number> {
    const server = createServer(answer);
    await listen(server, 0);
    tidy.push(async () => void server.close().closeAllConnections());
    return portOf(server) ?? 0;
  }
  const AT = { host: '127.0.0.2' };
  const asPort = async (kind: ConnectionKind, port: number) => ({ ...(await configured(kind)), port, metricsPort: 0 });

  it.each(connections())('finds the one of two ports that another program has taken, over %s', async (kind) => {
    const taken = await serve((_, response) => void response.writeHead(200, { Server: 'nginx' }).end('ok\n'));
    expect(await checkPorts(await asPort(kind, taken))).toEqual([
      { about: 'PORT', verdict: 'fault', text: 'The port is taken by another process. Set PORT to a free one.' },
    ]);
    expect(await checkPorts({ ...(await configured(kind)), metricsPort: taken })).toMatchObject([
      { about: 'METRICS_PORT', verdict: 'fault', text: expect.stringContaining('Set METRICS_PORT to a free one.') },
    ]);
  });

  it.each(connections())('takes both ports of the running bot for no fault, over %s', async (kind) => {
    const config = { ...(await configured(kind)), metricsPort: await freePort(), ...AT };
    const started = await startBot(config, createLogger({ level: 'fatal' }));
    if (!started.ok) throw new Error(started.text);
    tidy.unshift(started.bot.stop);
    const port = started.bot.port ?? 0;
    const { metricsPort } = config;
    expect(await checkPorts({ ...(await asPort(kind, port)), metricsPort, ...AT })).toEqual([
      { about: 'PORT', verdict: 'ok', text: `The bot is running: it answers on port ${port}.` },
      { about: 'METRICS_PORT', verdict: 'ok', text: `The bot is running: it answers on port ${metricsPort}.` },
    ]);
    expect((await fetch(`http://127.0.0.2:${metricsPort}/metrics`)).status).toBe(200);
    await expect(fetch(`http://127.0.0.1:${metricsPort}/metrics`)).rejects.toThrow();
  });

  it('takes what never answers, or answers without end, for another program, within 5 s', async () => {
    const mute = await serve(() => {});
    const endless = await serve((_, response) => {
      response.writeHead(200);
      setInterval(() => response.write('x'.repeat(1000)), 5).unref();
    });
    for (const port of [mute, endless]) {
      const config = await asPort('http', port);
      expect(await inTime('ports', () => checkPorts(config), 5_000)).toMatchObject([
        { about: 'PORT', verdict: 'fault', text: expect.stringContaining('another process') },
      ]);
    }
  });
});

describe('the clock', () => {
  /** Slack with a clock that is off by this, in milliseconds. */
  async function slackAt(
    offMs: number | null,
    answer: object = { ok: true, user: 'bot', url: 'https://t.slack.com/' },
  ) {
    const server = createServer((_, response) => {
      if (offMs === null) response.sendDate = false;
      else response.setHeader('Date', new Date(Date.now() + offMs).toUTCString());
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(answer));
    });
    await listen(server, 0, '127.0.0.1');
    tidy.push(async () => void server.close().closeAllConnections());
    const config = await configured();
    return { ...config, slackApiUrl: `http://127.0.0.1:${portOf(server)}/` };
  }
  const clockIn = async (config: Parameters<typeof checkToken>[0]) =>
    (await checkToken(config)).filter(({ about }) => about === 'clock');

  it.each([
    [-63_000, 'This machine is 1 minute ahead of Slack.'],
    [-3_600_000, 'This machine is 60 minutes ahead of Slack.'],
    [63_000, 'This machine is 1 minute behind Slack.'],
    [600_000, 'This machine is 10 minutes behind Slack.'],
  ])('that is wrong by more than a minute is a fault: Slack is off by %d ms', async (offMs, text) => {
    expect(await clockIn(await slackAt(offMs))).toEqual([
      { about: 'clock', verdict: 'fault', text: expect.stringMatching(new RegExp(`^${text} Set the clock, `)) },
    ]);
  });

  it.each([-58_000, 0, 58_000])('that is wrong by less is none: Slack is off by %d ms', async (offMs) => {
    expect(await clockIn(await slackAt(offMs))).toEqual([
      { about: 'clock', verdict: 'ok', text: "Within a minute of Slack's." },
    ]);
  });

  it('is seen where Slack refuses the token as well, and not judged where Slack gives no date', async () => {
    const refusing = await slackAt(600_000, { ok: false, error: 'invalid_auth' });
    expect((await checkToken(refusing)).map(({ about, verdict }) => [about, verdict])).toEqual([
      ['Slack', 'fault'],
      ['clock', 'fault'],
    ]);
    expect(await clockIn(await slackAt(null))).toEqual([]);
  });
});

describe.each(databases())('checkDatabase, with the %s database', (kind) => {
  const version = kind === 'embedded' ? /^SQLite 3\.\d+/ : /^PostgreSQL \d+/;

  /** The address of a database with all tables, after a change. */
  async function changed(statement: string): Promise<string> {
    const { url, remove } = await makePlace(kind);
    tidy.push(remove);
    const record = await openRecord(url);
    if (!record.ok) throw new Error(record.text);
    await sql.raw(statement).execute(record.db);
    await record.close();
    return url;
  }

  it('names the version, and says that the tables are those of this version', async () => {
    const [line, ...more] = await checkDatabase(await changed('select 1'));
    expect(more).toEqual([]);
    expect(line?.verdict).toBe('ok');
    expect(line?.text).toMatch(version);
    expect(line?.text).toMatch(/tables of this version\.$/);
  });

  it('asks for a backup before it is migrated, and leaves it as it is', async () => {
    const url = await changed("delete from migrations where name = '006-slack-details-version'");
    for (let times = 0; times < 2; times++) {
      expect(await checkDatabase(url)).toMatchObject([
        { verdict: 'note', text: expect.stringContaining('Back up: the next start migrates them.') },
      ]);
    }
  });

  it('is worth a note where a newer version has migrated it, with which this one still works', async () => {
    const url = await changed("insert into migrations (name, applied_at) values ('999-later', 1)");
    expect(await checkDatabase(url)).toMatchObject([
      { verdict: 'note', text: expect.stringContaining('tables of a newer version, with which this one still works.') },
    ]);
  });

  it('is a fault where a newer version has migrated it, with which this one no longer works', async () => {
    const url = await changed("insert into migrations (name, applied_at, needs) values ('999-later', 1, '998-before')");
    expect(await checkDatabase(url)).toMatchObject([{ verdict: 'fault', text: expect.stringContaining('999-later') }]);
  });
});

describe('checkDatabase', () => {
  it('creates no file, and says that the first start will', async () => {
    const { url, remove } = await makePlace('embedded');
    tidy.push(remove);
    for (let times = 0; times < 2; times++) {
      expect(await checkDatabase(url)).toMatchObject([
        { verdict: 'ok', text: expect.stringContaining('first start creates it') },
      ]);
    }
  });

  it('says that an empty one gets its tables at the first start', async () => {
    const { url, remove } = await makePlace('embedded');
    tidy.push(remove);
    const opened = await openDatabase(url);
    if (opened.ok) await opened.close();
    expect(await checkDatabase(url)).toMatchObject([
      { verdict: 'ok', text: expect.stringContaining('creates the tables') },
    ]);
  });
});

describe('inTime', () => {
  it('takes a check that hangs for a fault, in time', async () => {
    const found = await inTime('database', () => new Promise(() => {}), 30);
    expect(writeFindings(found)).toBe('FAULT  database: No answer within 0.03 s.\n');
  });

  it('takes a check that throws for a fault, with its message', async () => {
    const found = await inTime('AWS', () => Promise.reject(new Error('no such Region')));
    expect(writeFindings(found)).toBe('FAULT  AWS: no such Region\n');
  });
});

describe('the check of the policy', () => {
  it('counts its rules, names each fault with its line, and is left out where there is none', async () => {
    expect(await checkPolicy(null)).toEqual([]);
    expect(await checkPolicy('examples/policy.yml')).toEqual([
      {
        about: 'policy',
        verdict: 'ok',
        text: expect.stringMatching(/^4 rules and 2 defaults, version [0-9a-f]{8}\.$/),
      },
    ]);
    expect(await checkPolicy('no/policy.yml')).toEqual([
      { about: 'policy', verdict: 'fault', text: 'no/policy.yml: No such file.' },
    ]);
    expect(await checkPolicy('examples')).toEqual([
      { about: 'policy', verdict: 'fault', text: 'examples: This is a directory.' },
    ]);
  });
});
