import { describe, expect, it } from 'vitest';
import type { Recommendation, Workload } from '../../../src/recommender/index.ts';
import { billOf, explained } from '../../support/answers.ts';

type Size = NonNullable<NonNullable<Recommendation['choice']>['sizing']>;

/** A month's bill as worked out by hand with the throughput model alone, beside ours, which follows the shape of a day. To 100 US dollars. */
type Bills = readonly [byHand: number, ours: number];

interface Example {
  readonly name: string;
  readonly stated: Partial<Workload>;
  /** Requests per second at the peak, and on average. */
  readonly load: readonly [peak: number, mean: number];
  readonly type: string;
  /** Tokens per second of one instance, to the digits shown. */
  readonly tokens: number;
  readonly count: readonly [low: number, likely: number, high: number];
  /** Tokens per second of a stream, and seconds for an answer. */
  readonly seen: readonly [perStream: number, answerSeconds: number];
  readonly scaled: Bills;
  readonly fixed: number;
  /** Types with another GPU: instances, scaled and fixed bill. */
  readonly next: readonly (readonly [type: string, count: number, scaled: Bills, fixed: number])[];
}

const llama8 = { modelId: 'llama-3.1-8b', modelPrecisionBits: 16, inputTokens: 300, outputTokens: 500 } as const;
const qwen32 = { modelId: 'qwen3-32b', modelPrecisionBits: 16, inputTokens: 1000, outputTokens: 500 } as const;
const llama70 = { modelId: 'llama-3.3-70b', modelPrecisionBits: 16, inputTokens: 1000, outputTokens: 400 } as const;
const oss = { inputTokens: 1000, outputTokens: 500 };

/** Of Qwen2.5-VL-7B, as far as it is read. */
const QWEN_VL = {
  architectures: ['Qwen2_5_VLForConditionalGeneration'],
  model_type: 'qwen2_5_vl',
  hidden_size: 3584,
  intermediate_size: 18_944,
  num_hidden_layers: 28,
  num_attention_heads: 28,
  num_key_value_heads: 4,
  tie_word_embeddings: false,
  torch_dtype: 'bfloat16',
  vocab_size: 152_064,
  vision_config: { depth: 32, hidden_size: 1280, intermediate_size: 3420, model_type: 'qwen2_5_vl' },
};

/** Worked out by hand with the same formulas, in us-east-1. */
// biome-ignore format: one case a line.
const EXAMPLES: readonly Example[] = [
  { name: '1. Llama 3.1 8B, 5 a second', stated: llama8, load: [5, 2],
    type: 'ml.g6e.xlarge', tokens: 4000, count: [1, 1, 2], seen: [25, 20], scaled: [1900, 1900], fixed: 1900,
    next: [['ml.g5.xlarge', 4, [1850, 2000], 4100]] },
  { name: '2. Llama 3.1 8B, 50 a second', stated: llama8, load: [50, 15],
    type: 'ml.g6e.xlarge', tokens: 4000, count: [4, 8, 13], seen: [21, 24], scaled: [5400, 5800], fixed: 15_200,
    next: [['ml.g7e.2xlarge', 6, [6400, 6800], 18_400], ['ml.p5.4xlarge', 3, [7900, 8400], 17_300],
      ['ml.g6.xlarge', 53, [13_300, 14_200], 43_600]] },
  { name: '3. Llama 3.1 8B in FP8, 50 a second', stated: { ...llama8, modelPrecisionBits: 8 }, load: [50, 15],
    type: 'ml.g6e.xlarge', tokens: 5500, count: [3, 6, 10], seen: [34, 15], scaled: [4200, 4400], fixed: 11_400,
    next: [['ml.g6.xlarge', 18, [4800, 5100], 14_800], ['ml.g7e.2xlarge', 4, [5000, 5600], 12_300]] },
  { name: '4. Qwen3 32B', stated: qwen32, load: [2, 0.7],
    type: 'ml.g7e.2xlarge', tokens: 640, count: [1, 2, 4], seen: [12, 43], scaled: [3600, 4100], fixed: 6100,
    next: [['ml.p5.4xlarge', 2, [6300, 7500], 11_600]] },
  { name: '4b. Qwen3 32B in FP8', stated: { ...qwen32, modelPrecisionBits: 8 }, load: [2, 0.7],
    type: 'ml.g7e.2xlarge', tokens: 1430, count: [1, 1, 2], seen: [17, 30], scaled: [3100, 3100], fixed: 3100,
    next: [['ml.g6e.xlarge', 4, [3200, 3600], 7600]] },
  { name: '5. Llama 3.3 70B', stated: llama70, load: [5, 2],
    type: 'ml.p4d.24xlarge', tokens: 1870, count: [1, 2, 2], seen: [31, 14], scaled: [19_100, 20_900], fixed: 36_900,
    next: [['ml.p4de.24xlarge', 2, [23_000, 23_600], 46_100], ['ml.p5.48xlarge', 1, [46_200, 46_200], 46_200]] },
  { name: '5b. Llama 3.3 70B in FP8', stated: { ...llama70, modelPrecisionBits: 8 }, load: [5, 2],
    type: 'ml.g7e.2xlarge', tokens: 440, count: [3, 6, 10], seen: [12, 35], scaled: [8400, 9000], fixed: 18_400,
    next: [['ml.p5.4xlarge', 9, [22_700, 24_400], 52_000], ['ml.g7e.12xlarge', 3, [12_300, 13_700], 22_700]] },
  { name: '5c. Llama 3.3 70B in FP8, answered within 10 s', stated: { ...llama70, modelPrecisionBits: 8, answerSeconds: 10 }, load: [5, 2],
    type: 'ml.p5.48xlarge', tokens: 5500, count: [1, 1, 1], seen: [67, 6], scaled: [46_200, 46_200], fixed: 46_200,
    next: [['ml.p5en.48xlarge', 1, [53_100, 53_100], 53_100]] },
  { name: '6. gpt-oss-20b', stated: { ...oss, modelId: 'gpt-oss-20b' }, load: [10, 4],
    type: 'ml.g6e.xlarge', tokens: 3550, count: [1, 2, 3], seen: [19, 26], scaled: [2300, 2600], fixed: 3800,
    next: [['ml.g7.2xlarge', 2, [2700, 3100], 4600], ['ml.g7e.2xlarge', 1, [3100, 3100], 3100]] },
  { name: '6b. gpt-oss-120b', stated: { ...oss, modelId: 'gpt-oss-120b' }, load: [10, 4],
    type: 'ml.g7e.2xlarge', tokens: 2520, count: [2, 3, 4], seen: [11, 45], scaled: [4600, 4900], fixed: 9200,
    next: [['ml.p5.4xlarge', 2, [7000, 7800], 11_600]] },
  { name: '7. Qwen3 30B A3B in FP8', stated: { modelId: 'qwen3-30b-a3b', modelPrecisionBits: 8, inputTokens: 500, outputTokens: 300 }, load: [20, 6],
    type: 'ml.g7e.2xlarge', tokens: 4300, count: [1, 2, 3], seen: [20, 15], scaled: [3100, 3500], fixed: 6100,
    next: [['ml.g6e.xlarge', 4, [3200, 3600], 7600]] },
  { name: '8. DeepSeek R1', stated: { modelId: 'deepseek-r1', inputTokens: 1000, outputTokens: 2000 }, load: [1, 0.4],
    type: 'ml.p5en.48xlarge', tokens: 4900, count: [1, 1, 1], seen: [27, 74], scaled: [53_100, 53_100], fixed: 53_100,
    next: [['ml.g7e.48xlarge', 6, [85_600, 96_200], 181_500], ['ml.p6-b200.48xlarge', 1, [95_600, 95_600], 95_600]] },
  { name: '9. Qwen2.5 VL 7B, an image of 1 MP in each request',
    stated: { modelConfig: QWEN_VL, images: 1, inputTokens: 200, outputTokens: 150 }, load: [5, 2],
    type: 'ml.g6e.xlarge', tokens: 610, count: [1, 2, 3], seen: [21.5, 7.5], scaled: [2100, 2500], fixed: 3800,
    next: [['ml.g7e.2xlarge', 2, [3100, 3100], 6100]] },
];

/** To as many digits as `shown` has, which may be rounded either way. */
const rounded = (value: number, shown: number): number => {
  const digits = String(shown).replace('.', '').replace(/0+$/, '').length;
  const unit = 10 ** (Math.floor(Math.log10(shown)) - digits + 1);
  return Math.abs(value - shown) <= unit * 0.501 ? shown : value;
};

/** Streamed in us-east-1: with scaling, or with the instances of the peak all month. */
function answered({ stated, load: [peak, mean] }: Example, isScaled: boolean, instanceType?: string) {
  const answer = explained({
    trafficPattern: isScaled ? 'variable' : 'steady',
    requiresStreaming: 'response',
    region: 'us-east-1',
    peakRequestsPerSecond: peak,
    monthlyRequests: mean * 2_628_000,
    ...stated,
    ...(instanceType === undefined ? {} : { instanceType }),
  });
  const { choice } = answer;
  const usd = billOf(answer)?.monthlyUsd?.likely ?? Number.NaN;
  return { choice, sizing: choice?.sizing as Size, monthlyUsd: Math.round(usd / 100) * 100 };
}

const WITHIN = 0.25;

describe.each(EXAMPLES)('the worked example $name', (example) => {
  const { type, tokens, count, seen, scaled, fixed, next } = example;
  const { choice, sizing, monthlyUsd } = answered(example, true);

  it(`is served by ${type}`, () => {
    expect(choice).toMatchObject({ option: 'real-time', scaling: 'auto-scaling', instance: { type } });
  });

  it(`makes ${tokens} tokens per second on one instance, and takes ${count.join(', ')} of them`, () => {
    expect(rounded(sizing.tokens?.eachPerSecond.likely ?? 0, tokens)).toBe(tokens);
    expect(sizing.count).toEqual({ low: count[0], likely: count[1], high: count[2] });
    expect(choice?.instance?.max).toBe(Math.max(count[2], count[1] + Math.max(1, Math.ceil(count[1] / 5))));
  });

  it(`gives a stream ${seen[0]} tokens per second, and an answer in ${seen[1]} s`, () => {
    expect(rounded(sizing.tokens?.perStream.likely ?? 0, seen[0])).toBe(seen[0]);
    expect(rounded(sizing.tokens?.answerSeconds.likely ?? 0, seen[1])).toBe(seen[1]);
  });

  it(`costs $${scaled[1]} per month with scaling, $${scaled[0]} by hand, and $${fixed} without`, () => {
    expect(monthlyUsd).toBe(scaled[1]);
    expect(Math.abs(scaled[1] / scaled[0] - 1)).toBeLessThan(WITHIN);
    expect(answered(example, false, type)).toMatchObject({ choice: { scaling: 'fixed' }, monthlyUsd: fixed });
  });

  it.each(next)('takes %s x %d instead, at %j and $%d', (other, likely, bills, fixedUsd) => {
    const named = answered(example, true, other);
    expect(named.sizing.count?.likely).toBe(likely);
    expect(named.monthlyUsd).toBe(bills[1]);
    expect(Math.abs(bills[1] / bills[0] - 1)).toBeLessThan(WITHIN);
    expect(answered(example, false, other).monthlyUsd).toBe(fixedUsd);
  });
});

describe('the worked examples', () => {
  it('1, 4, 4b, 5b and 5c are firm in their type: it stays the cheapest at three quarters of its speed', () => {
    const firm = EXAMPLES.filter((example) => answered(example, true).sizing.typeFirm);
    expect(firm.map(({ name }) => name.split('.')[0])).toEqual(['1', '4', '4b', '5b', '5c']);
  });

  it('5c: two copies on four GPUs each', () => {
    const fiveC = EXAMPLES.find(({ name }) => name.startsWith('5c'));
    expect(fiveC && answered(fiveC, true).choice?.instance?.holds).toMatch(/^2 copies of 65\.7 GB of weights/);
  });

  it('a load in tokens is divided by those of an answer: 2,500 per second are 5 requests of 500 tokens', () => {
    const asked = { ...llama8, trafficPattern: 'variable', requiresStreaming: 'response' } as const;
    const [byTokens, byRequests] = [{ outputTokensPerSecond: 2500 }, { peakRequestsPerSecond: 5 }].map(
      (load) => explained({ ...asked, ...load }).choice,
    );
    expect(byTokens?.sizing?.tokens?.neededPerSecond).toBe(2500);
    const { decides: _, ...sizing } = byRequests?.sizing ?? {};
    expect(byTokens?.sizing).toMatchObject(sizing);
    expect(byTokens?.instance).toEqual(byRequests?.instance);
  });

  it('500 requests in progress take 500 / (256 x 0.8) = 3 ml.g6e.xlarge, each of which holds 245; across zones 2 at least', () => {
    const asked = { ...llama8, trafficPattern: 'variable', instanceType: 'ml.g6e.xlarge' } as const;
    const at = (more: Partial<Workload>) => explained({ ...asked, ...more }).choice?.sizing?.count;
    expect(at({ concurrentRequests: 500 })).toEqual({ low: 3, likely: 3, high: 4 });
    expect(at({ concurrentRequests: 10, availability: 'multi-az' })).toEqual({ low: 2, likely: 2, high: 2 });
  });

  it('1,000 requests in progress of 8,192 tokens take the instances whose memory holds them: 40 at least', () => {
    const asked = { ...llama8, trafficPattern: 'variable', instanceType: 'ml.g6e.xlarge' } as const;
    const at = (more: Partial<Workload>) =>
      explained({ ...asked, concurrentRequests: 1000, peakRequestsPerSecond: 1, ...more }).choice?.sizing?.count;
    expect(at({})?.likely).toBe(5);
    expect(at({ contextTokens: 8192 })?.likely).toBeGreaterThanOrEqual(40);
  });

  it('where performance comes first, the fastest for at most twice the smallest bill is taken: RTX PRO 6000 for row 1', () => {
    const streamed = { ...llama8, trafficPattern: 'variable', requiresStreaming: 'response' } as const;
    const asked = { ...streamed, costPriority: 'performance' } as const;
    const { choice, costs } = explained({ ...asked, peakRequestsPerSecond: 5, monthlyRequests: 2 * 2_628_000 });
    expect(choice?.instance?.type).toBe('ml.g7e.2xlarge');
    expect(costs[0]?.monthlyUsd?.likely).toBeLessThanOrEqual(2 * 1905.3);
  });
});
