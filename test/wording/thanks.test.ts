import { describe, expect, it } from 'vitest';
import { isThanks } from '../../src/wording/thanks.ts';

describe('a text that only thanks', () => {
  it.each([
    'thanks!',
    'Thank you so much',
    'thx',
    'cheers',
    'perfect, thanks',
    'great',
    'Great, that helps a lot. Thanks again!',
    'ok, thanks for the quick answer',
    'awesome work :tada:',
    '👍',
    '👍🏽',
    '❤️',
    ':+1:',
    ':+1::skin-tone-2:',
    ':pray: :pray:',
    'ty 🙏',
    'thanks :wave:',
  ])('is %s', (words) => {
    expect(isThanks(words)).toBe(true);
  });
});

describe('a text that asks or tells something', () => {
  it.each([
    '',
    'ok',
    'not great',
    'great?',
    'thanks, what if twice the traffic',
    'thanks, and in Frankfurt',
    'great for serverless',
    'thanks. cost',
    'perfect, now with 5 MB',
    'compare',
    'help',
    '👎',
    ':-1:',
    ':thinking_face:',
    'thanks '.repeat(40),
  ])('is not: %s', (words) => {
    expect(isThanks(words)).toBe(false);
  });
});
