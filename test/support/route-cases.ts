import { ACTIONS, COMMAND, EVENTS, STEPS, VIEWS } from '../../src/slack/ids.ts';
import { CONFIRMED } from '../../src/slack/listeners/dialogs.ts';
import { BLOCKS, INPUT } from '../../src/slack/render/dialogs/dialog.ts';
import { answerValue, MENU_ITEMS, type ReviewMenuItem } from '../../src/slack/render/message/section.ts';
import { revisitValue } from '../../src/slack/render/thread/revisited.ts';
import { FORM_BLOCKS, valuesOf } from '../fuzz/inputs/form.ts';
import {
  type Body,
  event,
  HOME_CHANNEL,
  interaction,
  onMessage,
  type Person,
  SEARCHED,
  THREADS,
  UNPLACED,
  viewOf,
  WHAT_IF,
} from '../fuzz/inputs/payload.ts';
import { registeredNames } from './registered-names.ts';

const { actions, views, shortcuts } = registeredNames();

/** As the buttons of a decision that is looked at again carry it. */
const REVISIT = revisitValue({ reviewId: 'review-decided', decidedAt: 0, revisitOn: null, days: 90 });

/** What each menu item and button is about, where it is not the open review. The press that accepts says what was seen. */
const ABOUT: Readonly<Record<string, string>> = {
  [ACTIONS.accept]: 'review-open@1',
  [VIEWS.resolveConcern]: 'review-doubted',
  [VIEWS.overridePolicy]: 'review-doubted',
  [VIEWS.endpoint]: 'review-decided',
  [ACTIONS.reopen]: 'review-decided',
  're-open': 'review-decided',
  [ACTIONS.raiseSaid]: 'review-open The rule forbids it.',
  [ACTIONS.reopenConcern]: 'review-doubted@2',
  're-open-concern': 'review-doubted',
  'withdraw-approval': 'review-doubted',
  [ACTIONS.revisitKeep]: REVISIT,
  [ACTIONS.revisitRevise]: REVISIT,
};
/** A row of a table, as somebody pastes it. */
const ROW = 'instance, concurrency, requests per second\nml.g5.xlarge, 8, 12';

/** The export only reads. */
const MENU = (Object.keys(MENU_ITEMS) as ReviewMenuItem[]).filter((item) => item !== 'export-adr');

export const GOOD: Body = Object.fromEntries(
  Object.entries({
    [BLOCKS.concern]: { value: 'x' },
    [BLOCKS.whichConcern]: { selected_option: { value: '1' } },
    [BLOCKS.note]: { value: 'x' },
    [BLOCKS.option]: { selected_option: { value: 'batch-transform' } },
    [BLOCKS.reason]: { value: 'x' },
    [BLOCKS.reasonAnyway]: { value: 'x' },
    [BLOCKS.blocking]: { selected_option: { value: 'blocking' } },
    [BLOCKS.decider]: { selected_user: 'U0BEN' },
    [BLOCKS.date]: { selected_date: '2030-01-31' },
    [BLOCKS.endpoint]: { value: 'fraud-1' },
    [BLOCKS.fact]: { value: '20 ms' },
    [BLOCKS.format]: { selected_option: { value: 'cloudformation' } },
    [BLOCKS.measured]: { value: ROW },
    [BLOCKS.measuredFiles]: { files: [] },
    [BLOCKS.measuredType]: { value: 'ml.g5.xlarge' },
  }).map(([block, state]) => [block, { [INPUT]: state }]),
);
const DIALOG_BLOCKS = Object.values(BLOCKS).map((block_id) => ({ type: 'input', block_id }));

export type Sent = (who: Person) => Body;

/** For each route one payload, or several, as Slack sends them. */
export const PRESSES: [name: string, body: Sent][] = actions.flatMap((name): [string, Sent][] => {
  const press = (value: string): Sent => {
    const more = name === ACTIONS.more ? { type: 'overflow', selected_option: { value } } : { type: 'button', value };
    // Views have no message; a handler takes what it needs.
    const message = { ts: '1.2', blocks: [] };
    return (who) => {
      return { ...onMessage(who, { action_id: name, ...more }), message, view: { id: 'V0', private_metadata: '{}' } };
    };
  };
  if (name === ACTIONS.more) return MENU.map((item) => [`${name}, ${item}`, press(`${item}:review-open`)]);
  if (name === ACTIONS.makeRevision) return [[name, press(WHAT_IF)]];
  if (name === ACTIONS.nameInstance) return [[name, press(UNPLACED)]];
  if (name === ACTIONS.answerFact) {
    const value = answerValue({ reviewId: 'review-open', revision: 1, field: 'coldStarts', value: 'acceptable' });
    const answer = { action_id: name, type: 'static_select', selected_option: { value } };
    return [[name, (who) => onMessage(who, answer)]];
  }
  if (name === ACTIONS.revisitIn) {
    const chosen = { action_id: name, type: 'static_select', selected_option: { value: 'review-decided 90' } };
    return [[name, (who) => onMessage(who, chosen)]];
  }
  if (name === ACTIONS.ask) {
    const asked = { action_id: `${name}:cost`, type: 'button', value: 'review-open' };
    return [[name, (who) => ({ ...onMessage(who, asked), message: { ts: '3.4', thread_ts: THREADS[0], blocks: [] } })]];
  }
  if (name === ACTIONS.recompute) return [[name, press('review-open@1')]];
  return [[name, press(ABOUT[name] ?? 'review-open')]];
});

const submission =
  (name: string, metadata: object, values: Body, blocks: readonly unknown[]): Sent =>
  (who) => ({
    ...interaction(who),
    type: 'view_submission',
    view: viewOf(name, JSON.stringify(metadata), values, blocks),
    response_urls: [],
  });

export const SUBMISSIONS: [name: string, body: Sent][] = views.flatMap((name): [string, Sent][] => {
  if (name === VIEWS.workload) {
    const form = (metadata: object) =>
      submission(
        name,
        { draftId: 'd', channelId: HOME_CHANNEL, ...metadata },
        valuesOf({ name: 'churn' }),
        FORM_BLOCKS,
      );
    return [
      [`view ${name}, for a new review`, form({})],
      [`view ${name}, for changed answers`, form({ reviewId: 'review-open', baseRevision: 1 })],
      [`view ${name}, for a successor`, form({ supersedes: 'review-open' })],
    ];
  }
  const field = name === VIEWS.answerSize ? { fields: ['processingTimeSeconds'] } : {};
  const warned = name === VIEWS.override ? { option: 'batch-transform' } : {};
  const dialog = (more: object, about = name) => {
    const seen = {
      reviewId: ABOUT[about] ?? 'review-open',
      revision: 1,
      concernIds: [1],
      ...field,
      ...warned,
      ...more,
    };
    return submission(name, seen, GOOD, DIALOG_BLOCKS);
  };
  if (name === VIEWS.confirm) {
    const acts = Object.keys(CONFIRMED);
    return acts.map((act) => [`view ${name}, to ${act}`, dialog({ act, concernIds: [2] }, act)]);
  }
  const first: [string, Sent] = [`view ${name}`, dialog({})];
  return name === VIEWS.addMeasurement ? [first, [`view ${name}, of a type`, dialog({ storedId: UNPLACED })]] : [first];
});

export const SHORTCUTS: [name: string, body: Sent][] = shortcuts.map((name): [string, Sent] => {
  const [type = '', callback_id = ''] = name.split(' ');
  const message = { type: 'message', user: 'U0BEN', ts: '3.4', thread_ts: THREADS[0], text: 'x' };
  const on = type === 'shortcut' ? {} : { channel: { id: HOME_CHANNEL, name: 'ml' }, message, message_ts: '3.4' };
  return [name, (who) => ({ ...interaction(who), type, callback_id, action_ts: '1', ...on })];
});

/** Commands. A row of the routing table without a case here fails a test. */
export const COMMANDS: Readonly<Record<string, Sent>> = {
  [COMMAND]: ({ teamId, userId, channelId }) => ({
    command: COMMAND,
    text: `${SEARCHED} 500 MB within 15 min`,
    team_id: teamId,
    user_id: userId,
    channel_id: channelId,
    channel_name: 'ml',
    trigger_id: '1.1',
  }),
};

const said = (text: string, more: Body) => (who: Person) =>
  event(who, { user: who.userId, text, ts: '9.9', event_ts: '9.9', channel: who.channelId, ...more });

/** Events. A row of the routing table without a case here fails a test. */
export const HAPPENINGS: Readonly<Record<string, Sent>> = {
  [EVENTS.mention]: said('<@U0BOT> why not serverless', { type: 'app_mention', thread_ts: THREADS[0] }),
  [EVENTS.directMessage]: said(`${SEARCHED} 500 MB`, { type: 'message', channel_type: 'im' }),
  [EVENTS.homeOpened]: (who) => event(who, { type: 'app_home_opened', user: who.userId, channel: 'D0', tab: 'home' }),
  [EVENTS.uninstalled]: (who) => event(who, { type: 'app_uninstalled' }),
  [EVENTS.tokensRevoked]: (who) => event(who, { type: 'tokens_revoked', tokens: { bot: ['U0BOT'] } }),
  [EVENTS.functionExecuted]: (who) =>
    event(who, {
      type: EVENTS.functionExecuted,
      function: { id: 'Fn1', callback_id: STEPS.recommend },
      inputs: { workload: '500 MB, sporadic' },
      function_execution_id: 'Fx1',
    }),
};
