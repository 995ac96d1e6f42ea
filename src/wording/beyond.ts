import { itemize } from './reader/items.ts';
import { compile, findHits } from './reader/patterns.ts';
import { tokenize } from './reader/tokens.ts';

// What people ask for beside a workload, and that no figure here answers.

const BEYOND = compile<string>([
  ['bedrock', "Bedrock has no price here. Only SageMaker AI's options are compared."],
  [
    'spot instance|price|pricing|capacity|fleet ; on|use|using|with spot',
    'Spot has no price here. Instances are priced on demand.',
  ],
  [
    'inferentia|inferentia2|trainium|neuron',
    'AWS chips are priced where an instance type is named, such as ml.inf2.xlarge.',
  ],
  ['hipaa|gdpr|pci|soc2|fedramp ; compliance|compliant', "Compliance isn't judged here."],
  ['azure|gcp|databricks ; vertex ai ; google cloud', 'Other clouds have no price here.'],
  [
    'versus|vs|than|against|or on? fargate|ecs|eks|kubernetes|ec2 ; fargate|ecs|eks|kubernetes|ec2 versus|vs|or',
    "Containers outside of SageMaker AI have no price here. Only SageMaker AI's options are compared.",
  ],
]);

/** What a text asks for and gets no answer to, a sentence each, in its order. */
export const unansweredIn = (text: string): string[] => [
  ...new Set(
    findHits(itemize(tokenize(text), text), BEYOND)
      .toSorted((one, other) => one.from - other.from)
      .map(({ row }) => row),
  ),
];
