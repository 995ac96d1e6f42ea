import {
  type HostingPatternId,
  INFERENCE_OPTIONS,
  type InferenceOptionId,
  optionTitle,
  type Recommendation,
  type Scaling,
} from '../../../recommender/index.ts';
import type { Review } from '../../../reviews/record.ts';
import type { Message } from '../message.ts';
import { joinLines, link, mrkdwn, pageName } from '../mrkdwn.ts';
import { chosenInstance } from './sizing.ts';

// The AWS resources that each choice needs.
// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_SageMaker.html (read 2026-11)

const ROLE =
  'An IAM execution role (`AWS::IAM::Role`) that SageMaker can assume, with access to the model in S3, the image in ECR, and CloudWatch';

const MODELS: Readonly<Record<HostingPatternId, string>> = {
  'single-model': 'A model (`AWS::SageMaker::Model`): container image and model data in S3',
  'multi-model':
    'One model (`AWS::SageMaker::Model`) in `MultiModel` mode: container image and the S3 prefix that holds all model archives',
  'multi-container':
    'One model (`AWS::SageMaker::Model`) with 2 to 15 containers and `InferenceExecutionConfig` mode `Direct`',
  'inference-pipeline': 'One model (`AWS::SageMaker::Model`) with its containers in order, in `Serial` mode',
  'inference-components':
    'An inference component (`AWS::SageMaker::InferenceComponent`) for each model, on an endpoint whose variant names no model: container, memory, accelerators, copies',
};

type Endpoint = Exclude<InferenceOptionId, 'batch-transform'>;

const CONFIGURATIONS: Readonly<Record<Endpoint, (instance: string) => string>> = {
  'real-time': (instance) =>
    `An endpoint configuration (\`AWS::SageMaker::EndpointConfig\`): a variant with the model, ${instance}, and the initial count`,
  serverless: () =>
    'An endpoint configuration (`AWS::SageMaker::EndpointConfig`): a variant with the model and `ServerlessConfig` (memory, maximum concurrency)',
  asynchronous: (instance) =>
    `An endpoint configuration (\`AWS::SageMaker::EndpointConfig\`): a variant with the model and ${instance}, and \`AsyncInferenceConfig\` with the S3 output path (add SNS topics to be notified)`,
};

const SCALING: Readonly<Partial<Record<Scaling, string>>> = {
  'auto-scaling':
    'Auto scaling: a scalable target and a target tracking policy (`AWS::ApplicationAutoScaling::ScalableTarget` and `ScalingPolicy`)',
  'scale-to-zero':
    'Scaling to zero: a scalable target with minimum 0, a target tracking policy, and a step scaling policy on `HasBacklogWithoutCapacity` that wakes it',
  'provisioned-concurrency': 'Provisioned concurrency: a schedule that sets it for the busy hours',
};

const JOB: readonly string[] = [
  'A transform job for each run: `CreateTransformJob` with the S3 input and output, the instance, and the batch strategy. No endpoint',
  'A trigger: EventBridge Scheduler on a schedule, or Step Functions to wait for the result',
];

const TEXT_MAX = 2900;

/** The resources to create for the decided or recommended option, in order. */
export function buildDeployment(recommendation: Recommendation, { decision }: Pick<Review, 'decision'>): Message {
  const { choice } = recommendation;
  const option = decision?.option ?? choice?.option;
  if (option === undefined) {
    const text = 'No option fits, so there is nothing to deploy yet. Ask `compare` for what each option would need.';
    return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
  }
  // Hosting and scaling are known for the recommended option only.
  const isChoice = option === choice?.option;
  const hosting = isChoice ? choice.hosting : 'single-model';
  const steps = stepsOf(option, hosting, isChoice ? choice.scaling : undefined, instanceOf(recommendation, option));
  const source = INFERENCE_OPTIONS.find(({ id }) => id === option)?.source;
  const title = isChoice ? choice.title : optionTitle(option);
  const lines = [
    `*To deploy* ${title}, create these with CloudFormation, Terraform or the console:`,
    ...steps.map((step, at) => `${at + 1}. ${step}.`),
    ...(source === undefined ? [] : [`Guide: ${link(source.url, pageName(source))}`]),
  ];
  return {
    text: `What to create for ${title}.`,
    blocks: [{ type: 'section', text: mrkdwn(joinLines(lines, TEXT_MAX)) }],
  };
}

function stepsOf(
  option: InferenceOptionId,
  hosting: HostingPatternId,
  scaling: Scaling | undefined,
  instance: string,
): string[] {
  const model = MODELS[hosting];
  if (option === 'batch-transform') return [ROLE, model, ...JOB];
  const policy = scaling === undefined ? undefined : SCALING[scaling];
  const endpoint = ['An endpoint (`AWS::SageMaker::Endpoint`) from that configuration'];
  const parts =
    hosting === 'inference-components'
      ? [CONFIGURATIONS[option](instance), ...endpoint, model]
      : [model, CONFIGURATIONS[option](instance), ...endpoint];
  return [ROLE, ...parts, ...(policy === undefined ? [] : [policy])];
}

function instanceOf(recommendation: Recommendation, option: InferenceOptionId): string {
  const type = chosenInstance(recommendation, option)?.type;
  return type === undefined ? 'an instance type' : `instance type ${type}`;
}
