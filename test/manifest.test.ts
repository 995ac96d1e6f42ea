import { readFileSync } from 'node:fs';
import type { AppsManifestCreateArguments } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shortcutName } from '../src/slack/listeners/route-by-name.ts';
import { registeredNames } from './support/registered-names.ts';

/** The manifest as the API takes it; `_metadata` is for the web form alone. */
type Manifest = Exclude<AppsManifestCreateArguments['manifest'], string>;

const manifest: Manifest = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'));

/** The scopes that this version uses, held to Slack's own list by the compiler. */
type Scopes = NonNullable<NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>['bot']>;
const NEEDED: Scopes = ['commands', 'chat:write', 'app_mentions:read', 'files:write'];
const OPTIONAL: Scopes = [
  'reactions:write',
  'im:history',
  'channels:history',
  'groups:history',
  'users:read',
  'channels:read',
  'groups:read',
  'mpim:read',
  'usergroups:read',
];

const registered = registeredNames();

describe('manifest.yml', () => {
  it('asks for the four scopes that are needed, for nine that may be declined, and for no other', () => {
    expect(manifest.oauth_config?.scopes).toEqual({ bot: [...NEEDED, ...OPTIONAL], bot_optional: OPTIONAL });
  });

  it('subscribes to the events that are listened to, whose scopes are asked for', () => {
    const events = manifest.settings?.event_subscriptions?.bot_events ?? [];
    expect([...events].sort()).toEqual([...registered.events].sort());
  });

  it('offers the command that is listened to, unescaped, with a hint', () => {
    const commands = manifest.features?.slash_commands ?? [];
    expect(commands.map(({ command }) => command)).toEqual(registered.commands);
    expect(commands[0]?.should_escape).toBe(false);
    expect(commands[0]?.usage_hint).toContain('help');
  });

  it('offers the shortcuts that are listened to, one global and two on messages', () => {
    const shortcuts = (manifest.features?.shortcuts ?? []).map(({ callback_id, type }) => ({ callback_id, type }));
    expect(shortcuts.map(({ type }) => type)).toEqual(['global', 'message', 'message']);
    const inPayloads = { global: 'shortcut', message: 'message_action' } as const;
    const names = shortcuts.map(({ type, callback_id }) => shortcutName({ type: inPayloads[type], callback_id }));
    expect(names).toEqual(registered.shortcuts);
  });

  it('turns on Socket Mode, interactivity, the home tab and the conversation with the bot, and needs no address', () => {
    expect(manifest.settings?.socket_mode_enabled).toBe(true);
    expect(manifest.settings?.interactivity).toEqual({ is_enabled: true });
    expect(manifest.features?.app_home?.home_tab_enabled).toBe(true);
    expect(manifest.features?.app_home?.messages_tab_enabled).toBe(true);
    expect(manifest.features?.app_home?.messages_tab_read_only_enabled).toBe(false);
    expect(manifest.settings?.event_subscriptions?.request_url).toBeUndefined();
  });

  it("stays within Slack's lengths", () => {
    const { name, description = '', long_description = '' } = manifest.display_information;
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
    expect(long_description.length).toBeGreaterThanOrEqual(175);
    expect(long_description.length).toBeLessThanOrEqual(4000);
    expect((manifest.features?.bot_user?.display_name ?? '').length).toBeLessThanOrEqual(80);
    for (const { command, usage_hint = '' } of manifest.features?.slash_commands ?? []) {
      expect(command).toMatch(/^\/.{1,31}$/);
      expect(usage_hint.length).toBeLessThanOrEqual(1000);
    }
    for (const shortcut of manifest.features?.shortcuts ?? []) {
      expect(shortcut.name.length).toBeLessThanOrEqual(24);
      expect(shortcut.description.length).toBeLessThanOrEqual(150);
    }
  });
});
