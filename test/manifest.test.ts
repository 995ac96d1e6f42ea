import { readFileSync } from 'node:fs';
import type { AppsManifestCreateArguments } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { EVENTS, STEPS } from '../src/slack/ids.ts';
import { shortcutName } from '../src/slack/listeners/route-by-name.ts';
import { recommendStep } from '../src/slack/listeners/workflow-step.ts';
import { writeWorkflowManifest } from '../tools/manifest.ts';
import { ADVISOR } from './support/advisor.ts';
import { registeredNames } from './support/registered-names.ts';

/** The manifest as the API takes it; `_metadata` is for the web form alone. */
type Manifest = Exclude<AppsManifestCreateArguments['manifest'], string>;

const manifest: Manifest = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'));

/** The scopes that this version uses, held to Slack's own list by the compiler. */
type Scopes = NonNullable<NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>['bot']>;
const NEEDED: Scopes = ['commands', 'chat:write', 'app_mentions:read', 'files:write'];
const OPTIONAL: Scopes = [
  'reactions:write',
  'files:read',
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

const text = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');
const withWorkflows = parse(writeWorkflowManifest(text));

describe('manifest.yml', () => {
  it('asks for the four scopes that are needed, for ten that may be declined, and for no other', () => {
    expect(manifest.oauth_config?.scopes).toEqual({ bot: [...NEEDED, ...OPTIONAL], bot_optional: OPTIONAL });
  });

  it('subscribes to the events that are listened to, whose scopes are asked for', () => {
    const events = manifest.settings?.event_subscriptions?.bot_events ?? [];
    expect([...events].sort()).toEqual(registered.events.filter((event) => event !== EVENTS.functionExecuted).sort());
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

  it('has what agent messaging takes as a comment, for workspaces that have it', () => {
    const [, commented = ''] = /^# .*add under features:\n((?:# {3}.*\n)+)/m.exec(text) ?? [];
    const { agent_view } = parse(commented.replaceAll(/^# {3}/gm, ''));
    const features: Manifest['features'] = { ...manifest.features, agent_view };
    expect(features?.agent_view?.agent_description?.length).toBeLessThanOrEqual(300);
    expect(features?.agent_view?.suggested_prompts?.length).toBeLessThanOrEqual(4);
    expect(text).toContain('the scope assistant:write');
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

/** A parameter of a step, as app settings take it (https://docs.slack.dev/tools/bolt-js/concepts/custom-steps, 2026-11). */
const parameter = z.strictObject({
  type: z.enum(['string', 'number', 'boolean', 'slack#/types/user_id', 'slack#/types/channel_id']),
  title: z.string().min(1),
  name: z.string(),
  description: z.string().min(1),
  hint: z.string().optional(),
  is_required: z.boolean(),
});
const step = z.strictObject({
  title: z.string().min(1),
  description: z.string().min(1),
  input_parameters: z.record(z.string(), parameter),
  output_parameters: z.record(z.string(), parameter),
});

describe('manifest.workflow.yml', () => {
  it('is made from manifest.yml, with its comments', async () => {
    await expect(writeWorkflowManifest(text)).toMatchFileSnapshot('../manifest.workflow.yml');
  });

  it('is manifest.yml with the step, its event, and what Slack wants for steps', () => {
    const { functions, settings, ...rest } = structuredClone(withWorkflows);
    const { function_runtime, org_deploy_enabled, ...others } = settings;
    const { bot_events: events } = others.event_subscriptions;
    others.event_subscriptions.bot_events = events.filter((name: string) => name !== 'function_executed');
    expect({ ...rest, settings: { ...others, org_deploy_enabled: false } }).toEqual(manifest);
    expect([function_runtime, org_deploy_enabled]).toEqual(['remote', true]);
    expect(events).toContain('function_executed');
    expect(Object.keys(functions)).toEqual(Object.values(STEPS));
  });

  it('declares the step as Slack takes it, and every parameter by its own name', () => {
    for (const each of Object.values(withWorkflows.functions)) {
      const { input_parameters, output_parameters } = step.parse(each);
      for (const [name, declared] of Object.entries({ ...input_parameters, ...output_parameters })) {
        expect(declared.name).toBe(name);
      }
    }
  });

  it('asks a workflow what words in doubt mean', () => {
    expect(recommendStep(ADVISOR, { workload: 'sql-helper 34B model, office hours, 10 s' })).toMatchObject({
      outputs: {
        confidence: 'needs-facts',
        to_confirm: 'You wrote “10 s”. Is it response time 10 s or processing time 10 s?\nIs the response streamed?',
      },
    });
  });
});
