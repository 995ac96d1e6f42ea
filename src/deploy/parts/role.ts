import type { DeploymentFacts } from '../facts.ts';
import { allow, getAtt, type Parameter, type Part, piece, ref, type Statement, sub, type Value } from '../template.ts';
import { grantVolumes, keyUse } from './encryption.ts';
import { logGroupsOf } from './logs.ts';
import { rollsOut } from './rollout.ts';

const VERSION = '2012-10-17';

/** The ARN of the role that SageMaker assumes: the template's, unless the team asked to enter one that exists. */
export const executionRoleArn = ({ extras }: DeploymentFacts): Value =>
  extras.has('own-role') ? ref('ExecutionRoleArn') : getAtt('ExecutionRole', 'Arn');

const OWN_ROLE: Parameter = {
  Type: 'String',
  Description: 'A SageMaker execution role that exists already, with the permissions that the template would give.',
  AllowedPattern: '^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$',
  ConstraintDescription: 'The ARN of a role.',
};

/** The execution role with what every container needs, and what the choice adds (DG sagemaker-roles, CreateModel, 2026-09). */
export function executionRole(facts: DeploymentFacts, statements: readonly Value[]): Part {
  if (facts.extras.has('own-role')) return { parameters: { ExecutionRoleArn: OWN_ROLE } };
  const usual = [ACCOUNT_WIDE, writeLogs(logGroupsOf(facts)), ...(rollsOut(facts) ? [READ_ALARMS] : [])];
  return {
    resources: {
      ExecutionRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trust('sagemaker', '*'),
          Policies: [policy('serve', together([...usual, ...statements, ...keyUse(facts), ...grantVolumes(facts)]))],
        },
      },
    },
  };
}

/**
 * Lets one service assume a role, on behalf of resources of this account and Region alone: the ARN has both (DG
 * security-confused-deputy-prevention, SFN procedure-create-iam-role, SCH cross-service-confused-deputy-prevention, 2026-09).
 */
export const trust = (service: 'sagemaker' | 'states' | 'scheduler', source: string): Value => ({
  Version: VERSION,
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: `${service}.amazonaws.com` },
      Action: 'sts:AssumeRole',
      Condition: { ArnLike: { 'aws:SourceArn': ownArn(service, source) } },
    },
  ],
});

/** The ARN of something in the account and Region of the stack. */
export function ownArn(service: string, resource: string): Value {
  return sub(`arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`);
}

export const policy = (name: string, statements: readonly Value[]): Value => ({
  PolicyName: name,
  PolicyDocument: { Version: VERSION, Statement: statements },
});

/** Neither takes a narrower resource. */
const ACCOUNT_WIDE = allow(
  'LogInToEcrAndPublishMetrics',
  ['ecr:GetAuthorizationToken', 'cloudwatch:PutMetricData'],
  '*',
);

/** The groups and the streams in them. A group that is there already is asked for all the same. */
const writeLogs = (groups: readonly string[]): Statement =>
  allow(
    'WriteLogs',
    ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
    groups.map((group) => ownArn('logs', `log-group:/aws/sagemaker/${group}*`)),
  );

/** For the alarms that an update rolls back on (DG deployment-guardrails-configuration, 2026-09). A list of them counts as all of the account. */
const READ_ALARMS = allow('ReadAlarms', 'cloudwatch:DescribeAlarms', ownArn('cloudwatch', 'alarm:*'));

/** Lets the image of a parameter be pulled from its repository, and no other. */
export const pullImage = (parameter: string, region: string): Statement =>
  allow(
    'PullImages',
    ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
    repositoryArn(parameter, region),
  );

/** Of `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG`, or `…@sha256:DIGEST`. */
function repositoryArn(image: string, region: string): Value {
  const domain = region.startsWith('cn-') ? '.com.cn/' : '.com/';
  return sub('arn:${AWS::Partition}:ecr:${Region}:${Account}:repository/${Repository}', {
    Account: piece(0, '.', ref(image)),
    Region: piece(3, '.', ref(image)),
    Repository: piece(0, '@', piece(0, ':', piece(1, domain, ref(image)))),
  });
}

/** Lets the object at `s3://BUCKET/KEY` of a parameter be read; with the suffix `*` all under a prefix. */
export const readObjects = (parameter: string, suffix: '' | '*' = ''): Statement =>
  allow('ReadObjects', 's3:GetObject', objectsArn(parameter, suffix));

export const writeObjects = (parameter: string): Statement =>
  allow('WriteObjects', ['s3:PutObject', 's3:AbortMultipartUpload'], objectsArn(parameter, '*'));

const objectsArn = (parameter: string, suffix: '' | '*'): Value =>
  sub(`arn:\${AWS::Partition}:s3:::\${Path}${suffix}`, { Path: piece(1, 's3://', ref(parameter)) });

/** Lets all under a prefix be listed and read. `s3:ListBucket` matches the bucket alone, `s3:GetObject` the objects alone. */
export const readFolder = (parameter: string): Statement =>
  allow(
    'ReadFolders',
    ['s3:GetObject', 's3:ListBucket'],
    [
      sub('arn:${AWS::Partition}:s3:::${Bucket}', { Bucket: piece(2, '/', ref(parameter)) }),
      objectsArn(parameter, '*'),
    ],
  );

/** Statements of one ID become one, of all their resources. What stands behind a condition stays by itself. */
function together(statements: readonly Value[]): Value[] {
  const found = new Map<string, Statement>();
  const others: Value[] = [];
  for (const statement of statements) {
    const sid = sidOf(statement);
    const earlier = found.get(sid);
    if (sid === '') others.push(statement);
    else
      found.set(sid, earlier === undefined ? (statement as Statement) : withResources(earlier, statement as Statement));
  }
  return [...found.values(), ...others];
}

const sidOf = (statement: Value): string =>
  typeof statement === 'object' && 'Sid' in statement ? String(statement['Sid']) : '';

function withResources(one: Statement, other: Statement): Statement {
  const all = [one['Resource'], other['Resource']].flatMap((resource) =>
    Array.isArray(resource) ? resource : [resource],
  );
  const distinct = new Map(all.map((resource) => [JSON.stringify(resource), resource]));
  return { ...one, Resource: [...distinct.values()] };
}
