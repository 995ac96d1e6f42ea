import type { Resource, Template, Value } from '../template.ts';
import { isList, snake } from '../terraform-expression.ts';
import { constantOf, functionOf } from './expression.ts';

// What a role of the template allows, in words: the script takes roles that exist.

/** How the script calls what it makes. */
const MADE: Readonly<Record<string, (id: string) => string>> = {
  'AWS::SageMaker::Endpoint': () => 'the endpoint NAME',
  'AWS::SageMaker::EndpointConfig': () => 'the configurations NAME-*',
  'AWS::SNS::Topic': (id) => `the topic NAME-${snake(id).replaceAll('_', '-')}`,
};

type Fields = { readonly [key: string]: Value };

/** "s3:GetObject on MODEL_DATA_URL" for each statement. Those on what the script doesn't make are left out. */
export function permissionsOf(template: Template, role: Resource, partition: string): string[] {
  const statements = listOf(role.Properties['Policies']).flatMap((policy) =>
    listOf(fieldsOf(fieldsOf(policy)['PolicyDocument'])['Statement']),
  );
  const needed = statements.map(statementOf).filter(({ Action = '' }) => !FOR_ROLL_OUTS.has(String(Action)));
  return needed.flatMap(({ Action = '', Resource = '' }) => {
    const names = listOf(Resource).flatMap((resource) => placesOf(template, resource, partition));
    const actions = listOf(Action).map(String);
    const [, part = ''] = PARTS.find(([action]) => actions.includes(action)) ?? [];
    return names.length === 0 ? [] : [`${actions.join(', ')} on ${part}${[...new Set(names)].join(', ')}`];
  });
}

/** What SageMaker asks for to roll an update back, which scripts leave to CloudFormation. */
const FOR_ROLL_OUTS: ReadonlySet<string> = new Set(['cloudwatch:DescribeAlarms']);

/** What these act on is part of what a constant names. */
const PARTS: readonly (readonly [action: string, part: string])[] = [
  ['s3:ListBucket', 'the bucket of '],
  ['ecr:BatchGetImage', 'the repository of '],
];

/** The service that a role trusts. */
export function trusted({ Properties }: Resource): string {
  const [statement = ''] = listOf(fieldsOf(Properties['AssumeRolePolicyDocument'])['Statement']);
  return String(fieldsOf(fieldsOf(statement)['Principal'])['Service']);
}

/** A statement, or the one that stands behind a condition. */
function statementOf(value: Value): Fields {
  const [name, argument] = functionOf(value) ?? [];
  return name === 'Fn::If' ? fieldsOf(listOf(argument)[1]) : fieldsOf(value);
}

/** The constants that an ARN is made of, else its text with `*` for what the account decides. */
function placesOf({ Parameters, Resources }: Template, value: Value, partition: string): string[] {
  const ids = [...referredIn(value)].filter((id) => !id.startsWith('AWS::'));
  if (ids.length > 0) {
    return ids.flatMap((id) => (id in Parameters ? constantOf(id) : (MADE[Resources[id]?.Type ?? '']?.(id) ?? [])));
  }
  const [name, argument = ''] = functionOf(value) ?? [];
  const text = name === 'Fn::Sub' ? String(isList(argument) ? argument[0] : argument) : String(value);
  return [
    text
      .replaceAll('${AWS::Partition}', partition)
      .replace(/\$\{AWS::StackName\}/g, 'NAME')
      .replace(/\$\{[^{}]*\}/g, '*'),
  ];
}

/** The names that `Ref`, `GetAtt` and `Sub` have within a value. */
export function referredIn(value: Value): Set<string> {
  if (typeof value !== 'object') return new Set();
  const [name, argument = ''] = functionOf(value) ?? [];
  const inner = (isList(value) ? value : Object.values(value)).flatMap((item) => [...referredIn(item)]);
  return new Set([...(REFERRED[name ?? '']?.(argument) ?? []), ...inner]);
}

const REFERRED: Readonly<Record<string, (argument: Value) => string[]>> = {
  Ref: (argument) => [String(argument)],
  'Fn::GetAtt': (argument) => [String(listOf(argument)[0])],
  'Fn::Sub': (argument) => namesIn(argument),
};

/** The names in the text of `Fn::Sub` that it has no value for. */
function namesIn(argument: Value): string[] {
  const [text = '', values] = isList(argument) ? argument : [argument];
  const given = fieldsOf(values);
  const names = [...String(text).matchAll(/\$\{[^${}!][^${}]*\}/g)].map(
    ([name]) => name.slice(2, -1).split('.')[0] ?? '',
  );
  return names.filter((id) => !(id in given));
}

export const fieldsOf = (value: Value | undefined): Fields =>
  typeof value === 'object' && !isList(value) ? value : {};

const listOf = (value: Value | undefined): readonly Value[] =>
  value === undefined ? [] : typeof value === 'object' && isList(value) ? value : [value];
