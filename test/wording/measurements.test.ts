import { describe, expect, it } from 'vitest';
import { type Measurement, type Recommendation, recommend } from '../../src/recommender/index.ts';
import { describeDifference } from '../../src/wording/differences.ts';
import {
  bestMeasured,
  measuredAgainstModel,
  measurementChanges,
  withMeasured,
} from '../../src/wording/measurements.ts';
import { MEASURED } from '../support/measurements.ts';
import { workload } from '../support/workloads.ts';

const [[guidellm] = [], [onCpu, onGpu] = []] = MEASURED as [[Measurement], [Measurement, Measurement]];
const [chat, cpu, gpu] = [guidellm, onCpu, onGpu] as [Measurement, Measurement, Measurement];

describe('measurements that are added', () => {
  it('follow those that are there, each run once', () => {
    expect(withMeasured([chat], [cpu, structuredClone(chat), cpu])).toEqual([chat, cpu]);
  });

  it('are told by who measured, on what and when, at most three by name', () => {
    expect(measurementChanges([], [chat])).toEqual(['measurement added: GuideLLM on ml.g6e.xlarge (2026-11-20)']);
    expect(measurementChanges([chat, cpu], [chat])).toEqual(['measurement removed: own figures on ml.c6i.xlarge']);
    const days = ['2026-10-01', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06'];
    expect(
      measurementChanges(
        [gpu],
        days.map((measuredAt) => ({ ...gpu, measuredAt })),
      ),
    ).toEqual([
      'measurements added: own figures on ml.g5.xlarge (2026-10-01); own figures on ml.g5.xlarge (2026-10-03); own figures on ml.g5.xlarge (2026-10-04) and 2 more',
      'measurement removed: own figures on ml.g5.xlarge (2026-10-02)',
    ]);
    expect(measurementChanges([chat], [chat])).toEqual([]);
  });
});

it('the most that a run did is the fastest level at which at most 1% of the requests failed', () => {
  expect(bestMeasured(chat)).toBe('up to 1,830 tokens/s with 64 in progress');
  expect(bestMeasured(cpu)).toBe('up to 96 requests/s with 8 in progress');
  const failing = chat.points.map((point, at) => (at === 3 ? { ...point, failedShare: 0.02 } : point));
  expect(bestMeasured({ ...chat, points: failing })).toBe('up to 1,260 tokens/s with 32 in progress');
  expect(bestMeasured({ ...chat, points: failing.slice(3) })).toBeUndefined();
});

describe('a measured speed against the modelled one', () => {
  const before = recommend(
    workload({
      modelId: 'qwen3-8b',
      requiresGpu: true,
      peakRequestsPerSecond: 4,
      monthlyRequests: 4_000_000,
      inputTokens: 1000,
      outputTokens: 300,
    }),
  );
  const sizing = before.choice?.sizing;
  const speed = {
    source: 'guidellm' as const,
    instanceType: 'ml.g6e.xlarge',
    measuredAt: '2026-11-20',
    model: null,
    concurrency: 16,
    latency: null,
    unit: 'tokens' as const,
    measured: 1240,
    modelled: { low: 800, likely: 1150, high: 1600 },
  };
  const against = (measured: typeof speed | (Omit<typeof speed, 'modelled'> & { modelled: null })): Recommendation => ({
    ...before,
    workload: { ...before.workload, measurements: [chat] },
    choice: before.choice && { ...before.choice, ...(sizing && { sizing: { ...sizing, measured } }) },
  });

  it('is said with both and the range, and alone where the model says nothing', () => {
    expect(measuredAgainstModel(against(speed))).toBe('modelled 1,200 tokens/s (800–1,600), measured 1,240');
    expect(measuredAgainstModel(against({ ...speed, modelled: null }))).toBe('measured 1,240 tokens/s');
    expect(measuredAgainstModel(before)).toBeUndefined();
  });

  it('is said of a revision, with what became of option and cost', () => {
    expect(describeDifference(before, against(speed))).toMatch(
      /^measurement added: GuideLLM on ml\.g6e\.xlarge \(2026-11-20\): modelled 1,200 tokens\/s \(800–1,600\), measured 1,240; still \$[\d,]+ per month$/,
    );
  });
});
