import { unknownText } from './unknown-text.ts';

// The expressions of Terraform's JSON: references and literals are worked out, anything else stays unknown.

/** What expressions refer to. */
export interface TerraformScope {
  readonly id: string;
  /** `path`: "var", "name" and what follows. Undefined where it isn't known. */
  lookUp(path: readonly (string | number)[]): unknown;
}

/** A value with its templates worked out. */
export function evaluate(value: unknown, scope: TerraformScope): unknown {
  if (typeof value === 'string') return evaluateText(value, scope);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => evaluate(item, scope));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, evaluate(item, scope)]));
}

function evaluateText(text: string, scope: TerraformScope): unknown {
  if (!text.includes('${') && !text.includes('%{')) return text;
  const parts = partsOf(text);
  if (parts === undefined) return unknownText(scope.id, 'an expression');
  const [only] = parts;
  if (parts.length === 1 && only?.isExpression) return expression(only.text, scope);
  return parts
    .map((part) => {
      if (!part.isExpression) return part.text;
      const value = expression(part.text, scope);
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? String(value)
        : unknownText(scope.id, namesIn(part.text));
    })
    .join('');
}

interface Part {
  readonly text: string;
  readonly isExpression: boolean;
}

/** A text's plain parts and its expressions; undefined where a brace isn't closed, or it has directives. */
function partsOf(text: string): Part[] | undefined {
  if (/(?<!%)%\{/.test(text)) return undefined;
  const parts: Part[] = [];
  let plain = '';
  for (let at = 0; at < text.length; at += 1) {
    if (text.startsWith('$${', at)) {
      plain += '${';
      at += 2;
    } else if (text.startsWith('${', at)) {
      const end = closingBrace(text, at + 2);
      if (end === -1) return undefined;
      if (plain !== '') parts.push({ text: plain, isExpression: false });
      plain = '';
      parts.push({ text: text.slice(at + 2, end).trim(), isExpression: true });
      at = end;
    } else plain += text[at];
  }
  if (plain !== '') parts.push({ text: plain, isExpression: false });
  return parts;
}

function closingBrace(text: string, from: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (isQuoted && character === '\\') at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && character === '{') depth += 1;
    else if (!isQuoted && character === '}' && depth === 0) return at;
    else if (!isQuoted && character === '}') depth -= 1;
  }
  return -1;
}

const REFERENCE = /^[a-z_][\w-]*(?:\.[\w-]+|\[(?:\d+|"[^"\\${]*"|count\.index|each\.key)\])+$/i;
const STEP = /([\w-]+)|\[(?:(\d+)|"([^"]*)"|(count\.index|each\.key))\]/g;

function expression(text: string, scope: TerraformScope): unknown {
  const inner = unwrapped(text);
  const called = /^jsonencode\((.+)\)$/s.exec(inner)?.[1];
  if (called !== undefined) {
    const value = expression(called, scope);
    return typeof value === 'object' ? JSON.stringify(value) : unknownText(scope.id, namesIn(called));
  }
  if (/^"[^"\\$%]*"$/.test(inner)) return inner.slice(1, -1);
  if (/^-?\d{1,12}(?:\.\d{1,12})?$/.test(inner)) return Number(inner);
  if (inner === 'true' || inner === 'false') return inner === 'true';
  if (inner === 'null') return null;
  const found = REFERENCE.test(inner) ? scope.lookUp(stepsOf(inner, scope)) : undefined;
  return found === undefined ? unknownText(scope.id, namesIn(inner)) : found;
}

const unwrapped = (text: string): string => {
  const trimmed = text.trim();
  return /^\([^()]*\)$/.test(trimmed) ? trimmed.slice(1, -1).trim() : trimmed;
};

function stepsOf(text: string, scope: TerraformScope): (string | number)[] {
  return [...text.matchAll(STEP)].map(([, name, digits, quoted, loop]) => {
    if (digits !== undefined) return Number(digits);
    if (loop === undefined) return name ?? quoted ?? '';
    const index = scope.lookUp(loop.split('.'));
    return typeof index === 'number' ? index : String(index);
  });
}

/** What an expression refers to, without its literals, which may be secrets. */
function namesIn(text: string): string {
  // With an escaped quote, what stands in quotes and what doesn't can't be told apart by counting them.
  if (text.includes('\\"')) return 'an expression';
  const unquoted = text
    .split('"')
    .filter((_, at) => at % 2 === 0)
    .join(' ');
  const names = unquoted.match(/\b(?:var|local|data|module|each|count|aws_\w+|awscc_\w+)(?:\.[\w-]+)+/g);
  return names === null ? 'an expression' : [...new Set(names)].slice(0, 3).join(', ');
}
