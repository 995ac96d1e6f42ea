import { isObject } from './declared.ts';
import type { Expression } from './hcl.ts';
import { evaluate, type TerraformScope } from './terraform-expression.ts';

const argsOf = (type: Expression | undefined, ...names: readonly string[]): readonly Expression[] | undefined =>
  type?.kind === 'call' && names.includes(type.name) ? type.args : undefined;

/** A value with what its type says of optional attributes: their defaults, else null. */
export function withDefaults(value: unknown, type: Expression | undefined, scope: TerraformScope): unknown {
  const [item] = argsOf(type, 'list', 'set', 'map', 'optional') ?? [];
  const into = (one: unknown) => withDefaults(one, item, scope);
  if (argsOf(type, 'optional') !== undefined) return into(value);
  if (Array.isArray(value)) return item === undefined ? value : value.map(into);
  if (!isObject(value)) return value;
  if (item !== undefined) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, into(one)]));
  const [attributes] = argsOf(type, 'object') ?? [];
  if (attributes?.kind !== 'object') return value;
  const entries = attributes.items.flatMap(([key, of]) => {
    const name = key.kind === 'value' ? String(key.value) : '';
    const [, initial] = argsOf(of, 'optional') ?? [];
    const own = value[name] ?? (initial === undefined ? null : evaluate(initial, scope));
    return [[name, withDefaults(own, of, scope)] as const];
  });
  return Object.fromEntries(entries);
}
