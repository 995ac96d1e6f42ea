/** A structure as the AWS SDK for JavaScript describes it: the first `required` of its members are required. */
export type Shape = readonly [
  kind: number,
  namespace: string,
  name: string,
  traits: unknown,
  members?: readonly string[],
  of?: readonly unknown[],
  required?: number,
];

const resolved = (shape: unknown): unknown =>
  typeof shape === 'function' ? resolved((shape as () => unknown)()) : shape;

const KINDS = { list: 1, structure: 3, union: 4 } as const;

/** Members that the API doesn't know, and required ones that are missing, each by its path. */
export function wrongWith(value: unknown, of: unknown, path = ''): string[] {
  const shape = resolved(of);
  if (!Array.isArray(shape)) return [];
  const [kind] = shape;
  if (kind === KINDS.list) {
    return Array.isArray(value)
      ? value.flatMap((item, at) => wrongWith(item, shape[4], `${path}[${at}]`))
      : [`${path} is no list`];
  }
  if (kind !== KINDS.structure && kind !== KINDS.union) return [];
  const [, , , , members = [], shapes = [], required = 0] = shape as unknown as Shape;
  const given = Object(value) as Record<string, unknown>;
  const missing = members.slice(0, required).filter((name) => given[name] === undefined);
  return [
    ...missing.map((name) => `${path}.${name} is missing`),
    ...Object.entries(given).flatMap(([name, inner]) => {
      const at = members.indexOf(name);
      return at < 0 ? [`${path}.${name} isn't known`] : wrongWith(inner, shapes[at], `${path}.${name}`);
    }),
  ];
}
