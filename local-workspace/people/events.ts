import { setTimeout as wait } from 'node:timers/promises';
import type { Acknowledgement } from '../delivery/delivery.ts';
import type { Json } from '../json.ts';
import { channelType, messageEvent } from '../state/channels.ts';
import { messageOutput } from '../state/message-output.ts';
import type { Message } from '../state/messages.ts';
import { scopeForEvent } from '../web-api/scopes.ts';
import { expectEmpty, type World } from './world.ts';

/** The Events API: what the app subscribed to, delivered until it is acknowledged. */
export interface Events {
  /** Delivers `event` if the app subscribed to `name` and has its scope; undefined if not. Resolves after the first attempt. */
  send(name: string, event: Json): Promise<Acknowledgement | undefined>;
  /** A message was written or edited where the bot can see it. */
  sendMessage(message: Message, change: 'posted' | 'edited'): Promise<Acknowledgement | undefined>;
  /** Delivers the last event once more, with the same id, as Slack does if it got no acknowledgement. */
  redeliver(): Promise<Acknowledgement | undefined>;
  stop(): void;
}

export function createEvents(world: World, retryDelaysMs: readonly number[]): Events {
  const { state } = world;
  const stopped = new AbortController();
  let last: Json | undefined;

  async function send(name: string, event: Json): Promise<Acknowledgement | undefined> {
    const scope = scopeForEvent(name);
    const isGranted = scope === undefined || state.scopes?.has(scope) !== false;
    if (!state.events.has(name) || !isGranted || stopped.signal.aborted) return undefined;
    const payload = callback(event);
    last = payload;
    const first = await world.send({ type: 'events_api', payload });
    expectEmpty(state, 'events_api', first);
    if (!first.ok) void retry(payload, first).catch(() => undefined);
    return first;
  }

  async function retry(payload: Json, first: Acknowledgement): Promise<void> {
    let last = first;
    for (const [index, delay] of retryDelaysMs.entries()) {
      await wait(delay, undefined, { signal: stopped.signal, ref: false });
      const reason = last.ok
        ? ''
        : { timeout: 'timeout', unreachable: 'connection_failed', status: 'http_error' }[last.reason];
      last = await world.send({ type: 'events_api', payload, retry: { attempt: index + 1, reason } });
      if (last.ok) return;
    }
  }

  function callback(event: Json): Json {
    return {
      token: state.app.verificationToken,
      team_id: state.team.id,
      context_team_id: state.team.id,
      context_enterprise_id: state.team.enterpriseId ?? null,
      api_app_id: state.app.id,
      event,
      type: 'event_callback',
      event_id: state.names.id('Ev'),
      event_time: Math.floor(state.clock() / 1000),
      authorizations: [
        {
          enterprise_id: state.team.enterpriseId ?? null,
          team_id: state.team.id,
          user_id: state.app.botUserId,
          is_bot: true,
          is_enterprise_install: state.isOrgInstall,
        },
      ],
      is_ext_shared_channel: isShared(event['channel']),
      event_context: state.names.secret(),
    };
  }

  function isShared(channelId: unknown): boolean {
    const members = [...(state.channels.get(String(channelId))?.members ?? [])];
    return members.some((id) => state.users.get(id)?.teamId !== undefined);
  }

  async function sendMessage(message: Message, change: 'posted' | 'edited'): Promise<Acknowledgement | undefined> {
    const channel = state.channels.get(message.channelId);
    if (channel?.members.has(state.app.botUserId) !== true) return undefined;
    const where = { channel: channel.id, channel_type: channelType(channel.kind), event_ts: message.ts };
    const written = messageOutput(state, message);
    const event =
      change === 'posted'
        ? { ...written, ...where, ...(message.files.length > 0 && { subtype: 'file_share' }) }
        : {
            type: 'message',
            subtype: 'message_changed',
            hidden: true,
            ts: state.names.ts(),
            message: written,
            ...where,
          };
    return await send(messageEvent(channel.kind), event);
  }

  async function redeliver(): Promise<Acknowledgement | undefined> {
    if (last === undefined) return undefined;
    return world.send({ type: 'events_api', payload: last, retry: { attempt: 1, reason: 'timeout' } });
  }

  return { send, sendMessage, redeliver, stop: () => stopped.abort() };
}

/** The bot's own messages come back to it as events, as Slack sends them. Returns a function that ends it. */
export function echoOwnMessages({ state }: World, events: Events): () => void {
  return state.journal.subscribe((entry) => {
    if (entry.kind !== 'message' || entry.change === 'deleted') return;
    const message = state.messages.find(entry.channelId, entry.ts);
    if (message?.user === state.app.botUserId) void events.sendMessage(message, entry.change).catch(() => undefined);
  });
}
