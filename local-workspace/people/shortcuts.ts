import type { Acknowledgement } from '../delivery/delivery.ts';
import { nameInPayload, type User } from '../state/channels.ts';
import { messageOutput } from '../state/message-output.ts';
import { interactionBase } from './payload.ts';
import { expectInstalledFor, visibleChannel } from './sight.ts';
import { expectEmpty, type World } from './world.ts';

/** A global shortcut: from anywhere, so it carries no channel and no response URL. */
export async function runGlobalShortcut(world: World, user: User, callbackId: string): Promise<Acknowledgement> {
  const { state } = world;
  expectInstalledFor(state, user);
  const acknowledgement = await world.send({
    type: 'interactive',
    payload: {
      type: 'shortcut',
      ...interactionBase(state, user),
      callback_id: callbackId,
      action_ts: state.names.ts(),
      trigger_id: state.triggers.issue({ userId: user.id, channelId: undefined, viewId: undefined }),
    },
  });
  expectEmpty(state, 'shortcut', acknowledgement);
  return acknowledgement;
}

/** A shortcut from a message's menu: with the message, and an address to answer at. */
export async function runMessageShortcut(
  world: World,
  user: User,
  callbackId: string,
  channelId: string,
  ts: string,
): Promise<Acknowledgement> {
  const { state } = world;
  expectInstalledFor(state, user);
  const channel = visibleChannel(state, user, channelId);
  const message = state.messages.find(channelId, ts);
  if (message === undefined) throw new Error(`there is no message ${ts} in ${channel.name}`);
  const original = { ts, isEphemeral: false };
  const acknowledgement = await world.send({
    type: 'interactive',
    payload: {
      type: 'message_action',
      ...interactionBase(state, user),
      callback_id: callbackId,
      action_ts: state.names.ts(),
      trigger_id: state.triggers.issue({ userId: user.id, channelId, viewId: undefined }),
      response_url: state.responseUrls.issue({ userId: user.id, channelId, threadTs: message.threadTs, original }),
      channel: { id: channel.id, name: nameInPayload(channel) },
      message_ts: ts,
      message: messageOutput(state, message),
    },
  });
  expectEmpty(state, 'message_action', acknowledgement);
  return acknowledgement;
}
