import type { Loop, Template, Value } from './template.ts';

/** The most that a template may have to be deployed without a bucket, in bytes (quotas of CloudFormation). */
export const TEMPLATE_BYTES_MAX = 51_200;

const WIDTH = 140;

/** The functions that have a short form, by their long one. A list stays a list: `!Select [0, …]`. */
const SHORT = new Set(
  ['GetAtt', 'Sub', 'If', 'Select', 'Split', 'Equals', 'Not'].map((name) => `Fn::${name}`).concat('Ref'),
);

/**
 * The template as YAML, with a header of comments. Quoted where YAML 1.1, which CloudFormation reads, would take a text for
 * something else (`OFF`, `012345678901`). Indented by less where it would be too long.
 */
export function toYaml(template: Template, header: readonly string[]): string {
  const text = written(template, header, 2);
  return bytesOf(text) <= TEMPLATE_BYTES_MAX ? text : written(template, header, 1);
}

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Spaces a level, where two make the text too long to deploy without a bucket. */
type Indent = 1 | 2;

type Sections = Readonly<Record<string, Value>>;

/** An empty line before each section, parameter, resource and output. */
function written(template: Template, header: readonly string[], indent: Indent): string {
  const sections = Object.entries(sectionsOf(template)).map(([name, section]) => {
    if (!isMap(section) || name === 'Conditions' || isInline(section)) return linesOf({ [name]: section }, 0, indent);
    const entries = Object.entries(section).map(([id, value]) => linesOf({ [id]: value }, indent, indent).join('\n'));
    return [`${name}:`, entries.join('\n\n')];
  });
  return `${[header.map((line) => `# ${line}`), ...sections].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function sectionsOf({ Description, Parameters, Conditions, Resources, Loops, ...rest }: Template): Sections {
  const parameters = Object.fromEntries(Object.entries(Parameters).map(([id, { least: _, ...told }]) => [id, told]));
  const sections = {
    AWSTemplateFormatVersion: '2010-09-09',
    ...(Loops !== undefined && { Transform: 'AWS::LanguageExtensions' }),
    Description,
    Parameters: parameters,
    ...(Object.keys(Conditions).length > 0 && { Conditions }),
    Resources: { ...Resources, ...Object.fromEntries(Object.entries(Loops ?? {}).map(loopEntry)) },
    ...rest,
  };
  return sections as object as Sections;
}

const loopEntry = ([name, { variable, list, resources }]: [string, Loop]): [string, readonly unknown[]] => [
  `Fn::ForEach::${name}`,
  [variable, list, resources],
];

type ValueMap = { readonly [key: string]: Value };

const isMap = (value: Value): value is ValueMap => typeof value === 'object' && !Array.isArray(value);

/** The lines of a map or a list, `before`: spaces in front of each. */
function linesOf(value: Value, before: number, indent: Indent): string[] {
  const space = ' '.repeat(before);
  if (isMap(value)) {
    return Object.entries(value).flatMap(([key, below]) => {
      const isList = Array.isArray(shortened(below).content);
      return linesAfter(`${space}${yamlText(key)}:`, below, before + (isList && indent === 1 ? 0 : indent), indent);
    });
  }
  return (value as readonly Value[]).flatMap((item) => {
    const { tag, content } = shortened(item);
    if (tag !== '' || isInline(content)) return linesAfter(`${space}-`, item, before + 2, indent);
    const [first = '', ...rest] = linesOf(content, before + 2, indent);
    return [`${space}- ${first.trimStart()}`, ...rest];
  });
}

/** A value behind its key or dash, or below it. */
function linesAfter(head: string, value: Value, before: number, indent: Indent): string[] {
  const { tag, content } = shortened(value);
  if (!isInline(content)) return [head + tag, ...linesOf(content, before, indent)];
  if (typeof content === 'string') return folded(head + tag, yamlText(content), ' '.repeat(before - 1));
  return [`${head}${tag} ${inline(content)}`];
}

/** Broken at single spaces, which reading puts back. `lead`: before the words of each further line. */
export function folded(head: string, text: string, lead: string): string[] {
  const lines: string[] = [];
  let [line, words] = [head, 0];
  for (const word of text.split(/(?<! ) (?! )/)) {
    if (words > 0 && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = `${lead} ${word}`;
    } else line += ` ${word}`;
    words += 1;
  }
  return [...lines, line];
}

/** `{ Ref: Image }` is `!Ref Image`. */
function shortened(value: Value): { tag: string; content: Value } {
  const [entry, ...others] = isMap(value) ? Object.entries(value) : [];
  if (entry === undefined || others.length > 0 || !SHORT.has(entry[0]) || isMap(entry[1]))
    return { tag: '', content: value };
  const [name, content] = entry;
  const isAttribute = name === 'Fn::GetAtt' && Array.isArray(content);
  return { tag: ` !${name.replace('Fn::', '')}`, content: isAttribute ? content.join('.') : content };
}

/** The characters of a list that fits one line beside its key, functions counted by their long names. */
const INLINE_MAX = 120;

const isInline = (value: Value): boolean =>
  isMap(value) ? Object.keys(value).length === 0 : !Array.isArray(value) || lengthOf(value) <= INLINE_MAX;

function inline(value: Value): string {
  const { tag, content } = shortened(value);
  if (tag !== '') return `${tag.trim()} ${inline(content)}`;
  if (Array.isArray(content)) return `[${content.map(inline).join(', ')}]`;
  if (isMap(content))
    return `{${Object.entries(content)
      .map(([key, below]) => `${yamlText(key, true)}: ${inline(below)}`)
      .join(', ')}}`;
  return typeof content === 'string' ? yamlText(content, true) : String(content);
}

function lengthOf(value: Value): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item: Value) => sum + lengthOf(item) + 2, 2);
  if (isMap(value))
    return Object.entries(value).reduce((sum, [key, below]) => sum + key.length + lengthOf(below) + 2, 0);
  return String(value).length;
}

/** What YAML 1.1, which CloudFormation reads, takes for something else than a text: numbers, dates, times, booleans, null, a merge. */
const NOT_A_TEXT = /^(?:[-+.]?\d[-+.:,\w\s]*|[-+]?\.(?:inf|nan)?|~|null|true|false|yes|no|on|off|y|n|<<|=|)$/i;

/** Begins something else than a text, has a key or a comment in it, or an end that reading drops. */
const MARKED = /^[-?:](?:\s|$)|^[,[\]{}#&*!|>'"%@`\s]|^---|^\.\.\.|:(?:\s|$)|\s#|\s$/;

/** What ends a member of a list on one line, and the colon and question mark at which older readers stop there: `[sts:AssumeRole]`. */
const MARKED_IN_LIST = /[,[\]{}:?]/;

/** Stays on its line between double quotes: what isn't printable, and what YAML 1.1 takes for the end of a line. */
const ESCAPED = /[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A text on one line, quoted where it would be read as something else. `inList`: as a member of a list on one line. */
function yamlText(text: string, inList = false): string {
  if (text.search(ESCAPED) >= 0) return `"${escaped(text).replace(ESCAPED, codeOf)}"`;
  if (!NOT_A_TEXT.test(text) && !MARKED.test(text) && !(inList && MARKED_IN_LIST.test(text))) return text;
  return text.includes("'") && !text.includes('"') ? `"${escaped(text)}"` : `'${text.replaceAll("'", "''")}'`;
}

const escaped = (text: string): string => text.replace(/["\\]/g, '\\$&');

const codeOf = (character: string): string => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
