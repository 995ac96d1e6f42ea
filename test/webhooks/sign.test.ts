import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signedHeaders } from '../../src/webhooks/send.ts';

const WEBHOOK = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at: 1_614_265_330_999, body: '{"test": 2432232314}' };

/** By RFC 2104, out of hashes: https://www.rfc-editor.org/rfc/rfc2104#section-2. For keys of up to 64 bytes. */
function hmac(text: string, key: Buffer): string {
  const padded = Buffer.concat([key, Buffer.alloc(64 - key.length)]);
  const hash = (pad: number, message: Buffer) =>
    createHash('sha256')
      .update(padded.map((byte) => byte ^ pad))
      .update(message)
      .digest();
  return hash(0x5c, hash(0x36, Buffer.from(text))).toString('base64');
}

describe('the headers of a webhook', () => {
  it('are those of the convention: its own example has the signature that its libraries expect', () => {
    expect(signedHeaders(WEBHOOK, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('are signed with the UTF-8 bytes of a secret without whsec_', () => {
    const secret = 'ein Schlüssel für alle';
    const { 'webhook-signature': signature } = signedHeaders(WEBHOOK, secret);
    const signed = `${WEBHOOK.id}.1614265330.${WEBHOOK.body}`;
    expect(signature).toBe(`v1,${hmac(signed, Buffer.from(secret))}`);
  });

  it('are signed over the bytes of the body, which are UTF-8', () => {
    const secret = `whsec_${Buffer.from('0123456789').toString('base64')}`;
    const { 'webhook-signature': signature } = signedHeaders({ ...WEBHOOK, body: '{"name":"größe"}' }, secret);
    const signed = `${WEBHOOK.id}.1614265330.{"name":"größe"}`;
    expect(signature).toBe(`v1,${hmac(signed, Buffer.from('0123456789'))}`);
  });
});
