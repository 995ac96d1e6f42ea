import { QUOTAS } from '../../recommender/index.ts';
import type { MeasuringPlan, TokenLoad } from './plan.ts';

// Requests of SageMaker AI's jobs that measure (SageMaker AI API, 2026-09). What only the team knows is a name in angle brackets, which
// the API's patterns refuse: a request that nobody filled in creates nothing.

/** Requests per request in progress. */
const REQUESTS_EACH = 10;

/** Names are letters, digits and hyphens, at most 63; a slug has 26. */
const named = ({ slug }: MeasuringPlan): string => `${slug}-measured`;

/** What only the team knows, by the name that stands in angle brackets. Without quotes, which a shell would read. */
export const ASKED = {
  TOKENIZER: 'the place of the tokenizer on the Hugging Face Hub, org/name',
  WEIGHTS_S3: 'the S3 URI of the safetensors',
  RESULTS_S3: 'an S3 URI for the results',
  ROLE_ARN: 'the ARN of a role that SageMaker AI may assume',
  MODEL_PACKAGE_ARN: 'the ARN of a version of your model package, which has a sample payload',
} as const;

export type Asked = keyof typeof ASKED;

const open = (name: Asked): string => `<${name}>`;

/** A JSON text in JSON (generative-ai-inference-recommendations-workload-config, 2026-09). */
export function workloadConfig(plan: MeasuringPlan, tokens: TokenLoad) {
  const { modelId, inputTokens, outputTokens, planned } = tokens;
  const specification = {
    benchmark: { type: 'aiperf' },
    parameters: {
      prompt_input_tokens_mean: inputTokens,
      output_tokens_mean: outputTokens,
      concurrency: planned,
      request_count: planned * REQUESTS_EACH,
      streaming: true,
      tokenizer: modelId ?? open('TOKENIZER'),
    },
    tooling: { api_standard: 'openai' },
  };
  return {
    AIWorkloadConfigName: named(plan),
    AIWorkloadConfigs: { WorkloadSpec: { Inline: JSON.stringify(specification) } },
  };
}

/** Compares the chosen type with others. Without the job's own changes to the model: they would measure another one. */
export function recommendationJob(
  plan: MeasuringPlan,
  { framework, types }: Extract<TokenLoad['job'], { framework: string }>,
) {
  return {
    AIRecommendationJobName: named(plan),
    ModelSource: { S3: { S3Uri: open('WEIGHTS_S3') } },
    OutputConfig: { S3OutputLocation: open('RESULTS_S3') },
    AIWorkloadConfigIdentifier: named(plan),
    PerformanceTarget: { Constraints: [{ Metric: 'throughput' }] },
    RoleArn: open('ROLE_ARN'),
    InferenceSpecification: { Framework: framework },
    OptimizeModel: false,
    ComputeSpec: { InstanceTypes: types },
  };
}

/** Types of a load test at most (inference-recommender-load-test, 2026-09). */
const TESTED_MAX = 10;
/** Users are added one by one, until requests per second no longer rise, or a request takes too long. In seconds, 120 to 3,600 a phase. */
const PHASE = { InitialNumberOfUsers: 1, SpawnRate: 1, DurationInSeconds: 900 } as const;
/** A real-time endpoint cuts a request off after this long. */
const SECONDS_MAX = QUOTAS.realTimeProcessing.value;

/** A load test by classic Inference Recommender, of a model package. */
export function loadTestJob(plan: MeasuringPlan) {
  const { instanceType, alternatives, secondsMax } = plan;
  const types = [instanceType, ...alternatives].slice(0, TESTED_MAX);
  const seconds = Math.min(secondsMax ?? SECONDS_MAX, SECONDS_MAX);
  return {
    JobName: named(plan),
    JobType: 'Advanced',
    RoleArn: open('ROLE_ARN'),
    InputConfig: {
      ModelPackageVersionArn: open('MODEL_PACKAGE_ARN'),
      JobDurationInSeconds: 7200,
      TrafficPattern: { TrafficType: 'PHASES', Phases: [{ ...PHASE }] },
      ResourceLimit: { MaxNumberOfTests: types.length, MaxParallelOfTests: 1 },
      EndpointConfigurations: types.map((InstanceType) => ({ InstanceType })),
    },
    StoppingConditions: {
      ModelLatencyThresholds: [{ Percentile: 'P95', ValueInMilliseconds: Math.max(1, Math.round(seconds * 1000)) }],
    },
  };
}
