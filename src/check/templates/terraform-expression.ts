import { isObject, listOf } from './declared.ts';
import type { Expression, Link, Loop, Step } from './hcl.ts';
import { byCodePoint, called, SET, sameValue } from './terraform-functions.ts';
import { derivedText, isKnown, isWhollyKnown, unknownText } from './unknown-text.ts';

// What Terraform's expressions make. What they depend on and isn't known is a text that stands for it.

export type Key = string | number;

export interface TerraformScope {
  readonly id: string;
  /** `path`: "var", "name" and what follows. `Missing` where there is no such thing. */
  lookUp(path: readonly Key[]): unknown;
  /** Counts what an expression makes, so that it ends. */
  spend<T>(found: T): T;
}

/** No value: what `try` catches. */
export class Missing {
  readonly why: string;

  constructor(why: string) {
    this.why = why;
  }
}

/** On a resource as a whole, whose attributes may come from AWS: its address. */
export const ADDRESS = Symbol('address');

/** A value; a text that stands for it where there is none. */
export function evaluate(expression: Expression, scope: TerraformScope): unknown {
  const value = worth(expression, scope);
  return value instanceof Missing ? unknownText(scope.id, value.why) : value;
}

function worth(expression: Expression, scope: TerraformScope): unknown {
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'unread':
      return unknownText(scope.id, expression.why);
    case 'name':
      return scope.lookUp([expression.name]);
    case 'text':
      return joinedText(expression.parts, scope);
    case 'path':
      return atPath(expression.of, expression.steps, scope);
    case 'tuple':
      return expression.items.map((item) => evaluate(item, scope));
    case 'object':
      return objectOf(
        expression.items.map(([key, value]) => [worth(key, scope), evaluate(value, scope)]),
        scope,
      );
    case 'for':
      return looped(expression, scope);
    case 'choice':
      return chosen(expression, scope);
    case 'unary':
      return operated(expression.operator, [expression.operator === '!' ? true : 0, worth(expression.of, scope)]);
    case 'chain':
      return expression.rest.reduce((left, link) => linked(left, link, scope), worth(expression.first, scope));
    case 'call':
      return functionOf(expression, scope);
  }
}

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

function joinedText(parts: readonly Expression[], scope: TerraformScope): unknown {
  const values = parts.map((part) => worth(part, scope));
  const missing = values.find((value) => value instanceof Missing);
  if (missing !== undefined) return missing;
  return values.every(isScalar) ? scope.spend(values.map(String).join('')) : new Missing('a text of what is no text');
}

/** Keys that aren't known leave the whole unknown. */
function objectOf(entries: readonly (readonly [unknown, unknown])[], scope: TerraformScope): unknown {
  const other = entries.find(([key]) => !isScalar(key) || !isKnown(key));
  if (other !== undefined) return other[0] instanceof Missing ? other[0] : derivedText('object', other[0]);
  return scope.spend(Object.fromEntries(entries));
}

/** One step into a value. */
export function step(value: unknown, key: Key, id: string): unknown {
  if (value instanceof Missing) return value;
  if (typeof value === 'string' && !isKnown(value)) {
    const name = typeof key === 'number' ? `[${key}]` : `.${key}`;
    return derivedText(name, value, name);
  }
  if (typeof value === 'object' && value !== null) {
    if (Object.hasOwn(value, key)) return (value as Record<Key, unknown>)[key];
    if (ADDRESS in value) return unknownText(id, `${String(value[ADDRESS])}.${key}`);
  }
  return new Missing(String(key));
}

function atPath(of: Expression, steps: readonly Step[], scope: TerraformScope): unknown {
  if (of.kind !== 'name') return walked(worth(of, scope), steps, scope);
  const plain: Key[] = [of.name];
  for (const one of steps) {
    if (typeof one === 'string') break;
    const key = keyOf(one, scope);
    if (typeof key === 'object') return key.unknown;
    plain.push(key);
  }
  const found = scope.lookUp(plain);
  const named = found instanceof Missing ? new Missing(plain.join('.')) : found;
  return walked(named, steps.slice(plain.length - 1), scope);
}

function keyOf(one: Expression, scope: TerraformScope): Key | { readonly unknown: unknown } {
  const key = worth(one, scope);
  if (typeof key === 'number') return key;
  return typeof key === 'string' && isKnown(key)
    ? key
    : { unknown: key instanceof Missing ? key : derivedText('[]', key) };
}

function walked(start: unknown, steps: readonly Step[], scope: TerraformScope): unknown {
  let value = start;
  for (const [at, one] of steps.entries()) {
    if (typeof one === 'string') return splat(value, one, steps.slice(at + 1), scope);
    const key = keyOf(one, scope);
    if (typeof key === 'object') return key.unknown;
    value = step(value, key, scope.id);
  }
  return value;
}

/** `*` is of attributes alone: an index after them is of the list. */
function splat(value: unknown, kind: '*' | '[*]', steps: readonly Step[], scope: TerraformScope): unknown {
  if (value instanceof Missing) return value;
  if (!isKnown(value)) return derivedText('*', value);
  const index = kind === '*' ? steps.findIndex((one) => typeof one === 'object' && !isAttribute(one)) : -1;
  const own = index === -1 ? steps : steps.slice(0, index);
  const items = listOf(value).map((item) => walked(item, own, scope));
  const missing = items.find((item) => item instanceof Missing);
  return missing ?? walked(scope.spend(items), index === -1 ? [] : steps.slice(index), scope);
}

const isAttribute = (one: Expression): boolean => one.kind === 'value' && typeof one.value === 'string';

/** The keys and values that a loop goes through, maps by their keys; undefined where it isn't a collection. */
export const entriesOf = (value: unknown): [key: Key, value: unknown][] | undefined => {
  if (Array.isArray(value)) return value.map((item, at) => [SET in value ? item : at, item]);
  return isObject(value) ? Object.entries(value).toSorted(([one], [other]) => byCodePoint(one, other)) : undefined;
};

export const withNames = (scope: TerraformScope, names: Readonly<Record<string, unknown>>): TerraformScope => ({
  ...scope,
  lookUp: ([name = '', ...path]) =>
    Object.hasOwn(names, name)
      ? path.reduce((value: unknown, key) => step(value, key, scope.id), names[name])
      : scope.lookUp([name, ...path]),
});

/** In place of what would be made of a value. */
const unusable = (value: unknown, operation: string): unknown => {
  if (value instanceof Missing) return value;
  return isKnown(value) ? new Missing(operation) : derivedText(operation, value);
};

function looped({ names, of, key, value, isGrouped, test }: Loop, scope: TerraformScope): unknown {
  const whole = worth(of, scope);
  const entries = whole instanceof Missing ? undefined : entriesOf(whole);
  if (entries === undefined) return unusable(whole, 'a loop over no list');
  const made: [unknown, unknown][] = [];
  for (const [at, item] of entries) {
    const [first = '', second] = names;
    const inner = withNames(scope, second === undefined ? { [first]: item } : { [first]: at, [second]: item });
    const isKept = scope.spend(test === undefined || worth(test, inner));
    if (typeof isKept !== 'boolean') return unusable(isKept, 'a condition');
    if (isKept) made.push([key && worth(key, inner), scope.spend(evaluate(value, inner))]);
  }
  if (key === undefined) return made.map(([, item]) => item);
  if (!isGrouped) return objectOf(made, scope);
  const keys = [...new Set(made.map(([own]) => own))];
  return objectOf(
    keys.map((one) => [one, made.flatMap(([own, item]) => (own === one ? [item] : []))]),
    scope,
  );
}

function chosen({ test, yes, no }: Extract<Expression, { kind: 'choice' }>, scope: TerraformScope): unknown {
  const isSo = worth(test, scope);
  if (isSo instanceof Missing) return isSo;
  if (isKnown(isSo)) return worth(String(isSo) === 'true' ? yes : no, scope);
  const both = [yes, no].map((one) => evaluate(one, scope));
  return sameValue(both[0], both[1]) ? both[0] : derivedText('?', [isSo, ...both], '', isSo);
}

/** Left of it nothing needs to be known where it decides. */
function linked(left: unknown, [operator, right]: Link, scope: TerraformScope): unknown {
  const decides = operator === '&&' ? 'false' : operator === '||' ? 'true' : undefined;
  if (decides !== undefined && String(left) === decides) return left;
  const value = worth(right, scope);
  if (decides !== undefined && String(value) === decides) return value;
  return operated(operator, [left, value]);
}

const OPERATIONS: Readonly<Record<string, (left: number, right: number) => number | boolean>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

function operated(operator: string, operands: readonly [unknown, unknown]): unknown {
  const missing = operands.find((one) => one instanceof Missing);
  if (missing !== undefined) return missing;
  const [left, right] = operands;
  const isEquality = operator === '==' || operator === '!=';
  // What has parts isn't null, whatever they are.
  const isDecided = isEquality && operands.includes(null) && typeof left === typeof right;
  if (!isDecided && !operands.every(isWhollyKnown)) return derivedText(operator, operands);
  if (isEquality) return sameValue(left, right) === (operator === '==');
  if (operator === '!') return String(right) !== 'true';
  if (operator === '&&' || operator === '||') return String(right) === 'true';
  const made = OPERATIONS[operator]?.(Number(left), Number(right));
  return made === undefined || (typeof made === 'number' && !Number.isFinite(made)) ? new Missing('a number') : made;
}

function functionOf({ name, args, isSpread }: Extract<Expression, { kind: 'call' }>, scope: TerraformScope): unknown {
  if (name === 'try' || name === 'can') return tried(name, args, scope);
  const values = args.map((one) => worth(one, scope));
  const missing = values.find((value) => value instanceof Missing);
  if (missing !== undefined) return missing;
  const last = values.at(-1);
  if (isSpread && !Array.isArray(last)) return derivedText(name, values, '', last);
  const made = called(name, isSpread ? [...values.slice(0, -1), ...(last as unknown[])] : values);
  return made === undefined ? new Missing(`${name}()`) : scope.spend(made);
}

function tried(name: 'try' | 'can', args: readonly Expression[], scope: TerraformScope): unknown {
  for (const one of args) {
    const value = worth(one, scope);
    if (value instanceof Missing) continue;
    if (name === 'try') return value;
    return isKnown(value) || derivedText(name, value);
  }
  return name === 'can' ? false : new Missing('try()');
}
