import type { Template } from '../../../src/deploy/template.ts';
import { at, list, type Rule, resourcesOf } from './rule.ts';

interface Allowed {
  readonly role: string;
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
}

/** Every statement of every role; those behind a condition as well. */
function statementsIn(template: Template): Allowed[] {
  return resourcesOf(template, 'AWS::IAM::Role').flatMap(([role, { Properties }]) =>
    list(Properties['Policies'])
      .flatMap((policy) => list(at(policy, 'PolicyDocument', 'Statement')))
      .map((statement) => at(statement, 'Fn::If', 1) ?? statement)
      .map((statement) => ({
        role,
        actions: list(at(statement, 'Action')).map(String),
        resources: list(at(statement, 'Resource')),
      })),
  );
}

/** Actions that take no narrower resource. */
const UNBOUND = /^(?:ecr:GetAuthorizationToken|cloudwatch:PutMetricData|ec2:(?:Create|Delete|Describe)[A-Za-z]+)$/;

const TRUSTED: Readonly<Record<string, string>> = {
  ExecutionRole: 'sagemaker.amazonaws.com',
  RunRole: 'states.amazonaws.com',
  SchedulerRole: 'scheduler.amazonaws.com',
};

export const ACCESS_RULES: readonly Rule[] = [
  {
    says: 'No role may do everything of a service',
    faults: (template) =>
      statementsIn(template).flatMap(({ role, actions }) =>
        actions.filter((action) => action.includes('*')).map((action) => `${role}: ${action}`),
      ),
  },
  {
    says: 'A role names the resource wherever an action takes one',
    faults: (template) =>
      statementsIn(template)
        .filter(({ resources }) => resources.includes('*'))
        .flatMap(({ role, actions }) =>
          actions.filter((action) => !UNBOUND.test(action)).map((action) => `${role}: ${action}`),
        ),
  },
  {
    says: 'A bucket is listed by its own ARN, objects are read and written by theirs',
    faults: (template) =>
      statementsIn(template).flatMap(({ role, actions, resources }) => {
        const texts = resources.map((resource) => String(at(resource, 'Fn::Sub', 0)));
        const ofS3 = texts.filter((text) => text.includes(':s3:::'));
        const buckets = ofS3.filter((text) => text.endsWith('${Bucket}'));
        const lists = actions.includes('s3:ListBucket');
        const others = actions.some((action) => action !== 's3:ListBucket');
        const isRight = lists === buckets.length > 0 && others === buckets.length < ofS3.length;
        return ofS3.length > 0 && !isRight ? ofS3.map((text) => `${role}: ${text}`) : [];
      }),
  },
  {
    says: 'A role is assumed by the one service that needs it',
    faults: (template) =>
      resourcesOf(template, 'AWS::IAM::Role').flatMap(([role, { Properties }]) => {
        const statements = list(at(Properties['AssumeRolePolicyDocument'], 'Statement'));
        const service = at(statements[0], 'Principal', 'Service');
        return statements.length === 1 && service === TRUSTED[role] ? [] : [`${role}: ${JSON.stringify(statements)}`];
      }),
  },
];
