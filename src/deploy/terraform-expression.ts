import { type Expression, flat, list, object, quoted } from './hcl.ts';
import type { Parameter, Resource, Value } from './template.ts';

// CloudFormation's functions as Terraform's expressions.

/** Where a name of the template is found in Terraform. */
export interface Scope {
  /** The resources of the template by logical id. */
  readonly resources: Readonly<Record<string, Resource>>;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Terraform's type of a resource, and the attribute for what `Ref` and `GetAtt` return. */
  attributeOf(type: string, attribute: string): { type: string; attribute: string };
}

/** `ExecutionRoleArn` as `execution_role_arn`; `KmsKeyId` as `kms_key_id`; `S3OutputPath` as `s3_output_path`. */
export function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Region': 'local.region',
  'AWS::AccountId': 'local.account_id',
  'AWS::Partition': 'local.partition',
  'AWS::StackName': 'var.name',
  'AWS::NoValue': 'null',
};

/** Whether a value is a function that leaves its property out. */
export const isNothing = (value: Value): boolean => isCall(value, 'Ref') && value['Ref'] === 'AWS::NoValue';

const mayBeNothing = (value: Value): boolean => {
  const choice = choiceIn(value);
  return choice !== undefined && [choice.yes, choice.no].some(isNothing);
};

/** Whether a value has properties, and is one block or several. */
export function isStructure(value: Value): boolean {
  if (typeof value !== 'object') return false;
  if (isList(value)) return value.some(isStructure);
  const choice = choiceIn(value);
  return choice === undefined ? !isFunction(value) : isStructure(choice.yes) || isStructure(choice.no);
}

/** `Fn::If` as its condition and its two values; undefined for anything else. */
export function choiceIn(value: Value): { condition: string; yes: Value; no: Value } | undefined {
  if (!isCall(value, 'Fn::If')) return undefined;
  const [condition = '', yes = '', no = ''] = listIn(value['Fn::If']);
  return { condition: `local.${snake(String(condition))}`, yes, no };
}

/** A value as an expression. Nothing in a plain text is taken for an interpolation. */
export function toExpression(scope: Scope, value: Value): Expression {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  if (isList(value)) {
    const all = list(value.map((item) => toExpression(scope, item)));
    return value.some(mayBeNothing) ? `[for item in ${flat(all)} : item if item != null]` : all;
  }
  const [name = '', argument = ''] = Object.entries(value)[0] ?? [];
  if (isFunction(value)) return call(scope, name, argument);
  const entries = Object.entries(value).filter(([, item]) => !mayBeNothing(item));
  const optional = Object.entries(value).filter(([, item]) => mayBeNothing(item));
  const fixed = object(entries.map(([key, item]) => [key, toExpression(scope, item)]));
  const items = [fixed, ...optional.map((entry) => orEmpty(scope, entry))].map((one) => ({ value: one }));
  return optional.length === 0 ? fixed : { open: 'merge(', items, close: ')' };
}

/** An object of one entry, or none: an entry that is null would be written as such. */
function orEmpty(scope: Scope, [key, item]: readonly [key: string, item: Value]): string {
  const { condition, yes, no } = choiceIn(item) ?? { condition: 'true', yes: item, no: '' };
  const [one, other] = [yes, no].map((value) =>
    isNothing(value) ? '{}' : flat(object([[key, toExpression(scope, value)]])),
  );
  return `${condition} ? ${one} : ${other}`;
}

function call(scope: Scope, name: string, argument: Value): string {
  const [first = '', second = '', third = ''] = listIn(argument);
  const of = (value: Value): string => flat(toExpression(scope, value));
  switch (name) {
    case 'Ref':
      return refer(scope, String(argument), 'Ref');
    case 'Fn::GetAtt':
      return refer(scope, String(first), String(second));
    case 'Fn::Sub':
      return `"${substituted(scope, argument)}"`;
    case 'Fn::If':
      return `local.${snake(String(first))} ? ${of(second)} : ${of(third)}`;
    case 'Fn::Equals':
      return isSwitch(scope.parameters[refIn(first)]) ? of(first) : `${of(first)} == ${of(second)}`;
    case 'Fn::Not':
      return isCall(first, 'Fn::Equals') ? listIn(first['Fn::Equals']).map(of).join(' != ') : `!(${of(first)})`;
    case 'Fn::Select':
      return `${of(second)}[${of(first)}]`;
    case 'Fn::Split':
      return `split(${of(first)}, ${of(second)})`;
    default:
      throw new Error(`No expression for ${name}`);
  }
}

const refIn = (value: Value): string => (isCall(value, 'Ref') ? String(value['Ref']) : '');

/** A parameter that is yes or no is a variable that is true or false. */
export const isSwitch = (parameter: Parameter | undefined): boolean => parameter?.AllowedValues?.join() === 'yes,no';

/** The parameter, pseudo parameter or attribute that a name stands for. */
function refer({ resources, parameters, attributeOf }: Scope, name: string, attribute: string): string {
  const pseudo = PSEUDO[name];
  if (pseudo !== undefined) return pseudo;
  if (name in parameters) return `var.${snake(name)}`;
  const resource = resources[name];
  if (resource === undefined) throw new Error(`The template has no ${name}`);
  const found = attributeOf(resource.Type, attribute);
  return `${found.type}.${snake(name)}.${found.attribute}`;
}

/** The text of `Fn::Sub` with its names as interpolations. `written`: for what is between them. */
function substituted(scope: Scope, argument: Value): string {
  const written = (text: string): string => quoted(text).slice(1, -1);
  const [text, values] = isList(argument) ? [String(argument[0]), argument[1] ?? {}] : [String(argument), {}];
  const given = typeof values === 'object' && !isList(values) ? values : {};
  return text
    .split(/(\$\{[^{}]*\})/)
    .map((part) => {
      const name = /^\$\{([^{}]*)\}$/.exec(part)?.[1];
      if (name === undefined) return written(part);
      if (name.startsWith('!')) return written(`\${${name.slice(1)}}`);
      const value = given[name];
      if (value !== undefined) return `\${${flat(toExpression(scope, value))}}`;
      const [id = '', attribute = 'Ref'] = name.split(/\.(.*)/s);
      return `\${${refer(scope, id, attribute)}}`;
    })
    .join('');
}

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

const listIn = (value: Value | undefined): readonly Value[] => (value !== undefined && isList(value) ? value : []);

const isCall = (value: Value, name: string): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && !isList(value) && Object.keys(value).length === 1 && name in value;

/** Whether a value is a call of a function, which is an object of one key. */
function isFunction(value: Value): boolean {
  if (typeof value !== 'object' || isList(value)) return false;
  const [name = '', ...more] = Object.keys(value);
  return more.length === 0 && (name === 'Ref' || name.startsWith('Fn::'));
}
