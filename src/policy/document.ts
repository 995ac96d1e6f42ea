import { type Document, isMap, isNode, isPair } from 'yaml';
import type * as z from 'zod';
import { readText } from '../read-text.ts';
import { readYaml } from '../read-yaml.ts';
import { namesAnother, nearest, SCHEMA_KEY, type SchemaName } from '../recommender/index.ts';
import { joinClauses } from '../wording/sentences.ts';
import { capitalized } from '../wording/text.ts';
import type { Path } from './lint.ts';
import { type FieldGroup, fieldGroups } from './policy.ts';

// A file of a team's, YAML or JSON, and what is wrong with it: each fault with its line and field.

/** One thing that is wrong with a file: where, and a sentence. */
export interface PolicyFault {
  /** From 1; 0 where the file as a whole is wrong. */
  readonly line: number;
  /** "rules[1].forbid.option"; empty where the file as a whole is wrong. */
  readonly field: string;
  readonly text: string;
}

export interface Faulty {
  readonly ok: false;
  readonly faults: readonly PolicyFault[];
}

/** `isUnread`: there is no such file, or it can't be read. `text` has a line for each fault. */
export interface Unopened {
  readonly ok: false;
  readonly text: string;
  readonly isUnread: boolean;
}

/** Reads a file of a team's by what `read` makes of its text. Never rejects. */
export async function openFile<Read extends { readonly ok: true }>(
  path: string,
  read: (text: string) => Read | Faulty,
): Promise<Read | Unopened> {
  const content = await readText(path);
  if (!content.ok) return { ok: false, text: `${path}: ${capitalized(content.why)}`, isUnread: true };
  const found = read(content.text);
  if (found.ok) return found;
  const text = found.faults.map((fault) => `${path}: ${describePolicyFault(fault)}`).join('\n');
  return { ok: false, text, isUnread: false };
}

/** A file's plain data, and a fault at a place in it. */
export interface ReadDocument {
  readonly ok: true;
  /** Without its `$schema`. */
  readonly written: unknown;
  at(path: Path, text: string): PolicyFault;
  /** Its faults in the order of its lines, and that it says to be another file, if it does. */
  faulty(faults: readonly PolicyFault[]): Faulty;
}

/** Reads YAML, of which JSON is a part. `empty`: what to say of a file without content. `expected`: which schemas it may name. */
export function readDocument(
  text: string,
  empty: string,
  ...expected: readonly [SchemaName, ...SchemaName[]]
): ReadDocument | Faulty {
  const read = readYaml(text.replace(/^\ufeff/, ''));
  if (!read.ok) {
    const { line, detail = '' } = read;
    const what = detail.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
    const fault = what === '' ? capitalized(read.text) : `Not YAML: ${what}.`;
    return { ok: false, faults: [{ line: line ?? 0, field: '', text: fault }] };
  }
  const { value: written, document, lineAt } = read;
  if (written === null) return wholly(empty);
  const at = (path: Path, fault: string) => ({
    line: lineOf(document, lineAt, path),
    field: fieldOf(path),
    text: fault,
  });
  if (typeof written !== 'object') return { ok: true, written, at, faulty };
  const another = namesAnother(written, ...expected);
  const said = another === undefined ? [] : [at([SCHEMA_KEY], another)];
  return { ok: true, written: withoutSchema(written), at, faulty: (faults) => faulty([...said, ...faults]) };
}

const faulty = (faults: readonly PolicyFault[]): Faulty => ({
  ok: false,
  faults: faults.toSorted((a, b) => a.line - b.line),
});

function withoutSchema(written: object): unknown {
  if (Array.isArray(written) || !Object.hasOwn(written, SCHEMA_KEY)) return written;
  return Object.fromEntries(Object.entries(written).filter(([key]) => key !== SCHEMA_KEY));
}

/** A fault as one line: "line 8, rules[1].forbid: Unknown field …". */
function describePolicyFault({ line, field, text }: PolicyFault): string {
  const place = [...(line > 0 ? [`line ${line}`] : []), ...(field === '' ? [] : [field])].join(', ');
  return place === '' ? text : `${place}: ${text}`;
}

const wholly = (text: string): Faulty => ({ ok: false, faults: [{ line: 0, field: '', text }] });

/** What the shape of a file has against it, as faults. */
export function faultsOf(issue: z.core.$ZodIssue, at: (path: Path, text: string) => PolicyFault): PolicyFault[] {
  const path = issue.path as Path;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => at([...path, key], unknownWords(key, path)));
    case 'invalid_type':
      return [
        at(
          path,
          issue.message.startsWith('Invalid input')
            ? (TYPES[issue.expected] ?? 'Must be something else.')
            : issue.message,
        ),
      ];
    case 'too_big':
      return [at(path, issue.origin === 'array' ? `Has more than ${issue.maximum} entries.` : issue.message)];
    default:
      return [at(path, issue.message)];
  }
}

/** What is wrong with a field that its group doesn't take: it belongs to another group, or is a slip of a field of either. */
function unknownWords(key: string, path: Path): string {
  const groups = fieldGroups();
  const here = groups.find(({ place }) => place === fieldOf(path, () => ''));
  if (groups.some(({ fields }) => fields.includes(key))) {
    return `Doesn't belong here. Move it into ${placesOf(key, groups, path)}.`;
  }
  const meant = nearest(key, here?.fields ?? []);
  if (meant !== undefined) return `Unknown field. Did you mean ${meant}?`;
  const all = groups.flatMap(({ fields }) => fields);
  const elsewhere = nearest(key, all);
  if (elsewhere === undefined) return 'Unknown field.';
  return `Unknown field. Did you mean ${elsewhere}? It belongs in ${placesOf(elsewhere, groups, path)}.`;
}

/** The groups that take a field, of those that are closest to a path. */
function placesOf(field: string, groups: readonly FieldGroup[], path: Path): string {
  const places = groups.flatMap(({ place, fields }) => (fields.includes(field) ? [place] : []));
  for (let depth = path.length; depth > 0; depth--) {
    const close = places.filter((place) => place.startsWith(fieldOf(path.slice(0, depth), () => '')));
    if (close.length > 0) return joinClauses(close, 'or');
  }
  return joinClauses(
    places.map((place) => (place === '' ? 'the top of the file' : place)),
    'or',
  );
}

const TYPES: Readonly<Record<string, string>> = {
  object: 'Must be a group of fields.',
  array: 'Must be a list.',
  string: 'Must be a text.',
};

/** `rules`, 1, `forbid` → "rules[1].forbid". */
function fieldOf(path: Path, numberOf: (key: number) => string = String): string {
  return path
    .map((key, at) => (typeof key === 'number' ? `[${numberOf(key)}]` : `${at === 0 ? '' : '.'}${key}`))
    .join('');
}

/** The line of the deepest place on a path that the file has: of a field, where its name stands. */
function lineOf(document: Document, lineAt: (offset: number) => number, path: Path): number {
  for (let depth = path.length; depth > 0; depth--) {
    const above = document.getIn(path.slice(0, depth - 1), true) ?? document.contents;
    const holder = depth === 1 ? document.contents : above;
    const key = path[depth - 1];
    const pair = isMap(holder) ? holder.items.find((item) => isPair(item) && String(item.key) === key) : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lineAt(node.range[0]);
  }
  return 1;
}
