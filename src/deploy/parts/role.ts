import { getAtt, iff, type Part, piece, ref, sub, type Value } from '../template.ts';

/** One statement of a policy. */
export type Statement = Readonly<Record<string, Value>>;

const VERSION = '2012-10-17';

/** The role that SageMaker assumes, unless the team enters one that exists. */
export const EXECUTION_ROLE: Value = iff('CreateRole', getAtt('ExecutionRole', 'Arn'), ref('ExecutionRoleArn'));

/** The execution role with what every container needs, and what the choice adds (DG sagemaker-roles, CreateModel, 2026-09). */
export function executionRole(statements: readonly Value[]): Part {
  return {
    parameters: {
      ExecutionRoleArn: {
        Type: 'String',
        Description:
          'A SageMaker execution role that exists already. Empty: the stack creates one with the permissions it needs.',
        Default: '',
        AllowedPattern: '^$|^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$',
        ConstraintDescription: 'The ARN of a role, or empty.',
      },
    },
    conditions: { CreateRole: { 'Fn::Equals': [ref('ExecutionRoleArn'), ''] } },
    resources: {
      ExecutionRole: {
        Type: 'AWS::IAM::Role',
        Condition: 'CreateRole',
        Properties: {
          Description: 'What SageMaker may do for this stack',
          AssumeRolePolicyDocument: trust('sagemaker.amazonaws.com'),
          Policies: [policy('serve', [LOGIN, METRICS, LOGS, ...statements])],
        },
      },
    },
  };
}

/** Lets one service assume a role. */
export const trust = (service: string): Value => ({
  Version: VERSION,
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});

export const policy = (name: string, statements: readonly Value[]): Value => ({
  PolicyName: name,
  PolicyDocument: { Version: VERSION, Statement: statements },
});

// Neither takes a narrower resource.
const LOGIN: Statement = { Sid: 'LogInToEcr', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' };
const METRICS: Statement = {
  Sid: 'PublishMetrics',
  Effect: 'Allow',
  Action: 'cloudwatch:PutMetricData',
  Resource: '*',
};

const LOGS: Statement = {
  Sid: 'WriteLogs',
  Effect: 'Allow',
  Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
  Resource: sub('arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/sagemaker/*'),
};

/** Lets images be pulled from the repositories of the image parameters, and from no other. */
export const pullImages = (sid: string, parameters: readonly string[], region: string): Statement => ({
  Sid: sid,
  Effect: 'Allow',
  Action: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
  Resource: parameters.map((image) => repositoryArn(image, region)),
});

/** Of `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG`, or `…@sha256:DIGEST`. */
function repositoryArn(image: string, region: string): Value {
  const domain = region.startsWith('cn-') ? '.com.cn/' : '.com/';
  return sub('arn:${AWS::Partition}:ecr:${Region}:${Account}:repository/${Repository}', {
    Account: piece(0, '.', ref(image)),
    Region: piece(3, '.', ref(image)),
    Repository: piece(0, '@', piece(0, ':', piece(1, domain, ref(image)))),
  });
}

/** `s3://BUCKET/KEY` of a parameter as an ARN, with what may follow the key. */
export const objectsArn = (parameter: string, suffix = ''): Value =>
  sub(`arn:\${AWS::Partition}:s3:::\${Path}${suffix}`, { Path: piece(1, 's3://', ref(parameter)) });

/** Of the bucket alone: `s3:ListBucket` matches no other resource. */
export const bucketArn = (parameter: string): Value =>
  sub('arn:${AWS::Partition}:s3:::${Bucket}', { Bucket: piece(2, '/', ref(parameter)) });

/** Lets one object be read, or all under a prefix with its trailing slash. */
export const readObjects = (sid: string, parameters: readonly string[], suffix = ''): Statement => ({
  Sid: sid,
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: parameters.map((parameter) => objectsArn(parameter, suffix)),
});

export const listBucket = (sid: string, parameter: string): Statement => ({
  Sid: sid,
  Effect: 'Allow',
  Action: 's3:ListBucket',
  Resource: bucketArn(parameter),
});

export const writeObjects = (sid: string, parameter: string): Statement => ({
  Sid: sid,
  Effect: 'Allow',
  Action: ['s3:PutObject', 's3:AbortMultipartUpload'],
  Resource: objectsArn(parameter, '*'),
});
