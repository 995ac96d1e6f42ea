import hclTools from '@cdktn/hcl-tools';
import hcl2json from '@cdktn/hcl2json';

// Terraform's text, read and formatted by HashiCorp's own library (github.com/hashicorp/hcl, as WebAssembly).

type Json = Record<string, unknown>;

/** A module in the shape of Terraform's JSON: blocks by type and name, expressions as `${…}`. */
export interface Module {
  terraform: Json;
  variable: Record<string, Json>;
  locals: Json;
  data: Record<string, Record<string, Json>>;
  resource: Record<string, Record<string, Json>>;
  output: Record<string, Json>;
}

/** @throws Error for a text that isn't HCL. */
export async function moduleOf(text: string): Promise<Module> {
  const parsed = Object(await hcl2json.parse('main.tf', text));
  const encoded: Json = {};
  const { locals = {}, ...blocks } = Object(await withCallsRead(single(parsed), encoded));
  return {
    terraform: {},
    variable: {},
    data: {},
    resource: {},
    output: {},
    ...blocks,
    locals: { ...locals, ...encoded },
  };
}

/** As `terraform fmt` lays it out. */
export const formatted = (text: string): Promise<string> => hclTools.format(text);

/** A block that stands once, without its list. */
function single(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(single);
    const [only] = items;
    return items.length === 1 && typeof only === 'object' && !Array.isArray(only) ? only : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, single(item)]));
}

/** What is encoded as JSON becomes a local, whose fields can be read. */
async function withCallsRead(value: unknown, encoded: Json): Promise<unknown> {
  if (typeof value === 'string') {
    const [, inside] = /^\$\{jsonencode\((.*)\)\}$/s.exec(value) ?? [];
    if (inside === undefined) return value;
    const name = `encoded_${Object.keys(encoded).length}`;
    encoded[name] = Object(await hcl2json.parse('inside.tf', `locals {\n  inside = ${inside}\n}\n`)).locals[0].inside;
    return `\${jsonencode(local.${name})}`;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Promise.all(value.map((item) => withCallsRead(item, encoded)));
  const entries = Object.entries(value).map(async ([key, item]) => [key, await withCallsRead(item, encoded)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
