import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WrongUsage } from '../../src/commands/command.ts';
import { createTokenCipher } from '../../src/slack/installs/encryption.ts';
import { createInstallStore } from '../../src/slack/installs/install-store.ts';
import { databases, openTestDatabase, type TestDatabase } from '../database/support/open-test-database.ts';
import { readReviews, runReviews } from '../support/command-lines.ts';
import { KEY, NEW_KEY } from '../support/two-workspaces.ts';

describe.each(databases())('in the %s database, installs', (kind) => {
  let database: TestDatabase;
  let tokenKeys: string[];
  const lines: string[] = [];

  beforeEach(async () => {
    lines.length = 0;
    tokenKeys = [KEY];
    database = await openTestDatabase(kind);
    const store = createInstallStore(database.db, createTokenCipher([KEY]));
    for (const id of ['E1', 'T1']) {
      const own = { id, isOrg: id === 'E1', enterpriseId: undefined, botId: 'B1', botUserId: 'U1', scopes: [] };
      const url = `https://${id.toLowerCase()}.slack.com/`;
      await store.save({ ...own, url, tokens: { botToken: `xoxb-${id}` } }, Date.parse('2026-11-26'));
    }
  });
  afterEach(() => database.close());

  async function run(...args: string[]): Promise<string> {
    const log = (line: string) => void lines.push(line);
    const { text, refused = '' } = await runReviews(database.db, args, { tokenKeys, log });
    return `${text}${refused}`;
  }

  it('lists who installed the app, without tokens, and which tokens no key decrypts', async () => {
    expect(await run('installs')).toBe(
      'E1  https://e1.slack.com/  installed 2026-11-26\nT1  https://t1.slack.com/  installed 2026-11-26\n',
    );
    tokenKeys = [NEW_KEY];
    expect(await run('installs')).toContain('installed 2026-11-26  no key decrypts its tokens');
  });

  it('encrypt uses the new key for both, after which the old one is needless', async () => {
    tokenKeys = [NEW_KEY, KEY];
    expect(await run('installs', 'encrypt')).toBe('Encrypted 2 installations with the first key.\n');
    expect(await run('installs', 'encrypt')).toBe('Encrypted 0 installations with the first key.\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { audit: true, action: 'tokens-encrypted', actor: 'cli:ops', installs: 2 },
    ]);
    tokenKeys = [NEW_KEY];
    expect(await run('installs')).not.toContain('no key');
  });

  it('encrypt without the key that encrypted changes nothing, and names both', async () => {
    tokenKeys = [NEW_KEY];
    expect(await run('installs', 'encrypt')).toContain('No key decrypts the tokens of E1, T1. They stay as they were.');
    tokenKeys = [];
    expect(await run('installs', 'encrypt')).toBe('TOKEN_KEYS is not set: there is no key to encrypt with.');
  });

  it('drop deletes the tokens of one, with --yes only', async () => {
    expect(await run('installs', 'drop', 'T1')).toContain('Nothing was deleted. Add --yes to delete it.');
    expect(await run('installs', 'drop', 'T1', '--yes')).toContain('Deleted the tokens of T1. Its reviews stay.');
    expect(await run('installs')).not.toContain('T1');
    expect(await run('installs', 'drop', 'T1', '--yes')).toBe('There is no installation T1.');
  });

  it.each([
    ['installs', 'drop'],
    ['installs', 'drop', 'U1'],
    ['installs', 'encrypt', 'T1'],
    ['installs', 'encrypt', '--yes'],
    ['installs', 'rotate'],
  ])('refuses %s %s %s', async (...args) => {
    await expect(readReviews(args)).rejects.toBeInstanceOf(WrongUsage);
  });
});
