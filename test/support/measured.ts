import type { MeasuredPoint, Measurement } from '../../src/recommender/index.ts';

/** A level of load as tests write it; what isn't given isn't known. */
type Given = Partial<Omit<MeasuredPoint, 'seconds'>> & Partial<MeasuredPoint['seconds']>;

const POINT: Given = { concurrency: 16, requestsPerSecond: 60, p95: 0.4 };

/** A measurement of one ml.c5.xlarge on 2026-11-20: 60 requests per second with 16 in progress, p95 400 ms, unless told otherwise. */
export function measured({
  points = [POINT],
  ...given
}: Partial<Omit<Measurement, 'points'>> & { points?: readonly Given[] }): Measurement {
  return {
    source: 'row',
    instanceType: 'ml.c5.xlarge',
    instanceCount: 1,
    model: null,
    measuredAt: '2026-11-20',
    ...given,
    points: points.map(({ mean = null, p50 = null, p95 = null, p99 = null, ...point }) => ({
      concurrency: null,
      requestsPerSecond: 1,
      outputTokensPerSecond: null,
      inputTokens: null,
      outputTokens: null,
      timeToFirstTokenSeconds: null,
      failedShare: null,
      ...point,
      seconds: { mean, p50, p95, p99 },
    })),
  };
}
