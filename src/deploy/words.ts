import type { Template, Value } from './template.ts';
import { isList } from './terraform-expression.ts';

// Sentences are written for a CloudFormation stack. Here they are said of another format.

export interface Words {
  /** What "the template" and "the stack" are called there. */
  readonly template: string;
  readonly stack: string;
  /** "the stack's name" */
  readonly stackName: string;
  /** How the format calls a parameter or a resource. */
  nameOf(id: string): string;
}

/** A sentence about a template, as the format says it. */
export function inWords(sentence: string, { Parameters }: Pick<Template, 'Parameters'>, words: Words): string {
  const named = sentence
    .replace(/\b[Tt]he stack's name\b/g, words.stackName)
    .replace(
      /\b([Tt]h(?:e|is)|a) (template|stack)\b/g,
      (_, article, what: 'template' | 'stack') => `${article} ${words[what]}`,
    );
  return named.replace(/\b[A-Z][a-z]+[A-Z]\w*/g, (word) => (word in Parameters ? words.nameOf(word) : word));
}

const SENTENCES: ReadonlySet<string> = new Set(['Description', 'ConstraintDescription', 'AlarmDescription']);

/** A template whose every description is in the words of a format. */
export function templateInWords(template: Template, words: Words): Template {
  const said = (value: Value, key = ''): Value => {
    if (typeof value === 'string') return SENTENCES.has(key) ? inWords(value, template, words) : value;
    if (typeof value !== 'object') return value;
    if (isList(value)) return value.map((item) => said(item));
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, said(item, name)]));
  };
  const all = (part: object) => said(part as Value) as object;
  return {
    ...template,
    Parameters: all(template.Parameters) as Template['Parameters'],
    Resources: all(template.Resources) as Template['Resources'],
    Outputs: all(template.Outputs) as Template['Outputs'],
  };
}
