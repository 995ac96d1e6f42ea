import { readFileSync } from 'node:fs';
import { parse as parseDotenv } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { accessOf, connectionOf, describeFaults, readConfig, secretsOf } from '../../src/settings/config.ts';

const BOT = 'xoxb-1-abc';
const APP = 'xapp-1-abc';
const SECRET = '0123456789abcdef0123456789abcdef';

function configOf(environment: Record<string, string>) {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(describeFaults(read.faults));
  return read.config;
}

function faultsOf(environment: Record<string, string>) {
  const read = readConfig(environment);
  return read.ok ? [] : read.faults;
}

describe('readConfig', () => {
  it('needs a bot token and an app-level token for Socket Mode, and defaults to the rest', () => {
    const config = configOf({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP });
    expect(accessOf(config)).toEqual({ kind: 'one-workspace', botToken: BOT });
    expect(connectionOf(config)).toEqual({
      kind: 'socket-mode',
      appToken: APP,
      port: null,
      host: null,
      secondsApart: 10,
    });
    expect(config).toMatchObject({
      slackBotToken: BOT,
      slackClientId: null,
      slackClientSecret: null,
      slackStateSecret: null,
      tokenKeys: [],
      slackAppToken: APP,
      slackSigningSecret: null,
      port: null,
      metricsPort: null,
      host: null,
      metricsHost: null,
      socketSecondsApart: 10,
      slackApiUrl: 'https://slack.com/api/',
      databaseUrl: 'file:data/reviews.db',
      databasePoolSize: 10,
      databaseStatementTimeoutSeconds: 10,
      databaseLockTimeoutSeconds: 2,
      commandsPerMinute: 30,
      reviewsPerHour: 30,
      workspaceReviewsPerHour: 300,
      replayNotifyUsd: 1000,
      digestChannel: null,
      uninstallGraceDays: 30,
      keepCorrections: true,
      workflowStep: false,
      unfurlDomain: null,
      defaultRegion: null,
      policyFile: null,
      deciders: 'channel',
      mcpPort: null,
      mcpToken: null,
      mcpHosts: [],
      mcpWorkspace: null,
      accountDigest: false,
      admins: [],
      awsRegions: [],
      accountFile: null,
      logLevel: 'info',
    });
  });

  it('takes HTTP on port 3000 where there is a signing secret alone', () => {
    const connection = connectionOf(configOf({ SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: SECRET }));
    expect(connection).toEqual({ kind: 'http', signingSecret: SECRET, port: 3000, host: null });
  });

  it('takes Socket Mode where both are set, with PORT for its health check', () => {
    const both = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, SLACK_SIGNING_SECRET: SECRET, PORT: '8080' };
    expect(connectionOf(configOf(both))).toMatchObject({ kind: 'socket-mode', appToken: APP, port: 8080 });
  });

  it.each(['http://127.0.0.1:4000/api', 'http://127.0.0.1:4000/api/'])(
    'ends the API address %s in one slash',
    (url) => {
      const config = configOf({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, SLACK_API_URL: url });
      expect(config.slackApiUrl).toBe('http://127.0.0.1:4000/api/');
    },
  );

  it.each(['http://u:pw123@127.0.0.1:1/api/', 'https://token@slack.test/', 'https://:pw123@slack.test/'])(
    'refuses a user name or password in the API address, without repeating it: %s',
    (url) => {
      const faults = faultsOf({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, SLACK_API_URL: url });
      const text = 'Must be without user name and password: this address is printed where Slack is out of reach.';
      expect(faults).toEqual([{ variable: 'SLACK_API_URL', text }]);
    },
  );

  it.each([
    [{ SLACK_SIGNING_SECRET: SECRET, METRICS_PORT: '3000' }],
    [{ SLACK_APP_TOKEN: APP, PORT: '8080', METRICS_PORT: '8080' }],
  ])('refuses metrics on the port that Slack or probes reach: %j', (environment) => {
    expect(faultsOf({ SLACK_BOT_TOKEN: BOT, ...environment })).toEqual([
      { variable: 'METRICS_PORT', text: expect.stringContaining('Must differ from PORT') },
    ]);
  });

  it('takes another port for metrics, and none without METRICS_PORT', () => {
    const given = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, PORT: '8080' };
    expect(configOf({ ...given, METRICS_PORT: '9464' }).metricsPort).toBe(9464);
    expect(configOf(given).metricsPort).toBeNull();
  });

  describe('for several workspaces', () => {
    const KEY = Buffer.alloc(32, 7).toString('base64');
    const several = {
      SLACK_CLIENT_ID: '4123121235.9872358710',
      SLACK_CLIENT_SECRET: 'e1b9e11dfcd19c1982d5de12921e17e8',
      SLACK_STATE_SECRET: 'x'.repeat(32),
      TOKEN_KEYS: KEY,
      SLACK_APP_TOKEN: APP,
    };

    it('takes the client, the state secret and up to 20 keys, and opens port 3000 for installations', () => {
      const config = configOf({ ...several, TOKEN_KEYS: `${KEY}, ${KEY}` });
      expect(accessOf(config)).toMatchObject({
        kind: 'several-workspaces',
        clientId: '4123121235.9872358710',
        tokenKeys: [KEY, KEY],
      });
      expect(connectionOf(config)).toMatchObject({ kind: 'socket-mode', port: 3000 });
    });

    it('redacts the client secret, the state secret and every key', () => {
      const { SLACK_CLIENT_SECRET: client, SLACK_STATE_SECRET: state } = several;
      expect(secretsOf(configOf(several))).toEqual(expect.arrayContaining([client, state, KEY]));
    });

    it.each(['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'TOKEN_KEYS'])('needs %s', (name) => {
      expect(faultsOf({ ...several, [name]: '' })).toEqual([
        { variable: name, text: 'Not set. Several workspaces need it: see Several workspaces in docs/operating.md.' },
      ]);
    });

    it('refuses a bot token and a digest beside it', () => {
      expect(describeFaults(faultsOf({ ...several, SLACK_BOT_TOKEN: BOT }))).toContain(
        'SLACK_BOT_TOKEN and SLACK_CLIENT_ID: Set one of them.',
      );
      expect(describeFaults(faultsOf({ ...several, DIGEST_CHANNEL: 'C0123456789' }))).toBe(
        'DIGEST_CHANNEL: Works with SLACK_BOT_TOKEN only: a channel belongs to one workspace.',
      );
    });

    it.each(['short', `${KEY},`, KEY.slice(4), `${KEY},hex`, Array(21).fill(KEY).join()])(
      'refuses TOKEN_KEYS=%s without repeating it',
      (keys) => {
        const text = describeFaults(faultsOf({ ...several, TOKEN_KEYS: keys }));
        expect(text).toContain('TOKEN_KEYS: Must be up to 20 keys of 32 bytes in Base64');
        expect(text).not.toContain(keys);
      },
    );
  });

  it('counts an empty variable as not set', () => {
    const filled = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, SLACK_SIGNING_SECRET: '', PORT: '', LOG_LEVEL: ' ' };
    expect(configOf(filled).logLevel).toBe('info');
  });

  it('leaves out one line break at the end of a variable', () => {
    for (const ending of ['\n', '\r\n']) {
      const config = configOf({
        SLACK_BOT_TOKEN: BOT + ending,
        SLACK_APP_TOKEN: APP + ending,
        HOST: `127.0.0.1${ending}`,
      });
      expect(config).toMatchObject({ slackBotToken: BOT, slackAppToken: APP, host: '127.0.0.1' });
    }
    expect(describeFaults(faultsOf({ SLACK_BOT_TOKEN: `${BOT} `, SLACK_APP_TOKEN: APP }))).toContain(
      'SLACK_BOT_TOKEN: White space or an ellipsis is in this token. Copy the token from',
    );
  });

  it('finds all faults at once', () => {
    const faults = faultsOf({
      PORT: '70000',
      SLACK_API_URL: 'slack',
      DATABASE_URL: 'reviews.db',
      LOG_LEVEL: 'loud',
    });
    expect(faults.map(({ variable }) => variable).sort()).toEqual([
      'DATABASE_URL',
      'LOG_LEVEL',
      'PORT',
      'SLACK_API_URL',
      'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET',
      'SLACK_BOT_TOKEN',
    ]);
  });

  it('says where each missing value is found', () => {
    const text = describeFaults(faultsOf({}));
    expect(text).toContain('SLACK_BOT_TOKEN: Not set. Copy the token from OAuth & Permissions → Bot User OAuth Token');
    expect(text).toContain('Basic Information → App-Level Tokens');
    expect(text).toContain('Basic Information → App Credentials → Signing Secret');
  });

  it('names a token that stands in the wrong variable', () => {
    const text = describeFaults(faultsOf({ SLACK_BOT_TOKEN: APP, SLACK_APP_TOKEN: BOT }));
    expect(text).toContain('SLACK_BOT_TOKEN: This is an app-level token. It belongs in SLACK_APP_TOKEN.');
    expect(text).toContain('SLACK_APP_TOKEN: This is a bot token. It belongs in SLACK_BOT_TOKEN.');
    expect(describeFaults(faultsOf({ SLACK_BOT_TOKEN: 'xoxp-1' }))).toContain('This is a user token');
    expect(describeFaults(faultsOf({ SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: APP }))).toContain(
      "This isn't a signing secret",
    );
  });

  it('takes a file or a PostgreSQL server as the database, and refuses what is neither', () => {
    const base = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP };
    for (const address of [
      'file:x.db',
      'postgres://bot:secret@db:5432/reviews',
      'postgresql://db/reviews?sslmode=require',
    ]) {
      expect(configOf({ ...base, DATABASE_URL: address }).databaseUrl).toBe(address);
    }
    for (const address of [
      'reviews.db',
      'file:',
      'postgres://db',
      'postgres:db',
      'postgres://bot:100%@db/x',
      'mysql://db/reviews',
    ]) {
      expect(describeFaults(faultsOf({ ...base, DATABASE_URL: address }))).toContain('postgres://user:password@host/');
    }
  });

  it('takes only the words of sslmode that the driver knows, and names all 6', () => {
    const base = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP };
    const server = 'postgres://bot:secret@db/reviews';
    const words = ['disable', 'no-verify', 'prefer', 'require', 'verify-ca', 'verify-full'];
    for (const word of words) {
      expect(configOf({ ...base, DATABASE_URL: `${server}?sslmode=${word}` }).databaseUrl).toContain(word);
    }
    for (const [given, text] of [
      ['sslmode=allow', `DATABASE_URL: sslmode must be one of ${words.join(', ')}.`],
      ['sslmode=Require', `DATABASE_URL: sslmode must be one of ${words.join(', ')}.`],
      ['ssl=false', 'DATABASE_URL: Use sslmode instead of ssl, such as sslmode=disable.'],
      ['uselibpqcompat=true&sslmode=verify-ca', 'DATABASE_URL: sslmode=verify-ca with uselibpqcompat=true needs'],
    ]) {
      const faults = describeFaults(faultsOf({ ...base, DATABASE_URL: `${server}?${given}` }));
      expect(faults).toContain(text);
      expect(faults).not.toContain('secret@');
    }
  });

  it('takes 1 to 999 connections and 1 to 9999 seconds as limits on a server', () => {
    const base = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP };
    const given = {
      DATABASE_POOL_SIZE: '999',
      DATABASE_STATEMENT_TIMEOUT_SECONDS: '9999',
      DATABASE_LOCK_TIMEOUT_SECONDS: '1',
    };
    expect(configOf({ ...base, ...given })).toMatchObject({
      databasePoolSize: 999,
      databaseStatementTimeoutSeconds: 9999,
      databaseLockTimeoutSeconds: 1,
    });
    for (const [name, wrong] of [
      ['DATABASE_POOL_SIZE', ['0', '1000', '-1', '1.5', 'many']],
      ['DATABASE_STATEMENT_TIMEOUT_SECONDS', ['0', '10000', '0.5', '10s']],
      ['DATABASE_LOCK_TIMEOUT_SECONDS', ['0', '10000', '0.5', '2s']],
    ] as const) {
      for (const value of wrong) expect(faultsOf({ ...base, [name]: value })).toHaveLength(1);
    }
  });

  it('takes the threshold of a saving, the channel of the digest and the Region of the team, and knows what to do without', () => {
    const base = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP };
    expect(configOf(base)).toMatchObject({ replayNotifyUsd: 1000, digestChannel: null });
    const stated = { REPLAY_NOTIFY_USD: '2500.50', DIGEST_CHANNEL: 'C0123456789', DEFAULT_REGION: 'eu-central-1' };
    expect(configOf({ ...base, ...stated })).toMatchObject({
      replayNotifyUsd: 2500.5,
      digestChannel: 'C0123456789',
      defaultRegion: 'eu-central-1',
    });
    expect(configOf({ ...base, REVIEWS_PER_HOUR: '0' })).toMatchObject({ reviewsPerHour: 0 });
    for (const wrong of [
      { REVIEWS_PER_HOUR: 'many' },
      { REVIEWS_PER_HOUR: '-1' },
      { REPLAY_NOTIFY_USD: 'much' },
      { REPLAY_NOTIFY_USD: '-1' },
      { DIGEST_CHANNEL: '#general' },
    ]) {
      expect(faultsOf({ ...base, ...wrong })).toHaveLength(1);
    }
  });

  it('says which entry of AWS_REGIONS is no Region, and refuses none and more than 40', () => {
    const base = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP };
    const wrong = (AWS_REGIONS: string) => faultsOf({ ...base, AWS_REGIONS }).map(({ text }) => text);
    const second = "Entry 2 isn't an AWS Region.";
    const hint = 'Separate Regions by commas, such as eu-west-1,us-east-1.';
    expect(wrong('eu-west-1, Frankfurt')).toEqual([`${second} ${hint}`]);
    expect(wrong('eu-west-1, us-esat-1')).toEqual([`${second} Did you mean us-east-1?`]);
    const many = Array.from({ length: 41 }, (_, at) => `eu-west-${at}`).join(',');
    for (const text of [',', many]) {
      expect(wrong(text)).toEqual(['Must be 1 to 40 AWS Regions, such as eu-west-1,us-east-1.']);
    }
  });

  it("refuses a Region that AWS doesn't have and names the nearest, but none that is new or of another partition", () => {
    const admins = { ADMINS: 'U0123456789' };
    const read = (stated: Record<string, string>) => {
      const found = readConfig({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, ...stated });
      return found.ok ? 'ok' : describeFaults(found.faults);
    };
    const meant = (name: string, region: string) => `${name}: Must be an AWS Region. Did you mean ${region}?`;
    const own = (name: string) => `${name}: This isn't an AWS Region. Did you mean us-east-1?`;
    for (const [stated, said] of [
      [{ DEFAULT_REGION: 'us-esat-1' }, meant('DEFAULT_REGION', 'us-east-1')],
      [{ DEFAULT_REGION: 'us-east-9' }, meant('DEFAULT_REGION', 'us-east-1')],
      [{ DEFAULT_REGION: 'Frankfurt' }, 'DEFAULT_REGION: Must be an AWS Region. Write it like eu-central-1.'],
      [{ READER_REGION: 'eu-cental-1' }, meant('READER_REGION', 'eu-central-1')],
      [{ ...admins, AWS_REGION: 'us-esat-1' }, own('AWS_REGION')],
      [{ ...admins, AWS_DEFAULT_REGION: 'us-esat-1' }, own('AWS_DEFAULT_REGION')],
      [{ READER_MODEL: 'amazon.nova-lite-v1:0', AWS_REGION: 'us-esat-1' }, own('AWS_REGION')],
      // Other programs' stores know a Region of that name, and nothing here needs one.
      [{ AWS_REGION: 'auto' }, 'ok'],
      [{ ...admins, AWS_REGIONS: 'us-east-1', AWS_REGION: 'auto' }, 'ok'],
      [{ DEFAULT_REGION: 'cn-northwest-1', AWS_REGIONS: 'us-gov-west-1,eusc-de-east-1' }, 'ok'],
      [{ DEFAULT_REGION: 'us-gov-east-1', AWS_REGIONS: 'sa-west-1' }, 'ok'],
    ] as const)
      expect([stated, read(stated)]).toEqual([stated, said]);
  });

  it('takes the Regions of AWS_REGIONS, else the one of AWS_REGION, which is no slip of it', () => {
    const base = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP };
    const stated = { AWS_REGIONS: 'eu-west-1, us-east-1,eu-west-1', AWS_REGION: 'us-west-2' };
    expect(configOf({ ...base, ...stated }).awsRegions).toEqual(['eu-west-1', 'us-east-1']);
    expect(readConfig({ ...base, AWS_REGION: 'us-west-2', AWS_DEFAULT_REGION: 'us-east-1' })).toMatchObject({
      warnings: [],
      config: { awsRegions: ['us-west-2'] },
    });
    expect(configOf({ ...base, AWS_REGIONS: ' eu-west-1 ,us-east-1,' }).awsRegions).toEqual(['eu-west-1', 'us-east-1']);
    const digest = { ACCOUNT_DIGEST: 'true', DIGEST_CHANNEL: 'C0123456789' };
    expect(configOf({ ...base, ...digest }).accountDigest).toBe(true);
    expect(configOf({ ...base, ACCOUNT_FILE: 'account.jsonl' }).accountFile).toBe('account.jsonl');
    expect(faultsOf({ ...base, ACCOUNT_DIGEST: 'true' })).toHaveLength(1);
  });

  it('takes the days until the data of a team that removed the app is deleted, 0 to 9999 and 30 if not set', () => {
    const base = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP };
    expect(configOf(base)).toMatchObject({ uninstallGraceDays: 30 });
    expect(configOf({ ...base, UNINSTALL_GRACE_DAYS: '0' })).toMatchObject({ uninstallGraceDays: 0 });
    expect(configOf({ ...base, UNINSTALL_GRACE_DAYS: '9999' })).toMatchObject({ uninstallGraceDays: 9999 });
    for (const wrong of ['-1', '1.5', '10000', '30d']) {
      expect(faultsOf({ ...base, UNINSTALL_GRACE_DAYS: wrong })).toHaveLength(1);
    }
  });

  it.each([
    ['channel', 'channel'],
    ['requester', 'requester'],
    ['U0123456789', ['U0123456789']],
    ['U0123456789,S0123456789, W0123456789,U0123456789', ['U0123456789', 'S0123456789', 'W0123456789']],
  ])('takes %s for who may decide', (stated, deciders) => {
    expect(configOf({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, DECIDERS: stated }).deciders).toEqual(deciders);
  });

  it.each(['everyone', '@ada', 'channel,requester', 'C0123456789', 'U0123456789,', 'u0123456789'])(
    'refuses %s for who may decide',
    (stated) => {
      const faults = faultsOf({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, DECIDERS: stated });
      expect(faults.map(({ text }) => text)).toEqual([
        expect.stringContaining('Must be channel, requester, or up to 100'),
      ]);
    },
  );

  it.each(['-1', '3.5', 'http', '65536', '999999'])('refuses %s as a port', (port) => {
    expect(faultsOf({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, PORT: port })).toHaveLength(1);
  });

  it('never repeats a value in a fault', () => {
    const wrong = 'xapp-very-secret';
    const text = describeFaults(
      faultsOf({
        SLACK_BOT_TOKEN: wrong,
        SLACK_APP_TOKEN: 'xoxb-very-secret',
        SLACK_SIGNING_SECRET: 'xoxb-very-secret',
      }),
    );
    expect(text).not.toContain('very-secret');
  });
});

describe('secretsOf', () => {
  it('lists the bot token and what the connection is opened or checked with', () => {
    expect(secretsOf(configOf({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP }))).toEqual([BOT, APP]);
    expect(secretsOf(configOf({ SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: SECRET }))).toEqual([BOT, SECRET]);
  });
});

describe('secretsOf a server database', () => {
  it('lists its password as well, as it is and as it is written in the address', () => {
    const config = configOf({
      SLACK_BOT_TOKEN: BOT,
      SLACK_APP_TOKEN: APP,
      DATABASE_URL: 'postgres://bot:p%40ssword@db/x',
    });
    expect(secretsOf(config)).toEqual([BOT, APP, 'p%40ssword', 'p@ssword']);
  });
});

describe('.env.example', () => {
  const example = parseDotenv(readFileSync(new URL('../../.env.example', import.meta.url)));

  it('is recognised when nobody filled it in', () => {
    const faults = faultsOf(example);
    expect(faults.map(({ variable }) => variable)).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET',
    ]);
    expect(faults[0]?.text).toBe(
      'This is the placeholder from .env.example. Replace it. Copy the token from OAuth & Permissions → Bot User OAuth Token. It starts with xoxb-.',
    );
  });

  it('is recognised by the database server that it shows', () => {
    const shown =
      /postgres:\S+(?=\.\s)/.exec(readFileSync(new URL('../../.env.example', import.meta.url), 'utf8'))?.[0] ?? '';
    const text = describeFaults(faultsOf({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, DATABASE_URL: shown }));
    expect(text).toBe('DATABASE_URL: This is the placeholder from .env.example. Replace it.');
  });
});

describe('names that are no settings', () => {
  const base = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP };
  const warningsOf = (environment: Record<string, string>) => {
    const read = readConfig(environment);
    return read.ok ? read.warnings.map(({ variable, text }) => `${variable}: ${text}`) : read.faults;
  };

  it.each([
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['log_level', 'LOG_LEVEL'],
    ['SLACK_SIGNING_SECRETS', 'SLACK_SIGNING_SECRET'],
    ['SLACK_API_TOKEN', 'SLACK_APP_TOKEN'],
    ['DIGEST_CHANEL', 'DIGEST_CHANNEL'],
    ['PORTS', 'PORT'],
  ])('%s is ignored with a warning that asks for %s', (name, meant) => {
    expect(warningsOf({ ...base, [name]: 'x' })).toEqual([
      `${name}: Unknown setting. Did you mean ${meant}? Ignoring it.`,
    ]);
  });

  it.each(['DATABASE_ULR', 'DATABASE_URI', 'DATABSE_URL'])(
    '%s is a fault without DATABASE_URL, or the bot would start with an empty database',
    (name) => {
      const url = 'postgres://bot:secret@db/reviews';
      expect(describeFaults(faultsOf({ ...base, [name]: url }))).toBe(
        `${name}: Unknown setting. Did you mean DATABASE_URL?`,
      );
      expect(warningsOf({ ...base, [name]: url, DATABASE_URL: url })).toHaveLength(1);
    },
  );

  it('shows a misspelled name beside the one that is missing because of it', () => {
    expect(describeFaults(faultsOf({ SLACK_BOT_TOKE: BOT, SLACK_APP_TOKEN: APP }))).toContain(
      'SLACK_BOT_TOKE: Unknown setting. Did you mean SLACK_BOT_TOKEN?',
    );
  });

  it('warns once of all that start with SLACK_ or DATABASE_ and resemble no setting', () => {
    const foreign = { SLACK_WEBHOOK_URL: 'x', DATABASE_PORT: 'tcp://10.0.0.1:5432', DATABASE_SERVICE_HOST: '10.0.0.1' };
    const warnings = warningsOf({ ...base, ...foreign });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /^SLACK_WEBHOOK_URL, DATABASE_PORT, DATABASE_SERVICE_HOST: .* SLACK_BOT_TOKEN, .*LOG_LEVEL/,
    );
  });

  it('says nothing of the rest of the environment, nor of empty variables', () => {
    const shell = { PATH: '/bin', HOME: '/root', PWD: '/', TERM: 'xterm', USER: 'bot', SHLVL: '1', HOSTNAME: 'x' };
    expect(warningsOf({ ...base, ...shell, SLACK_BOT_TOKE: '', DATABASE_ULR: ' ' })).toEqual([]);
  });
});

describe('a signing secret', () => {
  const base = { SLACK_BOT_TOKEN: BOT };

  it.each([SECRET, '8f742231b10e8888abcd99yyyzzz85a5'])('may be %s, as Slack makes and documents them', (secret) => {
    expect(faultsOf({ ...base, SLACK_SIGNING_SECRET: secret })).toEqual([]);
  });

  it.each([
    ['shorter than 32 characters', SECRET.slice(1)],
    ['the verification token', 'Xa8zVkqP0bT3mNcL5wYhR2sD'],
    ['a client ID', '1489795176992.3423523385524'],
    ['a word', 'signing-secret-of-the-endpoint-reviewer'],
    ['in quotation marks', `"${SECRET}"`],
    ['two words', `${SECRET} ${SECRET}`],
  ])('is refused where it is %s', (_, secret) => {
    const faults = faultsOf({ ...base, SLACK_SIGNING_SECRET: secret });
    expect(faults).toHaveLength(1);
    expect(describeFaults(faults)).toContain("This isn't a signing secret");
    expect(describeFaults(faults)).not.toContain(secret);
  });
});

describe('HOST', () => {
  const socket = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP };
  const http = { SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: SECRET };

  it.each(['127.0.0.1', '0.0.0.0', '::1', '::', 'localhost', 'bot-1.internal'])(
    'may be %s, for either connection',
    (host) => {
      expect(connectionOf(configOf({ ...socket, HOST: host }))).toMatchObject({ host });
      expect(connectionOf(configOf({ ...http, HOST: host }))).toMatchObject({ host });
    },
  );

  it.each(['127.0.0.1:3000', 'http://localhost', '[::1]', '*', 'my host', 'localhost/'])('is refused as %s', (host) => {
    expect(describeFaults(faultsOf({ ...http, HOST: host }))).toContain('HOST: Must be an address of this machine');
  });
});

describe('METRICS_HOST', () => {
  const base = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, HOST: '127.0.0.1' };

  it('is apart from HOST, and takes the same addresses', () => {
    expect(configOf({ ...base, METRICS_HOST: '10.0.0.5' })).toMatchObject({
      host: '127.0.0.1',
      metricsHost: '10.0.0.5',
    });
    expect(describeFaults(faultsOf({ ...base, METRICS_HOST: '10.0.0.5:9464' }))).toContain(
      'METRICS_HOST: Must be an address of this machine without a port, such as 127.0.0.1. Omit it for that of HOST.',
    );
  });
});

describe('the settings of webhooks', () => {
  const base = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP };
  const secret = { DECISION_WEBHOOK_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };

  it('take several URLs and a secret, and allow no private address', () => {
    const DECISION_WEBHOOK_URL = 'https://one.example.com/a?key=1, https://two.example.com';
    expect(configOf({ ...base, ...secret, DECISION_WEBHOOK_URL })).toMatchObject({
      decisionWebhookUrl: ['https://one.example.com/a?key=1', 'https://two.example.com/'],
      decisionWebhookSecret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      decisionWebhookAllowPrivate: false,
    });
    expect(configOf(base)).toMatchObject({ decisionWebhookUrl: [], decisionWebhookSecret: null });
  });

  it('keep the bot from starting with a URL and no secret, in a sentence', () => {
    expect(faultsOf({ ...base, DECISION_WEBHOOK_URL: 'https://one.example.com' })).toEqual([
      {
        variable: 'DECISION_WEBHOOK_SECRET',
        text: expect.stringMatching(/^Not set\. DECISION_WEBHOOK_URL needs it: /),
      },
    ]);
    expect(faultsOf({ ...base, ...secret })).toEqual([]);
  });

  it.each([
    'ftp://example.com',
    'receiver.internal/decisions',
    'https://user:password@example.com',
    'https://one.example.com,https://',
    Array.from({ length: 11 }, (_, index) => `https://example.com/${index}`).join(),
  ])('refuse %s without repeating it', (DECISION_WEBHOOK_URL) => {
    const [fault] = faultsOf({ ...base, ...secret, DECISION_WEBHOOK_URL });
    expect(fault?.variable).toBe('DECISION_WEBHOOK_URL');
    expect(fault?.text).not.toContain(DECISION_WEBHOOK_URL);
  });

  it('refuse what is not Base64 after whsec_', () => {
    const faults = faultsOf({ ...base, DECISION_WEBHOOK_SECRET: 'whsec_not base64!' });
    expect(faults.map(({ variable }) => variable)).toEqual(['DECISION_WEBHOOK_SECRET']);
  });

  it('are secrets, so no log line has them', () => {
    const DECISION_WEBHOOK_URL = 'https://one.example.com/a?key=1';
    expect(secretsOf(configOf({ ...base, ...secret, DECISION_WEBHOOK_URL }))).toEqual(
      expect.arrayContaining([DECISION_WEBHOOK_URL, secret.DECISION_WEBHOOK_SECRET]),
    );
  });
});
