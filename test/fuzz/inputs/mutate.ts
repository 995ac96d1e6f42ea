import fc from 'fast-check';
import { anyJson } from './hostile-text.ts';

type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null || path.length > 5) return [path];
  const entries = Array.isArray(value) ? value.map((item, index) => [index, item] as const) : Object.entries(value);
  return [...(path.length > 0 ? [path] : []), ...entries.flatMap(([key, item]) => pathsIn(item, [...path, key]))];
}

/** The same with something else at a place, or with nothing there. */
function put(value: unknown, [key, ...rest]: Path, instead: unknown): unknown {
  if (key === undefined) return instead;
  if (typeof value !== 'object' || value === null) return value;
  const inner: unknown = Reflect.get(value, key);
  const changed = rest.length === 0 ? instead : put(inner, rest, instead);
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? changed : item));
  return Object.fromEntries(Object.entries({ ...value, [key]: changed }).filter(([, item]) => item !== undefined));
}

/** A payload of which one to three places are missing or are something else. */
export function mutate(body: Record<string, unknown>): fc.Arbitrary<Record<string, unknown>> {
  const change = fc.tuple(fc.nat(), fc.oneof(fc.constant(undefined), anyJson));
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce<Record<string, unknown>>((changed, [place, instead]) => {
      const paths = pathsIn(changed);
      return put(changed, paths[place % paths.length] ?? [], instead) as Record<string, unknown>;
    }, body),
  );
}
