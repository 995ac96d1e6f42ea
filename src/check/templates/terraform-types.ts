import { isObject } from './declared.ts';
import { type Expression, parseText } from './hcl.ts';
import { evaluate, type TerraformScope } from './terraform-expression.ts';
import { converted, isPrimitive, setOf, unified } from './terraform-functions.ts';
import { derivedText, isKnown } from './unknown-text.ts';

const argsOf = (type: Expression | undefined, ...names: readonly string[]): readonly Expression[] | undefined =>
  type?.kind === 'call' && names.includes(type.name) ? type.args : undefined;

const read = (text: string): Expression => parseText(`\${${text}}`);

/** A variable's value as its type makes it. JSON and old modules have types as texts; the command line has lists and maps as texts. */
export function withDefaults(value: unknown, type: Expression | undefined, scope: TerraformScope): unknown {
  const wanted = type?.kind === 'value' ? read(String(type.value)) : type;
  const isAny = wanted?.kind === 'name' && wanted.name === 'any' && /^\s*[[{]/.test(String(value));
  const isText = typeof value === 'string' && isKnown(value) && (wanted?.kind === 'call' || isAny);
  return typed(isText ? evaluate(read(value), scope) : value, wanted, scope);
}

/** Scalars are converted; optional attributes have their defaults, else null. */
function typed(value: unknown, type: Expression | undefined, scope: TerraformScope): unknown {
  const [attributes] = argsOf(type, 'object') ?? [];
  const [item] = argsOf(type, 'list', 'set', 'map', 'optional') ?? [];
  const into = (one: unknown) => typed(one, item, scope);
  if (argsOf(type, 'optional') !== undefined) return into(value);
  if (Array.isArray(value) && item !== undefined)
    return argsOf(type, 'set') === undefined ? unified(value.map(into)) : setOf(value.map(into));
  const [tuple] = argsOf(type, 'tuple') ?? [];
  if (Array.isArray(value) && tuple?.kind === 'tuple')
    return tuple.items.length === value.length
      ? value.map((one, at) => typed(one, tuple.items[at], scope))
      : unlike(value, 'tuple');
  if (!isObject(value)) return scalarOf(value, type);
  if (item !== undefined) {
    const items = unified(Object.values(value).map(into));
    return Object.fromEntries(Object.keys(value).map((key, at) => [key, items[at]]));
  }
  return attributes?.kind === 'object' ? withAttributes(value, attributes.items, scope) : scalarOf(value, type);
}

/** What isn't known stays as it is. */
function scalarOf(value: unknown, type: Expression | undefined): unknown {
  if (value === null || !isKnown(value)) return value;
  const name = type?.kind === 'name' || type?.kind === 'call' ? type.name : 'any';
  if (isPrimitive(name)) return converted(value, name) ?? unlike(value, name);
  return type?.kind === 'call' && typeof value !== 'object' ? unlike(value, name) : value;
}

function withAttributes(
  value: Readonly<Record<string, unknown>>,
  attributes: readonly (readonly [key: Expression, type: Expression])[],
  scope: TerraformScope,
): unknown {
  const entries = attributes.map(([key, type]) => {
    const name = key.kind === 'value' ? String(key.value) : '';
    const [, initial] = argsOf(type, 'optional') ?? [];
    const own = value[name] ?? (initial === undefined ? null : evaluate(initial, scope));
    return [name, typed(own, type, scope)] as const;
  });
  return Object.fromEntries(entries);
}

/** In place of a value that Terraform refuses. */
const unlike = (value: unknown, name: string): string => derivedText(name, value, '', [], `a value that is no ${name}`);
