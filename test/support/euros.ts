import { type Advisor, createAdvisor } from '../../src/advice/advisor.ts';
import { named, type Workload } from '../../src/recommender/index.ts';

const asOf = '2026-11-20';
export const currencyAt = (perUsd: number, code = 'EUR') => ({ code, perUsd, asOf });

/** An advisor of a team that counts in euros. */
export const inEurosAt = (perUsd: number): Advisor => createAdvisor({ team: { currency: currencyAt(perUsd) } });

/** A queue, a budget that is exceeded, and a model that writes tokens. */
export const WORKLOADS = [
  { ...named('scans'), payloadSizeMB: 500, responseTimeSeconds: 900, processingTimeSeconds: 90, monthlyRequests: 2000 },
  { ...named('capped'), payloadSizeMB: 1, processingTimeSeconds: 0.2, monthlyRequests: 3e6, monthlyBudgetUsd: 20 },
  {
    ...named('chat'),
    modelId: 'meta-llama/Llama-3.1-8B-Instruct',
    peakRequestsPerSecond: 20,
    inputTokens: 1000,
    outputTokens: 300,
  },
] as const satisfies readonly Workload[];
