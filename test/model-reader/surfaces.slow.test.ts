import * as library from 'prom-client';
import { Registry } from 'prom-client';
import { afterAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import { createModelReader, type ModelReaderSettings } from '../../src/model-reader/index.ts';
import { checkReader } from '../../src/operating/doctor-reader.ts';
import { createMeters, createReaderMetrics } from '../../src/operating/metrics.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import { forbidsReader } from '../../src/policy/team-rules.ts';
import { answerWords } from '../../src/terminal/answer-workload.ts';
import type { Proposed } from '../../src/wording/proposed.ts';
import { ADVISOR } from '../support/advisor.ts';
import { type BedrockBehaviour, startBedrock } from '../support/bedrock.ts';
import { HELP_DESK } from './support/help-desk.ts';

const SETTINGS: ModelReaderSettings = {
  readerModel: 'eu.some.model-v1:0',
  readerUrl: null,
  readerKey: null,
  readerModelTimeoutMs: 5000,
  readerModelDailyCalls: 0,
};

/** The rules leave its time of processing out. */
const TEXT = 'payload 3 MB, 20 rps, the gizmo wheezes 12 sec on it';
const ANSWER: Proposed = {
  facts: [
    { field: 'payloadSizeMB', value: 3, quote: 'payload 3 MB', how: 'stated' },
    { field: 'peakRequestsPerSecond', value: 20, quote: '20 rps', how: 'stated' },
    { field: 'processingTimeSeconds', value: 12, quote: 'the gizmo wheezes 12 sec on it', how: 'stated' },
  ],
  unclear: [],
};

async function play(answer: Proposed | BedrockBehaviour) {
  const double = await startBedrock({ answerTo: () => answer });
  for (const [name, value] of Object.entries(double.environment)) vi.stubEnv(name, value);
  onTestFinished(() => double.close());
  return double;
}

async function readerThat(answer: Proposed | BedrockBehaviour, parts: Parameters<typeof createModelReader>[1] = {}) {
  await play(answer);
  const reader = createModelReader(SETTINGS, parts);
  if (!reader) throw new Error('A model is named.');
  onTestFinished(() => reader.close());
  return reader;
}

beforeEach(() => {
  vi.unstubAllEnvs();
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const SILENT = { says: {}, from: {}, unclear: [], notUsed: [TEXT] };

describe('the terminal', () => {
  it('shows what the model alone understood with its quote, and who read each fact in JSON', async () => {
    const reader = await readerThat(ANSWER);
    const read = await reader.hear(TEXT, SILENT);
    expect(answerWords(ADVISOR, TEXT, 'full', read).stdout.replace(/\s+/g, ' ')).toContain(
      'Understood (by the language model): 3 MB payload, from "payload 3 MB" · 12 s per request, from "the gizmo wheezes 12 sec on it"',
    );
    const { heard } = JSON.parse(answerWords(ADVISOR, TEXT, 'json', read).stdout);
    expect(heard.by).toEqual({
      payloadSizeMB: 'model',
      peakRequestsPerSecond: 'model',
      processingTimeSeconds: 'model',
    });
  });

  it('answers by the rules and says so on standard error where the model is denied', async () => {
    const reader = await readerThat('denied');
    const read = await reader.hear(TEXT, SILENT);
    expect(answerWords(ADVISOR, TEXT, 'json', read).stderr).toMatch(
      /^Read without the language model: AWS denied access to it\.\n/,
    );
  });
});

describe('the tool of an assistant', () => {
  const recommendTool = TOOLS.find(({ name }) => name === 'recommend');
  const search = { isOffered: async () => false, find: async () => ({ ok: false as const, text: '' }) };
  const ask = async (answer: Proposed | BedrockBehaviour) =>
    recommendTool?.run({ words: TEXT }, { advisor: ADVISOR, search, now: Date.now, reader: await readerThat(answer) });

  it('has who read each fact', async () => {
    expect(await ask(ANSWER)).toMatchObject({ structured: { heard: { by: { payloadSizeMB: 'both' } } } });
  });

  it('says why rules alone read', async () => {
    const answer = await ask('throttled');
    const note = 'Read without the language model: it gets too many requests';
    expect(answer).toMatchObject({ structured: { heard: { note } } });
    expect(answer?.text).toContain(`${note}.`);
  });
});

describe('the doctor', () => {
  it.each([
    [HELP_DESK, 'ok', "eu.some.model-v1:0 in the Region of AWS's configuration reads 9 of 9 facts in "],
    [{ facts: [], unclear: [] }, 'note', 'better without it'],
    ['denied', 'fault', 'bedrock:InvokeModel on eu.some.model-v1:0'],
    ['no-access', 'fault', 'Enable it in the Bedrock console'],
    ['no-model', 'fault', 'AWS_REGION'],
    ['no-throughput', 'fault', 'an inference profile that contains it'],
    ['throttled', 'note', 'Service Quotas'],
    ['huge', 'fault', 'Choose another model'],
    ['down', 'fault', "The call of eu.some.model-v1:0 in the Region of AWS's configuration failed."],
  ] as const)('calls the model once, and on %j finds a %s with what to do', async (answer, verdict, words) => {
    const { requests } = await play(answer);
    const [finding, ...more] = await checkReader(SETTINGS);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ about: 'language model', verdict });
    expect(finding?.text).toContain(words);
    const [text, ...others] = new Set(requests.map((request) => request.text));
    expect(text).toContain('25 agents use it at once');
    expect(others).toEqual([]);
  });

  it('says nothing where no model is named', async () => {
    expect(await checkReader({ ...SETTINGS, readerModel: null })).toEqual([]);
  });
});

describe('the metrics', () => {
  it('count calls by outcome, tokens, seconds and dropped facts', async () => {
    const register = new Registry();
    const reader = await readerThat(
      { ...ANSWER, facts: [...ANSWER.facts, { field: 'modelCount', value: 9, quote: '9 models', how: 'stated' }] },
      createReaderMetrics(createMeters(library, register)),
    );
    await reader.hear(TEXT, SILENT);
    await reader.read('x'.repeat(4001));
    const text = await register.metrics();
    for (const line of [
      'endpoint_reviewer_reader_calls_total{outcome="ok"} 1',
      'endpoint_reviewer_reader_calls_total{outcome="too-long"} 1',
      'endpoint_reviewer_reader_calls_total{outcome="denied"} 0',
      'endpoint_reviewer_reader_tokens_total{direction="in"} 900',
      'endpoint_reviewer_reader_tokens_total{direction="out"} 120',
      'endpoint_reviewer_reader_seconds_count 1',
      'endpoint_reviewer_reader_dropped_facts_total 1',
    ])
      expect(text.split('\n')).toContain(line);
  });
});

describe('the policy', () => {
  it('forbids the model in the channels that it names, and nowhere else', () => {
    const read = readPolicy('version: 1\nreaderModel: { forbid: [{ channel: C0PRIVATE }] }\n');
    if (!read.ok) throw new Error(read.faults[0]?.text);
    expect(['C0PRIVATE', 'C0OTHER'].map((channel) => forbidsReader(read.policy, channel))).toEqual([true, false]);
    expect(forbidsReader(null, 'C0PRIVATE')).toBe(false);
  });
});
