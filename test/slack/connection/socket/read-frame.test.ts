import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrame } from '../../../../src/slack/connection/socket.ts';

const kindOf = (frame: unknown) => readFrame(JSON.stringify(frame)).kind;

describe('readFrame', () => {
  it.each(['slash_commands', 'interactive'])('knows an envelope of type %s', (type) => {
    expect(kindOf({ type, envelope_id: 'e', payload: {} })).toBe('known');
  });

  it('hears how long the connection lives from the greeting, where Slack says so', () => {
    const lifetimeOf = (info: unknown) => readFrame(JSON.stringify({ type: 'hello', debug_info: info }));
    expect(lifetimeOf({ approximate_connection_time: 18_060 })).toEqual({ kind: 'hello', lifetimeMs: 18_060_000 });
    for (const info of [
      undefined,
      null,
      {},
      ...[0, -1, '5', null].map((time) => ({ approximate_connection_time: time })),
    ])
      expect(lifetimeOf(info)).toEqual({ kind: 'hello', lifetimeMs: Number.POSITIVE_INFINITY });
  });

  it('knows an event', () => {
    const payload = { event: { type: 'app_mention' } };
    expect(kindOf({ type: 'events_api', envelope_id: 'e', payload })).toBe('known');
  });

  it.each(['warning', 'refresh_requested', 'link_disabled', 'too_many_websockets'])(
    'hears the goodbye "%s"',
    (reason) => {
      expect(readFrame(JSON.stringify({ type: 'disconnect', reason }))).toEqual({ kind: 'goodbye', reason });
    },
  );

  it.each([
    ['an envelope without an id', { type: 'interactive', payload: {} }],
    ['an envelope without a payload', { type: 'slash_commands', envelope_id: 'e' }],
    ['an event without an inner one, such as app_rate_limited', { type: 'events_api', envelope_id: 'e', payload: {} }],
    ['an event named as what the client says to itself', eventOf('close')],
    ['another such', eventOf('ws_message')],
    ['an envelope named as what the client says to itself', { type: 'error', envelope_id: 'e', payload: {} }],
    ['null', null],
    ['a list', []],
    ['a number', 1],
  ])('does not pass on %s', (_what, frame) => {
    expect(kindOf(frame)).toBe('unknown');
  });

  it('reads anything without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.uint8Array()), (data) => {
        expect(readFrame(data).kind).toBeOneOf(['hello', 'known', 'goodbye', 'unknown']);
      }),
    );
  });
});

function eventOf(type: string) {
  return { type: 'events_api', envelope_id: 'e', payload: { event: { type } } };
}
