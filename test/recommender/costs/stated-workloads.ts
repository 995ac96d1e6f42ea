import type { Workload, WorkloadField } from '../../../src/recommender/index.ts';
import { between, betweenInLog, type Draw } from '../../support/months/traffic.ts';

const oneOf = <T>(draw: Draw, values: readonly T[]): T => values[Math.floor(draw() * values.length)] as T;
const round = (value: number): number => Number(value.toPrecision(2));

/** A workload of which the volume and the processing time are stated, as teams have them. */
export function statedWorkload(draw: Draw): Workload {
  const trafficPattern = oneOf(draw, [
    'steady',
    'variable',
    'variable',
    'intermittent',
    'intermittent',
    'dataset',
  ] as const);
  const isSlow = draw() < 1 / 3;
  const processingTimeSeconds = round(isSlow ? betweenInLog(draw, 5, 300) : betweenInLog(draw, 0.02, 2));
  const stated = {
    name: 'a month',
    trafficPattern,
    processingTimeSeconds,
    payloadSizeMB: oneOf(draw, [undefined, round(betweenInLog(draw, 0.005, 4)), round(betweenInLog(draw, 0.005, 4))]),
    modelSizeGB: oneOf(draw, [undefined, round(betweenInLog(draw, 0.2, 12))]),
    modelCount: oneOf(draw, [1, 1, 1, 1, 3]),
    modelsScaleIndependently: oneOf(draw, [undefined, true]),
    requiresGpu: oneOf(draw, [undefined, undefined, true]),
    availability: oneOf(draw, [undefined, undefined, 'multi-az'] as const),
    ...(trafficPattern === 'dataset' ? statedRuns(isSlow, draw) : statedRequests(trafficPattern, isSlow, draw)),
  };
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)) as unknown as Workload;
}

/** A model that writes tokens, with its tokens and requests stated. */
export function writingWorkload(draw: Draw): Workload {
  const trafficPattern = oneOf(draw, ['steady', 'variable', 'variable'] as const);
  const stated = {
    name: 'a month of tokens',
    trafficPattern,
    modelId: oneOf(draw, ['llama-3.1-8b', 'mistral-7b', 'qwen3-8b', 'qwen2.5-14b', 'gpt-oss-20b']),
    modelPrecisionBits: 16,
    inputTokens: round(betweenInLog(draw, 100, 2000)),
    outputTokens: round(betweenInLog(draw, 100, 600)),
    requiresStreaming: 'response',
    ...statedRequests(trafficPattern, true, draw),
    monthlyRequests: round(betweenInLog(draw, 300_000, 30_000_000)),
    peakRequestsPerSecond: undefined,
    responseTimeSeconds: undefined,
    coldStarts: undefined,
  };
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)) as unknown as Workload;
}

function statedRuns(isSlow: boolean, draw: Draw): Partial<Record<WorkloadField, unknown>> {
  return {
    datasetRecordsPerRun: round(betweenInLog(draw, 10_000, isSlow ? 30_000 : 3_000_000)),
    datasetRunsPerMonth: oneOf(draw, [4, 30, 30, 120]),
    datasetDeadlineHours: oneOf(draw, [undefined, 4, 8, 24]),
    datasetSizeGB: oneOf(draw, [undefined, round(betweenInLog(draw, 0.1, 100))]),
  };
}

function statedRequests(traffic: string, isSlow: boolean, draw: Draw): Partial<Record<WorkloadField, unknown>> {
  const monthlyRequests = round(betweenInLog(draw, 10_000, isSlow ? 300_000 : 30_000_000));
  const isSteady = traffic === 'steady';
  const hours = oneOf(draw, [undefined, 2 + Math.floor(draw() * 14)]);
  const days = oneOf(draw, [undefined, 5, 7]);
  const busy = isSteady ? 24 : (hours ?? (traffic === 'intermittent' ? 4 : 24));
  const meanRate = monthlyRequests / (busy * 3600 * 30.4 * (isSteady ? 1 : (days ?? 7) / 7));
  return {
    monthlyRequests,
    busyHoursPerDay: isSteady ? undefined : hours,
    busyDaysPerWeek: isSteady ? undefined : days,
    peakRequestsPerSecond: oneOf(draw, [undefined, undefined, round(meanRate * between(draw, 2, 10))]),
    trafficPredictable: oneOf(draw, [undefined, true, false]),
    coldStarts: oneOf(draw, [undefined, 'unacceptable', 'acceptable', 'minutes-acceptable']),
    responseTimeSeconds: isSlow ? 3600 : undefined,
  };
}
