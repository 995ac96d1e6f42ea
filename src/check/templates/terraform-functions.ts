import { isDeepStrictEqual } from 'node:util';
import { isObject } from './declared.ts';
import { derivedText, isKnown, isWhollyKnown } from './unknown-text.ts';

// Terraform's functions whose result follows from their arguments (developer.hashicorp.com/terraform/language/functions, 2026-11).
// Those that read files, the clock or chance aren't here; regular expressions neither, which may take for ever.

/** Undefined where Terraform refuses the arguments, which `try` passes over. */
type Call = (...args: readonly unknown[]) => unknown;

/** What a function makes where Terraform makes something that isn't worked out here. */
const OTHER = Symbol('other');

export const sameValue = (one: unknown, other: unknown): boolean => isDeepStrictEqual(one, other);

/** No more than Go's decimal numbers, as Terraform reads them. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const TRUTHS: ReadonlyMap<unknown, boolean> = new Map(
  [true, 'true', '1', false, 'false', '0'].map((one, at) => [one, at < 3]),
);

/** To a type of a variable. Undefined of what Terraform doesn't convert. */
const CONVERSIONS = {
  string: (value: unknown) => (typeof value === 'object' ? undefined : String(value)),
  number: (value: unknown) => (typeof value !== 'boolean' && NUMBER.test(String(value)) ? Number(value) : undefined),
  bool: (value: unknown) => TRUTHS.get(value),
};
type Primitive = keyof typeof CONVERSIONS;

export const isPrimitive = (type: string): type is Primitive => Object.hasOwn(CONVERSIONS, type);
export const converted = (value: unknown, type: Primitive): unknown =>
  value === null ? null : CONVERSIONS[type](value);

/** On an array that is a set: its keys are its items. */
export const SET = Symbol('set');

/** As Terraform sorts. JavaScript sorts by halves of what is beyond U+FFFF. */
export const byCodePoint = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

const byValue = (one: unknown, other: unknown): number =>
  typeof one === 'number' && typeof other === 'number' ? one - other : byCodePoint(String(one), String(other));

/** Items of one type, as lists, sets and maps have them: texts, where some of them are. */
export const unified = (items: readonly unknown[]): unknown[] => {
  const types = new Set(items.flatMap((item) => (item === null ? [] : typeof item)));
  const isMixed = types.size > 1 && !types.has('object');
  return items.map((item) => (isMixed && item !== null ? String(item) : item));
};

export const setOf = (items: readonly unknown[]): readonly unknown[] =>
  Object.assign(distinct(unified(items)).toSorted(byValue), { [SET]: true });

const ofText =
  (make: (...texts: string[]) => unknown): Call =>
  (...args) =>
    args.some((arg) => typeof arg === 'object') ? undefined : make(...args.map(String));

const ofNumbers =
  (make: (...numbers: number[]) => unknown): Call =>
  (...args) => {
    const numbers = args.map(Number);
    return numbers.some(Number.isNaN) ? undefined : make(...numbers);
  };

const ofList =
  (make: (items: readonly unknown[], ...more: readonly unknown[]) => unknown): Call =>
  (list, ...more) =>
    Array.isArray(list) ? make(list, ...more) : undefined;

/** The first of sets, which lists are taken for, with what `isKept` says of the others. */
const ofSets =
  (isKept: (isIn: readonly boolean[]) => boolean): Call =>
  (first, ...others) => {
    if (!Array.isArray(first) || !others.every(Array.isArray)) return undefined;
    const sets = others.map((one) => new Set(one.map((item) => JSON.stringify(item))));
    return setOf(first.filter((item) => isKept(sets.map((one) => one.has(JSON.stringify(item))))));
  };

/** In characters. No name or policy is longer. */
const TEXT_MAX = 10_000_000;

/** All of whose arguments are known. */
const OF_VALUES: Readonly<Record<string, Call>> = {
  lower: ofText((text = '') => text.toLowerCase()),
  upper: ofText((text = '') => text.toUpperCase()),
  title: ofText((text = '') => text.replaceAll(/(?<![\p{L}\p{N}_])\p{L}/gu, (letter) => letter.toUpperCase())),
  trimspace: ofText((text = '') => text.trim()),
  chomp: ofText((text = '') => text.slice(0, 1 + text.split('').findLastIndex((one) => !'\r\n'.includes(one)))),
  trimprefix: ofText((text = '', prefix = '') => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  trimsuffix: ofText((text = '', end = '') => (end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text)),
  replace: ofText((text = '', from = '', to = '') =>
    /^\/.*\/$/s.test(from) || text.length * to.length > TEXT_MAX ? OTHER : text.split(from).join(to),
  ),
  split: ofText((separator = '', text = '') => text.split(separator)),
  startswith: ofText((text = '', start = '') => text.startsWith(start)),
  endswith: ofText((text = '', end = '') => text.endsWith(end)),
  strcontains: ofText((text = '', part = '') => text.includes(part)),
  substr: (text, from, length) => {
    const start = Number(from) < 0 ? String(text).length + Number(from) : Number(from);
    return String(text).slice(start, Number(length) < 0 ? undefined : start + Number(length));
  },
  jsondecode: ofText((text = '') => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return undefined;
    }
  }),
  tonumber: (value) => converted(value, 'number'),
  tobool: (value) => converted(value, 'bool'),
  abs: ofNumbers((number = 0) => Math.abs(number)),
  ceil: ofNumbers((number = 0) => Math.ceil(number)),
  floor: ofNumbers((number = 0) => Math.floor(number)),
  max: ofNumbers((...numbers) => Math.max(...numbers)),
  min: ofNumbers((...numbers) => Math.min(...numbers)),
  pow: ofNumbers((base = 0, exponent = 0) => base ** exponent),
  sum: ofList((items) => ofNumbers((...numbers) => numbers.reduce((sum, one) => sum + one, 0))(...items)),
  range: ofNumbers((...numbers) => {
    const [from = 0, to = 0, by = to < from ? -1 : 1] = numbers.length === 1 ? [0, ...numbers] : numbers;
    const length = Math.ceil((to - from) / by);
    return length >= 0 && length <= RANGE_MAX ? Array.from({ length }, (_, at) => from + at * by) : undefined;
  }),
  contains: ofList((items, one) => items.some((item) => sameValue(item, one))),
  index: ofList((items, one) => items.flatMap((item, at) => (sameValue(item, one) ? at : []))[0]),
  setunion: (...sets) => (sets.every(Array.isArray) ? setOf(sets.flat()) : undefined),
  setintersection: ofSets((isIn) => !isIn.includes(false)),
  setsubtract: ofSets((isIn) => !isIn.includes(true)),
  distinct: ofList(distinct),
  compact: ofList((items) => items.filter((item) => item !== null && item !== '')),
  sort: ofList((items) => items.map(String).toSorted(byCodePoint)),
  alltrue: ofList((items) => items.every((item) => String(item) === 'true')),
  anytrue: ofList((items) => items.some((item) => String(item) === 'true')),
};

/** Terraform makes no longer range. */
const RANGE_MAX = 1024;
/** No team has more of what such pairs are for. */
const PRODUCT_MAX = 10_000;

function distinct(items: readonly unknown[]): unknown[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

const keysOf = (map: object): string[] => Object.keys(map).toSorted(byCodePoint);

/** What is within their arguments needn't be known. */
const OF_STRUCTURES: Readonly<Record<string, Call>> = {
  length: (value) =>
    Array.isArray(value) || typeof value === 'string'
      ? value.length
      : isObject(value)
        ? Object.keys(value).length
        : undefined,
  concat: (...lists) => (lists.every(Array.isArray) ? lists.flat() : undefined),
  merge: (...maps) => (maps.every((map) => map === null || isObject(map)) ? Object.assign({}, ...maps) : undefined),
  lookup: (map, key, otherwise) => (isObject(map) && Object.hasOwn(map, String(key)) ? map[String(key)] : otherwise),
  element: ofList((items, at) => items.at(Number(at) % items.length)),
  slice: ofList((items, from, to) => items.slice(Number(from), Number(to))),
  reverse: ofList((items) => items.toReversed()),
  setproduct: (...lists) => {
    if (!lists.every(Array.isArray)) return undefined;
    // An empty list makes none, but only after the others.
    if (lists.reduce((most, { length }) => most * Math.max(1, length), 1) > PRODUCT_MAX) return OTHER;
    return lists.reduce<unknown[][]>((made, list) => made.flatMap((one) => list.map((item) => [...one, item])), [[]]);
  },
  flatten: ofList((items) => (items.every(isKnown) ? items.flat(Number.POSITIVE_INFINITY) : OTHER)),
  one: ofList((items) => (items.length > 1 ? undefined : (items[0] ?? null))),
  join: ofText((separator = '', ...items) => items.join(separator)),
  keys: (map) => (isObject(map) ? keysOf(map) : undefined),
  values: (map) => (isObject(map) ? keysOf(map).map((key) => map[key]) : undefined),
  zipmap: (keys, values) =>
    Array.isArray(keys) && Array.isArray(values)
      ? Object.fromEntries(keys.map((key, at) => [key, values[at]]))
      : undefined,
  coalesce: (...values) => {
    const first = values.find((value) => value !== null && value !== '');
    return isKnown(first) ? first : derivedText('coalesce', values);
  },
  coalescelist: (...lists) => lists.find((list) => Array.isArray(list) && list.length > 0),
  format: (pattern, ...values) => formatted(String(pattern), values),
  tolist: ofList(unified),
  toset: ofList(setOf),
  tomap: (map) => (isObject(map) ? map : undefined),
  tostring: (value) => converted(value, 'string'),
  jsonencode: (value) => JSON.stringify(value),
  nonsensitive: (value) => value,
};

/** "%-10.2[1]f": flags, width, precision, which argument, verb. A sign that nothing follows is matched too. */
const VERB = /%(?:%|([-+ 0]*)(\d{0,3})(?:\.(\d{1,2}))?(?:\[(\d{1,3})\])?([a-zA-Z])|)/g;

function formatted(pattern: string, values: readonly unknown[]): unknown {
  let [next, most] = [0, 0];
  let isRead = true;
  const verb = (whole: string, flags = '', width = '', precision = '', index = '', kind = ''): string => {
    if (whole === '%%') return '%';
    next = index === '' ? next + 1 : Number(index);
    most = Math.max(most, next);
    const text = verbText(kind, values[next - 1], flags, precision);
    isRead &&= text !== undefined && (isKnown(text) || `${flags}${width}${precision}` === '');
    return padded(text ?? '', flags, Number(width));
  };
  const text = pattern.replaceAll(VERB, verb);
  return isRead && most === values.length ? text : OTHER;
}

/** Undefined of what isn't worked out. */
function verbText(kind: string, value: unknown, flags: string, precision: string): string | undefined {
  const text = converted(value ?? null, 'string');
  if (typeof text !== 'string') return undefined;
  if (/[df]/.test(kind) && isKnown(text)) return numberText(kind, converted(value, 'number'), flags, precision);
  if (/[+ 0]/.test(flags) || (kind !== 's' && precision !== '')) return undefined;
  if (kind === 'q') return JSON.stringify(text);
  if (kind === 't') return /^(?:true|false)$/.test(text) ? text : undefined;
  return /[svd]/.test(kind) ? text.slice(0, precision === '' ? undefined : Number(precision)) : undefined;
}

function numberText(kind: string, number: unknown, flags: string, precision: string): string | undefined {
  if (typeof number !== 'number' || Math.abs(number) > Number.MAX_SAFE_INTEGER) return undefined;
  if (kind === 'd' && (precision !== '' || !Number.isInteger(number))) return undefined;
  const digits = kind === 'd' ? String(Math.abs(number)) : Math.abs(number).toFixed(Number(precision || 6));
  return `${number < 0 ? '-' : (/\+/.exec(flags) ?? / /.exec(flags) ?? '')}${digits}`;
}

/** Zeros go between a number and its sign. */
function padded(text: string, flags: string, width: number): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0')) return text.padStart(width);
  const sign = /^[-+ ]?/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

/** Of which no argument needs to be known. */
const ANY: ReadonlySet<string> = new Set(['join', 'format', 'jsonencode', 'coalesce', 'nonsensitive']);

/** What a function returns; a text for it where it depends on what isn't known, undefined where it can't be called so. */
export function called(name: string, args: readonly unknown[]): unknown {
  const made = worked(name, args);
  return made === OTHER ? derivedText(name, args, '', args, `${name}()`) : made;
}

function worked(name: string, args: readonly unknown[]): unknown {
  const own = Object.hasOwn(OF_VALUES, name) ? OF_VALUES[name] : undefined;
  if (own !== undefined && args.every(isWhollyKnown)) return own(...args);
  const structural = Object.hasOwn(OF_STRUCTURES, name) ? OF_STRUCTURES[name] : undefined;
  if (structural === undefined || !(ANY.has(name) || args.every(isKnown))) return OTHER;
  return structural(...(name === 'join' ? args.flat() : args));
}
