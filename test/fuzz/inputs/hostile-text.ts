import fc from 'fast-check';
import { SEARCHED } from './known-ids.ts';

/** Mentions and links that Slack would act on wherever they stood unescaped. No payload of ours carries these ids otherwise. */
const PINGS = [
  '<!channel>',
  '<!here>',
  '<!everyone|all>',
  '<!subteam^S0EVIL>',
  '<@U0EVIL>',
  '<@U0EVIL|x>',
  '<#C0EVIL>',
  '<https://evil.example|AWS>',
  '<mailto:a@evil.example>',
];

const ODD = [
  ...PINGS,
  '&lt;!channel&gt;',
  '@channel',
  '```',
  '*_~`',
  '\u0000',
  '\u202e',
  '\u061c\u200f\u2067',
  'https://bare.example/evil',
  '\u200b',
  '\ud800',
  '🚀👩‍👩‍👧',
  '字'.repeat(300),
  '&'.repeat(3000),
  '<'.repeat(1500),
  'x'.repeat(4000),
  '\n\n\n',
  '{"a":"\\"}',
  '__proto__',
  'constructor',
  "'; drop table reviews; --",
  '%s%n',
  'NaN',
  '-0',
  '1e308 GB',
  '99999999999999999999 MB',
  '٣ GB',
  '1,5 GB',
];

/** Words that the bot understands, so that what is odd stands among what is not. */
const UNDERSTOOD = [
  '500 MB',
  'within 15 min',
  'sporadic',
  '3 MB',
  '400 models',
  '50 rps',
  'overnight',
  '14 GB gpu',
  'fraud-scoring',
  'Mon–Fri 8–18',
  '2k per hour',
  'help',
  '?',
  'what if payload 30 MB',
  'why not serverless',
  'compare',
  'cost',
  'twice the volume',
  SEARCHED,
];

/** One of those alone. */
export const ping: fc.Arbitrary<string> = fc.constantFrom(...PINGS);

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...UNDERSTOOD) },
  { weight: 3, arbitrary: fc.constantFrom(...ODD) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.double().map(String) },
);

/** What somebody might type: understood, odd, hostile, empty, and long. */
export const hostileText: fc.Arbitrary<string> = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(' '));

/** Any JSON, deep and with odd keys. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  hostileText,
  fc.constantFrom<unknown>(null, [], {}, 0, -1, 1e308, true, ''),
);
