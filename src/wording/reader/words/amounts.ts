/** Words that mean a factor, by the factor. */
export const FACTORS: Readonly<Record<string, string>> = {
  2: 'twice double doubled doubling twofold',
  3: 'thrice triple tripled tripling treble threefold',
  4: 'quadruple quadrupled quadrupling fourfold',
  '0.5': 'half halve halved halving',
  5: 'quintuple fivefold',
  10: 'tenfold',
  100: 'hundredfold',
};

/** Parts of a whole, by how many make it. */
export const PARTS: Readonly<Record<string, string>> = { 3: 'third', 4: 'quarter', 5: 'fifth', 10: 'tenth' };

/** What is said to change, by the fields that it means; the first with a word near the factor counts. */
export const AMOUNTS: Readonly<Record<string, string>> = {
  peakRequestsPerSecond: 'peak rps qps tps',
  burstRequests: 'burst',
  concurrentRequests: 'concurrency concurrent simultaneous parallel',
  payloadSizeMB: 'payload body',
  'responseTimeSeconds datasetDeadlineHours': 'latency response deadline wait',
  processingTimeSeconds: 'processing inference compute long longer slow slower quick quicker fast faster',
  modelSizeGB: 'weight memory vram',
  monthlyBudgetUsd: 'budget',
  contextTokens: 'context',
  inputTokens: 'prompt',
  outputTokens: 'output completion',
  modelCount: 'model adapter tenant',
  containerCount: 'container',
  datasetRunsPerMonth: 'run job',
  datasetRecordsPerRun: 'row record',
  'datasetSizeGB datasetRecordsPerRun': 'table dataset data export file volume',
  monthlyRequests: 'request call invocation query prediction',
  'monthlyRequests peakRequestsPerSecond burstRequests': `
    traffic load volume throughput user caller scan image document customer usage file picture video message growth
  `,
};
