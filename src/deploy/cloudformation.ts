import { Document, isMap, isScalar, isSeq, type Pair, Scalar, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Template } from './template.ts';

/** The most that a template may have to be deployed without a bucket, in bytes (quotas of CloudFormation). */
export const TEMPLATE_BYTES_MAX = 51_200;

const WIDTH = 140;

/** The functions that have a short form, by their long one. A list stays a list: `!Select [0, …]`. */
const SHORT = new Set(
  ['GetAtt', 'Sub', 'If', 'Select', 'Split', 'Equals', 'Not', 'And'].map((name) => `Fn::${name}`).concat('Ref'),
);

/**
 * The template as YAML, with a header of comments: one line each, whatever is in it. Quoted where YAML 1.1, which
 * CloudFormation reads, would take a text for something else (`OFF`, `012345678901`). Indented by less where it would be too long.
 */
export function toYaml(template: Template, header: readonly string[]): string {
  const text = written(template, header, 2);
  return bytesOf(text) <= TEMPLATE_BYTES_MAX ? text : written(template, header, 1);
}

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** `indent`: spaces, where two make the text too long to deploy without a bucket. */
function written(template: Template, header: readonly string[], indent: 1 | 2): string {
  const document = new Document(sectionsOf(template), { version: '1.1', aliasDuplicateObjects: false });
  document.commentBefore = header.map((line) => ` ${line}`).join('\n');
  if (isMap(document.contents)) {
    shorten(document.contents);
    quoteInFlow(document.contents);
    space(document.contents);
  }
  return document.toString({
    lineWidth: WIDTH,
    singleQuote: true,
    flowCollectionPadding: false,
    indent,
    indentSeq: indent === 2,
  });
}

function sectionsOf({ Conditions, ...template }: Template): object {
  const { Description, Parameters, ...rest } = template;
  const conditions = Object.keys(Conditions).length === 0 ? {} : { Conditions };
  const parameters = Object.fromEntries(Object.entries(Parameters).map(([id, { least: _, ...rest }]) => [id, rest]));
  return {
    AWSTemplateFormatVersion: new Scalar('2010-09-09'),
    Description,
    Parameters: parameters,
    ...conditions,
    ...rest,
  };
}

/** An empty line before each section, parameter, resource and output. */
function space(sections: YAMLMap): void {
  for (const [at, section] of sections.items.entries()) {
    if (at > 0) spaceBefore(section);
    if (!isMap(section.value) || isConditions(section)) continue;
    for (const entry of section.value.items.slice(1)) spaceBefore(entry);
  }
}

const isConditions = ({ key }: Pair): boolean => isScalar(key) && key.value === 'Conditions';

function spaceBefore({ key }: Pair): void {
  if (isScalar(key)) key.spaceBefore = true;
}

/** `{ Ref: Image }` becomes `!Ref Image`, and a list that fits one line gets one. */
function shorten(contents: YAMLMap): void {
  visit(contents, {
    Map(_key, node) {
      const [pair] = node.items;
      const name = isScalar(pair?.key) ? String(pair.key.value) : '';
      if (node.items.length !== 1 || !SHORT.has(name)) return undefined;
      return tagged(`!${name.replace('Fn::', '')}`, pair?.value);
    },
    Seq(_key, node) {
      node.flow = lengthOf(node) <= FLOW_MAX;
    },
  });
}

/** Older readers of YAML stop at a colon within a list on one line: `[sts:AssumeRole]`. */
function quoteInFlow(contents: YAMLMap): void {
  visit(contents, {
    Scalar(_key, node, path) {
      const inFlow = path.some((parent) => isSeq(parent) && parent.flow === true);
      if (inFlow && typeof node.value === 'string' && node.value.includes(':')) node.type = 'QUOTE_SINGLE';
    },
  });
}

function tagged(tag: string, value: unknown): Scalar | YAMLSeq {
  if (isSeq(value) && tag === '!GetAtt') return tagged(tag, new Scalar(value.items.map(String).join('.')));
  if (isSeq(value)) {
    value.tag = tag;
    return value;
  }
  const scalar = isScalar(value) ? value : new Scalar('');
  scalar.tag = tag;
  return scalar;
}

/** The characters of a list that fits one line beside its key, functions counted by their long names. */
const FLOW_MAX = 120;

function lengthOf(node: unknown): number {
  if (isSeq(node)) return node.items.reduce((sum: number, item) => sum + lengthOf(item) + 2, 2);
  if (isMap(node)) return node.items.reduce((sum, { key, value }) => sum + lengthOf(key) + lengthOf(value) + 2, 0);
  return String(isScalar(node) ? node.value : node).length;
}
