import { describe, expect, it } from 'vitest';
import type { Workload, WorkloadField } from '../../src/recommender/index.ts';
import { readWords } from '../../src/wording/read-words.ts';

type Row = [words: string, says: Partial<Workload>, mustNotSay?: readonly WorkloadField[]];

const RATES = ['peakRequestsPerSecond', 'monthlyRequests'] as const;
const SPEEDS = ['outputTokensPerSecond', 'streamTokensPerSecond'] as const;
const CONTAINERS = ['modelsShareContainer', 'containerCount'] as const;

const check = (words: string, says: Partial<Workload>, mustNotSay: readonly WorkloadField[] = []): void => {
  const read = readWords(words).says;
  expect(read).toMatchObject(says);
  for (const field of mustNotSay) expect(read, field).not.toHaveProperty(field);
};

describe('tokens per second', () => {
  it.each<Row>([
    [
      'gpt-oss-20b, 6,000 tokens per second, 1,000 in 400 out',
      { outputTokensPerSecond: 6000, inputTokens: 1000, outputTokens: 400 },
    ],
    ['llama 8b 6k tok/s', { outputTokensPerSecond: 6000 }],
    ['2,000 output tokens/s in total, qwen 14b', { outputTokensPerSecond: 2000 }, ['outputTokens']],
    ['tokens per second: 5000, llama-8b, 700 in / 200 out', { outputTokensPerSecond: 5000, inputTokens: 700 }],
    ['gemma-3-27b: load of 8k tokens a second altogether, prompt 2k', { outputTokensPerSecond: 8000 }],
    ['llama 8b, 120 tokens per second in total', { outputTokensPerSecond: 120 }],
    ['mistral, 120k tokens per minute out, 3k in 500 out', { outputTokensPerSecond: 2000, inputTokens: 3000 }],
    ['llama 70b, 6,000 tps of output tokens, 2,000 in', { outputTokensPerSecond: 6000, inputTokens: 2000 }],
  ])('are the load of all answers in %j', (words, says, mustNotSay = []) =>
    check(words, says, [...RATES, 'streamTokensPerSecond', ...mustNotSay]),
  );

  it.each<Row>([
    ['llama 8b at least 30 tokens per second per user, 100 users at once', { concurrentRequests: 100 }],
    ['mistral 7b, at least 30 tokens per second per stream', {}],
    ['at least 30 tokens per second for each chat, llama 8b', {}],
    ['70b model, 30 tok/s/user', {}],
    ['llama-3-8b with 100 concurrent streams at 30 tok/s each', {}],
    ['code assistant on qwen 32b, no stream slower than 30 tok/s', {}],
    ['qwen3-8b, every reader gets no less than 30 tokens per second', {}],
    ['llama 3 8b, 30 tps per user', {}],
    ['llama 3 8b, 30 to 60 tokens per second per user', {}],
  ])('are 30 of one answer in %j', (words, says) =>
    check(words, { ...says, streamTokensPerSecond: 30 }, [...RATES, 'outputTokensPerSecond']),
  );

  it.each([
    'today we get 35 tokens per second per user from the vendor',
    'one H100 gives us 2,400 tokens per second with llama 8b',
    'clocked at 45 tok/s',
    'e5 embeddings, 20,000 tokens per second',
    'llama 8b, 1,200 input tokens per second',
    'no more than 20 tokens per second per user, llama 8b',
    'our quota is 90k tokens per minute, llama 8b',
    'we process 2M tokens per day with llama 8b',
  ])('state nothing in %j', (words) => check(words, {}, [...RATES, ...SPEEDS]));

  it('of one answer or of all is asked where 40 may be either', () => {
    const { says, unclear } = readWords('llama 8b, 40 tokens per second');
    expect(says).toEqual({ modelParametersBillion: 8 });
    expect(unclear.map(({ field }) => field)).toEqual([...SPEEDS]);
  });

  it('are asked as a load where 300k a minute may have the prompts in them', () => {
    const { says, unclear } = readWords('llama 8b, 300k tokens per minute');
    expect(says).toEqual({ modelParametersBillion: 8 });
    expect(unclear.map(({ field }) => field)).toEqual(['outputTokensPerSecond']);
  });

  it('are no tps: those are requests', () => {
    check('mistral 7b with 40 tps', { peakRequestsPerSecond: 40 }, SPEEDS);
    check('card fraud, 2,200 tps on black friday', { peakRequestsPerSecond: 2200 }, SPEEDS);
  });
});

describe('a pair of tokens after a rate', () => {
  it('is no rate: "5 rps, 1,000 in 400 out"', () =>
    check('llama 8b, 5 rps, 1,000 in 400 out', { peakRequestsPerSecond: 5, inputTokens: 1000, outputTokens: 400 }));

  it('and tokens per second leave 2 rps a peak', () =>
    check('llama 8b, 2 rps, at least 30 tokens per second per user', {
      peakRequestsPerSecond: 2,
      streamTokensPerSecond: 30,
    }));

  it('leaves "45 in the worst minute" a rate', () =>
    check('llama 8b, 5 rps, 45 in the worst minute', { peakRequestsPerSecond: 45 }, ['inputTokens']));
});

describe('the time of a whole answer', () => {
  it.each<Row>([
    ['qwen3-32b, whole answer within 8 s', { answerSeconds: 8 }, ['responseTimeSeconds']],
    ['llama 8b, complete response in under 20 s', { answerSeconds: 20 }, ['responseTimeSeconds']],
    [
      'llama 8b, first token within 1 s, full answer within 15 s',
      { responseTimeSeconds: 1, answerSeconds: 15, requiresStreaming: 'response' },
    ],
    ['llama 8b: 700 ms to the first token, 14 s for the full answer', { responseTimeSeconds: 0.7, answerSeconds: 14 }],
    ['time to first token 800ms, time to last token 12s, llama 8b', { responseTimeSeconds: 0.8, answerSeconds: 12 }],
    ['gpt-oss-20b, the answer has to be finished within 18 s', { answerSeconds: 18 }, ['responseTimeSeconds']],
  ])('is read in %j', (words, says, mustNotSay = []) => check(words, says, ['processingTimeSeconds', ...mustNotSay]));

  it.each<Row>([
    ['qwen3-32b answers within 8 s', { responseTimeSeconds: 8 }],
    ['mistral 7b, no streaming, the whole answer in under 10 s', { responseTimeSeconds: 10 }],
    ['resnet classifier, full response within 200 ms', { responseTimeSeconds: 0.2 }],
    ['xgboost credit scores, whole answer within 80 ms', { responseTimeSeconds: 0.08 }],
  ])('is the response time in %j', (words, says) => check(words, says, ['answerSeconds']));
});

describe('images', () => {
  it.each<Row>([
    ['qwen2.5-vl-7b, one image per request, 200 tokens out', { images: 1, outputTokens: 200 }],
    ['pixtral 12b: prompts of 400 tokens with 2 images each', { images: 2, inputTokens: 400 }],
    ['llava, 3 images per prompt', { images: 3 }],
    ['qwen3-vl-30b-a3b, each request has 4 photos', { images: 4 }],
    ['pixtral-12b document qa, up to 6 page images per question', { images: 6 }],
    ['qwen2.5-vl-7b, 300 requests a day, 2 images each', { images: 2, monthlyRequests: 9000 }],
  ])('go in with a prompt in %j', (words, says) => check(words, says, CONTAINERS));

  it.each([
    'yolo detector, 10 images a minute',
    'qwen2-vl-7b tags 30 images a minute',
    'defect detection with resnet50, one image per request',
    'sdxl, 4 images per prompt',
    'flux.1-schnell, one image per request',
  ])('are neither part of a prompt nor containers in %j', (words) => check(words, {}, ['images', ...CONTAINERS]));

  it('of containers stay that: one image for 40 models', () =>
    check('40 sklearn models, one image for all', { modelsShareContainer: true }, ['images']));
});

describe('the length of audio', () => {
  it.each<Row>([
    ['whisper-large-v3, 10 min recordings', { audioSeconds: 600 }],
    ['speech to text with whisper, 30-second clips, 5 rps', { audioSeconds: 30, peakRequestsPerSecond: 5 }],
    ['whisper-large-v3, voice memos up to 3 min', { audioSeconds: 180 }],
    ['whisper small, voicemails of 45 s, answer within 3 s', { audioSeconds: 45, responseTimeSeconds: 3 }],
  ])('is read for a speech model in %j', (words, says) => check(words, says, ['processingTimeSeconds']));

  it('leaves the time of the model beside it: 10 s clips at 2 s each', () =>
    check('whisper: 10 s clips, 2 s each', { audioSeconds: 10, processingTimeSeconds: 2 }));

  it.each([
    'video tagging, 30 s clips',
    'llama 8b summarises 30 min meetings',
    'whisper turbo needs 6 s per clip',
    'whisper-small: recordings must be transcribed in 40 s',
    'whisper, 1 min of audio takes 3 s',
  ])('is not read in %j', (words) => check(words, {}, ['audioSeconds']));
});

describe('a change of a workload whose model is known', () => {
  it.each<[modelId: string, words: string, says: Partial<Workload>]>([
    ['qwen2.5-vl-7b', 'two images per request', { images: 2 }],
    ['whisper-small', 'recordings are 20 min', { audioSeconds: 1200 }],
    ['llama-3-8b', 'the whole answer must come within 5 s', { answerSeconds: 5 }],
    ['whisper-small', 'the whole answer must come within 5 s', { responseTimeSeconds: 5 }],
    ['resnet-50', 'two images per request', {}],
    ['llama-3-8b', 'each user needs 50 tokens per second', { streamTokensPerSecond: 50 }],
  ])('reads for %s in %j', (modelId, words, says) => expect(readWords(words, { modelId }).says).toEqual(says));
});
