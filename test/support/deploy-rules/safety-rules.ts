import { each, type Rule, resourcesOf, same } from './rule.ts';

// That a deployment fails safely: what is watched, rolled back, encrypted, trusted and tagged.

export const SAFETY_RULES: readonly Rule[] = [
  each(
    'The endpoint has the name of its stack, so that its alarms and log group are there before it',
    (template) => resourcesOf(template, 'AWS::SageMaker::Endpoint'),
    ({ EndpointName }) => !same(EndpointName, { Ref: 'AWS::StackName' }) && JSON.stringify(EndpointName ?? 'none'),
  ),
];
