import { isObject, listOf } from './declared.ts';
import type { Work } from './work.ts';

/** CloudFormation allows 500 resources in a template; loops that make far more are not expanded. */
const MADE_MAX = 10_000;

interface Expanded {
  readonly resources: Readonly<Record<string, unknown>>;
  /** Names of the loops whose list isn't known. */
  readonly unknown: readonly string[];
}

/** Expands `Fn::ForEach` among resources. `resolve`: works out the list. */
export function expandLoops(resources: unknown, work: Work, resolve: (value: unknown) => unknown): Expanded {
  const made: Record<string, unknown> = {};
  const unknown: string[] = [];
  let count = 0;
  const expand = (entries: Readonly<Record<string, unknown>>): void => {
    for (const [key, value] of Object.entries(entries)) {
      if (!key.startsWith('Fn::ForEach::')) {
        made[key] = value;
        count += 1;
        continue;
      }
      const [variable, list, body] = listOf(value);
      const items = resolve(list);
      const isReadable = Array.isArray(items) && items.every((item) => typeof item === 'string') && isObject(body);
      if (!isReadable || typeof variable !== 'string' || count > MADE_MAX) {
        unknown.push(key);
        continue;
      }
      for (const item of items as string[])
        expand(work.spend(replaced(body, variable, item)) as Record<string, unknown>);
    }
  };
  if (isObject(resources)) expand(resources);
  return { resources: made, unknown };
}

function replaced(value: unknown, variable: string, item: string): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(`\${${variable}}`, item).replaceAll(`&{${variable}}`, item.replaceAll(/[^A-Za-z0-9]/g, ''));
  }
  if (Array.isArray(value)) return value.map((one) => replaced(one, variable, item));
  if (!isObject(value)) return value;
  if (value['Ref'] === variable) return item;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [replaced(key, variable, item) as string, replaced(one, variable, item)]),
  );
}
