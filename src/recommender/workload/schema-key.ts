/** The key by which a file names its JSON Schema, for editors. It states nothing and is never kept. */
export const SCHEMA_KEY = '$schema';

/** The files that have a JSON Schema, by the name that the command `schema` knows, as a sentence names them. */
export const SCHEMA_TITLES = {
  workload: 'a workload',
  policy: 'a policy',
  prices: 'prices',
  measurement: 'a measurement',
  recommendation: 'a recommendation',
  decision: 'the body of a decision webhook',
  savings: 'what recommend --cheaper prints',
  account: 'what account prints',
  check: 'what check prints',
  export: 'a line of an export of reviews',
  stats: 'figures of reviews',
} as const;
export type SchemaName = keyof typeof SCHEMA_TITLES;

/** How a schema's file ends, wherever it is. */
const FILE = /(?:^|[\\/])(\w+)\.schema\.json#?$/;

/**
 * What a faulty file says that it is: a sentence where it names the schema of another of these documents, else undefined. Any other
 * `$schema` is an editor's matter.
 */
export function namesAnother(file: object, ...expected: readonly [SchemaName, ...SchemaName[]]): string | undefined {
  const url: unknown = Object.getOwnPropertyDescriptor(file, SCHEMA_KEY)?.value;
  const name = typeof url === 'string' ? FILE.exec(url.slice(-URL_MAX))?.[1] : undefined;
  const named = (Object.keys(SCHEMA_TITLES) as SchemaName[]).find((known) => known === name);
  if (named === undefined || expected.includes(named)) return undefined;
  return `Its $schema names ${SCHEMA_TITLES[named]}. Expected ${SCHEMA_TITLES[expected[0]]}.`;
}

/** An address is shorter, and a hostile one costs nothing. In characters. */
const URL_MAX = 200;
