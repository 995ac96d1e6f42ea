import { isJob } from '../../recommender/index.ts';
import type { DeploymentFacts } from '../facts.ts';
import { type Part, type Resource, sub } from '../template.ts';

// Log groups that are there before the first line is written, so that logs don't stay for ever.

/** Days for which logs are kept. Ours. */
const DAYS = 90;

/** Where its containers write to, under `/aws/sagemaker/` (DG logging-cloudwatch, 2026-09; components by AWS's samples). */
export function logGroupsOf({ serving }: DeploymentFacts): string[] {
  if (isJob(serving.option)) return ['TransformJobs'];
  const endpoint = 'Endpoints/${AWS::StackName}';
  return serving.copies === null ? [endpoint] : [endpoint, 'InferenceComponents/${AWS::StackName}-'];
}

/** The log group of an endpoint. Jobs of the whole account share theirs. */
export const endpointLogs = (): Part => ({
  resources: { EndpointLogs: logGroup('Endpoints/${AWS::StackName}') },
  notes: ['The stack makes its log groups. Delete those that an earlier endpoint of this name left before you deploy.'],
});

/** Deleted with the stack: one that stays would keep the stack from being deployed again. */
export const logGroup = (name: string): Resource => ({
  Type: 'AWS::Logs::LogGroup',
  Properties: { LogGroupName: sub(`/aws/sagemaker/${name}`), RetentionInDays: DAYS },
});
