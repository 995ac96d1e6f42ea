import { expect } from 'vitest';
import { isJson } from '../../local-workspace/json.ts';

/** Words that would ping, link, hide, reverse, overflow or break something. */
export const HOSTILE = [
  '<!channel> <!here> @channel',
  '<@U00000001|x> <https://evil.example|AWS>',
  'a\u200bb\u2060c',
  '\u200b',
  '\u202eevitcaretni\u202c',
  'gpj.\u061c\u200f\u2067exe\u2069',
  'https://bare.example/x www.bare.example a@bare.example',
  '٣ GB',
  'NaN',
  'Infinity',
  '1e308',
  '1e308 GB',
  '-5',
  '-5 MB',
  '0',
  '1,5 GB',
  '99999999999999999999',
  '🚀👩‍👩‍👧',
  '{"a":"\\"}',
  '`*_~>&amp;',
  '__proto__',
];

/** Texts that Slack reads as mrkdwn: the fallback text and every mrkdwn object. Plain text pings nobody. */
function mrkdwnIn(shown: unknown): string[] {
  if (Array.isArray(shown)) return shown.flatMap(mrkdwnIn);
  if (!isJson(shown)) return [];
  if (shown['type'] === 'mrkdwn') expect(shown).toHaveProperty('verbatim', true);
  const own = shown['type'] === 'mrkdwn' ? [String(shown['text'])] : [];
  return [...own, ...Object.values(shown).flatMap(mrkdwnIn)];
}

/** Holds that nothing in these messages pings, links or reverses what it says. */
export function expectHarmless(shown: { text: string; blocks: unknown }[]): void {
  for (const { text, blocks } of shown) {
    expect(JSON.stringify([text, blocks])).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    for (const read of [text, ...mrkdwnIn(blocks)]) {
      expect(read).not.toMatch(/<!/);
      expect(read).not.toContain('<https://evil.example');
      expect(read).not.toContain('<@U00000001');
    }
  }
}
