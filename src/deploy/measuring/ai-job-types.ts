/**
 * Instance types that an AI recommendation job runs on: `AIRecommendationInstanceType` of @aws-sdk/client-sagemaker 3.1142.0
 * (2026-09-29).
 */
export const AI_JOB_TYPES: ReadonlySet<string> = new Set(
  (
    [
      ['g5', 'xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge'],
      ['g6', 'xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge'],
      ['g6e', 'xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge'],
      ['g7', '2xlarge 4xlarge 8xlarge 12xlarge 24xlarge 48xlarge'],
      ['g7e', '2xlarge 4xlarge 8xlarge 12xlarge 24xlarge 48xlarge'],
      ['p3', '2xlarge 8xlarge 16xlarge'],
      ['p4d', '24xlarge'],
      ['p4de', '24xlarge'],
      ['p5', '4xlarge 48xlarge'],
      ['p5e', '48xlarge'],
      ['p5en', '48xlarge'],
      ['p6-b200', '48xlarge'],
    ] as const
  ).flatMap(([family, sizes]) => sizes.split(' ').map((size) => `ml.${family}.${size}`)),
);
