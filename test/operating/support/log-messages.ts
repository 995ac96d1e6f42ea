import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { ROOT } from '../../support/documents.ts';

/** What the bot logs, as it is written in `src`. */
export interface LogMessages {
  /** With an ellipsis for what is put in. */
  texts: string[];
  /** Places that log what they were given, as `file: argument`: their texts are found where they come from. */
  passedOn: string[];
}

type Node = { type: string; [key: string]: unknown };

const LEVELS = new Set(['warn', 'error', 'fatal']);

/** Functions that log the text they are given, with the index of that argument. */
const PASSING: Record<string, number> = { next: 0, endWith: 2, write: 0, warn: 0, notStarted: 1 };

/** Programs for a terminal, and what nobody logs. */
const NOT_THE_BOT =
  /^(?:action|check|recommender|deploy|terminal|wording|policy|mcp|reviews-command)\/|^commands\/(?!start\.ts)/;

/** Every text that the bot logs at level warn, error or fatal. */
export function logMessages(): LogMessages {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !NOT_THE_BOT.test(file))
    .sort();
  const texts = new Set<string>();
  const passedOn = new Set<string>();
  for (const file of files) {
    const source = readFileSync(join(ROOT, 'src', file), 'utf8');
    const { program } = parseSync(file, source);
    walk(program as unknown as Node, (node) => {
      for (const text of loggedBy(node)) {
        if (text.type === 'Identifier' || text.type === 'MemberExpression') {
          passedOn.add(`${file}: ${source.slice(Number(text['start']), Number(text['end']))}`);
        } else for (const one of textsOf(text)) if (/[a-z]/.test(one)) texts.add(one);
      }
    });
  }
  return { texts: [...texts].sort(), passedOn: [...passedOn].sort() };
}

/** The arguments of a call that are logged. */
function loggedBy(node: Node): Node[] {
  if (node.type === 'Property' && nameOf(node['key']) === 'failed') return [node['value'] as Node];
  if (node.type !== 'CallExpression') return [];
  const callee = node['callee'] as Node;
  const args = node['arguments'] as Node[];
  if (isLogger(callee)) {
    // Ours takes the text last, Bolt's first.
    const text = args.find(({ type }) => /Literal$|Conditional|Logical/.test(type)) ?? args.at(-1);
    return text === undefined ? [] : [text];
  }
  const at = PASSING[nameOf(callee) || nameOf(callee['property'])];
  const text = at === undefined ? undefined : args[at];
  return text !== undefined && /Literal$/.test(text.type) && textsOf(text).some((one) => one.includes(' '))
    ? [text]
    : [];
}

/** `logger.warn`, `this.#logger.error`, `logger[level]`. */
function isLogger(callee: Node): boolean {
  if (callee.type !== 'MemberExpression') return false;
  const object = callee['object'] as Node;
  const name = nameOf(object) || nameOf(object['property']);
  return /logger$/i.test(name) && (callee['computed'] === true || LEVELS.has(nameOf(callee['property'])));
}

function nameOf(node: unknown): string {
  const { name } = (node ?? {}) as { name?: unknown };
  return typeof name === 'string' ? name : '';
}

function textsOf(node: Node): string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node['value'] === 'string' ? [node['value']] : [];
    case 'TemplateLiteral':
      return [(node['quasis'] as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('…')];
    case 'ConditionalExpression':
      return [...textsOf(node['consequent'] as Node), ...textsOf(node['alternate'] as Node)];
    case 'LogicalExpression':
      return [...textsOf(node['left'] as Node), ...textsOf(node['right'] as Node)];
    default:
      return [];
  }
}

function walk(value: unknown, look: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, look);
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value && typeof value.type === 'string') look(value as Node);
    for (const item of Object.values(value)) walk(item, look);
  }
}
