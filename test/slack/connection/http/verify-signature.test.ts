import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerFault, isSigned } from '../../../../src/slack/connection/http-request.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';

const NOW_S = 1_795_514_400;

const sign = (timestamp: string, body: Buffer, secret = SECRET) =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;

describe('headerFault', () => {
  const faultOf = (timestamp: string | string[] | undefined, signature: string | undefined = `v0=${'a'.repeat(64)}`) =>
    headerFault({ timestamp, signature }, NOW_S * 1000);

  it.each([0, 1, 299, 300])('takes a request whose clock is %d s off, either way', (seconds) => {
    expect(faultOf(String(NOW_S + seconds))).toBeUndefined();
    expect(faultOf(String(NOW_S - seconds))).toBeUndefined();
  });

  it.each([301, 3600, 1e9])('calls one stale that is %d s off, either way', (seconds) => {
    expect(faultOf(String(NOW_S + seconds))).toBe('stale');
    expect(faultOf(String(NOW_S - seconds))).toBe('stale');
  });

  it.each([undefined, '', 'NaN', '1e9', `${NOW_S}.5`, ` ${NOW_S}`, `-${NOW_S}`, [String(NOW_S)]])(
    'calls the timestamp %j malformed',
    (timestamp) => {
      expect(faultOf(timestamp)).toBe('malformed');
    },
  );

  it.each(['', 'v0=', `v1=${'a'.repeat(64)}`, `v0=${'a'.repeat(63)}`, `v0=${'A'.repeat(64)}`, `v0=${'g'.repeat(64)}`])(
    'calls the signature "%s" malformed',
    (signature) => {
      expect(faultOf(String(NOW_S), signature)).toBe('malformed');
    },
  );
});

describe('isSigned', () => {
  it('takes exactly what was signed with the secret, byte by byte', () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(bytes, bytes, fc.string(), (body, other, secret) => {
        const timestamp = String(NOW_S);
        const signature = sign(timestamp, Buffer.from(body));
        expect(isSigned({ timestamp, signature }, Buffer.from(body), SECRET)).toBe(true);
        const isSame = Buffer.from(body).equals(Buffer.from(other));
        expect(isSigned({ timestamp, signature }, Buffer.from(other), SECRET)).toBe(isSame);
        expect(isSigned({ timestamp: String(NOW_S + 1), signature }, Buffer.from(body), SECRET)).toBe(false);
        expect(isSigned({ timestamp, signature }, Buffer.from(body), `${secret}?`)).toBe(false);
      }),
    );
  });
});
