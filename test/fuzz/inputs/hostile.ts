import fc from 'fast-check';
import { type Drawn, SEARCHED } from './payload.ts';

/** Mentions and links that Slack would act on wherever they stood unescaped. No payload of ours carries these ids otherwise. */
// biome-ignore format: a fixture in few lines.
const PINGS = ['<!channel>', '<!here>', '<!everyone|all>', '<!subteam^S0EVIL>', '<@U0EVIL>', '<@U0EVIL|x>', '<#C0EVIL>', '<https://evil.example|AWS>',
  '<mailto:a@evil.example>'];

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
// biome-ignore format: a fixture in few lines.
const UNDERSTOOD = ['500 MB', 'within 15 min', 'sporadic', '3 MB', '400 models', '50 rps', 'overnight', '14 GB gpu', 'fraud-scoring', 'Mon–Fri 8–18',
  '2k per hour', 'help', '?', 'what if payload 30 MB', 'why not serverless', 'compare', 'cost', 'twice the volume', SEARCHED];

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

type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null || path.length > 5) return [path];
  const entries = Array.isArray(value) ? value.map((item, index) => [index, item] as const) : Object.entries(value);
  return [...(path.length > 0 ? [path] : []), ...entries.flatMap(([key, item]) => pathsIn(item, [...path, key]))];
}

/** The same with something else at a place, or with nothing there. */
function put(value: unknown, [key, ...rest]: Path, instead: unknown): unknown {
  if (key === undefined) return instead;
  if (typeof value !== 'object' || value === null) return value;
  const inner: unknown = Reflect.get(value, key);
  const changed = rest.length === 0 ? instead : put(inner, rest, instead);
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? changed : item));
  return Object.fromEntries(Object.entries({ ...value, [key]: changed }).filter(([, item]) => item !== undefined));
}

/** A payload of which one to three places are missing or are something else. */
function mutate(body: Record<string, unknown>): fc.Arbitrary<Record<string, unknown>> {
  const change = fc.tuple(fc.nat(), fc.oneof(fc.constant(undefined), anyJson));
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce<Record<string, unknown>>((changed, [place, instead]) => {
      const paths = pathsIn(changed);
      return put(changed, paths[place % paths.length] ?? [], instead) as Record<string, unknown>;
    }, body),
  );
}

/** What Slack does not send: payloads with parts missing or replaced, and anything at all. Nobody waits for an answer. */
export const malformed = (wellFormed: fc.Arbitrary<Drawn>): fc.Arbitrary<Drawn> =>
  fc
    .oneof(
      {
        weight: 5,
        arbitrary: wellFormed.chain(({ body, kind }) =>
          mutate(body).map((mutated) => ({ kind: `malformed ${kind}`, body: mutated })),
        ),
      },
      { weight: 1, arbitrary: fc.dictionary(fc.string(), anyJson).map((body) => ({ kind: 'anything', body })) },
    )
    .map((drawn) => ({ ...drawn, expectsWords: false }));
