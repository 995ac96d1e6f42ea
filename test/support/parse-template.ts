import { type CollectionTag, parse, type ScalarTag } from 'yaml';
import type { Template, Value } from '../../src/deploy/template.ts';

const nameOf = (tag: string): string => (tag === 'Ref' ? 'Ref' : `Fn::${tag}`);

/** `!Ref Image` as `{ Ref: 'Image' }`; `!GetAtt A.B` as `{ 'Fn::GetAtt': ['A', 'B'] }`. */
const scalarTag = (tag: string): ScalarTag => ({
  tag: `!${tag}`,
  resolve: (text) => ({ [nameOf(tag)]: tag === 'GetAtt' ? text.split('.') : text }),
});

const listTag = (tag: string): CollectionTag => ({
  tag: `!${tag}`,
  collection: 'seq',
  resolve: (list) => ({ [nameOf(tag)]: list }) as never,
});

const SCALARS = ['Ref', 'GetAtt', 'Sub'].map(scalarTag);
const LISTS = ['Sub', 'If', 'Select', 'Split', 'Equals', 'Not', 'And'].map(listTag);

/** A template's text as the data it was written from, read by YAML 1.1 as CloudFormation does. */
export function parseTemplate(text: string): Template {
  const data: Value = JSON.parse(JSON.stringify(parse(text, { version: '1.1', customTags: [...SCALARS, ...LISTS] })));
  return { Conditions: {}, ...(data as object) } as unknown as Template;
}
