import { SLACK_LIMITS } from '../../src/slack/render/limits.ts';
import { type Json, jsonList, textOf } from '../json.ts';
import { allBlocks, elementsOf, withIds } from './block-ids.ts';
import type { ChannelKind } from './channels.ts';
import { isListed } from './conversation-filter.ts';
import { type ElementValue, hasInitialValue, initialValue, stillHolds } from './element-values.ts';
import type { Names } from './names.ts';

/** A modal or home tab as one person has it before them. */
export interface View {
  id: string;
  userId: string;
  hash: string;
  rootId: string;
  previousId: string | undefined;
  /** What the app gave, with the identifiers that Slack adds. */
  content: Json;
  blocks: Json[];
  /** What the inputs hold, by block_id and action_id. */
  values: Record<string, Record<string, ElementValue>>;
  /** Inputs that a person has answered, as `block_id/action_id`. */
  touched: Set<string>;
  /** Where the person was when it opened; absent when a global shortcut opened it. */
  channelId: string | undefined;
  /** Errors shown beside inputs since the last submission, by block_id. */
  errors: Record<string, string>;
}

export interface Views {
  find(idOrExternalId: string): View | undefined;
  open(userId: string, content: Json, channelId: string | undefined): View;
  /** A view on top of `below`; undefined when the stack is full. */
  push(below: View, content: Json): View | undefined;
  /** New content and a new hash; answers survive where block_id, action_id and type do. */
  update(view: View, content: Json): void;
  close(view: View): void;
  closeStack(view: View): void;
  publish(userId: string, content: Json): View;
  home(userId: string): View | undefined;
  /** Modals before this person, the one on top last. */
  openFor(userId: string): View[];
  all(): ViewsKept;
}

/** Modals in the order in which they opened, and home tabs. */
export interface ViewsKept {
  open: View[];
  homes: View[];
}

export function createViews(
  names: Names,
  clock: () => number,
  kindOf: (channelId: string) => ChannelKind | undefined,
  kept: ViewsKept = { open: [], homes: [] },
): Views {
  let open = [...kept.open];
  const homes = new Map(kept.homes.map((view) => [view.userId, view]));

  const newHash = () => `${Math.floor(clock() / 1000)}.${names.secret().slice(0, 8)}`;

  function create(userId: string, content: Json, channelId: string | undefined, below: View | undefined): View {
    const id = names.id('V');
    const view: View = {
      id,
      userId,
      hash: newHash(),
      rootId: below?.rootId ?? id,
      previousId: below?.id,
      content,
      blocks: [],
      values: {},
      touched: new Set(),
      channelId,
      errors: {},
    };
    fill(view, content);
    return view;
  }

  function fill(view: View, content: Json): void {
    const earlier = view.values;
    view.content = content;
    view.blocks = withIds(content['blocks'], names);
    view.values = {};
    view.errors = {};
    for (const block of allBlocks(view.blocks)) {
      for (const element of elementsOf(block)) keepOrStart(view, earlier, block, element);
    }
    const present = new Set(
      Object.entries(view.values).flatMap(([b, held]) => Object.keys(held).map((a) => `${b}/${a}`)),
    );
    view.touched = new Set([...view.touched].filter((key) => present.has(key)));
  }

  function keepOrStart(view: View, earlier: View['values'], block: Json, element: Json): void {
    const start = initialValue(element);
    if (start === undefined) return;
    if (element['default_to_current_conversation'] === true && view.channelId !== undefined) {
      if (isListed(element, kindOf(view.channelId))) start['selected_conversation'] ??= view.channelId;
    }
    const [blockId, actionId] = [String(block['block_id']), String(element['action_id'])];
    const kept = earlier[blockId]?.[actionId];
    const value = kept !== undefined && stillHolds(element, kept) ? kept : start;
    if (value === start) view.touched.delete(`${blockId}/${actionId}`);
    view.values[blockId] = { ...view.values[blockId], [actionId]: value };
  }

  return {
    find: (key) =>
      [...open, ...homes.values()].find((view) => view.id === key || textOf(view.content['external_id']) === key),
    open(userId, content, channelId) {
      const view = create(userId, content, channelId, undefined);
      open.push(view);
      return view;
    },
    push(below, content) {
      const depth = open.filter((view) => view.rootId === below.rootId).length;
      if (depth >= SLACK_LIMITS.viewStack) return undefined;
      const view = create(below.userId, content, below.channelId, below);
      open.push(view);
      return view;
    },
    update(view, content) {
      fill(view, content);
      view.hash = newHash();
    },
    close(view) {
      open = open.filter((other) => other !== view);
    },
    closeStack(view) {
      open = open.filter((other) => other.rootId !== view.rootId);
    },
    publish(userId, content) {
      const existing = homes.get(userId);
      if (existing !== undefined) {
        fill(existing, content);
        existing.hash = newHash();
        return existing;
      }
      const view = create(userId, content, undefined, undefined);
      homes.set(userId, view);
      return view;
    },
    home: (userId) => homes.get(userId),
    openFor: (userId) => open.filter((view) => view.userId === userId),
    all: () => ({ open, homes: [...homes.values()] }),
  };
}

/** `state.values` in Slack's format. `withoutUntouched`: initial values that nobody touched are missing (bolt-js#1258). */
export function stateValues(view: View, withoutUntouched: boolean): Json {
  if (!withoutUntouched) return structuredClone(view.values);
  const values: View['values'] = {};
  for (const block of allBlocks(view.blocks)) {
    for (const element of elementsOf(block)) {
      const [blockId, actionId] = [String(block['block_id']), String(element['action_id'])];
      const value = view.values[blockId]?.[actionId];
      const isMissing = hasInitialValue(element) && !view.touched.has(`${blockId}/${actionId}`);
      if (value !== undefined && !isMissing) values[blockId] = { ...values[blockId], [actionId]: value };
    }
  }
  return structuredClone(values);
}

/** Inputs of a view: the block with its element. */
export function inputsOf(view: View): { block: Json; element: Json }[] {
  return view.blocks
    .filter((block) => block['type'] === 'input')
    .flatMap((block) => jsonList([block['element']]).map((element) => ({ block, element })));
}
