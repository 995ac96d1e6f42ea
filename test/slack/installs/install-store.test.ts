import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteTeam } from '../../../src/slack/erasure/uninstalls.ts';
import { createTokenCipher } from '../../../src/slack/installs/encryption.ts';
import {
  createInstallStore,
  type FoundInstall,
  type InstallStore,
  type StoredInstall,
} from '../../../src/slack/installs/install-store.ts';
import { databases, openTestDatabase, type TestDatabase } from '../../database/support/open-test-database.ts';
import { KEY, NEW_KEY } from '../../support/two-workspaces.ts';

const installOf = (id: string, more: Partial<StoredInstall> = {}): StoredInstall => ({
  id,
  isOrg: id.startsWith('E'),
  enterpriseId: undefined,
  botId: 'B1',
  botUserId: 'U1',
  url: `https://${id.toLowerCase()}.slack.com/`,
  scopes: ['commands', 'chat:write'],
  tokens: { botToken: `xoxb-${id}` },
  ...more,
});

describe.each(databases())('in the %s database, installations', (kind) => {
  let database: TestDatabase;
  let store: InstallStore;
  const storeWith = (...keys: string[]) => createInstallStore(database.db, createTokenCipher(keys));
  const got = async (id: string): Promise<FoundInstall> => {
    const found = await store.get(id);
    if (found === undefined) throw new Error(`There is no ${id}`);
    return found;
  };
  beforeEach(async () => {
    database = await openTestDatabase(kind);
    store = storeWith(KEY);
  });
  afterEach(() => database.close());

  it('are found by their workspace alone, with their tokens, which the database holds encrypted', async () => {
    await store.save(installOf('T1', { tokens: { botToken: 'xoxb-T1', refreshToken: 'xoxe-1', expiresAt: 9e12 } }), 1);
    await store.save(installOf('T2'), 2);
    const found = await store.find({ teamId: 'T1' });
    expect(found).toMatchObject(
      installOf('T1', { tokens: { botToken: 'xoxb-T1', refreshToken: 'xoxe-1', expiresAt: 9e12 } }),
    );
    expect(await store.find({ teamId: 'T3' })).toBeUndefined();
    const rows = await database.db.selectFrom('slack_installs').selectAll().execute();
    expect(JSON.stringify(rows)).not.toMatch(/xox/);
  });

  it('of an organization serve each workspace that used the app, and the newer of two wins', async () => {
    await store.save(installOf('E1', { enterpriseId: 'E1' }), 5);
    const inOrg = { enterpriseId: 'E1', isEnterpriseInstall: true };
    expect(await store.find({ ...inOrg, teamId: 'T1' })).toMatchObject({ id: 'E1' });
    expect(await store.find({ ...inOrg, teamId: null })).toMatchObject({ id: 'E1' });
    expect(await store.find({ teamId: 'T1' })).toBeUndefined();
    for (const teamId of ['T1', 'T2', 'T1']) await store.rememberTeam(teamId, 'E1');
    expect(await store.find({ teamId: 'T1' })).toMatchObject({ id: 'E1', tokens: { botToken: 'xoxb-E1' } });
    expect(await store.find({ teamId: 'E1' })).toMatchObject({ id: 'E1' });
    expect((await store.teamsOf('E1')).sort()).toEqual(['T1', 'T2']);
    await store.save(installOf('T1', { enterpriseId: 'E1' }), 4);
    expect(await store.find({ teamId: 'T1' })).toMatchObject({ id: 'E1' });
    await store.save(installOf('T1', { enterpriseId: 'E1' }), 6);
    expect(await store.find({ teamId: 'T1' })).toMatchObject({ id: 'T1' });
    expect((await store.teamsOf('E1')).sort()).toEqual(['T1', 'T2']);
    await store.rememberTeam('T2', 'E2');
    expect(await store.teamsOf('E1')).toEqual(['T1']);
  });

  it.each([undefined, 'E2'])(
    "of a workspace in organization %s are older than another organization's, and still win",
    async (enterpriseId) => {
      await store.save(installOf('T1', { enterpriseId }), 4);
      await store.save(installOf('E1', { enterpriseId: 'E1' }), 5);
      await store.rememberTeam('T1', 'E1');
      expect(await store.find({ teamId: 'T1' })).toMatchObject({ id: 'T1', tokens: { botToken: 'xoxb-T1' } });
      expect(await store.teamsOf('E1')).toEqual([]);
    },
  );

  it('of an organization serve a workspace again that was deleted in between', async () => {
    const org = installOf('E1', { enterpriseId: 'E1' });
    await store.save(org, 1);
    await store.rememberTeam('T1', 'E1');
    await store.remove(await got('E1'));
    await deleteTeam(database.db, 'T1');
    await store.save(org, 2);
    expect(await store.find({ teamId: 'T1' })).toBeUndefined();
    await store.rememberTeam('T1', 'E1');
    expect(await store.find({ teamId: 'T1' })).toMatchObject({ id: 'E1' });
  });

  it('are replaced by a new installation, and an old one removes nothing of it', async () => {
    await store.save(installOf('T1'), 1);
    const old = await got('T1');
    await store.save(installOf('T1', { tokens: { botToken: 'xoxb-new' } }), 2);
    await store.remove(old);
    expect((await got('T1')).tokens).toEqual({ botToken: 'xoxb-new' });
    await store.remove(await got('T1'));
    expect(await store.get('T1')).toBeUndefined();
  });

  it('are refreshed by one of 8 processes at once, and after 30 s by the next', async () => {
    const tokens = { botToken: 'xoxb-old', refreshToken: 'xoxe-old', expiresAt: 1000 };
    await store.save(installOf('T1', { tokens }), 1);
    const install = await got('T1');
    const claims = await Promise.all(Array.from({ length: 8 }, () => storeWith(KEY).claim(install, 30_000, 0)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await store.claim(install, 59_999, 29_999)).toBe(false);
    expect(await store.claim(install, 60_000, 30_000)).toBe(true);
    // The process whose claim ended comes late.
    await store.refresh(install, { botToken: 'xoxb-late', expiresAt: 5 }, 30_000);
    expect((await got('T1')).tokens?.botToken).toBe('xoxb-old');
    await store.refresh(install, { botToken: 'xoxb-new', refreshToken: 'xoxe-new', expiresAt: 5000 }, 60_000);
    expect((await got('T1')).tokens).toEqual({ botToken: 'xoxb-new', refreshToken: 'xoxe-new', expiresAt: 5000 });
    expect([await store.expiringBefore(5000), await store.expiringBefore(5001)]).toEqual([[], ['T1']]);
  });

  it('are encrypted again with a new key, once each, and refreshed tokens survive it', async () => {
    for (const id of ['T1', 'T2', 'T3']) await store.save(installOf(id), 1);
    const install = await got('T1');
    await store.claim(install, 30_000, 0);
    store = storeWith(NEW_KEY, KEY);
    expect(await store.encryptAgain()).toEqual({ encrypted: 3, unreadable: [] });
    expect(await store.encryptAgain()).toEqual({ encrypted: 0, unreadable: [] });
    await store.refresh(install, { botToken: 'xoxb-refreshed' }, 30_000);
    store = storeWith(NEW_KEY);
    expect(await store.unreadable()).toEqual({ ids: [], all: 3 });
    expect((await got('T1')).tokens?.botToken).toBe('xoxb-refreshed');
    expect((await got('T2')).tokens?.botToken).toBe('xoxb-T2');
  });

  it('that no key decrypts are named, and stay as they are', async () => {
    await store.save(installOf('T1'), 1);
    store = storeWith(NEW_KEY);
    await store.save(installOf('T2'), 1);
    expect(await store.unreadable()).toEqual({ ids: ['T1'], all: 2 });
    expect(await store.encryptAgain()).toEqual({ encrypted: 0, unreadable: ['T1'] });
    expect((await got('T1')).tokens).toBeNull();
    store = storeWith(KEY);
    expect((await got('T1')).tokens).toEqual({ botToken: 'xoxb-T1' });
  });
});
