import { readFileSync } from 'node:fs';
import { parse as parseDotenv } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { accessOf, connectionOf, describeFaults, readConfig, secretsOf } from '../../src/settings/config.ts';

const BOT = 'xoxb-1-abc';
const APP = 'xapp-1-abc';
const SERVER = 'postgres://bot:pw123@db:5432/reviews';
const SSL_MODES = ['disable', 'no-verify', 'prefer', 'require', 'verify-ca', 'verify-full'];
const SECRET = '0123456789abcdef0123456789abcdef';

type Environment = Record<string, string>;

/** Enough to start. */
const BASE = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP };

function configOf(environment: Environment) {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(describeFaults(read.faults));
  return read.config;
}

function faultsOf(environment: Environment) {
  const read = readConfig(environment);
  return read.ok ? [] : read.faults;
}

/** What is refused beside `BASE`, by variable: values between spaces, and what is said of each. */
const REFUSED: readonly (readonly [variable: string, values: string, text: string])[] = [
  ['SLACK_BOT_TOKEN', 'xoxb-…', 'This is the placeholder from .env.example. Replace it. Copy the token from'],
  ['SLACK_BOT_TOKEN', 'xapp-1-secret', 'This is an app-level token. It belongs in SLACK_APP_TOKEN.'],
  ['SLACK_APP_TOKEN', 'xoxb-1-secret', 'This is a bot token. It belongs in SLACK_BOT_TOKEN.'],
  ['SLACK_BOT_TOKEN', 'xoxp-1-secret', 'This is a user token. The bot needs a bot token.'],
  ['SLACK_BOT_TOKEN', 'a-secret', "This isn't a Slack token. Copy the token from OAuth & Permissions"],
  // Shorter than 32 characters; the verification token; a client ID; a word; in quotation marks; an app-level token.
  [
    'SLACK_SIGNING_SECRET',
    `${SECRET.slice(1)} Xa8zVkqP0bT3mNcL5wYhR2sD 1489795176992.3423523385524 signing-secret-of-the-reviewer "${SECRET}" ${APP}`,
    "This isn't a signing secret: those have 32 lowercase letters and digits.",
  ],
  [
    'SLACK_API_URL',
    'http://u:pw123@127.0.0.1:1/api/ https://token@slack.test/ https://:pw123@slack.test/',
    'Must be without user name and password: this address is printed where Slack is out of reach.',
  ],
  ['SLACK_API_URL', 'slack ftp://slack.test/', 'Must be an http or https URL.'],
  ['PORT', '-1 3.5 http 65536 99999', 'Must be a port number up to 65535, such as 3000.'],
  ['HOST', '127.0.0.1:3000 http://localhost [::1] * localhost/', 'Must be an address of this machine without a port'],
  [
    'DATABASE_URL',
    'reviews.db file: postgres://db postgres:db postgres://bot:100%@db/x mysql://db/reviews',
    'Must be a file, such as file:data/reviews.db, or a PostgreSQL server, such as postgres://user:password@host/',
  ],
  [
    'DATABASE_URL',
    `${SERVER}?sslmode=allow ${SERVER}?sslmode=Require`,
    `sslmode must be one of ${SSL_MODES.join(', ')}.`,
  ],
  ['DATABASE_URL', `${SERVER}?ssl=false`, 'Use sslmode instead of ssl, such as sslmode=disable.'],
  [
    'DATABASE_URL',
    `${SERVER}?uselibpqcompat=true&sslmode=verify-ca`,
    'sslmode=verify-ca with uselibpqcompat=true needs',
  ],
  ['DATABASE_POOL_SIZE', '0 1000 -1 1.5 many', 'Must be 1 to 999 connections'],
  ['REVIEWS_PER_HOUR', 'many -1', 'Must be a whole number, such as 30, or 0 for no limit.'],
  ['AWS_REGIONS', 'eu-west-1,us-esat-1', "Entry 2 isn't an AWS Region. Did you mean us-east-1?"],
  ['AWS_REGIONS', 'eu-west-1,Frankfurt', "Entry 2 isn't an AWS Region. Separate Regions by commas"],
  ['AWS_REGIONS', `, ${Array(41).fill('eu-west-1').join()}`, 'Must be 1 to 40 AWS Regions'],
  ['UNINSTALL_GRACE_DAYS', '-1 1.5 10000 30d', 'Must be whole days up to 9999'],
  [
    'DECIDERS',
    'everyone @ada channel,requester C0123456789 U0123456789, u0123456789',
    'Must be channel, requester, or up to 100 IDs of people and user groups',
  ],
  [
    'DECISION_WEBHOOK_SECRET',
    `whsec_not-base64!not-base64!not-base64! ${'x'.repeat(23)} whsec_${'x'.repeat(23)}`,
    'Must have at least 24 characters: Base64 after whsec_, or any text.',
  ],
];

const WEBHOOK = { DECISION_WEBHOOK_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };
const URLS = ['https://one.example.com/a?key=1', 'https://two.example.com/'];

/** What is taken beside `BASE`, and what it comes to. */
const TAKEN: readonly (readonly [given: Environment, config: object])[] = [
  [{ SLACK_API_URL: 'http://127.0.0.1:4000/api' }, { slackApiUrl: 'http://127.0.0.1:4000/api/' }],
  [{ SLACK_API_URL: 'http://127.0.0.1:4000/api/' }, { slackApiUrl: 'http://127.0.0.1:4000/api/' }],
  [
    { PORT: '8080', METRICS_PORT: '9464' },
    { port: 8080, metricsPort: 9464 },
  ],
  ...['0.0.0.0', '::1', '::', 'localhost', 'bot-1.internal'].map((HOST) => [{ HOST }, { host: HOST }] as const),
  ...['file:x.db', SERVER, 'postgresql://db/reviews', ...SSL_MODES.map((mode) => `${SERVER}?sslmode=${mode}`)].map(
    (url) => [{ DATABASE_URL: url }, { databaseUrl: url }] as const,
  ),
  [{ DATABASE_POOL_SIZE: '999' }, { databasePoolSize: 999 }],
  [{ REVIEWS_PER_HOUR: '0' }, { reviewsPerHour: 0 }],
  [{ DEFAULT_REGION: 'eu-central-1' }, { defaultRegion: 'eu-central-1' }],
  [
    { AWS_REGIONS: ' eu-west-1 ,us-east-1,eu-west-1,', AWS_REGION: 'us-west-2' },
    { awsRegions: ['eu-west-1', 'us-east-1'] },
  ],
  [{ AWS_REGION: 'us-west-2', AWS_DEFAULT_REGION: 'us-east-1' }, { awsRegions: ['us-west-2'] }],
  [{ UNINSTALL_GRACE_DAYS: '0' }, { uninstallGraceDays: 0 }],
  [{ UNINSTALL_GRACE_DAYS: '9999' }, { uninstallGraceDays: 9999 }],
  [{ DECIDERS: 'requester' }, { deciders: 'requester' }],
  [{ DECIDERS: 'U0123456789' }, { deciders: ['U0123456789'] }],
  [{ DECIDERS: 'U012,S012, W012,U012' }, { deciders: ['U012', 'S012', 'W012'] }],
  // As Slack makes signing secrets, and documents them.
  ...[SECRET, '8f742231b10e8888abcd99yyyzzz85a5'].map((secret) => [{ SLACK_SIGNING_SECRET: secret }, {}] as const),
  [WEBHOOK, { decisionWebhookUrl: [], decisionWebhookAllowPrivate: false }],
  [{ DECISION_WEBHOOK_SECRET: 'any text of 24 character' }, { decisionWebhookSecret: 'any text of 24 character' }],
  [{ DECISION_WEBHOOK_SECRET: `whsec_${'x'.repeat(24)}` }, { decisionWebhookSecret: `whsec_${'x'.repeat(24)}` }],
  [
    { ...WEBHOOK, DECISION_WEBHOOK_URL: URLS.join(', ') },
    { decisionWebhookUrl: URLS, decisionWebhookSecret: WEBHOOK.DECISION_WEBHOOK_SECRET },
  ],
];

describe('readConfig', () => {
  it('needs a bot token and an app-level token for Socket Mode, and defaults to the rest', () => {
    const config = configOf(BASE);
    expect(accessOf(config)).toEqual({ kind: 'one-workspace', botToken: BOT });
    expect(connectionOf(config)).toEqual({
      kind: 'socket-mode',
      appToken: APP,
      port: null,
      host: null,
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
      slackApiUrl: 'https://slack.com/api/',
      databaseUrl: 'file:data/reviews.db',
      databasePoolSize: 10,
      commandsPerMinute: 30,
      reviewsPerHour: 30,
      workspaceReviewsPerHour: 300,
      uninstallGraceDays: 30,
      keepCorrections: true,
      defaultRegion: null,
      policyFile: null,
      deciders: 'channel',
      mcpWorkspace: null,
      awsRegions: [],
      logLevel: 'info',
    });
  });

  it('takes HTTP on port 3000 where there is a signing secret alone', () => {
    const connection = connectionOf(configOf({ SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: SECRET }));
    expect(connection).toEqual({ kind: 'http', signingSecret: SECRET, port: 3000, host: null });
  });

  it('takes Socket Mode where both are set, with PORT for its health check', () => {
    const both = { ...BASE, SLACK_SIGNING_SECRET: SECRET, PORT: '8080', HOST: '::1' };
    expect(connectionOf(configOf(both))).toMatchObject({ kind: 'socket-mode', appToken: APP, port: 8080, host: '::1' });
  });

  it.each(TAKEN)('takes %j', (given, config) => {
    const read = readConfig({ ...BASE, ...given });
    expect(read).toMatchObject({ ok: true, warnings: [], config });
  });

  it.each(REFUSED)('refuses as %s each of %s', (variable, values, text) => {
    for (const value of values.split(' ')) {
      const faults = faultsOf({ ...BASE, [variable]: value });
      expect(faults).toEqual([{ variable, text: expect.stringContaining(text) }]);
      if (/TOKEN|SECRET/.test(variable)) expect(faults[0]?.text).not.toContain(value);
      expect(faults[0]?.text).not.toContain('pw123');
    }
  });

  it.each([
    'ftp://example.com',
    'receiver.internal/decisions',
    'https://user:password@example.com',
    'https://one.example.com,https://',
    Array.from({ length: 11 }, (_, index) => `https://example.com/${index}`).join(),
  ])('refuses the webhook %s without repeating it', (DECISION_WEBHOOK_URL) => {
    const [fault] = faultsOf({ ...BASE, ...WEBHOOK, DECISION_WEBHOOK_URL });
    expect(fault?.variable).toBe('DECISION_WEBHOOK_URL');
    expect(fault?.text).not.toContain(DECISION_WEBHOOK_URL);
  });

  it('refuses a webhook without a secret', () => {
    const text = expect.stringMatching(/^Not set\. DECISION_WEBHOOK_URL needs it: /);
    const faults = [{ variable: 'DECISION_WEBHOOK_SECRET', text }];
    expect(faultsOf({ ...BASE, DECISION_WEBHOOK_URL: 'https://one.example.com' })).toEqual(faults);
  });

  it.each<[Environment]>([
    [{ SLACK_SIGNING_SECRET: SECRET, METRICS_PORT: '3000' }],
    [{ SLACK_APP_TOKEN: APP, PORT: '8080', METRICS_PORT: '8080' }],
  ])('refuses metrics on the port that Slack or probes reach: %j', (environment) => {
    expect(faultsOf({ SLACK_BOT_TOKEN: BOT, ...environment })).toEqual([
      { variable: 'METRICS_PORT', text: expect.stringContaining('Must differ from PORT') },
    ]);
  });

  describe('for several workspaces', () => {
    const KEY = Buffer.alloc(32, 7).toString('base64');
    const OLDER = Buffer.alloc(32, 8).toString('base64');
    const several = {
      SLACK_CLIENT_ID: '4123121235.9872358710',
      SLACK_CLIENT_SECRET: 'e1b9e11dfcd19c1982d5de12921e17e8',
      SLACK_STATE_SECRET: 'x'.repeat(32),
      TOKEN_KEYS: KEY,
      SLACK_APP_TOKEN: APP,
    };

    it('takes the client, the state secret and up to 20 keys, and opens port 3000 for installations', () => {
      const config = configOf({ ...several, TOKEN_KEYS: `${KEY}, ${OLDER}` });
      expect(accessOf(config)).toMatchObject({
        kind: 'several-workspaces',
        clientId: '4123121235.9872358710',
        tokenKeys: [KEY, OLDER],
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

    it('refuses a bot token beside it', () => {
      expect(describeFaults(faultsOf({ ...several, SLACK_BOT_TOKEN: BOT }))).toContain(
        'SLACK_BOT_TOKEN and SLACK_CLIENT_ID: Set one of them.',
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
    expect(configOf({ ...BASE, SLACK_SIGNING_SECRET: '', PORT: '', LOG_LEVEL: ' ' }).logLevel).toBe('info');
  });

  it('leaves out one line break at the end of a variable', () => {
    for (const ending of ['\n', '\r\n']) {
      const given = { SLACK_BOT_TOKEN: BOT + ending, SLACK_APP_TOKEN: APP + ending, HOST: `127.0.0.1${ending}` };
      expect(configOf(given)).toMatchObject({ slackBotToken: BOT, slackAppToken: APP, host: '127.0.0.1' });
    }
    expect(describeFaults(faultsOf({ ...BASE, SLACK_BOT_TOKEN: `${BOT} ` }))).toContain(
      'SLACK_BOT_TOKEN: White space or an ellipsis is in this token. Copy the token from',
    );
  });

  it("refuses a Region that AWS doesn't have and names the nearest, but none that is new or of another partition", () => {
    const model = { READER_MODEL: 'amazon.nova-lite-v1:0' };
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
      [{ ...model, AWS_REGION: 'us-esat-1' }, own('AWS_REGION')],
      [{ ...model, AWS_DEFAULT_REGION: 'us-esat-1' }, own('AWS_DEFAULT_REGION')],
      // An ARN has its Region.
      [{ READER_MODEL: 'arn:aws:bedrock:eu-west-1:111122223333:inference-profile/m', AWS_REGION: 'auto' }, 'ok'],
      // Other programs' stores know a Region of that name, and nothing here needs one.
      [{ AWS_REGION: 'auto' }, 'ok'],
      [{ AWS_REGIONS: 'us-east-1', AWS_REGION: 'auto' }, 'ok'],
      [{ DEFAULT_REGION: 'cn-northwest-1', AWS_REGIONS: 'us-gov-west-1,eusc-de-east-1' }, 'ok'],
      [{ DEFAULT_REGION: 'us-gov-east-1', AWS_REGIONS: 'sa-west-1' }, 'ok'],
    ] as const)
      expect([stated, read(stated)]).toEqual([stated, said]);
  });

  it('takes a server for the language model up to the path of its calls, with its model', () => {
    const model = { READER_MODEL: 'Qwen/Qwen3-8B' };
    const read = (stated: Record<string, string>) => {
      const found = readConfig({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, ...stated });
      return found.ok ? found.config.readerUrl : describeFaults(found.faults);
    };
    for (const base of ['http://127.0.0.1:11434/v1', 'https://models.example.com/openai/v1', 'http://10.0.0.5:8000'])
      for (const end of ['', '/', '/chat/completions', '/chat/completions/'])
        expect(read({ ...model, READER_URL: base + end, READER_KEY: 'k' })).toBe(base);
    // Bedrock alone needs AWS's Region.
    expect(read({ ...model, READER_URL: 'http://localhost/v1', AWS_REGION: 'auto' })).toBe('http://localhost/v1');
    const url = { READER_URL: 'http://localhost/v1' };
    for (const [stated, said] of [
      [{ READER_URL: 'localhost:11434/v1' }, 'READER_URL: Must be an http or https URL, such as http://127.0.0.1'],
      [{ READER_URL: 'ftp://localhost/v1' }, 'READER_URL: Must be an http or https URL'],
      [{ READER_URL: 'http://me:key@localhost/v1' }, 'READER_URL: Must be without user name, query and fragment.'],
      [{ READER_URL: 'http://localhost/v1?key=1' }, 'A key belongs in READER_KEY.'],
      [{ ...url, READER_KEY: 'two words' }, 'READER_KEY: Must be letters, digits and signs'],
      [{ ...url, READER_MODEL: '' }, 'READER_MODEL: Not set. READER_URL needs it'],
      [{ READER_KEY: 'k' }, 'READER_KEY: Set READER_URL as well, or unset it'],
    ] as const) {
      const text = read({ ...model, ...stated });
      expect([stated, text]).toEqual([stated, expect.stringContaining(said)]);
      expect(text).not.toMatch(/me:key|two words/);
    }
  });

  it('finds all faults at once', () => {
    const faults = faultsOf({ PORT: '70000', SLACK_API_URL: 'slack', DATABASE_URL: 'reviews.db', LOG_LEVEL: 'loud' });
    const found = 'DATABASE_URL,LOG_LEVEL,PORT,SLACK_API_URL,SLACK_APP_TOKEN or SLACK_SIGNING_SECRET,SLACK_BOT_TOKEN';
    expect(faults.map(({ variable }) => variable).sort()).toEqual(found.split(','));
  });

  it('says where each missing value is found', () => {
    const text = describeFaults(faultsOf({}));
    expect(text).toContain('SLACK_BOT_TOKEN: Not set. Copy the token from OAuth & Permissions → Bot User OAuth Token');
    expect(text).toContain('Basic Information → App-Level Tokens');
    expect(text).toContain('Basic Information → App Credentials → Signing Secret');
  });
});

describe('secretsOf', () => {
  it.each<[Environment, string[]]>([
    [BASE, [BOT, APP]],
    [{ SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: SECRET }, [BOT, SECRET]],
    [{ ...BASE, DATABASE_URL: 'postgres://bot:p%40ssword@db/x' }, [BOT, APP, 'p%40ssword', 'p@ssword']],
    [{ ...BASE, ...WEBHOOK, DECISION_WEBHOOK_URL: URLS.join() }, [BOT, APP, ...URLS, WEBHOOK.DECISION_WEBHOOK_SECRET]],
  ])('lists what must not be shown of %j', (given, secrets) => {
    expect(secretsOf(configOf(given)).toSorted()).toEqual(secrets.toSorted());
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
  const warningsOf = (environment: Environment) => {
    const read = readConfig(environment);
    return read.ok ? read.warnings.map(({ variable, text }) => `${variable}: ${text}`) : read.faults;
  };

  it.each([
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['log_level', 'LOG_LEVEL'],
    ['SLACK_SIGNING_SECRETS', 'SLACK_SIGNING_SECRET'],
    ['SLACK_API_TOKEN', 'SLACK_APP_TOKEN'],
    ['METRICS_PROT', 'METRICS_PORT'],
    ['PORTS', 'PORT'],
  ])('%s is ignored with a warning that asks for %s', (name, meant) => {
    expect(warningsOf({ ...BASE, [name]: 'x' })).toEqual([
      `${name}: Unknown setting. Did you mean ${meant}? Ignoring it.`,
    ]);
  });

  it.each([
    ['DIGEST_CHANNEL', 'there is no weekly digest'],
    ['UNFURL_DOMAIN', 'links to the page have no preview'],
    ['MCP_TOKEN_FILE', 'assistants speak over standard input and output alone'],
    ['ACCOUNT_FILE', 'start --account FILE and account --from FILE read a recorded account'],
    ['DATABASE_LOCK_TIMEOUT_SECONDS', 'a query waits 2 s for a lock'],
    ['DATABASE_STATEMENT_TIMEOUT_SECONDS', 'a query may take 10 s'],
    ['METRICS_HOST', 'METRICS_PORT listens on HOST'],
    ['NUDGE_AFTER_DAYS', 'nudge in the policy says after how many days, 7 without it'],
    ['READER_REGION', 'Bedrock is called in the Region of the ARN in READER_MODEL, or else in AWS_REGION'],
    ['SOCKET_SECONDS_APART', 'connections are opened 10 s apart'],
    ['WORKFLOW_STEP', "the app's manifest says whether it has a step"],
  ])('%s, of an earlier version, is ignored with a warning that says what takes its place', (name, why) => {
    expect(warningsOf({ ...BASE, [name]: 'x' })).toEqual([`${name}: No longer a setting: ${why}. Ignoring it.`]);
  });

  it.each([
    [
      { METRICS_HOST: '10.0.0.5', METRICS_PORT: '9464' },
      'METRICS_HOST: No longer a setting: METRICS_PORT listens on HOST.',
    ],
    [
      { READER_REGION: 'eu-west-1', READER_MODEL: 'm1' },
      'READER_REGION: No longer a setting: Bedrock is called in the',
    ],
  ])('%j keeps the bot from starting, which would show figures or send texts elsewhere', (stated, said) => {
    const text = describeFaults(faultsOf({ ...BASE, ...stated }));
    expect(text).toContain(said);
    expect(text).toMatch(/ Unset it\.$/);
  });

  it.each(['DATABASE_ULR', 'DATABASE_URI', 'DATABSE_URL'])(
    '%s is a fault without DATABASE_URL, or the bot would start with an empty database',
    (name) => {
      const url = 'postgres://bot:secret@db/reviews';
      expect(describeFaults(faultsOf({ ...BASE, [name]: url }))).toBe(
        `${name}: Unknown setting. Did you mean DATABASE_URL?`,
      );
      expect(warningsOf({ ...BASE, [name]: url, DATABASE_URL: url })).toHaveLength(1);
    },
  );

  it('shows a misspelled name beside the one that is missing because of it', () => {
    expect(describeFaults(faultsOf({ SLACK_BOT_TOKE: BOT, SLACK_APP_TOKEN: APP }))).toContain(
      'SLACK_BOT_TOKE: Unknown setting. Did you mean SLACK_BOT_TOKEN?',
    );
  });

  it('warns once of all that start with SLACK_ or DATABASE_ and resemble no setting', () => {
    const foreign = { SLACK_WEBHOOK_URL: 'x', DATABASE_PORT: 'tcp://10.0.0.1:5432', DATABASE_SERVICE_HOST: '10.0.0.1' };
    const warnings = warningsOf({ ...BASE, ...foreign });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /^SLACK_WEBHOOK_URL, DATABASE_PORT, DATABASE_SERVICE_HOST: .* SLACK_BOT_TOKEN, .*LOG_LEVEL/,
    );
  });

  it('says nothing of the rest of the environment, nor of empty variables', () => {
    const shell = { PATH: '/bin', HOME: '/root', PWD: '/', TERM: 'xterm', USER: 'bot', SHLVL: '1', HOSTNAME: 'x' };
    expect(warningsOf({ ...BASE, ...shell, SLACK_BOT_TOKE: '', DATABASE_ULR: ' ' })).toEqual([]);
  });
});
