import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';

/** What an app's manifest says about what people meet. */
export interface AppManifest {
  botName: string;
  scopes: string[];
  events: string[];
  commands: { command: string; description: string; usageHint: string }[];
  shortcuts: { name: string; type: 'global' | 'message'; callbackId: string; description: string }[];
}

const schema = z.object({
  features: z.object({
    bot_user: z.object({ display_name: z.string() }),
    slash_commands: z.array(
      z.object({ command: z.string(), description: z.string(), usage_hint: z.string().default('') }),
    ),
    shortcuts: z.array(
      z.object({
        name: z.string(),
        type: z.enum(['global', 'message']),
        callback_id: z.string(),
        description: z.string(),
      }),
    ),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }).optional() }),
});

/** Reads a manifest as Slack takes it. @throws Error when it is not one. */
export function readAppManifest(file: URL): AppManifest {
  const { features, oauth_config, settings } = schema.parse(parse(readFileSync(file, 'utf8')));
  return {
    botName: features.bot_user.display_name,
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions?.bot_events ?? [],
    commands: features.slash_commands.map(({ command, description, usage_hint }) => ({
      command,
      description,
      usageHint: usage_hint,
    })),
    shortcuts: features.shortcuts.map(({ name, type, callback_id, description }) => ({
      name,
      type,
      callbackId: callback_id,
      description,
    })),
  };
}
