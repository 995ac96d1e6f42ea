import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  costCurve,
  type Measurement,
  recommend,
  servingOf,
  sizingFor,
  type Workload,
} from '../../src/recommender/index.ts';
import { tokensPerSecond } from '../../src/recommender/throughput/tokens-per-second.ts';
import { billOf, explained } from '../support/answers.ts';
import { runs } from '../support/lane.ts';
import { measured } from '../support/measured.ts';
import { workload } from '../support/workloads.ts';

// biome-ignore format: a fixture in few lines.
const CHAT = { modelId: 'llama-3.1-8b', trafficPattern: 'variable', inputTokens: 300, outputTokens: 500, peakRequestsPerSecond: 50,
  requiresStreaming: 'response', responseTimeSeconds: 5 } as const;
// biome-ignore format: a fixture in few lines.
const TIMED = { trafficPattern: 'steady', modelSizeGB: 1, peakRequestsPerSecond: 300, responseTimeSeconds: 0.5 } as const;

/** 16, 64 and 128 in progress, at 800, 2,000 and 2,500 tokens per second. */
// biome-ignore format: one case a line.
const LEVELS = [
  { concurrency: 16, requestsPerSecond: 1.6, outputTokensPerSecond: 800, p50: 9.5, p95: 11, timeToFirstTokenSeconds: 0.2 },
  { concurrency: 64, requestsPerSecond: 4, outputTokensPerSecond: 2000, p50: 15, p95: 18, timeToFirstTokenSeconds: 0.4 },
  { concurrency: 128, requestsPerSecond: 5, outputTokensPerSecond: 2500, p50: 25, p95: 30, timeToFirstTokenSeconds: 0.9 },
];
const G6E = 'ml.g6e.xlarge';
const aiperf = (given: Parameters<typeof measured>[0] = {}): Measurement =>
  measured({ source: 'aiperf', instanceType: G6E, points: LEVELS, ...given });

const sizingOf = (stated: Partial<Workload>) => explained(stated).choice?.sizing;

describe('a model that writes tokens, on a type that was measured', () => {
  const stated = { ...CHAT, instanceType: G6E };

  it('is planned for the best level: 25,000 tokens per second at 80 % of 2,500 each are 13 (9–13)', () => {
    const sizing = sizingOf({ ...stated, measurements: [aiperf()] });
    expect(sizing).toMatchObject({ basis: 'measured', typeFirm: true, count: { low: 9, likely: 13, high: 13 } });
    expect(sizing?.tokens?.eachPerSecond).toEqual({ low: 2000, likely: 2500, high: 3000 });
    expect(sizing?.text).toContain(
      'makes 2,500 (2,000–3,000), measured (AIPerf, 2026-11-20, 128 in progress, p95 30 s).',
    );
  });

  it('says what the model says of the same load', () => {
    const { measured: found } = sizingOf({ ...stated, measurements: [aiperf()] }) ?? {};
    // biome-ignore format: a fixture in few lines.
    const model = tokensPerSecond({ model: 'llama-3.1-8b', instanceType: G6E, inputTokens: 300, outputTokens: 500, concurrency: 128 });
    expect(found).toMatchObject({
      source: 'aiperf',
      instanceType: G6E,
      measuredAt: '2026-11-20',
      concurrency: 128,
      latency: { statistic: 'p95', seconds: 30 },
      unit: 'tokens',
      measured: 2500,
    });
    expect(found?.modelled?.likely).toBeCloseTo(model.ok ? model.perSecond.likely : 0, 6);
  });

  it.each([
    ['a whole answer within 20 s', { answerSeconds: 20 }, 64, 16],
    ['30 tokens per second of a stream', { streamTokensPerSecond: 30 }, 64, 16],
    ['the first token within 300 ms', { responseTimeSeconds: 0.3 }, 16, 40],
  ])('is planned for the best level that held %s', (_limit, limit, concurrency, count) => {
    const sizing = sizingOf({ ...stated, ...limit, measurements: [aiperf()] });
    expect([sizing?.measured?.concurrency, sizing?.count?.likely]).toEqual([concurrency, count]);
  });

  it('is modelled where no level held the limit, and says so', () => {
    // biome-ignore format: a fixture in few lines.
    const { choice, warnings } = explained({ ...stated, responseTimeSeconds: 0.1, answerSeconds: 60, measurements: [aiperf()] });
    expect(choice?.sizing?.basis).not.toBe('measured');
    expect(warnings.map(({ code }) => code)).toContain('measurement-over-limit');
  });

  it('is billed as measured: no modelled total, and the tokens measured by the team', () => {
    const bill = billOf(explained({ ...stated, measurements: [aiperf()] }));
    expect(bill?.isModelled).toBeUndefined();
    expect(bill?.perMillionOutputTokensUsd).toMatchObject({ basis: 'measured', source: null });
  });

  it('is modelled by its ratio where the requests had 3 times as many tokens', () => {
    const points = [{ concurrency: 64, requestsPerSecond: 1.3, outputTokens: 1500, p95: 50 }];
    const { choice } = explained({ ...stated, measurements: [aiperf({ points })] });
    expect(choice?.sizing?.basis).toBe('modelled');
    expect(choice?.sizing?.measured?.measured).toBeCloseTo(1950, 6);
  });
});

describe('another type', () => {
  it('is as much slower than modelled as the measured one: half of what the model says of ml.g7e.2xlarge', () => {
    const stated = { ...CHAT, instanceType: 'ml.g7e.2xlarge', streamTokensPerSecond: 1 };
    // biome-ignore format: a fixture in few lines.
    const model = tokensPerSecond({ model: 'llama-3.1-8b', instanceType: G6E, inputTokens: 300, outputTokens: 500, concurrency: 64 });
    const half = model.ok ? model.perSecond.likely / 2 : 0;
    const points = [{ concurrency: 64, requestsPerSecond: half / 500, outputTokensPerSecond: half }];
    const [scaled, modelled] = [sizingOf({ ...stated, measurements: [aiperf({ points })] }), sizingOf(stated)];
    expect(scaled?.basis).toBe('modelled');
    expect(scaled?.tokens?.eachPerSecond.likely).toBeCloseTo(Number(modelled?.tokens?.eachPerSecond.likely) / 2, 6);
    expect(scaled?.measured?.instanceType).toBe(G6E);
  });

  it('with the same GPU is planned for no more in progress than was measured', () => {
    const stated = { ...CHAT, instanceType: 'ml.g6e.2xlarge' };
    const [scaled, own] = [
      sizingOf({ ...stated, measurements: [aiperf()] }),
      sizingOf({ ...CHAT, instanceType: G6E, measurements: [aiperf()] }),
    ];
    expect(scaled?.basis).toBe('modelled');
    expect(scaled?.tokens?.eachPerSecond.likely).toBeCloseTo(Number(own?.tokens?.eachPerSecond.likely), 6);
  });
});

describe('a model on processors', () => {
  it('takes 8 ml.c5.xlarge for 300 per second, at 70 % of the 60 that held 500 ms', () => {
    const points = [
      { concurrency: 16, requestsPerSecond: 60, p95: 0.4 },
      { concurrency: 32, requestsPerSecond: 62, p95: 0.7 },
    ];
    const sizing = sizingOf({ ...TIMED, instanceType: 'ml.c5.xlarge', measurements: [measured({ points })] });
    expect(sizing).toMatchObject({ basis: 'measured', count: { low: 6, likely: 8, high: 9 } });
    expect(sizing?.text).toContain('one ml.c5.xlarge does 60 per second (48–72), measured (own figures, 2026-11-20,');
  });

  it('takes 7 for 100 in progress: 16 each held 500 ms', () => {
    const { peakRequestsPerSecond: _, ...others } = TIMED;
    const stated = { ...others, instanceType: 'ml.c5.xlarge', concurrentRequests: 100, measurements: [measured({})] };
    expect(sizingOf(stated)?.count?.likely).toBe(7);
    expect(sizingOf({ ...stated, processingTimeSeconds: 0.1 })?.count?.likely).toBe(7);
  });

  it('does twice as much on twice the vCPUs, modelled: 3 to 4 ml.c5.2xlarge', () => {
    const sizing = sizingOf({ ...TIMED, instanceType: 'ml.c5.2xlarge', measurements: [measured({})] });
    expect(sizing).toMatchObject({ basis: 'modelled', count: { low: 2, likely: 4, high: 8 } });
    expect(sizing?.text).toContain('modelled from 60 on ml.c5.xlarge');
  });

  it('is measured whatever was stated of its time, which is said where it differs', () => {
    // biome-ignore format: a fixture in few lines.
    const stated = { ...TIMED, instanceType: 'ml.c5.xlarge', processingTimeSeconds: 0.02, measurements: [measured({})] };
    const { choice, warnings } = explained(stated);
    expect(choice?.sizing).toMatchObject({ basis: 'measured', count: { likely: 8 } });
    expect(warnings.find(({ code }) => code === 'stated-time-differs')?.text).toBe(
      '20 ms per request is stated, and 100 ms was measured on ml.c5.xlarge, where that counts.',
    );
  });

  it('counts nowhere where it is slower than asked, and one warning says both times', () => {
    // biome-ignore format: a fixture in few lines.
    const { warnings } = explained({ ...TIMED, instanceType: 'ml.c5.xlarge', processingTimeSeconds: 0.02,
      measurements: [measured({ points: [{ concurrency: 4, requestsPerSecond: 8, p95: 0.7 }] })] });
    const codes = warnings.map(({ code }) => code);
    expect(codes).not.toContain('stated-time-differs');
    expect(warnings.find(({ code }) => code === 'measurement-over-limit')?.text).toBe(
      'No load that was measured on ml.c5.xlarge was answered as fast as asked, the fastest in 700 ms (20 ms per request is stated), so none counts: measure with fewer in progress, or another type.',
    );
  });

  it('contradicts itself within the rows of one table, which may be of several runs, and not within those of one run', () => {
    const points = [60, 20].map((requestsPerSecond) => ({ concurrency: 16, requestsPerSecond, p95: 0.4 }));
    const toldOf = (source: 'row' | 'guidellm') =>
      explained({ ...TIMED, measurements: [measured({ source, points })] }).warnings.find(
        ({ code }) => code === 'measurements-disagree',
      )?.text;
    expect(toldOf('row')).toContain('the slower one counts');
    expect(toldOf('guidellm')).toBeUndefined();
  });

  it('says nothing of a GPU, which keeps its stated time or none', () => {
    const stated = { ...TIMED, instanceType: 'ml.g5.xlarge' };
    const timed = { ...stated, processingTimeSeconds: 0.02 };
    for (const one of [stated, timed])
      expect(sizingOf({ ...one, measurements: [measured({})] })).toEqual(sizingOf(one));
  });

  it('asks which type was measured', () => {
    const stated = { ...TIMED, processingTimeSeconds: 0.02, measurements: [measured({ instanceType: null })] };
    expect(sizingOf(stated)?.needs).toEqual(['measurements']);
    expect(explained(stated).warnings.map(({ code }) => code)).toContain('measurement-without-type');
  });
});

describe('an encoder', () => {
  // biome-ignore format: a fixture in few lines.
  const stated = { modelId: 'bge-m3', trafficPattern: 'steady', inputTokens: 256, peakRequestsPerSecond: 2000 } as const;

  it('does half as much on ml.g5.xlarge where it does half of what is modelled on ml.g6.xlarge', () => {
    const each = (type: string, measurements?: Measurement[]): number => {
      const { count, text } = sizingOf({ ...stated, instanceType: type, ...(measurements && { measurements }) }) ?? {};
      expect(count).not.toBeNull();
      return Number(/does (?:about )?([\d,]+)/.exec(String(text))?.[1]?.replace(',', ''));
    };
    const half = each('ml.g6.xlarge') / 2;
    const points = [{ concurrency: 32, requestsPerSecond: half, inputTokens: 256, p95: 0.3 }];
    const own = [measured({ instanceType: 'ml.g6.xlarge', points })];
    expect(each('ml.g6.xlarge', own)).toBeCloseTo(half, 0);
    expect(each('ml.g5.xlarge', own) / each('ml.g5.xlarge')).toBeCloseTo(0.5, 1);
  });
});

/** Loads within a tenth of each other are the same load. */
const isSameLoad = (one: number, other: number): boolean => Math.max(one / other, other / one) <= 1.1;

const levels = fc
  .uniqueArray(fc.integer({ min: 1, max: 256 }), { minLength: 1, maxLength: 5, comparator: isSameLoad })
  .chain((concurrencies) =>
    fc.tuple(
      fc.constant(concurrencies),
      fc.array(fc.integer({ min: 15, max: 120 }), { minLength: concurrencies.length, maxLength: concurrencies.length }),
    ),
  )
  .map(([concurrencies, streams]) =>
    concurrencies.map((concurrency, at) => {
      const outputTokensPerSecond = concurrency * Number(streams[at]);
      const requestsPerSecond = outputTokensPerSecond / 500;
      return { concurrency, requestsPerSecond, outputTokensPerSecond, p95: concurrency / requestsPerSecond };
    }),
  );

const chatOn = (points: Parameters<typeof aiperf>[0]): Partial<Workload> => ({
  ...CHAT,
  instanceType: G6E,
  measurements: [aiperf(points)],
});

describe('whatever was measured', () => {
  it.each([
    [21, 300],
    [22, 300],
    [23, 345],
  ])(
    'the slower of two loads within a tenth counts: of 20 and %i in progress %i tokens per second',
    (concurrency, each) => {
      const points = [20, concurrency].map((together) => {
        const outputTokensPerSecond = 15 * together;
        return {
          concurrency: together,
          requestsPerSecond: outputTokensPerSecond / 500,
          outputTokensPerSecond,
          p95: 33,
        };
      });
      expect(sizingOf(chatOn({ points }))?.tokens?.eachPerSecond.likely).toBe(each);
    },
  );

  it('no instance is planned for more than the best level', () => {
    fc.assert(
      fc.property(levels, (points) => {
        const sizing = sizingOf(chatOn({ points }));
        if (sizing?.basis !== 'measured') return;
        const most = Math.max(...points.map((point) => point.outputTokensPerSecond));
        expect(sizing.tokens?.eachPerSecond.likely).toBe(most);
        expect(sizing.count?.likely).toBe(Math.ceil(25_000 / (0.8 * most) - 1e-9));
      }),
      { numRuns: runs(60, { costly: true }) },
    );
  });

  it('a faster measurement takes no more instances and no larger bill', () => {
    fc.assert(
      fc.property(levels, fc.double({ min: 1, max: 5, noNaN: true }), (points, times) => {
        const faster = points.map((point) => ({
          ...point,
          requestsPerSecond: point.requestsPerSecond * times,
          outputTokensPerSecond: point.outputTokensPerSecond * times,
          p95: point.p95 / times,
        }));
        const [slow, fast] = [explained(chatOn({ points })), explained(chatOn({ points: faster }))];
        expect(Number(fast.choice?.sizing?.count?.likely)).toBeLessThanOrEqual(
          Number(slow.choice?.sizing?.count?.likely),
        );
        expect(Number(billOf(fast)?.monthlyUsd?.likely)).toBeLessThanOrEqual(
          Number(billOf(slow)?.monthlyUsd?.likely) + 1e-6,
        );
      }),
      { numRuns: runs(30, { costly: true }) },
    );
  });

  it('the order of measurements makes no difference', () => {
    fc.assert(
      fc.property(levels, levels, (one, other) => {
        const both = [aiperf({ points: one }), aiperf({ points: other, measuredAt: null }), measured({})];
        const [first, second] = [both, both.toReversed()].map((measurements) => {
          const { workload: _, ...rest } = recommend(workload({ ...CHAT, measurements }));
          return rest;
        });
        expect(second).toEqual(first);
      }),
      { numRuns: runs(10, { costly: true }) },
    );
  });

  it('chart, template and what is asked of one option say the same as the answer', () => {
    fc.assert(
      fc.property(levels, fc.boolean(), (points, isNamed) => {
        const { instanceType: _, ...free } = chatOn({ points });
        const stated = workload(isNamed ? chatOn({ points }) : free);
        const told = explained(stated);
        const { choice } = told;
        if (choice === null) return;
        const likely = billOf(told)?.monthlyUsd?.likely;
        const curve = costCurve(stated);
        const here = curve?.points.find(({ isStated }) => isStated)?.usd[curve.options.indexOf(choice.option)];
        if (here !== undefined && likely !== undefined) expect(here / likely).toBeCloseTo(1, 2);
        const serving = servingOf(stated, choice.option);
        expect(serving?.instance).toMatchObject({ type: choice.instance?.type, max: choice.instance?.max });
        expect(sizingFor(stated, choice.option)).toEqual(choice.sizing);
        for (const { type, monthlyUsd } of choice.sizing?.alternatives ?? []) {
          const { choice: named, ...rest } = explained({ ...stated, instanceType: type });
          if (named?.option !== choice.option) continue;
          expect(Number(billOf({ choice: named, ...rest })?.monthlyUsd?.likely) / monthlyUsd).toBeCloseTo(1, 2);
        }
      }),
      { numRuns: runs(20, { costly: true }) },
    );
  });
});

describe('what was measured as the model predicts', () => {
  it.each([
    { ...CHAT },
    { ...CHAT, peakRequestsPerSecond: 5 },
    { ...CHAT, modelId: 'qwen3-32b', inputTokens: 1000, peakRequestsPerSecond: 2 },
    { ...CHAT, modelId: 'gpt-oss-20b', inputTokens: 3000, outputTokens: 2000, peakRequestsPerSecond: 10 },
  ])('changes neither type, count nor bill: %j', (stated) => {
    const before = explained(stated);
    const { choice } = before;
    const [type, each] = [choice?.instance?.type, choice?.sizing?.tokens?.eachPerSecond.likely];
    const concurrency = servingOf(workload(stated), 'real-time')?.instance?.atOnce;
    if (type === undefined || each === undefined || concurrency === undefined) throw new Error('not sized');
    const point = { concurrency, requestsPerSecond: each / stated.outputTokens, outputTokensPerSecond: each };
    const after = explained({ ...stated, measurements: [aiperf({ instanceType: type, points: [point] })] });
    expect(after.choice?.sizing?.basis).toBe('measured');
    // What was measured may turn out less otherwise, so less room is left for it.
    expect(after.choice?.instance).toEqual({ ...choice?.instance, max: after.choice?.instance?.max });
    expect(Number(billOf(after)?.monthlyUsd?.likely) / Number(billOf(before)?.monthlyUsd?.likely)).toBeCloseTo(1, 6);
  });

  it('changes nothing of a stated time: 4 vCPUs at 100 ms are 40 per second', () => {
    const stated = { ...TIMED, processingTimeSeconds: 0.1 };
    const before = explained(stated);
    const type = String(before.choice?.instance?.type);
    const vcpus = Number(/works on (\d+)/.exec(String(before.choice?.sizing?.text))?.[1]);
    const points = [{ concurrency: vcpus, requestsPerSecond: vcpus / 0.1, p95: 0.1 }];
    const after = explained({ ...stated, measurements: [measured({ instanceType: type, points })] });
    expect(after.choice?.sizing?.basis).toBe('measured');
    expect(after.choice?.instance).toMatchObject({ type, start: before.choice?.instance?.start });
    expect(billOf(after)?.monthlyUsd?.likely).toBe(billOf(before)?.monthlyUsd?.likely);
  });
});

describe('requests of which nobody says how long the answers were', () => {
  const job = (source: 'inference-recommender' | 'row') =>
    explained({
      ...CHAT,
      inputTokens: 1000,
      peakRequestsPerSecond: 20,
      trafficPattern: 'steady',
      measurements: [
        measured({ source, instanceType: 'ml.g5.xlarge', points: [{ requestsPerSecond: 35, mean: 0.041 }] }),
      ],
    });

  it("size no model that writes tokens: 35 per second of Inference Recommender's own payload aren't 17,500 tokens", () => {
    const { choice, warnings } = job('inference-recommender');
    expect(choice?.sizing?.basis).toBe('modelled');
    expect(choice?.sizing?.measured).toBeUndefined();
    expect(warnings.find(({ code }) => code === 'measurement-without-tokens')?.text).toBe(
      "Inference Recommender doesn't say how many tokens a request wrote, so its 1 point counts for nothing: measure with GuideLLM or AIPerf.",
    );
  });

  it("are the team's own where the team wrote the row", () => {
    expect(job('row').warnings.map(({ code }) => code)).not.toContain('measurement-without-tokens');
  });
});
