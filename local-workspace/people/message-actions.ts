import type { Acknowledgement } from '../delivery/delivery.ts';
import type { Json } from '../json.ts';
import { findElement } from '../state/block-ids.ts';
import { nameInPayload, type User } from '../state/channels.ts';
import { messageOutput } from '../state/message-output.ts';
import type { WorkspaceState } from '../state/workspace-state.ts';
import { actionOf, messageStateValues } from './action.ts';
import { interactionBase } from './payload.ts';
import { readableChannel } from './sight.ts';
import { expectEmpty, type World } from './world.ts';

/** Where a message stands, private ones included. */
export interface MessageRef {
  channelId: string;
  ts: string;
}

/** A click on a message's button, or a choice in its menu. */
export async function actOnMessage(
  world: World,
  user: User,
  ref: MessageRef,
  actionId: string,
  option: string | undefined,
  blockId?: string,
): Promise<Acknowledgement> {
  const { state } = world;
  const channel = readableChannel(state, user, ref.channelId);
  const seen = seenMessage(state, user, ref);
  const { blocks } = seen;
  const found = findElement(blocks, actionId, blockId);
  if (found === undefined) throw new Error(`the message ${ref.ts} has no "${actionId}"`);
  const action = actionOf(found.block, found.element, state.names.ts(), option);
  const original = { ts: ref.ts, isEphemeral: seen.isEphemeral };
  const acknowledgement = await world.send({
    type: 'interactive',
    payload: {
      type: 'block_actions',
      ...interactionBase(state, user),
      container: {
        type: 'message',
        message_ts: ref.ts,
        channel_id: ref.channelId,
        is_ephemeral: seen.isEphemeral,
        ...(seen.threadTs === undefined ? {} : { thread_ts: seen.threadTs }),
      },
      trigger_id: state.triggers.issue({ userId: user.id, channelId: ref.channelId, viewId: undefined }),
      channel: { id: channel.id, name: nameInPayload(channel) },
      ...(seen.message === undefined ? {} : { message: seen.message }),
      state: { values: messageStateValues(blocks, action) },
      response_url: state.responseUrls.issue({
        userId: user.id,
        channelId: ref.channelId,
        threadTs: seen.threadTs,
        original,
      }),
      actions: [action],
    },
  });
  expectEmpty(state, 'block_actions', acknowledgement);
  return acknowledgement;
}

interface Seen {
  blocks: Json[];
  threadTs: string | undefined;
  isEphemeral: boolean;
  /** Payloads of private messages carry none. */
  message: Json | undefined;
}

function seenMessage(state: WorkspaceState, user: User, ref: MessageRef): Seen {
  const message = state.messages.find(ref.channelId, ref.ts);
  if (message !== undefined) {
    const { threadTs } = message;
    return {
      blocks: message.blocks ?? [],
      threadTs,
      isEphemeral: false,
      message: messageOutput(state, message),
    };
  }
  const ephemeral = state.ephemerals.find((shown) => shown.ts === ref.ts && shown.userId === user.id);
  if (ephemeral === undefined) throw new Error(`${user.name} sees no message ${ref.ts}`);
  const { blocks = [], threadTs } = ephemeral;
  return { blocks, threadTs, isEphemeral: true, message: undefined };
}
