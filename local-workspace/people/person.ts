import { COMMAND } from '../../src/slack/ids.ts';
import type { Acknowledgement } from '../delivery/delivery.ts';
import type { User } from '../state/channels.ts';
import type { SharedFile } from '../state/files.ts';
import { viewOutput } from '../state/view-output.ts';
import { conversationWithBot } from '../state/workspace-state.ts';
import { waitFor } from '../wait-for.ts';
import { runCommand } from './commands.ts';
import type { Events } from './events.ts';
import { actOnMessage, type MessageRef } from './message-actions.ts';
import { runGlobalShortcut, runMessageShortcut } from './shortcuts.ts';
import { type ShownView, shownView } from './shown-view.ts';
import { closeView, type Submission, submitView } from './submissions.ts';
import { type Said, say } from './talk.ts';
import { actInView, answerInput, attachFiles, fillInput } from './view-actions.ts';
import type { World } from './world.ts';

/**
 * Somebody in the workspace. Each thing they do resolves when the app has acknowledged it, or has failed to. What a person
 * could not do (an option that is not offered, a channel they are not in) throws: it is a mistake of the test.
 */
export interface Person {
  readonly id: string;
  readonly name: string;
  slashCommand(channelId: string, text: string, command?: string): Promise<Acknowledgement>;
  globalShortcut(callbackId: string): Promise<Acknowledgement>;
  messageShortcut(callbackId: string, channelId: string, ts: string): Promise<Acknowledgement>;
  /** Presses a button of a message or of a private notice; `option` for menus, `blockId` where several have the action_id. */
  click(message: MessageRef, actionId: string, option?: string, blockId?: string): Promise<Acknowledgement>;
  clickInView(viewId: string, actionId: string, option?: string, blockId?: string): Promise<Acknowledgement>;
  /** Types without finishing: the app hears nothing yet, as in Slack before Enter is pressed. */
  type(viewId: string, blockId: string, answer: string | string[] | null): void;
  /**
   * Types or chooses, by block_id: text for typed inputs, the option's value for menus and lists, null to clear. Resolves
   * to undefined when the input does not dispatch, because then the app hears nothing.
   */
  answer(viewId: string, blockId: string, answer: string | string[] | null): Promise<Acknowledgement | undefined>;
  /** Puts files into an input for them. */
  attach(viewId: string, blockId: string, files: readonly SharedFile[]): void;
  submit(viewId: string): Promise<Submission>;
  closeView(viewId: string): Promise<void>;
  say(channelId: string, text: string, threadTs?: string, files?: readonly SharedFile[]): Promise<Said>;
  /** Says it with the bot's name in front. */
  mention(channelId: string, text: string, threadTs?: string, files?: readonly SharedFile[]): Promise<Said>;
  openHome(tab?: 'home' | 'messages'): Promise<Acknowledgement | undefined>;
  /** The home tab as the app last published it for them. */
  home(): ShownView | undefined;
  /** Modals before them, the one on top last. */
  views(): ShownView[];
  /** The modal on top, once there is one that `accepts` takes. */
  waitForView(accepts?: (view: ShownView) => boolean, timeoutMs?: number): Promise<ShownView>;
}

export function createPerson(world: World, events: Events, user: User): Person {
  const { state } = world;
  const views = () => state.views.openFor(user.id).map(shownView);
  return {
    id: user.id,
    name: user.name,
    slashCommand: (channelId, text, command = COMMAND) => runCommand(world, user, channelId, command, text),
    globalShortcut: (callbackId) => runGlobalShortcut(world, user, callbackId),
    messageShortcut: (callbackId, channelId, ts) => runMessageShortcut(world, user, callbackId, channelId, ts),
    click: (message, actionId, option, blockId) => actOnMessage(world, user, message, actionId, option, blockId),
    clickInView: (viewId, actionId, option, blockId) => actInView(world, user, viewId, actionId, option, blockId),
    type: (viewId, blockId, answer) => {
      fillInput(state, user, viewId, blockId, answer);
    },
    answer: (viewId, blockId, answer) => answerInput(world, user, viewId, blockId, answer),
    attach: (viewId, blockId, files) => attachFiles(state, user, viewId, blockId, files),
    submit: (viewId) => submitView(world, user, viewId),
    closeView: (viewId) => closeView(world, user, viewId),
    say: (channelId, text, threadTs, files) => say(world, events, user, channelId, text, threadTs, files),
    mention: (channelId, text, threadTs, files) =>
      say(world, events, user, channelId, `<@${state.app.botUserId}> ${text}`, threadTs, files),
    openHome: (tab = 'home') => {
      const home = tab === 'home' ? state.views.home(user.id) : undefined;
      return events.send('app_home_opened', {
        type: 'app_home_opened',
        user: user.id,
        channel: conversationWithBot(state, user.id).id,
        tab,
        event_ts: state.names.ts(),
        ...(home === undefined ? {} : { view: viewOutput(state, home) }),
      });
    },
    home: () => {
      const home = state.views.home(user.id);
      return home === undefined ? undefined : shownView(home);
    },
    views,
    waitForView: (accepts = () => true, timeoutMs = 20_000) =>
      waitFor(state.journal, () => views().findLast(accepts), timeoutMs, `a view for ${user.name}`),
  };
}
