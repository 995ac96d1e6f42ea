import fc from 'fast-check';
import { ACTIONS, COMMAND, SHORTCUTS } from '../../../src/slack/ids.ts';
import { hostileText } from './hostile.ts';
import {
  type Body,
  CROSSED_WHAT_IF,
  type Drawn,
  HOME_CHANNEL,
  interaction,
  onMessage,
  type Person,
  person,
  THREADS,
  WHAT_IF,
} from './payload.ts';

/** The command with any words, and commands that this app does not have. */
export const command: fc.Arbitrary<Drawn> = person.chain((who) =>
  fc
    .record({ text: hostileText, name: fc.oneof(fc.constant(COMMAND), fc.constantFrom('/old', '/x')) })
    .map(({ text, name }) => commandWith(who, text, name)),
);

/** The command as somebody types it. */
export const commandWith = (who: Person, text: string, name: string = COMMAND): Drawn => ({
  kind: 'command',
  expectsWords: true,
  body: {
    command: name,
    text,
    team_id: who.teamId,
    user_id: who.userId,
    channel_id: who.channelId,
    channel_name: 'ml',
    api_app_id: 'A0',
    is_enterprise_install: 'false',
  },
});

/** A shortcut, from anywhere or on a message, in a review's thread and elsewhere. */
export const shortcut: fc.Arbitrary<Drawn> = person.chain((who) =>
  fc
    .tuple(
      fc.constantFrom(...Object.values(SHORTCUTS), 'shortcut_2019'),
      fc.option(hostileText),
      fc.boolean(),
      fc.constantFrom(...THREADS),
    )
    .map(([id, text, isGlobal, thread_ts]) => {
      if (id !== SHORTCUTS.newReview && !isGlobal) return onMessageWith(who, id, text, thread_ts);
      return shortcutOf(who, { type: 'shortcut', callback_id: id === SHORTCUTS.newReview ? id : 'shortcut_2019' });
    }),
);

/** A shortcut on a message with a text, or with none. */
export function onMessageWith(who: Person, id: string, text: string | null, thread_ts?: string): Drawn {
  return shortcutOf(who, {
    type: 'message_action',
    callback_id: id,
    channel: { id: id === SHORTCUTS.raiseConcern ? HOME_CHANNEL : who.channelId, name: 'ml' },
    message: { type: 'message', user: who.userId, ts: '3.4', thread_ts, ...(text !== null && { text }) },
    message_ts: '3.4',
  });
}

const shortcutOf = (who: Person, body: Body): Drawn => ({
  kind: 'shortcut',
  expectsWords: true,
  body: { ...interaction(who), action_ts: '1', ...body },
});

/** Buttons that say nothing: a link, and those that belong to a view and not to a message. */
const SILENT: readonly string[] = [ACTIONS.openSource, ACTIONS.searchOlder, ACTIONS.startFromEndpoint];

/** An id of a review as it stands in a button, or something else. */
const reviewValue = ({ reviewId }: Person) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(reviewId, `${reviewId}@1`, `${reviewId}@99`) },
    { weight: 1, arbitrary: hostileText },
  );
const whatIf = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(WHAT_IF, CROSSED_WHAT_IF) },
  { weight: 1, arbitrary: hostileText },
);

/** A button of a message, of this version and of an older one. */
export const button: fc.Arbitrary<Drawn> = person.chain((who) =>
  fc
    .constantFrom(
      ...Object.values(ACTIONS).filter((id) => id !== ACTIONS.more),
      ...[ACTIONS.accept, ACTIONS.makeRevision, ACTIONS.makeRevision],
      'accept_2019',
    )
    .chain((actionId) =>
      (actionId === ACTIONS.makeRevision ? whatIf : reviewValue(who)).map((value) => ({
        kind: 'button',
        expectsWords: !SILENT.includes(actionId),
        body: onMessage(who, { type: 'button', action_id: actionId, value, text: { type: 'plain_text', text: 'x' } }),
      })),
    ),
);

const ITEMS = 'accept override-policy get-code override decider withdraw re-open supersede export-adr'.split(' ');

/** A choice in the menu of a review's message. */
export const menu: fc.Arbitrary<Drawn> = person.chain((who) =>
  fc
    .oneof(
      { weight: 4, arbitrary: fc.constantFrom(...ITEMS).map((item) => `${item}:${who.reviewId}`) },
      { weight: 1, arbitrary: hostileText },
    )
    .map((value) => ({
      kind: 'menu',
      expectsWords: true,
      body: onMessage(who, { type: 'overflow', action_id: ACTIONS.more, selected_option: { value } }),
    })),
);
