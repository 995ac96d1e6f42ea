import type { InputBlock } from '@slack/types';
import fc from 'fast-check';
import { BLOCKS, INPUT } from '../../../src/slack/decide/blocks.ts';
import { buildForm } from '../../../src/slack/form/build-form.ts';
import { SEARCH_BLOCK, SEARCH_INPUT } from '../../../src/slack/home/build-search.ts';
import { ACTIONS, COMMAND, SHORTCUTS, VIEWS } from '../../../src/slack/ids.ts';
import { anyJson, hostileText } from './hostile-text.ts';
import { GUARDED_IDS, HOME, type Input, REVIEW_IDS, STRANGER } from './input.ts';
import { mutate } from './mutate.ts';

type Body = Record<string, unknown>;

/** Who acts, and on which review: strangers act on everything, the home team not on what is guarded. */
const actor = fc.oneof(
  fc.record({ teamId: fc.constant(HOME), reviewId: fc.constantFrom(...REVIEW_IDS, 'gone') }),
  fc.record({ teamId: fc.constant(STRANGER), reviewId: fc.constantFrom(...REVIEW_IDS, ...GUARDED_IDS) }),
);
const userId = fc.constantFrom('U0ADA', 'U0BEN', 'W0EVE');
const channelId = fc.constantFrom('C0ML', 'G0SECRET', 'D0ADA');
const slack = fc.oneof(
  { weight: 8, arbitrary: fc.constant('takes it' as const) },
  { weight: 1, arbitrary: fc.constantFrom('refuses' as const, 'limits' as const, 'breaks' as const) },
);

type Person = { teamId: string; reviewId: string; userId: string; channelId: string };
const person: fc.Arbitrary<Person> = fc
  .tuple(actor, userId, channelId)
  .map(([acting, user, channel]) => ({ ...acting, userId: user, channelId: channel }));

const interaction = ({ teamId, userId: id }: Person): Body => ({
  api_app_id: 'A0',
  token: 'x',
  team: { id: teamId, domain: 'x' },
  user: { id, name: id.toLowerCase(), username: id.toLowerCase(), team_id: teamId },
  is_enterprise_install: false,
});

/** An id of a review as it stands in a button, or something else. */
const buttonValue = ({ reviewId }: Person) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(reviewId, `${reviewId}@1`, `${reviewId}@99`) },
    { weight: 1, arbitrary: hostileText },
  );

const command = person.chain((who) =>
  fc
    .record({ text: hostileText, name: fc.oneof(fc.constant(COMMAND), fc.constantFrom('/old', '/x')) })
    .map(({ text, name }) => ({
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
    })),
);

const isInput = (block: { type: string }): block is InputBlock => block.type === 'input';
const FORM_BLOCKS = buildForm({ draft: {}, metadata: { draftId: 'd', channelId: null }, showMore: true }).blocks;
const FORM_INPUTS = FORM_BLOCKS.flatMap((block) =>
  isInput(block) && block.block_id !== undefined && 'action_id' in block.element
    ? [{ blockId: block.block_id, actionId: String(block.element.action_id), element: block.element }]
    : [],
);

/** What stands in the form: for each question nothing, what is offered, or anything at all. */
const formValues = fc
  .tuple(
    ...FORM_INPUTS.map(({ element }) => {
      const options =
        'options' in element ? (element.options ?? []).map((option) => ('value' in option ? option.value : '')) : [];
      const offered = options.length > 0 ? fc.constantFrom(...options) : hostileText;
      return fc.oneof(
        { weight: 6, arbitrary: fc.constant(undefined) },
        { weight: 2, arbitrary: offered.map((value) => ({ value, selected_option: { value } })) },
        { weight: 1, arbitrary: hostileText.map((value) => ({ value, selected_option: { value } })) },
        { weight: 1, arbitrary: fc.constantFrom({ value: null }, { selected_option: null }, {}) },
      );
    }),
  )
  .map((states) =>
    Object.fromEntries(
      FORM_INPUTS.flatMap(({ blockId, actionId }, index) =>
        states[index] === undefined ? [] : [[blockId, { [actionId]: states[index] }] as const],
      ),
    ),
  );

const formMetadata = ({ reviewId, channelId: channel }: Person) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.uuid().map((draftId) => JSON.stringify({ draftId, channelId: channel, isPublic: true })),
    },
    {
      weight: 2,
      arbitrary: fc.uuid().map((draftId) => JSON.stringify({ draftId, channelId: channel, reviewId, baseRevision: 1 })),
    },
    {
      weight: 1,
      arbitrary: fc.uuid().map((draftId) => JSON.stringify({ draftId, channelId: null, supersedes: reviewId })),
    },
    {
      weight: 1,
      arbitrary: fc.oneof(
        hostileText,
        anyJson.map((value) => JSON.stringify(value) ?? ''),
      ),
    },
  );

const viewOf = (callbackId: string, metadata: string, values: Body, blocks: unknown[]): Body => ({
  id: 'V0',
  type: 'modal',
  hash: '1.a',
  callback_id: callbackId,
  private_metadata: metadata,
  blocks,
  state: { values },
});

const named = { blockId: 'question_name', state: { form_name: { type: 'plain_text_input', value: 'churn' } } };

const workloadForm = person.chain((who) =>
  fc.tuple(formMetadata(who), formValues, fc.boolean()).map(([metadata, values, isNamed]) => ({
    kind: 'form',
    expectsWords: false,
    body: {
      ...interaction(who),
      type: 'view_submission',
      view: viewOf(
        VIEWS.workload,
        metadata,
        isNamed ? { ...values, [named.blockId]: named.state } : values,
        FORM_BLOCKS,
      ),
      response_urls: [],
    },
  })),
);

const formAnswer = person.chain((who) =>
  fc
    .tuple(formMetadata(who), formValues, fc.constantFrom(...FORM_INPUTS), hostileText)
    .map(([metadata, values, input, value]) => ({
      kind: 'answer in the form',
      expectsWords: false,
      body: {
        ...interaction(who),
        type: 'block_actions',
        container: { type: 'view', view_id: 'V0' },
        view: viewOf(VIEWS.workload, metadata, values, FORM_BLOCKS),
        actions: [
          { type: 'plain_text_input', action_id: input.actionId, block_id: input.blockId, action_ts: '1', value },
        ],
      },
    })),
);

const dialogValues = fc
  .tuple(
    ...Object.values(BLOCKS).map(() =>
      fc.oneof(
        fc.constant(undefined),
        hostileText.map((text) => ({
          value: text,
          selected_option: { value: text },
        })),
        fc.constantFrom(
          { selected_option: { value: 'real-time' } },
          { selected_option: { value: '1' } },
          { selected_date: '2030-01-31', selected_user: 'U0BEN' },
          { value: null, selected_option: null, selected_user: null, selected_date: null },
        ),
      ),
    ),
  )
  .map((states) =>
    Object.fromEntries(
      Object.values(BLOCKS).flatMap((block, index) =>
        states[index] === undefined ? [] : [[block, { [INPUT]: states[index] }] as const],
      ),
    ),
  );

const DIALOG_BLOCKS = Object.values(BLOCKS).map((block_id) => ({ type: 'input', block_id }));

const dialog = person.chain((who) =>
  fc
    .tuple(
      fc.constantFrom(...Object.values(VIEWS), 'dialog_2019'),
      fc.oneof(
        { weight: 4, arbitrary: fc.constant(JSON.stringify({ reviewId: who.reviewId, revision: 1, concernIds: [1] })) },
        {
          weight: 1,
          arbitrary: fc.oneof(
            hostileText,
            anyJson.map((value) => JSON.stringify(value) ?? ''),
          ),
        },
      ),
      dialogValues,
      hostileText,
    )
    .map(([callbackId, metadata, values, words]) => ({
      kind: 'dialog',
      expectsWords: false,
      body: {
        ...interaction(who),
        type: 'view_submission',
        view: viewOf(
          callbackId,
          metadata,
          { ...values, [SEARCH_BLOCK]: { [SEARCH_INPUT]: { value: words } } },
          DIALOG_BLOCKS,
        ),
      },
    })),
);

/** Buttons that change what is before the person, or lead elsewhere, and say nothing. */
const SILENT: readonly string[] = [ACTIONS.openSource, ACTIONS.searchOlder];

const button = person.chain((who) =>
  fc
    .tuple(
      fc.constantFrom(...Object.values(ACTIONS).filter((id) => id !== ACTIONS.more), 'accept_2019'),
      buttonValue(who),
    )
    .map(([actionId, value]) => ({
      kind: 'button',
      expectsWords: !SILENT.includes(actionId),
      body: {
        ...interaction(who),
        type: 'block_actions',
        container: { type: 'message', message_ts: '1.2', channel_id: who.channelId },
        channel: { id: who.channelId, name: 'ml' },
        actions: [
          {
            type: 'button',
            action_id: actionId,
            block_id: 'b',
            action_ts: '1',
            value,
            text: { type: 'plain_text', text: 'x' },
          },
        ],
      },
    })),
);

const menu = person.chain((who) =>
  fc
    .oneof(
      fc
        .constantFrom('override', 'decider', 'withdraw', 're-open', 'supersede', 'export-adr')
        .map((item) => `${item}:${who.reviewId}`),
      hostileText,
    )
    .map((value) => ({
      kind: 'menu',
      expectsWords: true,
      body: {
        ...interaction(who),
        type: 'block_actions',
        container: { type: 'message', message_ts: '1.2', channel_id: who.channelId },
        channel: { id: who.channelId, name: 'ml' },
        actions: [
          { type: 'overflow', action_id: ACTIONS.more, block_id: 'b', action_ts: '1', selected_option: { value } },
        ],
      },
    })),
);

const shortcut = person.chain((who) =>
  fc
    .tuple(fc.constantFrom(...Object.values(SHORTCUTS), 'shortcut_2019'), fc.option(hostileText), fc.boolean())
    .map(([id, text, isGlobal]) => {
      const isOnMessage = id !== SHORTCUTS.newReview && !isGlobal;
      const message = {
        type: 'message',
        user: who.userId,
        ts: '3.4',
        thread_ts: '1.2',
        ...(text !== null && { text }),
      };
      return {
        kind: 'shortcut',
        expectsWords: true,
        body: {
          ...interaction(who),
          type: isOnMessage ? 'message_action' : 'shortcut',
          callback_id: isOnMessage || id === SHORTCUTS.newReview ? id : 'shortcut_2019',
          action_ts: '1',
          ...(isOnMessage && { channel: { id: who.channelId, name: 'ml' }, message, message_ts: '3.4' }),
        },
      };
    }),
);

const event = ({ teamId }: Person, inner: Body): Body => ({
  type: 'event_callback',
  token: 'x',
  team_id: teamId,
  api_app_id: 'A0',
  event: inner,
  event_id: `Ev${Math.random()}`,
  event_time: 1,
  authorizations: [
    { enterprise_id: null, team_id: teamId, user_id: 'U0BOT', is_bot: true, is_enterprise_install: false },
  ],
});

const mention = person.chain((who) =>
  fc.tuple(hostileText, fc.constantFrom(undefined, '1.2', '9.9')).map(([text, threadTs]) => ({
    kind: 'mention',
    expectsWords: true,
    body: event(who, {
      type: 'app_mention',
      user: who.userId,
      channel: 'C0ML',
      ts: '5.6',
      event_ts: '5.6',
      text: `<@U0BOT> ${text}`,
      ...(threadTs !== undefined && { thread_ts: threadTs }),
    }),
  })),
);

const home = person.chain((who) =>
  fc
    .oneof(
      hostileText,
      anyJson.map((value) => JSON.stringify(value) ?? ''),
    )
    .map((metadata) => ({
      kind: 'home',
      expectsWords: true,
      body: event(who, {
        type: 'app_home_opened',
        user: who.userId,
        channel: 'D0ADA',
        tab: 'home',
        event_ts: '1',
        view: { id: 'V1', type: 'home', private_metadata: metadata, blocks: [], state: { values: {} } },
      }),
    })),
);

type Drawn = Pick<Input, 'kind' | 'expectsWords' | 'body'>;

const wellFormed: fc.Arbitrary<Drawn> = fc.oneof<fc.Arbitrary<Drawn>[]>(
  command,
  workloadForm,
  formAnswer,
  dialog,
  button,
  menu,
  shortcut,
  mention,
  home,
);

const malformed: fc.Arbitrary<Drawn> = fc
  .oneof(
    {
      weight: 5,
      arbitrary: wellFormed.chain(({ body, kind }) =>
        mutate(body).map((mutated) => ({ kind: `malformed ${kind}`, body: mutated })),
      ),
    },
    { weight: 1, arbitrary: fc.dictionary(fc.string(), anyJson).map((body) => ({ kind: 'anything', body })) },
  )
  .map((drawn) => ({ ...drawn, expectsWords: false }));

/** Everything that can come in: three of four as Slack would send it, with hostile contents; the rest malformed. */
export const anyInput: fc.Arbitrary<Input> = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: wellFormed.map((drawn) => ({ ...drawn, isWellFormed: true })) },
      { weight: 1, arbitrary: malformed.map((drawn) => ({ ...drawn, isWellFormed: false })) },
    ),
    slack,
  )
  .map(([drawn, answer]) => ({ ...drawn, slack: hasOneWay(drawn) ? 'takes it' : answer }));

/** There is one call that could show something; where Slack does not take it nobody can do anything. */
function hasOneWay({ kind, body }: Drawn): boolean {
  return (
    kind === 'home' || kind === 'mention' || (body['type'] === 'shortcut' && body['callback_id'] === 'shortcut_2019')
  );
}
