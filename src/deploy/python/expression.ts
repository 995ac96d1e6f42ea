import type { Template, Value } from '../template.ts';
import { isList, isNothing, snake } from '../terraform-expression.ts';
import { type Code, call, contentOf, dict, entry, flat, list, quoted, text } from './writer.ts';

// CloudFormation's functions as Python's expressions.

/** A function that a script defines where it calls it. */
export type Helper = 'given' | 'secret' | 'put_schedule' | 'register_target';

/** Where a name of the template is found in the script. */
export interface Scope {
  readonly template: Template;
  /** What `Ref` and `GetAtt` return of a resource, as an expression without quotes. */
  attributeOf(id: string, attribute: string): string;
  /** Told of each parameter and pseudo parameter that is read. */
  uses(name: string): void;
  /** Told of each condition that is asked for, as a variable and its expression. */
  decides(variable: string, expression: string): void;
  /** Told of each function that is called. */
  needs(helper: Helper): void;
}

/** What the script finds out about itself before it makes anything. */
export const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Region': 'REGION',
  'AWS::AccountId': 'account',
  'AWS::Partition': 'partition',
  'AWS::URLSuffix': 'url_suffix',
  'AWS::StackName': 'NAME',
};

/** `ModelDataUrl` as `MODEL_DATA_URL`. */
export const constantOf = (parameter: string): string => snake(parameter).toUpperCase();

/** A value in boto3's form: keys as they are, and what may be missing left out by `given`. */
export function toCode(scope: Scope, value: Value): Code {
  if (typeof value === 'string') return resolved(scope, value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (isList(value)) return list(value.map((item) => toCode(scope, item)));
  if (functionOf(value) !== undefined) return expressionOf(scope, value);
  const entries = Object.entries(value);
  if (entries.some(([, item]) => mayBeNothing(item))) {
    scope.needs('given');
    return call(
      'given',
      entries.map(([key, item]) => entry(`${key}=`, toCode(scope, item))),
    );
  }
  return dict(entries.map(([key, item]) => entry(`${text(key)}: `, toCode(scope, item))));
}

/** Whether a property may be left out. */
export function mayBeNothing(value: Value): boolean {
  const choice = choiceOf(value);
  return choice !== undefined && [choice.yes, choice.no].some((item) => isNothing(item) || mayBeNothing(item));
}

function expressionOf(scope: Scope, value: Value): Code {
  const choice = choiceOf(value);
  if (choice !== undefined) return chosen(scope, choice, (item) => toCode(scope, item));
  const [name, argument = ''] = functionOf(value) ?? [];
  const [first = '', second = ''] = isList(argument) ? argument : [];
  switch (name) {
    case 'Ref':
      return referTo(scope, String(argument), 'Ref');
    case 'Fn::GetAtt':
      return referTo(scope, String(first), String(second));
    case 'Fn::Sub':
      return substituted(scope, argument);
    default:
      throw new Error(`No Python for ${name}`);
  }
}

/** The parts of `Fn::If`; undefined of anything else. */
export function choiceOf(value: Value): { condition: string; yes: Value; no: Value } | undefined {
  const [name, argument = ''] = functionOf(value) ?? [];
  if (name !== 'Fn::If' || !isList(argument)) return undefined;
  const [condition = '', yes = '', no = ''] = argument;
  return { condition: String(condition), yes, no };
}

/** `X or None` where the value is a parameter that may be empty; else `A if CONDITION else B`. */
export function chosen(
  scope: Scope,
  { condition, yes, no }: { condition: string; yes: Value; no: Value },
  write: (value: Value) => Code,
): Code {
  const [kind, parameter] = functionOf(yes) ?? [];
  const isItself = kind === 'Ref' && typeof parameter === 'string' && isGivenOf(scope, condition) === parameter;
  if (isItself && isNothing(no)) return `${flat(write(yes))} or None`;
  const written = isNothing(yes) ? 'None' : write(yes);
  const rest = ` if ${conditionOf(scope, condition)} else ${isNothing(no) ? 'None' : flat(write(no))}`;
  return typeof written === 'string' ? `${written}${rest}` : { ...written, close: `${written.close}${rest}` };
}

/** The parameter that a condition asks for, where it asks whether it is given and nothing else. */
function isGivenOf({ template }: Scope, condition: string): string | undefined {
  const asked = JSON.stringify(template.Conditions[condition]);
  return Object.keys(template.Parameters).find(
    (id) => asked === JSON.stringify({ 'Fn::Not': [{ 'Fn::Equals': [{ Ref: id }, ''] }] }),
  );
}

/** A condition as a variable of the script, which decides it once. */
function conditionOf(scope: Scope, name: string): string {
  scope.decides(snake(name), test(scope, scope.template.Conditions[name] ?? ''));
  return snake(name);
}

function test(scope: Scope, value: Value): string {
  const [name, argument = ''] = functionOf(value) ?? [];
  const items = isList(argument) ? argument : [];
  switch (name) {
    case 'Fn::Equals':
      return items.map((item) => inline(scope, item)).join(' == ');
    case 'Fn::Not':
      return negated(items.map((item) => test(scope, item)).join(''));
    case 'Fn::And':
      return items.map((item) => `(${test(scope, item)})`).join(' and ');
    case 'Fn::Or':
      return items.map((item) => `(${test(scope, item)})`).join(' or ');
    case 'Condition':
      return conditionOf(scope, String(argument));
    default:
      throw new Error(`No Python for the condition ${name}`);
  }
}

const negated = (expression: string): string =>
  /^[A-Z_]+ == ""$/.test(expression) ? expression.replace('==', '!=') : `not (${expression})`;

/** A value within an expression. */
function inline(scope: Scope, value: Value): string {
  return flat(toCode(scope, value));
}

function referTo(scope: Scope, id: string, attribute: string): string {
  const pseudo = PSEUDO[id];
  if (pseudo === undefined && !(id in scope.template.Parameters)) return scope.attributeOf(id, attribute);
  scope.uses(id);
  return pseudo ?? constantOf(id);
}

/** How a reference to a secret begins and ends, and what stands between its ID or ARN and the key of its JSON. */
const SECRET = { start: '{{resolve:secretsmanager:', end: '}}', between: ':SecretString' };

/** A text; one that CloudFormation would resolve to a secret is read by the script. */
function resolved(scope: Scope, value: string): string {
  return secretIn(scope, value, (id) => joined(scope, id, {})) ?? text(value);
}

function secretIn(scope: Scope, value: string, write: (id: string) => string): string | undefined {
  if (!value.startsWith(SECRET.start) || !value.endsWith(SECRET.end)) return undefined;
  const [id = '', rest = ''] = value.slice(SECRET.start.length, -SECRET.end.length).split(SECRET.between);
  const [, key = ''] = rest.split(':');
  scope.needs('secret');
  return key === '' ? `secret(${write(id)})` : `secret(${write(id)}, ${text(key)})`;
}

/** The text of `Fn::Sub`, as an f-string where it only holds names. */
function substituted(scope: Scope, argument: Value): string {
  const [value, values] = isList(argument) ? [String(argument[0]), argument[1] ?? {}] : [String(argument), {}];
  const given = typeof values === 'object' && !isList(values) ? values : {};
  return secretIn(scope, value, (id) => joined(scope, id, given)) ?? joined(scope, value, given);
}

const NAME = /^[A-Za-z_][\w.]*$/;

function joined(scope: Scope, value: string, given: { readonly [key: string]: Value }): string {
  const pieces = value
    .split(/(\$\{[^{}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) => pieceOf(scope, piece, given));
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined && !isNumber(scope, value.slice(2, -1))) {
    return 'code' in only ? only.code : text(only.text);
  }
  if (pieces.every((piece) => 'text' in piece)) return text(value);
  if (pieces.every((piece) => 'text' in piece || NAME.test(piece.code))) {
    const inside = pieces.map((piece) => ('text' in piece ? escaped(piece.text) : `{${piece.code}}`));
    return `f${quoted(inside.join(''))}`;
  }
  return pieces.map((piece) => ('text' in piece ? text(piece.text) : `(${piece.code})`)).join(' + ');
}

/** Whether a parameter is a number in the script. */
export const isNumber = ({ template }: Scope, parameter: string): boolean =>
  template.Parameters[parameter]?.Type === 'Number';

type Piece = { readonly text: string } | { readonly code: string };

function pieceOf(scope: Scope, piece: string, given: { readonly [key: string]: Value }): Piece {
  const name = /^\$\{([^{}]*)\}$/.exec(piece)?.[1];
  if (name === undefined) return { text: piece };
  if (name.startsWith('!')) return { text: `\${${name.slice(1)}}` };
  const value = given[name];
  if (value !== undefined) return { code: inline(scope, value) };
  const [id = '', attribute = 'Ref'] = name.split(/\.(.*)/s);
  return { code: referTo(scope, id, attribute) };
}

/** A text between the names of an f-string. */
const escaped = (value: string): string => contentOf(value).replace(/[{}]/g, (brace) => brace + brace);

/** The name and argument of a function; undefined of data. */
export function functionOf(value: Value): readonly [string, Value] | undefined {
  if (typeof value !== 'object' || isList(value)) return undefined;
  const [found, ...more] = Object.entries(value);
  if (found === undefined || more.length > 0) return undefined;
  return found[0] === 'Ref' || found[0] === 'Condition' || found[0].startsWith('Fn::') ? found : undefined;
}
