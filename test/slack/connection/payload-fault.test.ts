import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { payloadFault } from '../../../src/slack/connection/transport.ts';

const COMMAND = { command: '/sagemaker-endpoint', text: '3 MB', team_id: 'T1', user_id: 'U1', channel_id: 'C1' };

const PRESS = {
  type: 'block_actions',
  team: { id: 'T1' },
  user: { id: 'U1' },
  channel: { id: 'C1', name: 'ml' },
  actions: [{ action_id: 'accept_review', value: 'r@1' }],
};

const SENT = {
  type: 'view_submission',
  team: null,
  user: { id: 'W1' },
  view: {
    private_metadata: '{}',
    blocks: [{ type: 'input', block_id: 'a' }],
    state: {
      values: { a: { value: { type: 'datepicker', selected_date: '2030-01-31' } }, b: { value: { value: null } } },
    },
  },
};

const MENTION = {
  type: 'event_callback',
  event_id: 'Ev1',
  event: { type: 'app_mention', user: 'U1', channel: 'C1', text: 'x' },
};

describe('payloadFault', () => {
  it.each([COMMAND, PRESS, SENT, MENTION, {}, { type: 'something_new', files: [{ id: 1 }] }])(
    'finds none in %j',
    (body) => {
      expect(payloadFault(body)).toBeUndefined();
    },
  );

  it.each([
    [{ ...COMMAND, text: true }, 'text'],
    [{ ...COMMAND, user_id: '<!channel>' }, 'user_id'],
    [{ ...PRESS, user: 'U1' }, 'user'],
    [{ ...PRESS, actions: [{ action_id: 'a', value: true }] }, 'actions.0.value'],
    [{ ...PRESS, actions: {} }, 'actions'],
    [{ ...SENT, view: { ...SENT.view, private_metadata: {} } }, 'view.private_metadata'],
    [
      { ...SENT, view: { state: { values: { a: { value: { selected_user: '' } } } } } },
      'view.state.values.a.value.selected_user',
    ],
    [
      { ...SENT, view: { state: { values: { a: { value: { selected_date: 'tomorrow' } } } } } },
      'view.state.values.a.value.selected_date',
    ],
    [{ ...SENT, view: { ...SENT.view, app_installed_team_id: true } }, 'view.app_installed_team_id'],
    [{ ...PRESS, user: { id: 'U1', team_id: true } }, 'user.team_id'],
    [{ ...MENTION, event: { ...MENTION.event, user: 7 } }, 'event.user'],
    [{ ...MENTION, event_id: false }, 'event_id'],
    [{ ...MENTION, event: { ...MENTION.event, type: null } }, 'event.type'],
    [{ ...MENTION, event: {} }, 'event.type'],
    [{ team_id: 'T1', command: '/sagemaker-endpoint', text: '' }, 'user_id'],
    [{ type: 'block_actions', team: { id: 'T1' }, user: null, actions: [] }, 'user.id'],
    [{ type: 'view_submission', team: { id: 'T1' } }, 'user.id'],
    [{ type: null, team: { id: 'T1' }, user: {}, actions: [] }, 'user.id'],
    [{ team: { id: 'T1' }, user: { name: 'ada' }, actions: [] }, 'user.id'],
    [{ type: 'view_closed', team: { id: 'T1' } }, 'user.id'],
  ])('finds it in %j', (body, path) => {
    expect(payloadFault(body)).toBe(path);
  });

  it('answers anything without throwing', () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        expect(['string', 'undefined']).toContain(typeof payloadFault(body));
      }),
    );
  });
});
