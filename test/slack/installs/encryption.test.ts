import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTokenCipher } from '../../../src/slack/installs/encryption.ts';
import { runs } from '../../support/lane.ts';

const newKey = () => randomBytes(32).toString('base64');
const [KEY, OTHER] = [newKey(), newKey()];

describe('the encryption of tokens', () => {
  const cipher = createTokenCipher([KEY]);

  it('gives back any text in its row, and no other row reads it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string(), (text, id, otherId) => {
        const sealed = cipher.seal(text, id);
        expect(cipher.open(sealed, id)).toBe(Buffer.from(text).toString());
        if (otherId !== id) expect(cipher.open(sealed, otherId)).toBeNull();
      }),
      { numRuns: runs(300, { costly: true }) },
    );
  });

  it('refuses a text with any one character changed', () => {
    const sealed = cipher.seal('xoxb-1-token', 'T1');
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed[at] === 'A' ? 'B' : 'A';
      const tampered = `${sealed.slice(0, at)}${changed}${sealed.slice(at + 1)}`;
      // The last character of Base64 may hold bits that mean nothing.
      if (Buffer.from(tampered, 'base64url').equals(Buffer.from(sealed, 'base64url'))) continue;
      const opened = cipher.open(tampered, 'T1');
      if (at < sealed.length - 1) expect(opened, `changed at ${at}`).toBeNull();
    }
    for (const cut of ['', 'v1', 'v1.', sealed.slice(0, 20), sealed.slice(0, -1), `${sealed}AAAA`]) {
      expect(cipher.open(cut, 'T1')).toBeNull();
    }
  });

  it('encrypts the same text differently each time, and shows nothing of it', () => {
    const [one, two] = [cipher.seal('xoxb-1-token', 'T1'), cipher.seal('xoxb-1-token', 'T1')];
    expect(one).not.toBe(two);
    expect(one).not.toContain('xoxb');
    expect(one).not.toContain(KEY);
  });

  it('reads nothing with another key, and everything again once the old key is behind the new one', () => {
    const sealed = cipher.seal('xoxb-1-token', 'T1');
    expect(createTokenCipher([OTHER]).open(sealed, 'T1')).toBeNull();
    const both = createTokenCipher([OTHER, KEY]);
    expect(both.open(sealed, 'T1')).toBe('xoxb-1-token');
    expect([both.isCurrent(sealed), both.isCurrent(both.seal('x', 'T1'))]).toEqual([false, true]);
    expect(createTokenCipher([OTHER]).open(both.seal('x', 'T1'), 'T1')).toBe('x');
  });
});
