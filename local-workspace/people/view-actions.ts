import type { Acknowledgement } from '../delivery/delivery.ts';
import type { Json } from '../json.ts';
import { findElement } from '../state/block-ids.ts';
import type { User } from '../state/channels.ts';
import { isListed } from '../state/conversation-filter.ts';
import { answered, initialValue } from '../state/element-values.ts';
import type { SharedFile } from '../state/files.ts';
import { fileOutput } from '../state/message-output.ts';
import { viewOutput } from '../state/view-output.ts';
import type { View } from '../state/views.ts';
import type { WorkspaceState } from '../state/workspace-state.ts';
import { actionOf, inputAction } from './action.ts';
import { interactionBase } from './payload.ts';
import { visibleChannel } from './sight.ts';
import { expectEmpty, type World } from './world.ts';

/** What a person does inside a modal or the home tab, short of submitting it. */

/** A click on a button of a view, or a choice in a menu that is not in an input block. */
export async function actInView(
  world: World,
  user: User,
  viewId: string,
  actionId: string,
  option: string | undefined,
  blockId?: string,
): Promise<Acknowledgement> {
  const view = viewOf(world.state, user, viewId);
  const found = findElement(view.blocks, actionId, blockId);
  if (found === undefined) throw new Error(`the view has no "${actionId}"`);
  if (initialValue(found.element) !== undefined) hold(view, found.block, found.element, option ?? null);
  return sendAction(world, user, view, actionOf(found.block, found.element, world.state.names.ts(), option));
}

/** Types or chooses an answer. The app hears of it only where the input dispatches; undefined when it does not. */
export async function answerInput(
  world: World,
  user: User,
  viewId: string,
  blockId: string,
  answer: string | string[] | null,
): Promise<Acknowledgement | undefined> {
  const { state } = world;
  const { view, block, element, value } = fillInput(state, user, viewId, blockId, answer);
  if (block['dispatch_action'] !== true) return undefined;
  return sendAction(world, user, view, inputAction(block, element, state.names.ts(), value));
}

/** Holds an answer that is not finished: the app does not hear of it yet, whatever the input dispatches. */
export function fillInput(
  state: WorkspaceState,
  user: User,
  viewId: string,
  blockId: string,
  answer: string | string[] | null,
): { view: View; block: Json; element: Json; value: Json } {
  const view = viewOf(state, user, viewId);
  const block = view.blocks.find((candidate) => candidate['block_id'] === blockId);
  if (block?.['type'] !== 'input') {
    const inputs = view.blocks.filter((other) => other['type'] === 'input').map((other) => String(other['block_id']));
    throw new Error(`the view has no input "${blockId}": ${inputs.join(', ')}`);
  }
  const element = block['element'] as Json;
  if (element['type'] === 'conversations_select' && answer !== null) expectListed(state, user, element, String(answer));
  const value = hold(view, block, element, answer);
  state.journal.add({ kind: 'view', change: 'answered', viewId: view.id, userId: user.id });
  return { view, block, element, value };
}

/** Puts files into an input for them. Slack's client refuses those of other types, and more than it takes. */
export function attachFiles(
  state: WorkspaceState,
  user: User,
  viewId: string,
  blockId: string,
  files: readonly SharedFile[],
): void {
  const view = viewOf(state, user, viewId);
  const block = view.blocks.find((candidate) => candidate['block_id'] === blockId);
  const element = (block?.['element'] ?? {}) as Json;
  if (element['type'] !== 'file_input') throw new Error(`the view has no input for files "${blockId}"`);
  const { filetypes, max_files: max } = element;
  if (files.length > Number(max ?? FILES_MAX)) throw new Error(`the input takes at most ${String(max)} files`);
  for (const { name } of files) {
    const type = name.split('.').at(-1) ?? '';
    if (Array.isArray(filetypes) && !filetypes.includes(type)) throw new Error(`the input takes no ${type}`);
  }
  const actionId = String(element['action_id']);
  const held = files.map((file) => fileOutput(state, state.files.share(file)));
  view.values[blockId] = { ...view.values[blockId], [actionId]: { type: 'file_input', files: held } };
  view.touched.add(`${blockId}/${actionId}`);
}

/** docs.slack.dev/reference/block-kit/block-elements/file-input-element */
const FILES_MAX = 10;

/** The view, if it is before this person. */
export function viewOf(state: WorkspaceState, user: User, viewId: string): View {
  const view = state.views.find(viewId);
  if (view?.userId !== user.id) throw new Error(`${user.name} has no view ${viewId} open`);
  return view;
}

function expectListed(state: WorkspaceState, user: User, element: Json, channelId: string): void {
  const channel = visibleChannel(state, user, channelId);
  if (!isListed(element, channel.kind)) throw new Error(`the menu does not list ${channel.kind} conversations`);
}

function hold(view: View, block: Json, element: Json, answer: string | string[] | null): Json {
  const [blockId, actionId] = [String(block['block_id']), String(element['action_id'])];
  const value = answered(element, answer);
  view.values[blockId] = { ...view.values[blockId], [actionId]: value };
  view.touched.add(`${blockId}/${actionId}`);
  return value;
}

async function sendAction(world: World, user: User, view: View, action: Json): Promise<Acknowledgement> {
  const { state } = world;
  const output = viewOutput(state, view);
  const acknowledgement = await world.send({
    type: 'interactive',
    payload: {
      type: 'block_actions',
      ...interactionBase(state, user),
      container: { type: 'view', view_id: view.id },
      trigger_id: state.triggers.issue({ userId: user.id, channelId: view.channelId, viewId: view.id }),
      view: output,
      state: output['state'],
      actions: [action],
    },
  });
  expectEmpty(state, 'block_actions', acknowledgement);
  return acknowledgement;
}
