import fc from 'fast-check';
import { readFrame } from '../../src/slack/connection/socket.ts';
import { SHORTCUTS } from '../../src/slack/ids.ts';
import { readVocabulary } from '../support/vocabulary.ts';
import type { FuzzedBot } from './fuzzed-bot.ts';
import { mentionWith } from './inputs/events.ts';
import { anyJson } from './inputs/hostile.ts';
import { anyInput } from './inputs/index.ts';
import { commandWith, onMessageWith } from './inputs/messages.ts';
import { type Drawn, HOME, HOME_CHANNEL, type Input, type Person, REVIEW_IDS, THREADS } from './inputs/payload.ts';
import { judge, type Surfaces } from './judge.ts';
import { type Answer, anyRequest, type Request, send } from './requests.ts';

/** What Slack, or somebody else, sends over a connection, and what it has to be taken for. */
interface DrawnFrame {
  data: string;
  kind: 'hello' | 'known' | 'goodbye' | 'unknown';
}

const payload = anyInput.map(({ body }) => body);
const frameOf = (kind: DrawnFrame['kind'], frame: unknown): DrawnFrame => ({ data: JSON.stringify(frame) ?? '', kind });
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEvent = ({ event }: Record<string, unknown>) =>
  isObject(event) && typeof Reflect.get(Object(event), 'type') === 'string';

const greeting = anyJson.map((info) => frameOf('hello', { type: 'hello', connection_info: info, debug_info: info }));
const goodbye = fc
  .constantFrom('warning', 'refresh_requested', 'link_disabled')
  .map((reason) => frameOf('goodbye', { type: 'disconnect', reason }));

const interactive = fc
  .tuple(fc.constantFrom('interactive', 'slash_commands'), payload)
  .map(([type, body]) => frameOf('known', { type, envelope_id: 'e', payload: body }));

const event = payload
  .filter(isEvent)
  .map((body) => frameOf('known', { type: 'events_api', envelope_id: 'e', payload: body }));

/** Names under which Slack's client speaks to itself: an event of such a type would be taken for its own. */
const OWN = ['close', 'error', 'connected', 'disconnected', 'slack_event', 'authenticated', 'reconnecting'];
const disguised = fc
  .tuple(fc.constantFrom(...OWN), anyJson)
  .map(([type, more]) =>
    frameOf('unknown', { type: 'events_api', envelope_id: 'e', payload: { event: { type, more } } }),
  );

/** An envelope that lacks what makes it one. */
const broken = fc
  .tuple(fc.constantFrom('interactive', 'slash_commands', 'events_api'), anyJson, fc.nat(2))
  .map(([type, value, lacking]) => {
    if (lacking === 0) return frameOf('unknown', { type, payload: {} });
    if (lacking === 1) return frameOf('unknown', { type, envelope_id: 5, payload: {} });
    return frameOf('unknown', { type, envelope_id: 'e', payload: isObject(value) ? [value] : value });
  });

const otherType = fc
  .tuple(fc.oneof(fc.string(), fc.constantFrom('close', 'ping', 'message')), anyJson)
  .map(([type, value]) => frameOf('unknown', { type, envelope_id: 'e', payload: { value } }));

const rubbish = fc.oneof(
  anyJson.map((value) => frameOf('unknown', value)),
  fc.string().map((data): DrawnFrame => ({ data, kind: 'unknown' })),
);

const anyFrame: fc.Arbitrary<DrawnFrame> = fc.oneof(
  greeting,
  goodbye,
  interactive,
  event,
  disguised,
  broken,
  otherType,
  rubbish,
);

const TIMES = 40;
const WORDS = await readVocabulary();
const WHO: Person = { teamId: HOME, reviewId: REVIEW_IDS[0], userId: 'U0ADA', channelId: HOME_CHANNEL };

/** Where the words come in. */
const ENTRIES: readonly ((text: string) => Drawn)[] = [
  (text) => commandWith(WHO, text),
  (text) => onMessageWith(WHO, SHORTCUTS.reviewMessage, text),
  (text) => mentionWith(WHO, text, THREADS[0]),
];
const PARTS = [
  (word: string) => `${word} `,
  (word: string) => word,
  (word: string, next: string) => `${word} ${next} `,
  (word: string, next: string) => `${word}${next}`,
];
const ENDS = ['zebra', '!', ''];

/** Which word, which part is repeated, which end, which entry: smaller numbers first. */
type Repetition = readonly [word: number, part: number, end: number, entry: number];

const anyRepetition: fc.Arbitrary<Repetition> = fc.tuple(
  fc.nat(WORDS.length - 1),
  fc.nat(PARTS.length - 1),
  fc.nat(ENDS.length - 1),
  fc.nat(ENTRIES.length - 1),
);

/**
 * Pass by pass through the vocabulary, each time in another way; after 96 passes each word was repeated in all ways. Three passes
 * of four have the odd end: a pattern that backtracks does so where the whole can't match.
 */
function repetitionAt(index: number): Repetition {
  const word = index % WORDS.length;
  const pass = Math.floor(index / WORDS.length);
  const part = (word + Math.floor(pass / 4)) % PARTS.length;
  const end = pass % 4 < 3 ? 0 : 1 + (Math.floor(pass / 48) % 2);
  return [word, part, end, (word + pass) % ENTRIES.length];
}

/** A word of the vocabulary 40 times, alone or with the next, apart or joined. */
function repetition([word, part, end, entry]: Repetition): Drawn {
  const text = `${(PARTS[part]?.(WORDS[word] ?? '', WORDS[(word + 1) % WORDS.length] ?? '') ?? '').repeat(TIMES)}${ENDS[end]}`;
  const drawn = ENTRIES[entry]?.(text);
  if (drawn === undefined) throw new Error('There is no such entry');
  return drawn;
}

/** What a part of a batch works with. */
interface RunParts {
  bot: FuzzedBot;
  surfaces: Surfaces;
  /** Handles one input. @throws Error where that takes too much processor time. Ends the process where it never ends. */
  inTime<T>(input: unknown, handle: () => Promise<T>): Promise<T>;
  count(kind: string): void;
  /** @throws what ended the process, were it not for the run. */
  expectNoCrash(): void;
}

/** A part of a batch: this many inputs of one kind. @throws Error at the first that is not handled well, with the smallest such. */
type Run = (parts: RunParts, numRuns: number, seed: number) => Promise<void>;

async function runAll<Input, Result>(
  { inTime, count, expectNoCrash }: RunParts,
  inputs: fc.Arbitrary<Input>,
  options: fc.Parameters<[Input]>,
  {
    kindOf,
    handle,
    faultsOf,
  }: {
    kindOf(input: Input): string;
    handle(input: Input): Promise<Result>;
    faultsOf(input: Input, result: Result): readonly string[];
  },
): Promise<void> {
  const property = fc.asyncProperty(inputs, async (input) => {
    count(kindOf(input));
    const result = await inTime(input, () => handle(input));
    expectNoCrash();
    const faults = faultsOf(input, result);
    if (faults.length > 0) throw new Error(faults.join('\n'));
  });
  await fc.assert(property, options);
}

/** Inputs as a receiver hands them to Bolt. */
const fuzzEvents: Run = (parts, numRuns, seed) =>
  runAll(
    parts,
    anyInput,
    { numRuns, seed },
    {
      kindOf: ({ kind }) => (kind.startsWith('malformed') ? 'malformed' : kind),
      handle: (input) => parts.bot.handle(input),
      faultsOf(input, handled) {
        parts.surfaces.look(input, handled);
        return judge(input, handled);
      },
    },
  );

/** What comes over a connection: told for what it is. */
const fuzzFrames: Run = (parts, numRuns, seed) =>
  runAll(
    parts,
    anyFrame,
    { numRuns, seed },
    {
      kindOf: () => 'frame',
      handle: async ({ data }) => readFrame(data),
      faultsOf: ({ kind }, read) => (read.kind === kind ? [] : [`a frame that is ${kind} was taken for ${read.kind}`]),
    },
  );

/** Words of the grammar repeated, as many as fit: a run of 20,000 has each word once. */
const fuzzRepetitions: Run = (parts, numRuns, seed) => {
  const examples = Array.from({ length: numRuns }, (_, index): [Repetition] => [repetitionAt(seed * numRuns + index)]);
  const inputOf = (drawn: Repetition): Input => ({ ...repetition(drawn), isWellFormed: true, slack: 'takes it' });
  return runAll(
    parts,
    anyRepetition,
    { numRuns, examples },
    {
      kindOf: () => 'repetition',
      handle: (drawn) => parts.bot.handle(inputOf(drawn)),
      faultsOf: (drawn, handled) => judge(inputOf(drawn), handled),
    },
  );
};

/** Requests to the bot's server: what Slack signed is judged like any input, and nothing else gets as far as the bot. */
const fuzzRequests: Run = (parts, numRuns, seed) => {
  const { bot } = parts;
  const port = bot.http.port() ?? 0;

  async function handle(request: Request): Promise<string[]> {
    const { input, what, allowed } = request;
    const faultsOf = ({ status }: Answer) => (allowed.includes(status) ? [] : [`${what}: status ${status}`]);
    if (input === undefined) return faultsOf(await send(port, request.forge({})));
    let sent: string[] = [];
    const handled = await bot.handleByServer(input, async (body) => {
      const answer = await send(port, request.forge(body));
      sent = faultsOf(answer);
      return answer.body;
    });
    if (request.isTaken) return [...sent, ...judge(input, handled)];
    return handled.said.length === 0 ? sent : [...sent, `${what}: the bot did something`];
  }
  return runAll(
    parts,
    anyRequest,
    { numRuns, seed },
    {
      kindOf: ({ what }) => `request ${what}`,
      handle,
      faultsOf: (_, faults) => faults,
    },
  );
};

/** How many of a hundred inputs are of each kind; the rest are events. */
const SHARES: readonly (readonly [Run, number])[] = [
  [fuzzFrames, 5],
  [fuzzRequests, 5],
  [fuzzRepetitions, 10],
];

export async function runBatch(parts: RunParts, size: number, seed: number): Promise<void> {
  let left = size;
  for (const [run, share] of SHARES) {
    const numRuns = Math.round((size * share) / 100);
    left -= numRuns;
    await run(parts, numRuns, seed);
  }
  await fuzzEvents(parts, left, seed);
}
