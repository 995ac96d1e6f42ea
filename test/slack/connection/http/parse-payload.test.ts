import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePayload } from '../../../../src/slack/connection/http-request.ts';

const FORM = 'application/x-www-form-urlencoded';

const parsed = (contentType: string | undefined, text: string) => parsePayload(contentType, Buffer.from(text));

describe('parsePayload', () => {
  it.each([
    FORM,
    `${FORM}; charset=utf-8`,
    `${FORM};charset=UTF-8`,
    `Application/X-WWW-Form-Urlencoded; charset="utf-8"`,
  ])('reads a command sent as %s', (contentType) => {
    expect(parsed(contentType, 'command=%2Fx&text=3+MB+%C3%A4')).toEqual({
      ok: true,
      payload: { command: '/x', text: '3 MB ä' },
    });
  });

  it('reads the payload of an interaction, and events as JSON', () => {
    expect(parsed(FORM, `payload=${encodeURIComponent('{"type":"shortcut"}')}`)).toEqual({
      ok: true,
      payload: { type: 'shortcut' },
    });
    expect(parsed('application/json; charset=utf-8', '{"type":"event_callback"}')).toEqual({
      ok: true,
      payload: { type: 'event_callback' },
    });
  });

  it('takes the first of a field that is there twice', () => {
    expect(parsed(FORM, 'text=a&text=b')).toEqual({ ok: true, payload: { text: 'a' } });
  });

  it.each([
    [undefined, '{}', 415],
    ['text/plain', '{}', 415],
    ['application/json; charset=latin1', '{}', 415],
    ['application/json', 'null', 400],
    ['application/json', '[]', 400],
    ['application/json', '"a"', 400],
    ['application/json', '', 400],
    [FORM, 'payload=%7B', 400],
  ])('answers %s with %s by status %d', (contentType, text, status) => {
    expect(parsed(contentType, text)).toEqual({ ok: false, status });
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(parsePayload('application/json', Buffer.from([0x22, 0xff, 0x22]))).toEqual({ ok: false, status: 400 });
  });

  it('answers any bytes of any type without throwing', () => {
    const type = fc.oneof(fc.constantFrom(FORM, 'application/json', `${FORM}; charset=utf-8`), fc.string());
    fc.assert(
      fc.property(type, fc.uint8Array({ maxLength: 300 }), (contentType, bytes) => {
        const answer = parsePayload(contentType, Buffer.from(bytes));
        expect(answer.ok ? typeof answer.payload : answer.status).toBeOneOf(['object', 400, 415]);
      }),
    );
  });
});
