import { isObject, listOf } from './declared.ts';
import { type Block, type Body, type Expression, parseText } from './hcl.ts';

// The two syntaxes of Terraform as one: blocks of arguments.

export interface TerraformFile {
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** A path's folder, with the slash after it; empty for the current one. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** The folder of a module that is called by a local path; undefined for one from elsewhere. */
export function calledFolder(folder: string, source: string): string | undefined {
  if (!/^\.{1,2}(?:\/|$)/.test(source)) return undefined;
  const path = plainPath(`${folder}${source}`);
  return path === '' ? '' : `${path}/`;
}

/** "a/../b//./c" is "b/c". */
export function plainPath(path: string): string {
  const parts: string[] = [];
  for (const [at, part] of path.split('/').entries()) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..' && parts.at(-1) !== '') parts.pop();
    else if (part !== '.' && (part !== '' || at === 0)) parts.push(part);
  }
  return parts.join('/');
}

/** How many names stand before a block of a kind. */
const LABELS = { resource: 2, module: 1, variable: 1, output: 1, provider: 1, locals: 0 };

/** The blocks of a file in Terraform's JSON (developer.hashicorp.com/terraform/language/syntax/json, 2026-11). */
export const blocksOfJson = (value: Readonly<Record<string, unknown>>): Block[] =>
  Object.entries(LABELS).flatMap(([type, labels]) => nestedBlocks(type, value[type], labels, []));

/** A block may be an object, or a list of objects. */
function nestedBlocks(type: string, value: unknown, left: number, labels: readonly string[]): Block[] {
  const objects = listOf(value).filter(isObject);
  if (left === 0) return objects.map((one) => ({ type, labels, body: bodyOfJson(one) }));
  return objects.flatMap((one) =>
    Object.entries(one).flatMap(([label, inner]) => nestedBlocks(type, inner, left - 1, [...labels, label])),
  );
}

function bodyOfJson({ dynamic, content, ...rest }: Readonly<Record<string, unknown>>): Body {
  return {
    attributes: new Map(Object.entries(rest).map(([key, value]) => [key, expressionOf(value)])),
    blocks: [...nestedBlocks('dynamic', dynamic, 1, []), ...nestedBlocks('content', content, 0, [])],
  };
}

function expressionOf(value: unknown): Expression {
  if (typeof value === 'string') return parseText(value);
  if (Array.isArray(value)) return { kind: 'tuple', items: value.map(expressionOf) };
  if (isObject(value))
    return { kind: 'object', items: Object.entries(value).map(([key, one]) => [parseText(key), expressionOf(one)]) };
  return { kind: 'value', value: typeof value === 'number' || typeof value === 'boolean' ? value : null };
}

/** A plain text, or a name such as aws.west; empty for anything else. */
export function pathText(expression: Expression | undefined): string {
  if (expression?.kind === 'value') return String(expression.value);
  if (expression?.kind === 'name') return expression.name;
  if (expression?.kind !== 'path') return '';
  const steps = expression.steps.map((one) => (typeof one === 'object' ? pathText(one) : one));
  return [pathText(expression.of), ...steps].join('.');
}
