import { describe, expect, it, onTestFinished } from 'vitest';
import { createModelReader, type ModelCall, type ModelReaderSettings } from '../../src/model-reader/index.ts';
import { checkReader } from '../../src/operating/doctor-reader.ts';
import type { Proposed } from '../../src/wording/proposed.ts';
import { type ChatBehaviour, completionOf, startChatServer } from '../support/chat-server.ts';
import { freePort } from '../support/free-port.ts';
import { HELP_DESK } from './support/help-desk.ts';

const KEY = 'sk-a-key-that-nobody-may-read';
const TEXT = 'clips of 3 MB, the network chews 12 sec on it';
const ANSWER: Proposed = {
  facts: [
    { field: 'payloadSizeMB', value: 3, quote: 'clips of 3 MB', how: 'stated' },
    { field: 'processingTimeSeconds', value: 12, quote: 'the network chews 12 sec on it', how: 'stated' },
  ],
  unclear: [],
};
const JSON_ANSWER = JSON.stringify(ANSWER);

/** A server that a bot's settings name, and these settings. */
async function play(answer: Proposed | ChatBehaviour, changed: Partial<ModelReaderSettings> = {}) {
  const server = await startChatServer({ answerTo: () => answer });
  onTestFinished(() => server.close());
  const settings: ModelReaderSettings = {
    readerModel: 'Qwen/Qwen3-8B',
    readerUrl: server.url,
    readerKey: KEY,
    readerModelTimeoutMs: 5000,
    readerModelDailyCalls: 0,
    ...changed,
  };
  return { ...server, settings };
}

async function setUp(answer: Proposed | ChatBehaviour = ANSWER, changed: Partial<ModelReaderSettings> = {}) {
  const { settings, ...server } = await play(answer, changed);
  const calls: ModelCall[] = [];
  const reader = createModelReader(settings, { onCall: (call) => calls.push(call) });
  if (!reader) throw new Error('A model is named.');
  onTestFinished(() => reader.close());
  return { reader, calls, ...server };
}

describe('a language model over chat completions', () => {
  it('is asked once at temperature 0 for at most 1,500 tokens by a schema, with the text apart from the instruction', async () => {
    const { reader, requests, calls } = await setUp();
    expect(await reader.read(TEXT)).toEqual({ ok: true, proposed: ANSWER });
    const [request, ...more] = requests;
    expect(more).toEqual([]);
    expect(request).toMatchObject({ path: '/v1/chat/completions', authorization: `Bearer ${KEY}`, text: TEXT });
    const { messages, ...body } = request?.body ?? {};
    expect(messages?.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(messages?.[0]?.content).not.toContain('chews');
    expect(body).toEqual({
      model: 'Qwen/Qwen3-8B',
      temperature: 0,
      max_tokens: 1500,
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'reading',
          strict: true,
          schema: expect.objectContaining({ additionalProperties: false }),
        },
      },
    });
    expect(calls).toMatchObject([{ outcome: 'ok', inputTokens: 900, outputTokens: 120 }]);
  });

  it('gets no key where none is set', async () => {
    const { reader, requests } = await setUp(ANSWER, { readerKey: null });
    await reader.read(TEXT);
    expect(requests[0]?.authorization).toBeUndefined();
  });

  it('may leave out the kind of a question, which no strict schema allows', async () => {
    const { reader, requests } = await setUp();
    expect(await reader.read(TEXT, { asksToo: true })).toEqual({ ok: true, proposed: ANSWER });
    const { schema, strict } = requests[0]?.body.response_format.json_schema ?? {};
    expect(strict).toBe(false);
    expect(schema).toMatchObject({ required: ['facts', 'unclear'], properties: { ask: {} } });
  });

  it.each([
    ['a fence', `\`\`\`json\n${JSON_ANSWER}\n\`\`\``],
    ['words', `Here is what I found:\n${JSON_ANSWER}\nLet me know if you need more.`],
  ])('may put its answer into %s', async (_, says) => {
    const { reader } = await setUp({ says });
    expect(await reader.read(TEXT)).toEqual({ ok: true, proposed: ANSWER });
  });

  it.each([{ usage: undefined }, { usage: null }, { usage: { prompt_tokens: -5, completion_tokens: 'many' } }])(
    'counts no token where the server does not: %j',
    async (usage) => {
      const { reader, calls } = await setUp({ status: 200, body: { ...completionOf(JSON_ANSWER), ...usage } });
      expect(await reader.read(TEXT)).toMatchObject({ ok: true });
      expect(calls).toMatchObject([{ outcome: 'ok', inputTokens: 0, outputTokens: 0 }]);
    },
  );

  it.each([
    ['words alone', { says: 'Sure! Here are your facts.' }],
    ['a fact without a value', { says: '{"facts":[{"field":"payloadSizeMB"}],"unclear":[]}' }],
    ['half an answer', { says: JSON_ANSWER.slice(0, 80) }],
    ['nothing', { says: '' }],
    ['no choice', { status: 200, body: { choices: [] } }],
    ['a refusal', { status: 200, body: completionOf(null, { refusal: "I can't help with that." }) }],
    ['a page', { status: 200, body: '<html>Welcome</html>' }],
    ['a list', { status: 200, body: [] }],
    ['more than was asked for', 'huge'],
  ] as const)('that answers %s is not believed', async (_, answer) => {
    const { reader, calls } = await setUp(answer);
    const note = "Read without the language model: its answer didn't match the text";
    expect(await reader.read(TEXT)).toMatchObject({ ok: false, why: 'nonsense', note });
    expect(calls.map(({ outcome }) => outcome)).toEqual(['nonsense']);
  });

  const NO_FORMAT = { error: { message: "Invalid parameter: 'response_format' of type 'json_schema'" } };
  it.each([
    [{ status: 401 }, 'denied', 'http_401', 'its server denied access'],
    [{ status: 403 }, 'denied', 'http_403', 'its server denied access'],
    [{ status: 404 }, 'not-enabled', 'http_404', 'its server answered 404, not found'],
    [{ status: 429 }, 'throttled', 'http_429', 'it gets too many requests'],
    [{ status: 400, body: NO_FORMAT }, 'no-schema', 'http_400', 'its server takes no JSON schema'],
    [{ status: 422, body: NO_FORMAT }, 'no-schema', 'http_422', 'its server takes no JSON schema'],
    [{ status: 400, body: { error: 'The context is too long' } }, 'error', 'http_400', 'the call failed'],
    [{ status: 503, body: 'x'.repeat(1_000_000) }, 'error', 'http_503', 'the call failed'],
    ['drops', 'error', 'UND_ERR_SOCKET', 'the call failed'],
  ] as const)('answering %j is %s with the code %s, and is said in one line', async (answer, why, error, because) => {
    const { reader, calls } = await setUp(answer);
    const note = `Read without the language model: ${because}`;
    expect(await reader.read(TEXT)).toEqual({ ok: false, why, note, error });
    expect(calls.map(({ outcome }) => outcome)).toEqual([why]);
  });

  it.each([301, 302, 307, 308])('is not looked for where a redirect of %d leads', async (status) => {
    const other = await setUp();
    const { reader } = await setUp({ status, location: `${other.url}/chat/completions` });
    expect(await reader.read(TEXT)).toMatchObject({ ok: false, why: 'error', error: `http_${status}` });
    expect(other.requests).toEqual([]);
  });

  it.each(['hangs', 'drips'] as const)('that %s is given up after the time limit', async (answer) => {
    const { reader } = await setUp(answer, { readerModelTimeoutMs: 300 });
    const before = Date.now();
    const note = 'Read without the language model: it did not answer in 0.3 s';
    expect(await reader.read(TEXT)).toMatchObject({ ok: false, why: 'timeout', note });
    expect(Date.now() - before).toBeLessThan(3000);
  });

  it('fails with a code where nothing listens, or speaks http where https is asked for', async () => {
    const nobody = await setUp(ANSWER, { readerUrl: `http://127.0.0.1:${await freePort()}/v1` });
    expect(await nobody.reader.read(TEXT)).toMatchObject({ ok: false, why: 'error', error: 'ECONNREFUSED' });
    const { url } = await setUp();
    const { reader } = await setUp(ANSWER, { readerUrl: url.replace('http:', 'https:') });
    const reading = await reader.read(TEXT);
    expect(reading).toMatchObject({
      ok: false,
      why: 'error',
      error: expect.stringMatching(/^(?:ERR_SSL_\w+|EPROTO)$/),
    });
  });

  it('is named for people without its address', async () => {
    const { reader } = await setUp();
    expect(reader.named).toBe('Qwen/Qwen3-8B on a server that your administrators chose');
  });
});

describe('the doctor, on a server', () => {
  const check = async (answer: Proposed | ChatBehaviour, changed: Partial<ModelReaderSettings> = {}) => {
    const { settings, url, requests } = await play(answer, changed);
    const [finding, ...more] = await checkReader(settings);
    expect(more).toEqual([]);
    const named = `Qwen/Qwen3-8B at ${new URL(url).host}`;
    return { ...finding, text: finding?.text.replaceAll(named, 'MODEL'), requests };
  };

  it('says the time and the facts of a good model', async () => {
    const { verdict, text, requests } = await check(HELP_DESK);
    expect(text).toMatch(/^MODEL reads 9 of 9 facts in \d+\.\d s; the rules alone read \d\.$/);
    expect(verdict).toBe('ok');
    expect(requests).toHaveLength(1);
    expect(requests[0]?.text).toContain('25 agents use it at once');
  });

  it('says what a small model missed, took from elsewhere or made up, and that the rules are better', async () => {
    const facts: Proposed['facts'] = [
      ...HELP_DESK.facts.slice(0, 2),
      { field: 'peakRequestsPerSecond', value: 12, quote: '12 requests per second', how: 'stated' },
      { field: 'responseTimeSeconds', value: 40, quote: 'answered in 40 seconds', how: 'stated' },
      { field: 'monthlyBudgetUsd', value: 99, quote: '$99 per month', how: 'stated' },
    ];
    const { verdict, text } = await check({ facts, unclear: [] });
    expect(verdict).toBe('note');
    expect(text).toMatch(/^MODEL reads 2 of 9 facts in \d+\.\d s; the rules alone read \d: better without it\. /);
    expect(text).toContain('Missing, only asked, or wrong: response time (40), requests per month (missing), ');
    expect(text).toContain('peak requests per second (12), input tokens (missing), ');
    expect(text).toContain('Not proven by the text, so not used: 1.');
  });

  it.each([
    [{ status: 401 }, 'fault', 'The server of MODEL denied access. Set READER_KEY'],
    [{ status: 404 }, 'fault', 'nothing at READER_URL with /chat/completions behind it'],
    [{ status: 400, body: 'unknown response_format' }, 'fault', 'The server of MODEL takes no JSON schema.'],
    [{ status: 429 }, 'note', 'gets too many requests'],
    [{ says: 'Hello!' }, 'fault', 'Choose another model'],
    [{ status: 302, location: '/v2' }, 'fault', 'The call of MODEL failed (http_302). Check READER_URL'],
    ['drops', 'fault', 'The call of MODEL failed (UND_ERR_SOCKET).'],
  ] as const)('on %j finds a %s with what to do', async (answer, verdict, words) => {
    const found = await check(answer);
    expect(found).toMatchObject({ about: 'language model', verdict });
    expect(found.text).toContain(words);
    expect(found.text).not.toContain(KEY);
  });

  it('says what to do about a model that is too slow', async () => {
    expect(await check('hangs', { readerModelTimeoutMs: 200 })).toMatchObject({
      verdict: 'fault',
      text: expect.stringContaining('choose a smaller model, or raise READER_MODEL_TIMEOUT_MS'),
    });
  });
});
