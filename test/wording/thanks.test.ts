import { describe, expect, it } from 'vitest';
import { isThanks } from '../../src/wording/thanks.ts';

const THANKS = [
  ...'thanks!|Thank you so much|thx|cheers|perfect, thanks|great|ok, thanks for the quick answer'.split('|'),
  ...'Great, that helps a lot. Thanks again!|awesome work :tada:|👍|👍🏽|❤️|:+1:|:+1::skin-tone-2:'.split('|'),
  ...':pray: :pray:|ty 🙏|thanks :wave:'.split('|'),
];
const OTHERS = [
  ...'|ok|not great|great?|thanks, what if twice the traffic|thanks, and in Frankfurt|great for serverless'.split('|'),
  ...'thanks. cost|perfect, now with 5 MB|compare|help|👎|:-1:|:thinking_face:'.split('|'),
  'thanks '.repeat(40),
];

describe('a text that only thanks', () => {
  it.each(THANKS)('is %s', (words) => expect(isThanks(words)).toBe(true));

  it.each(OTHERS)('is not: %s', (words) => expect(isThanks(words)).toBe(false));
});
