/** The least that reading an account needs. The last two are optional: sizes of images, and jobs that measured. */
const STATEMENTS = [
  {
    Sid: 'ReadEndpoints',
    Effect: 'Allow',
    Action: [
      'sagemaker:ListEndpoints',
      'sagemaker:DescribeEndpoint',
      'sagemaker:DescribeEndpointConfig',
      'sagemaker:DescribeModel',
      'sagemaker:ListInferenceComponents',
      'sagemaker:DescribeInferenceComponent',
      'sagemaker:ListTransformJobs',
      'sagemaker:DescribeTransformJob',
      'application-autoscaling:DescribeScalableTargets',
      'application-autoscaling:DescribeScalingPolicies',
      'application-autoscaling:DescribeScheduledActions',
      'cloudwatch:GetMetricData',
      'cloudwatch:DescribeAlarms',
      'servicequotas:ListServiceQuotas',
    ],
    Resource: '*',
  },
  { Sid: 'ReadImageSizes', Effect: 'Allow', Action: ['ecr:DescribeImages'], Resource: '*' },
  {
    Sid: 'ReadJobsThatMeasure',
    Effect: 'Allow',
    Action: [
      'sagemaker:DescribeAIRecommendationJob',
      'sagemaker:DescribeInferenceRecommendationsJob',
      'sagemaker:DescribeAIBenchmarkJob',
      'sagemaker:DescribeAIWorkloadConfig',
    ],
    Resource: '*',
  },
];

/** The IAM policy that `--policy` prints, as JSON. It has no wildcard actions and nothing that writes. */
export const writeIamPolicy = (): string =>
  `${JSON.stringify({ Version: '2012-10-17', Statement: STATEMENTS }, null, 2)}\n`;
