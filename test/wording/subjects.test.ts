import { describe, expect, it } from 'vitest';
import { readWords } from '../../src/wording/read-words.ts';

const says = (text: string) => readWords(text).says;

describe('what a sentence is about', () => {
  it.each([
    [
      'a heading denies its list',
      '20 rps\nNot needed: streaming, VPC, A/B tests',
      { requiresStreaming: 'none', requiresVpc: false },
    ],
    [
      'points below a heading are its own',
      '20 rps, 3 MB\nLater:\n- 90 rps\n- 8 MB\n',
      { peakRequestsPerSecond: 20, payloadSizeMB: 3 },
    ],
    ['a later plan gives way to today', 'today 20 rps, next year 90 rps', { peakRequestsPerSecond: 20 }],
    ['a plan alone is what is asked for', 'we plan 90 rps next year', { peakRequestsPerSecond: 90 }],
    [
      'what is told to be ignored',
      '20 rps. There is also a job with 4 GB of CSV every night, ignore that.',
      { peakRequestsPerSecond: 20 },
    ],
    ['an old box', 'the old server took 9 s, ours takes 2 s, 5 rps', { processingTimeSeconds: 2 }],
    [
      'telemetry of an old system is about ours',
      'telemetry from the old tool shows 70 requests in flight',
      { concurrentRequests: 70 },
    ],
  ] as const)('%s', (_, text, expected) => {
    expect(says(text)).toMatchObject(expected);
  });

  it.each([
    [
      'a dataset of what is ignored',
      '20 rps. There is also a job with 4 GB of CSV every night, ignore that.',
      'datasetSizeGB',
    ],
    ['models of a ticket', 'ML-2231 deploy the fraud model, 90 rps', 'modelCount'],
    ['models of a numbered point', '5) Model: xgboost\n6) Load: 20 rps', 'modelCount'],
    ['streaming of Streamlit', 'a Streamlit app, 20 calls a day', 'requiresStreaming'],
    ['two-way speech of websockets', 'websockets push the result', 'requiresStreaming'],
    ['an order of containers of who calls', 'called by the checkout page', 'containerInvocation'],
    ['a shared container of an image', '1 image per req, 5 rps', 'modelsShareContainer'],
    ['a rate of a list', '18 concurrent / 4s', 'peakRequestsPerSecond'],
  ] as const)('states no %s', (_, text, field) => {
    expect(says(text)[field]).toBeUndefined();
  });

  it.each([
    ['12 cameras, 1 image per sec each', { peakRequestsPerSecond: 12 }],
    ['500 sensors, 1 reading per second each', { peakRequestsPerSecond: 500 }],
    ['40 wind turbines, each turbine sends a 2 KB vector every 10 seconds', { monthlyRequests: 10_512_000 }],
    ['the camera triggers every 0.8 s', { peakRequestsPerSecond: 1.25 }],
    ['gpt-oss-20b 600/150 tokens', { inputTokens: 600, outputTokens: 150 }],
    ['sdxl, 1024x1024, 30 steps', { imageMegapixels: 1.048576, imageSteps: 30 }],
    ['llama 3.1 8b, first token within 1 s', { requiresStreaming: 'response', responseTimeSeconds: 1 }],
    ['mistral 7b chatbot, 5 rps', { requiresStreaming: 'response' }],
    ['qwen3-32b, 25 parallel streams, each at min. 15 tokens/s', { streamTokensPerSecond: 15 }],
    ['sub second, 20 rps', { responseTimeSeconds: 1 }],
    [
      '| Need | Target | Stretch |\n| Peak | 140 req/s | 200 req/s |\n| Payload | 2 MB | 9 MB |',
      { peakRequestsPerSecond: 140, payloadSizeMB: 2 },
    ],
    ['must run in us-east-1 and eu-west-1', { region: 'us-east-1', otherRegions: ['eu-west-1'] }],
  ] as const)('%s', (text, expected) => {
    expect(says(text)).toMatchObject(expected);
  });

  it('names what the words about something else are about', () => {
    const { about, notUsed } = readWords(
      'xgboost, 40 rps, answers within 80 ms. Last year we had 12 rps. A second model may come, ignore it. The old box took 9 s.',
    );
    expect(about).toEqual([
      { quote: 'Last year we had 12 rps', why: 'past' },
      { quote: 'A second model may come, ignore it', why: 'out-of-scope' },
      { quote: 'The old box took 9 s', why: 'other-system' },
    ]);
    expect(notUsed).toEqual(expect.arrayContaining(about?.map(({ quote }) => quote) ?? []));
  });
});
