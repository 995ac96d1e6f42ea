import { isObject, listOf, type Scope } from './declared.ts';
import { isKnown, isWhollyKnown, splitKnown, unknownText } from './unknown-text.ts';

// CloudFormation's intrinsic functions. What has a value gets it; anything else becomes a text that stands for it.

/** What `Ref: AWS::NoValue` is: the property is as if it weren't there. */
const NO_VALUE = undefined;

/** Characters between what is joined. */
const JOINED_MAX = 100_000;

type Call = (argument: unknown, stack: Scope) => unknown;

/** A value with its functions worked out. */
export function resolveValue(value: unknown, stack: Scope): unknown {
  if (typeof value === 'string') return value.includes('{{resolve:') ? dynamic(value, stack) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((item) => resolveValue(item, stack)).filter((item) => item !== NO_VALUE);
  }
  const keys = Object.keys(value);
  const [name = ''] = keys;
  if (keys.length === 1 && (name === 'Ref' || name.startsWith('Fn::'))) {
    const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
    const argument = (value as Record<string, unknown>)[name];
    return call === undefined ? unknownText(stack.id, name) : stack.spend(call(argument, stack));
  }
  const entries = Object.entries(value).map(([key, item]) => [key, resolveValue(item, stack)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== NO_VALUE));
}

/** A value that CloudFormation takes from Parameter Store or Secrets Manager when it deploys. */
const dynamic = (text: string, stack: Scope): string =>
  text.replaceAll(/\{\{resolve:[^{}]*\}\}/g, () => unknownText(stack.id, 'a dynamic reference'));

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? `${value}` : undefined;

/** What a function names. Objects among templates' names are mistakes. */
const nameIn = (value: unknown): string => textOf(value) ?? 'what is no name';

const CALLS: Readonly<Record<string, Call>> = {
  Ref: (name, stack) => stack.ref(nameIn(resolveValue(name, stack))),
  'Fn::GetAtt': (argument, stack) => {
    const [id, ...path] =
      typeof argument === 'string' ? argument.split('.') : listOf(resolveValue(argument, stack)).map(nameIn);
    return stack.attribute(id ?? '', path.join('.'));
  },
  'Fn::Sub': (argument, stack) => {
    const [text, given] = Array.isArray(argument) ? argument : [argument];
    return typeof text === 'string' ? substituted(text, isObject(given) ? given : {}, stack) : NO_VALUE;
  },
  'Fn::If': (argument, stack) => {
    const [name, whenTrue, whenFalse] = listOf(argument);
    const holds = stack.condition(nameIn(name));
    if (holds === null) return unknownText(stack.id, `condition ${nameIn(name)}`);
    return resolveValue(holds ? whenTrue : whenFalse, stack);
  },
  'Fn::Join': (argument, stack) => {
    const [separator, list] = listOf(argument);
    const between = textOf(separator) ?? '';
    const items = resolveValue(list, stack);
    const isLong = Array.isArray(items) && items.length * between.length > JOINED_MAX;
    if (!Array.isArray(items) || isLong) return unknownText(stack.id, 'Fn::Join');
    return items.map((item) => textOf(item) ?? unknownText(stack.id, 'Fn::Join')).join(between);
  },
  'Fn::Split': (argument, stack) => {
    const [separator, text] = listOf(resolveValue(argument, stack));
    return typeof text === 'string' && typeof separator === 'string' && separator !== ''
      ? splitKnown(text, separator)
      : unknownText(stack.id, 'Fn::Split');
  },
  'Fn::Select': (argument, stack) => {
    const [at, list] = listOf(resolveValue(argument, stack));
    const item = Array.isArray(list) ? list[Number(at)] : undefined;
    return item === undefined ? unknownText(stack.id, 'Fn::Select') : item;
  },
  'Fn::FindInMap': (argument, stack) => {
    const [map, first, second] = listOf(resolveValue(argument, stack)).map(textOf);
    const found = stack.mapping(map ?? '', first ?? '', second ?? '');
    const fallback = listOf(argument)[3];
    if (found !== undefined) return found;
    const isSure = [map, first, second].every((key) => key !== undefined && isKnown(key));
    if (isSure && isObject(fallback)) return resolveValue(fallback['DefaultValue'], stack);
    return unknownText(stack.id, `mapping ${map ?? ''}`);
  },
  'Fn::ToJsonString': (argument, stack) => JSON.stringify(resolveValue(argument, stack)),
  'Fn::Length': (argument, stack) => {
    const list = resolveValue(argument, stack);
    return Array.isArray(list) ? list.length : unknownText(stack.id, 'Fn::Length');
  },
  'Fn::ImportValue': (argument, stack) => {
    const name = textOf(resolveValue(argument, stack)) ?? '';
    return stack.exported(name) ?? unknownText(stack.id, `export ${name}`);
  },
};

function substituted(text: string, given: Record<string, unknown>, stack: Scope): string {
  const resolved = text.replaceAll(/\$\{([^{}]*)\}/g, (_, inner: string) => {
    const name = inner.trim();
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const [id = '', ...path] = name.split('.');
    const value = Object.hasOwn(given, name)
      ? resolveValue(given[name], stack)
      : path.length === 0
        ? stack.ref(name)
        : stack.attribute(id, path.join('.'));
    return stack.spend(textOf(value) ?? unknownText(stack.id, name));
  });
  return dynamic(resolved, stack);
}

/** What a condition says; null where it depends on what isn't known. */
export function holds(condition: unknown, stack: Scope): boolean | null {
  if (!isObject(condition)) return null;
  const [[name, argument] = ['', undefined]] = Object.entries(condition);
  if (name === 'Condition') return stack.condition(nameIn(argument));
  if (name === 'Fn::Equals') return areEqual(listOf(argument).map((side) => resolveValue(side, stack)));
  const each = listOf(argument).map((one) => holds(one, stack));
  if (name === 'Fn::Not') return each[0] == null ? null : !each[0];
  if (name !== 'Fn::And' && name !== 'Fn::Or') return null;
  const decisive = name === 'Fn::Or';
  if (each.includes(decisive)) return decisive;
  return each.includes(null) ? null : !decisive;
}

function areEqual([one, other]: readonly unknown[]): boolean | null {
  if (JSON.stringify(one) === JSON.stringify(other)) return true;
  if (!isWhollyKnown(one) || !isWhollyKnown(other)) return null;
  return textOf(one) !== undefined && textOf(one) === textOf(other);
}
