import { describe, expect, it } from 'vitest';
import { readWords } from '../../src/wording/read-words.ts';

// Each kind of sentence with its nouns, units and order swapped: a rule that knows one of them alone fails here.

const says = (text: string) => readWords(text).says;
const asked = (text: string) => readWords(text).unclear.map(({ field }) => field);

/** Every choice of one value from each list. */
const swaps = <Lists extends readonly (readonly string[])[]>(...lists: Lists): string[][] =>
  lists.reduce<string[][]>((made, list) => made.flatMap((row) => list.map((value) => [...row, value])), [[]]);

describe('things that each send', () => {
  const nouns = ['translators', 'booths', 'tunnels', 'cameras', 'kiosks'];

  it.each(swaps(nouns, ['images', 'readings', 'questions']))('%s with %s', (noun, sent) => {
    const one = noun.slice(0, -1);
    for (const text of [
      `We have 12 ${noun}, each sends 2 ${sent} per second.`,
      `There are 12 ${noun}. Every ${one} sends 2 ${sent} per second.`,
      `At each of our 4 sites there are 3 ${noun}, and every ${one} sends 2 ${sent} per second.`,
      `Lines A and B have 6 ${noun} each, every ${one} sends 2 ${sent} per second.`,
      `Load: 12 ${noun} x 2 ${sent} per second`,
    ])
      expect(says(text).peakRequestsPerSecond, text).toBe(24);
  });

  it.each(['manager', 'user', 'doctor', 'driver'])('what a %s does is of one', (who) => {
    expect(says(`A ${who} asks it five times a day.`).monthlyRequests).toBeUndefined();
    expect(asked(`A ${who} asks it five times a day.`)).toContain('monthlyRequests');
  });

  it.each(['hotel', 'machine', 'tenant', 'plant'])('a model for each %s', (owner) => {
    for (const text of [
      `There are 340 ${owner}s and every ${owner} has its own LightGBM model.`,
      `One model per ${owner}, 340 ${owner}s.`,
      `340 ${owner}s, one autoencoder for each ${owner}.`,
    ])
      expect(says(text).modelCount, text).toBe(340);
  });
});

describe('what a sentence is about', () => {
  const places = ['Ohio', 'Frankfurt', 'Tokyo'];

  it.each(swaps(['test machine', 'staging box', 'lab server'], places))('a %s in %s is no wish', (machine, place) => {
    const { region, instanceType, processingTimeSeconds } = says(
      `On our ${machine} in ${place}, a g5.xlarge, one image took 2 s. 10 rps.`,
    );
    expect({ region, instanceType, processingTimeSeconds }).toEqual({ processingTimeSeconds: 2 });
  });

  it.each(
    swaps(
      ['is a different product', 'belongs to another team', 'is not ours', 'has its own project'],
      ['500 requests per second', 'a 70B model', 'answers within 9 s'],
    ),
  )('what %s states nothing of %s', (other, fact) => {
    expect(says(`xgboost, 20 rps, 80 ms. The summariser with ${fact} ${other}.`)).toEqual(
      says('xgboost, 20 rps, 80 ms.'),
    );
  });

  it.each(
    swaps(['Last year we had', 'In the pilot we saw', 'The old system had', 'In 2024 we had'], ['requests', 'calls']),
  )('"%s" alone states no %s', (past, calls) => {
    expect(says(`${past} 40 ${calls} per second.`).peakRequestsPerSecond).toBeUndefined();
  });

  it.each(swaps(['12 November', '3 Dec', 'June 30'], ['call', 'meeting']))('%s is a date of a %s', (date, what) => {
    const text = `As agreed in the ${what} on ${date}: score 2M rows every night.`;
    expect(says(text)).toMatchObject({ datasetRecordsPerRun: 2_000_000 });
    expect(asked(text)).not.toContain('datasetRecordsPerRun');
  });

  it.each(['serverless', 'async', 'a g5'])('what somebody asks of %s in quotes', (option) => {
    expect(says(`My boss asked: "can ${option} do more than 50 rps?" We have 3 rps.`).peakRequestsPerSecond).toBe(3);
  });

  it.each(['colleague', 'friend', 'rival'])('what a %s has is not ours, what they measure may be', (who) => {
    expect(says(`My ${who} gets 900 rps.`).peakRequestsPerSecond).toBeUndefined();
    expect(says(`A ${who} measured 3 ms per image. 20 rps.`).processingTimeSeconds).toBe(0.003);
  });
});

it.each([
  ['{"calls_per_day": 8200}', { monthlyRequests: 246_000 }],
  ['{"requests_per_hour": 90, "cpu": true}', { monthlyRequests: 65_700 }],
  ['{"req_per_sec": {"avg": 12, "p99": 45}}', { peakRequestsPerSecond: 45 }],
  ['{"latency_ms": {"p50": 30, "p99": 120}}', { responseTimeSeconds: 0.12 }],
  ['{"latency_s": {"p50": 1, "p99": 3}}', { responseTimeSeconds: 3 }],
  ['{"model": "whisper-large-v3", "avg_audio_s": 95}', { audioSeconds: 95 }],
  ['ISL/OSL: 3000 / 250, llama 3.1 8b', { inputTokens: 3000, outputTokens: 250 }],
  ['llama 3.1 8b, prompt/answer tokens: 1.5k/300', { inputTokens: 1500, outputTokens: 300 }],
  ['| metric | p50 | p99 |\n| latency | 40 ms | 180 ms |', { responseTimeSeconds: 0.18 }],
  [
    '| metric | avg | p95 | unit |\n| latency | 40 ms | 2 s | - |\n| payload | 1 MB | 9 MB | - |',
    { payloadSizeMB: 9, responseTimeSeconds: 2 },
  ],
] as const)('pasted data: %s', (text, expected) => {
  expect(says(text)).toMatchObject(expected);
});
