// One file of each kind. Shapes as the tools and AWS's API have them (2026-11); the figures are made up.

const metric = (unit: string, avg: number, more: Readonly<Record<string, number>> = {}) => ({ unit, avg, ...more });

const AIPERF = {
  schema_version: '1.4',
  aiperf_version: '0.12.0',
  was_cancelled: false,
  error_summary: [],
  input_config: {
    models: { items: [{ name: 'meta-llama/Llama-3.1-8B-Instruct' }] },
    phases: [
      { name: 'warmup', concurrency: 2 },
      { name: 'profiling', concurrency: 8 },
    ],
  },
  request_count: metric('requests', 80),
  request_throughput: metric('requests/sec', 0.8),
  output_token_throughput: metric('tokens/sec', 819.2),
  request_latency: metric('ms', 10_530, { p50: 10_500, p95: 18_000, p99: 21_060 }),
  time_to_first_token: metric('ms', 310, { p50: 300 }),
  input_sequence_length: metric('tokens', 8192),
  output_sequence_length: metric('tokens', 1024),
  end_time: '2026-11-20T10:00:40',
};

const level = (strategy: object, figures: Readonly<Record<string, number>>, errored = 0) => ({
  config: { strategy, backend: { model: 'Qwen/Qwen3-8B' } },
  duration: 30,
  metrics: {
    request_totals: { successful: 120, errored, incomplete: 3, total: 123 + errored },
    ...Object.fromEntries(
      Object.entries(figures).map(([name, mean]) => [
        name,
        { successful: { mean, median: mean, percentiles: { p95: mean * 1.5, p99: mean * 2 } } },
      ]),
    ),
  },
});

const GUIDELLM = {
  metadata: { version: 2, guidellm_version: '0.7.0' },
  benchmarks: [
    level(
      { type_: 'concurrent', streams: 8 },
      {
        requests_per_second: 4,
        request_latency: 1.97,
        output_tokens_per_second: 512,
        prompt_token_count: 512,
        output_token_count: 128,
        time_to_first_token_ms: 45,
      },
    ),
    level(
      { type_: 'constant', rate: 2, max_concurrency: null },
      { requests_per_second: 2, request_latency: 1.55, request_concurrency: 3.1, output_tokens_per_second: 256 },
      2,
    ),
  ],
};

const VLLM = {
  date: '20260523-114606',
  backend: 'openai-chat',
  model_id: 'Qwen/Qwen3-8B',
  num_prompts: 200,
  request_rate: 'inf',
  max_concurrency: 16,
  duration: 40,
  completed: 200,
  failed: 0,
  total_input_tokens: 102_400,
  total_output_tokens: 25_600,
  request_throughput: 5,
  output_throughput: 640,
  mean_ttft_ms: 60,
  median_ttft_ms: 55,
  mean_tpot_ms: 24,
  mean_e2el_ms: 3200,
  median_e2el_ms: 3150,
  p95_e2el_ms: 4100,
};

const expected = (metricName: string, stat: string, value: string, unit: string) => ({
  Metric: metricName,
  Stat: stat,
  Value: value,
  Unit: unit,
});

const RECOMMENDATION_JOB = {
  AIRecommendationJobName: 'job',
  AIRecommendationJobStatus: 'Completed',
  EndTime: '2026-08-01T14:00:00Z',
  Recommendations: [
    {
      DeploymentConfiguration: { InstanceType: 'ml.g6e.12xlarge', InstanceCount: 1, CopyCountPerInstance: 2 },
      ExpectedPerformance: [
        expected('request_throughput', 'avg', '152.9', 'Requests/Second'),
        expected('output_token_throughput', 'avg', '4893', 'Tokens/Second'),
        expected('request_latency', 'p50', '402', 'Milliseconds'),
        expected('request_latency', 'p99', '481.6', 'Milliseconds'),
        expected('time_to_first_token', 'p50', '61.2', 'Milliseconds'),
      ],
    },
    {
      DeploymentConfiguration: { InstanceType: 'ml.g6e.12xlarge', InstanceCount: 1 },
      ExpectedPerformance: [
        expected('throughput', 'average', '512', 'tokens/second'),
        expected('RequestThroughput', 'avg', '28.4', 'requests/sec'),
      ],
    },
  ],
};

const RECOMMENDER = {
  JobName: 'job',
  JobType: 'Default',
  Status: 'COMPLETED',
  CreationTime: '2026-10-26T20:04:57Z',
  InferenceRecommendations: [
    {
      Metrics: { CostPerHour: 0.2, MaxInvocations: 648, ModelLatency: 263_596, CpuUtilization: 'NaN' },
      EndpointConfiguration: { InstanceType: 'ml.c5.xlarge', InitialInstanceCount: 1 },
    },
    {
      Metrics: { MaxInvocations: 1000, ModelLatency: 52_000 },
      EndpointConfiguration: { ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 1 } },
    },
  ],
};

export const FILES = {
  aiperf: AIPERF,
  aiperf2025: {
    ...AIPERF,
    schema_version: undefined,
    input_config: { endpoint: { model_names: ['Qwen/Qwen3-4B'] }, loadgen: { concurrency: 10 } },
    input_sequence_length: metric('tokens', 550),
    end_time: '2025-10-10T10:00:40',
  },
  aiperfFailing: {
    ...AIPERF,
    schema_version: '1.2',
    request_count: metric('requests', 336),
    completed_request_count: metric('requests', 371),
    error_request_count: metric('requests', 35),
  },
  guidellm: GUIDELLM,
  vllm: VLLM,
  recommendationJob: RECOMMENDATION_JOB,
  recommender: RECOMMENDER,
  recommenderSteps: {
    Steps: [
      {
        StepType: 'BENCHMARK',
        InferenceBenchmark: {
          Metrics: { MaxInvocations: 2100, ModelLatency: 41_000 },
          EndpointConfiguration: { InstanceType: 'ml.g5.xlarge', InitialInstanceCount: 1 },
        },
      },
    ],
  },
  benchmarkJob: {
    AIBenchmarkJobName: 'job',
    AIBenchmarkJobStatus: 'Completed',
    OutputConfig: { S3OutputLocation: 's3://bucket/results/' },
  },
};
