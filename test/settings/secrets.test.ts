import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeFaults, readConfig } from '../../src/settings/config.ts';
import { SECRET_FILES, secretsIn } from '../../src/settings/secrets.ts';
import { makeFolder } from '../database/support/open-test-database.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const BOT = 'xoxb-1-abc';
const VALUES = {
  SLACK_BOT_TOKEN: BOT,
  SLACK_CLIENT_SECRET: 'e1b9e11dfcd19c1982d5de12921e17e8',
  SLACK_STATE_SECRET: 'x'.repeat(32),
  TOKEN_KEYS: `${Buffer.alloc(32, 7).toString('base64')},${Buffer.alloc(32, 8).toString('base64')}`,
  SLACK_APP_TOKEN: 'xapp-1-abc',
  SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
  DATABASE_URL: 'postgres://bot:p%40ss,word@db/x',
  READER_KEY: 'any-key-at-all',
  DECISION_WEBHOOK_URL: 'https://a.example/one,https://b.example/two',
  DECISION_WEBHOOK_SECRET: 'any text of 24 characters',
};

/** What the key of a language model needs. */
const SERVER = { READER_URL: 'http://127.0.0.1:11434/v1', READER_MODEL: 'qwen3:8b' };

let written = 0;
/** Returns the path of a new file. */
function fileWith(content: string | Buffer): string {
  written += 1;
  const path = join(folder.path, `secret-${written}`);
  writeFileSync(path, content);
  return path;
}

const inFiles = (values: Record<string, string>, ending = '') =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${name}_FILE`, fileWith(value + ending)]));

/** What is said where SLACK_BOT_TOKEN_FILE is this. */
function faultOf(path: string): string {
  const read = readConfig({ SLACK_APP_TOKEN: VALUES.SLACK_APP_TOKEN, SLACK_BOT_TOKEN_FILE: path });
  return read.ok ? '' : describeFaults(read.faults);
}

describe('a secret in a file', () => {
  it('may be each of the ten, and counts as if it were set', () => {
    expect(SECRET_FILES).toEqual(Object.keys(VALUES).map((name) => `${name}_FILE`));
    for (const ending of ['', '\n', '\r\n']) {
      expect(readConfig({ ...SERVER, ...inFiles(VALUES, ending) })).toEqual(readConfig({ ...SERVER, ...VALUES }));
    }
    const { SLACK_BOT_TOKEN: _, ...secret } = VALUES;
    const known = { ...SERVER, SLACK_CLIENT_ID: '4123121235.9872358710' };
    expect(readConfig({ ...known, ...inFiles(secret) })).toEqual(readConfig({ ...known, ...secret }));
  });

  it('is redacted as if it were set', () => {
    expect(secretsIn(inFiles(VALUES, '\n'))).toEqual(secretsIn(VALUES));
    expect(secretsIn(VALUES)).toEqual(
      expect.arrayContaining([BOT, 'p%40ss,word', 'p@ss,word', 'https://b.example/two']),
    );
  });

  it('is refused by name where it is set as well', () => {
    const path = fileWith(BOT);
    const read = readConfig({ ...SERVER, ...VALUES, SLACK_BOT_TOKEN_FILE: path });
    expect(read).toMatchObject({
      ok: false,
      faults: [
        {
          variable: 'SLACK_BOT_TOKEN and SLACK_BOT_TOKEN_FILE',
          text: 'Set one of them, and unset the other.',
        },
      ],
    });
    // .env.example has empty ones.
    expect(readConfig({ ...SERVER, ...VALUES, SLACK_BOT_TOKEN: '', SLACK_BOT_TOKEN_FILE: path }).ok).toBe(true);
    expect(readConfig({ ...SERVER, ...VALUES, SLACK_BOT_TOKEN_FILE: ' ' }).ok).toBe(true);
  });

  it.each([
    ['is empty', ''],
    ['holds a line break alone', '\n'],
  ])('is refused where the file %s', (_, content) => {
    const path = fileWith(content);
    expect(faultOf(path)).toBe(`SLACK_BOT_TOKEN_FILE: ${path} is empty. Write the secret into it.`);
  });

  it.each([
    ['two lines', `${BOT}\nxoxb-2-def`, 'has several lines. It must hold the secret alone, on one line.'],
    ['two line breaks', `${BOT}\n\n`, 'has several lines. It must hold the secret alone, on one line.'],
    ['a byte order mark', `\uFEFF${BOT}`, 'starts with a byte order mark. Save it as UTF-8 without one.'],
    ['UTF-16', Buffer.from(BOT, 'utf16le'), "isn't UTF-8 text. Write the secret into it as plain text."],
    ['bytes', Buffer.from([0xff, 0xd8, 0xff]), "isn't UTF-8 text. Write the secret into it as plain text."],
    ['over 16 KB', `${BOT}${'x'.repeat(16 * 1024)}`, 'is larger than 16 KB. It must hold the secret alone.'],
  ])('is refused where the file holds %s, and never shown', (_, content, text) => {
    const path = fileWith(content);
    expect(faultOf(path)).toBe(`SLACK_BOT_TOKEN_FILE: ${path} ${text}`);
  });

  it('is refused by its path where it is no such secret', () => {
    const path = fileWith('xapp-1-abc');
    expect(faultOf(path)).toMatch(
      new RegExp(`^SLACK_BOT_TOKEN_FILE: In ${path}: This is an app-level token. It belongs in SLACK_APP_TOKEN.`),
    );
  });

  it('is refused where there is no file, no regular one, or none that can be read', () => {
    const at = (name: string) => join(folder.path, name);
    expect(faultOf(at('nothing'))).toBe(
      `SLACK_BOT_TOKEN_FILE: ${at('nothing')} doesn't exist. Mount the secret there, or correct the path.`,
    );
    mkdirSync(at('folder'));
    expect(faultOf(at('folder'))).toBe(
      `SLACK_BOT_TOKEN_FILE: ${at('folder')} isn't a regular file. Give the path of the file that holds the secret.`,
    );
    expect(faultOf('/dev/zero')).toContain("/dev/zero isn't a regular file.");
    symlinkSync(at('loop'), at('loop'));
    expect(faultOf(at('loop'))).toContain(`${at('loop')} can't be read (ELOOP).`);
  });

  it('is refused where this user may not read the file', () => {
    const path = fileWith(BOT);
    chmodSync(path, 0);
    const own = process.geteuid?.() ?? 0;
    // Root may read everything.
    if (own === 0) process.seteuid?.(65_534);
    try {
      expect(faultOf(path)).toBe(
        `SLACK_BOT_TOKEN_FILE: ${path} may not be read by this user (UID ${process.geteuid?.()}). Change its owner or its mode.`,
      );
    } finally {
      process.seteuid?.(own);
    }
  });

  it('is not shown where somebody set NAME_FILE to the secret', () => {
    expect(faultOf(BOT)).toBe(
      'SLACK_BOT_TOKEN_FILE: No such file. Give its whole path, such as /run/secrets/slack_bot_token. If this is the secret itself, set SLACK_BOT_TOKEN to it.',
    );
  });
});

describe('a name that is no NAME_FILE', () => {
  const base = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: VALUES.SLACK_APP_TOKEN };
  const warningsOf = (environment: Record<string, string>) => {
    const read = readConfig({ ...base, ...environment });
    return read.ok ? describeFaults(read.warnings) : describeFaults(read.faults);
  };

  it.each([
    ['SLACK_BOT_TOKEN_FLE', 'SLACK_BOT_TOKEN_FILE'],
    ['DECISION_WEBHOOK_SECRETS_FILE', 'DECISION_WEBHOOK_SECRET_FILE'],
  ])('%s is ignored with a warning that asks for %s', (name, meant) => {
    expect(warningsOf({ [name]: '/run/secrets/x' })).toBe(
      `${name}: Unknown setting. Did you mean ${meant}? Ignoring it.`,
    );
  });

  it('is a fault where it would have named the database', () => {
    const path = fileWith('file:x.db');
    expect(warningsOf({ DATABASE_URL_FLIE: path })).toBe(
      'DATABASE_URL_FLIE: Unknown setting. Did you mean DATABASE_URL_FILE?',
    );
    expect(warningsOf({ DATABASE_ULR: 'x', DATABASE_URL_FILE: path })).toContain('Ignoring it.');
  });

  it("is nobody's where it has the name of what every object has", () => {
    expect(warningsOf({ constructor_FILE: '/run/secrets/x' })).toBe('');
  });

  it('is ignored with a warning where the setting is no secret', () => {
    expect(warningsOf({ SLACK_CLIENT_ID_FILE: '/run/secrets/x' })).toBe(
      'SLACK_CLIENT_ID_FILE: Only secrets are read from files. Set SLACK_CLIENT_ID instead. Ignoring it.',
    );
    expect(warningsOf({ POLICY_FILE: '/x', PGPASSFILE: '/x', AWS_WEB_IDENTITY_TOKEN_FILE: '/x' })).toBe('');
  });
});
