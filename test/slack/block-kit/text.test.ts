import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, escapeMrkdwn, link, mrkdwn, plain } from '../../../src/slack/render/mrkdwn.ts';

describe('clip', () => {
  it('leaves a text of exactly the limit alone', () => {
    expect(clip('abc', 3)).toBe('abc');
  });

  it('ends a cut text with an ellipsis inside the limit', () => {
    expect(clip('abcdef', 4)).toBe('abc…');
  });

  it('never cuts an emoji in half', () => {
    expect(clip('ab😀cd', 4)).toBe('ab…');
  });

  it('is never longer than the limit and never ends in half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 60 }), (text, max) => {
        const clipped = clip(text, max);
        expect(clipped.length).toBeLessThanOrEqual(max);
        expect(() => encodeURIComponent(clipped)).not.toThrow();
      }),
    );
  });
});

describe('escapeMrkdwn', () => {
  it('makes a channel ping inert', () => {
    expect(escapeMrkdwn('<!channel> & <@U1>')).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;');
  });

  it('leaves no control character in any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeMrkdwn(text)).not.toMatch(/[<>]/);
      }),
    );
  });
});

describe('text objects', () => {
  it('clips plain text to the limit given', () => {
    expect(plain('x'.repeat(30), 24).text).toHaveLength(24);
  });

  it('asks Slack to link nothing by itself', () => {
    expect(mrkdwn('@here')).toEqual({ type: 'mrkdwn', text: '@here', verbatim: true });
  });

  it('keeps a label from ending its link', () => {
    expect(link('https://a.example/x|y', 'a|b>')).toBe('<https://a.example/x%7Cy|a¦b&gt;>');
  });
});
