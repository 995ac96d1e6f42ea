import { describe, expect, it } from 'vitest';
import type { Architecture, ChosenType, SizingQuery } from '../../../src/recommender/throughput/index.ts';
import { architecture, sized } from '../../support/sizing.ts';

/** Qwen2.5-VL-7B by its config.json: 7.61 of 8.29 billion parameters are the part that writes. */
const QWEN_VL: Architecture = {
  ...architecture('qwen2.5-7b'),
  modelId: null,
  parametersBillion: 8.29,
  activeBillion: 7.61,
};

interface Example {
  readonly name: string;
  readonly asked: Partial<SizingQuery>;
  readonly type: string;
  readonly gpusEach?: number;
  /** Tokens per second of one instance, to the digits shown. */
  readonly tokens: number;
  readonly count: readonly [low: number, likely: number, high: number];
  /** Tokens per second of a stream, and seconds for an answer. */
  readonly seen: readonly [perStream: number, answerSeconds: number];
  /** To 100 US dollars. */
  readonly scaled: number;
  readonly fixed: number;
  readonly isClearlyCheapest: boolean;
  /** Types with another GPU: instances, scaled and fixed bill. */
  readonly next: readonly (readonly [type: string, count: number, scaled: number, fixed: number])[];
}

const load = (peakRps: number, meanRps: number) => ({ peakRps, meanRps });
const llama8 = { inputTokens: 300, outputTokens: 500 };
const qwen32 = { architecture: architecture('qwen3-32b'), inputTokens: 1000, outputTokens: 500, load: load(2, 0.7) };
const llama70 = { architecture: architecture('llama-3.3-70b'), inputTokens: 1000, outputTokens: 400, load: load(5, 2) };
const oss = { precision: 'mxfp4', inputTokens: 1000, outputTokens: 500, load: load(10, 4) } as const;

/** Sized by hand with the same formulas, in us-east-1. */
const EXAMPLES: readonly Example[] = [
  {
    name: '1. Llama 3.1 8B, 5 a second',
    asked: { ...llama8, load: load(5, 2) },
    type: 'ml.g6e.xlarge',
    tokens: 4000,
    count: [1, 1, 2],
    seen: [25, 20],
    scaled: 1900,
    fixed: 1900,
    isClearlyCheapest: false,
    next: [['ml.g5.xlarge', 4, 1900, 4100]],
  },
  {
    name: '2. Llama 3.1 8B, 50 a second',
    asked: { ...llama8, load: load(50, 15) },
    type: 'ml.g6e.xlarge',
    tokens: 4000,
    count: [4, 8, 13],
    seen: [21, 24],
    scaled: 5400,
    fixed: 15_200,
    isClearlyCheapest: false,
    next: [
      ['ml.g7e.2xlarge', 6, 6400, 18_400],
      ['ml.p5.4xlarge', 3, 7900, 17_300],
      ['ml.g6.xlarge', 53, 13_300, 43_600],
    ],
  },
  {
    name: '3. Llama 3.1 8B in FP8, 50 a second',
    asked: { ...llama8, precision: 'fp8', load: load(50, 15) },
    type: 'ml.g6e.xlarge',
    tokens: 5500,
    count: [3, 6, 10],
    seen: [34, 15],
    scaled: 4200,
    fixed: 11_400,
    isClearlyCheapest: false,
    next: [
      ['ml.g6.xlarge', 18, 4800, 14_800],
      ['ml.g7e.2xlarge', 4, 5000, 12_300],
    ],
  },
  {
    name: '4. Qwen3 32B',
    asked: qwen32,
    type: 'ml.g7e.2xlarge',
    tokens: 640,
    count: [1, 2, 4],
    seen: [12, 43],
    scaled: 3600,
    fixed: 6100,
    isClearlyCheapest: true,
    next: [['ml.p5.4xlarge', 2, 6300, 11_600]],
  },
  {
    name: '4b. Qwen3 32B in FP8',
    asked: { ...qwen32, precision: 'fp8' },
    type: 'ml.g7e.2xlarge',
    tokens: 1430,
    count: [1, 1, 2],
    seen: [17, 30],
    scaled: 3100,
    fixed: 3100,
    isClearlyCheapest: true,
    next: [['ml.g6e.xlarge', 4, 3200, 7600]],
  },
  {
    name: '5. Llama 3.3 70B',
    asked: llama70,
    type: 'ml.p4d.24xlarge',
    gpusEach: 8,
    tokens: 1870,
    count: [1, 2, 2],
    seen: [31, 14],
    scaled: 19_100,
    fixed: 36_900,
    isClearlyCheapest: true,
    next: [
      ['ml.p4de.24xlarge', 2, 23_000, 46_100],
      ['ml.p5.48xlarge', 1, 46_200, 46_200],
    ],
  },
  {
    name: '5b. Llama 3.3 70B in FP8',
    asked: { ...llama70, precision: 'fp8' },
    type: 'ml.g7e.2xlarge',
    tokens: 440,
    count: [3, 6, 10],
    seen: [12, 35],
    scaled: 8400,
    fixed: 18_400,
    isClearlyCheapest: true,
    next: [
      ['ml.p5.4xlarge', 9, 22_700, 52_000],
      ['ml.g7e.12xlarge', 3, 12_300, 22_700],
    ],
  },
  {
    name: '5c. Llama 3.3 70B in FP8, answered within 10 s',
    asked: { ...llama70, precision: 'fp8', limits: { streamTokensPerSecond: 10, answerSeconds: 10 } },
    type: 'ml.p5.48xlarge',
    gpusEach: 4,
    tokens: 5500,
    count: [1, 1, 1],
    seen: [67, 6],
    scaled: 46_200,
    fixed: 46_200,
    isClearlyCheapest: true,
    next: [['ml.p5en.48xlarge', 1, 53_100, 53_100]],
  },
  {
    name: '6. gpt-oss-20b',
    asked: { ...oss, architecture: architecture('gpt-oss-20b') },
    type: 'ml.g6e.xlarge',
    tokens: 3550,
    count: [1, 2, 3],
    seen: [19, 26],
    scaled: 2300,
    fixed: 3800,
    isClearlyCheapest: false,
    next: [
      ['ml.g7.2xlarge', 2, 2700, 4600],
      ['ml.g7e.2xlarge', 1, 3100, 3100],
    ],
  },
  {
    name: '6b. gpt-oss-120b',
    asked: { ...oss, architecture: architecture('gpt-oss-120b') },
    type: 'ml.g7e.2xlarge',
    tokens: 2520,
    count: [2, 3, 4],
    seen: [11, 45],
    scaled: 4600,
    fixed: 9200,
    isClearlyCheapest: true,
    next: [['ml.p5.4xlarge', 2, 7000, 11_600]],
  },
  {
    name: '7. Qwen3 30B A3B in FP8',
    asked: {
      architecture: architecture('qwen3-30b-a3b'),
      precision: 'fp8',
      inputTokens: 500,
      outputTokens: 300,
      load: load(20, 6),
    },
    type: 'ml.g7e.2xlarge',
    tokens: 4300,
    count: [1, 2, 3],
    seen: [20, 15],
    scaled: 3100,
    fixed: 6100,
    isClearlyCheapest: false,
    next: [['ml.g6e.xlarge', 4, 3200, 7600]],
  },
  {
    name: '8. DeepSeek R1',
    asked: {
      architecture: architecture('deepseek-r1'),
      precision: 'fp8',
      inputTokens: 1000,
      outputTokens: 2000,
      load: load(1, 0.4),
    },
    type: 'ml.p5en.48xlarge',
    gpusEach: 8,
    tokens: 4900,
    count: [1, 1, 1],
    seen: [27, 74],
    scaled: 53_100,
    fixed: 53_100,
    isClearlyCheapest: true,
    next: [
      ['ml.g7e.48xlarge', 6, 85_600, 181_500],
      ['ml.p6-b200.48xlarge', 1, 95_600, 95_600],
    ],
  },
  {
    name: '9. Qwen2.5 VL 7B, an image of 1 MP in each request',
    asked: { architecture: QWEN_VL, inputTokens: 2076, outputTokens: 150, hasImages: true, load: load(5, 2) },
    type: 'ml.g6e.xlarge',
    tokens: 610,
    count: [1, 2, 3],
    seen: [21, 7.5],
    scaled: 2100,
    fixed: 3800,
    isClearlyCheapest: true,
    next: [['ml.g7e.2xlarge', 2, 3100, 6100]],
  },
];

/** To as many digits as `shown` has, which may be rounded either way. */
const rounded = (value: number, shown: number): number => {
  const digits = String(shown).replace('.', '').replace(/0+$/, '').length;
  const unit = 10 ** (Math.floor(Math.log10(shown)) - digits + 1);
  return Math.abs(value - shown) <= unit * 0.501 ? shown : value;
};

const toHundred = (usd: number): number => Math.round(usd / 100) * 100;

describe.each(EXAMPLES)('the worked example $name', ({ asked, ...example }) => {
  const { choice, peak, candidates, firmness } = sized(asked);
  const named = (type: string) => candidates.find((one): one is ChosenType => one.type === type && one.load !== null);

  it(`is served by ${example.type}`, () => {
    expect(choice?.type).toBe(example.type);
    expect(choice?.plan.replica.gpusEach).toBe(example.gpusEach ?? 1);
  });

  it(`makes ${example.tokens} tokens per second on one instance, and takes ${example.count.join(', ')} of them`, () => {
    expect(rounded(choice?.tokensPerSecond.likely ?? 0, example.tokens)).toBe(example.tokens);
    expect(choice?.load.count).toEqual({ low: example.count[0], likely: example.count[1], high: example.count[2] });
  });

  it(`gives a stream ${example.seen[0]} tokens per second, and an answer in ${example.seen[1]} s`, () => {
    expect(rounded(peak?.perStream.likely ?? 0, example.seen[0])).toBe(example.seen[0]);
    expect(rounded(peak?.answerSeconds.likely ?? 0, example.seen[1])).toBe(example.seen[1]);
  });

  it(`costs $${example.scaled} per month with scaling and $${example.fixed} without`, () => {
    expect(toHundred(choice?.monthlyUsd.scaled.likely ?? 0)).toBe(example.scaled);
    expect(toHundred(choice?.monthlyUsd.fixed.likely ?? 0)).toBe(example.fixed);
  });

  it(`is ${example.isClearlyCheapest ? '' : 'not '}cheaper than any other GPU at three quarters of its speed`, () => {
    expect(firmness?.doubts.includes('not-clearly-cheaper')).toBe(!example.isClearlyCheapest);
  });

  it.each(example.next)('was chosen against %s x %d at $%d and $%d', (type, count, scaled, fixed) => {
    const other = named(type);
    expect(other?.load.count.likely).toBe(count);
    expect(toHundred(other?.monthlyUsd.scaled.likely ?? 0)).toBe(scaled);
    expect(toHundred(other?.monthlyUsd.fixed.likely ?? 0)).toBe(fixed);
  });
});

describe('the worked examples', () => {
  it('3: FP8 on a GPU without FP8 units is refused, since others hold it', () => {
    const { refused } = sized({ ...llama8, precision: 'fp8', load: load(50, 15) });
    expect(refused.find(({ type }) => type === 'ml.g5.xlarge')?.why).toEqual({ kind: 'weights-only' });
  });

  it('5c: 10 s for an answer of 400 tokens are impossible on one RTX PRO 6000: reading 70 GB 400 times takes 17.7 s', () => {
    const { refused } = sized({ ...llama70, precision: 'fp8', limits: { answerSeconds: 10 } });
    const why = refused.find(({ type }) => type === 'ml.g7e.2xlarge')?.why;
    expect(why).toMatchObject({
      kind: 'impossible',
      limit: 'answerSeconds',
      stated: 10,
      best: expect.closeTo(17.67, 2),
    });
  });

  it('5: five are firm in their type, mixtures and images are not', () => {
    const firm = EXAMPLES.filter(({ asked }) => sized(asked).firmness?.isFirm).map(({ name }) => name.split('.')[0]);
    expect(firm).toEqual(['4', '4b', '5', '5b', '5c']);
  });
});
