import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseDocument, type Tags } from 'yaml';

// Reads a CloudFormation template as AWS does: YAML 1.1, short tags, parameters at their defaults, conditions decided.

/** Plain data. Whatever only AWS knows, such as a generated name, is a text `${…}` that equals itself. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

export type Properties = Readonly<Record<string, Value>>;

export interface Resource {
  /** Logical ID in the template. */
  readonly id: string;
  readonly type: string;
  readonly properties: Properties;
}

/** The resources that are created: those behind a condition that doesn't hold are left out. */
export interface ReadTemplate {
  readonly resources: readonly Resource[];
}

/** What a property drops out with, at `AWS::NoValue`. */
const NO_VALUE = Symbol('AWS::NoValue');

type Resolved = Value | typeof NO_VALUE;

/** Only these short tags name a function without the prefix `Fn::`. */
const PLAIN_TAGS = new Set(['Ref', 'Condition']);

/** Tags that the parser is told of, so that it doesn't take them for mistakes. What they mean is decided below. */
const TAGS: Tags = 'Ref Condition GetAtt Sub If Join Select Split Equals Not And Or'.split(' ').flatMap((name) => [
  { tag: `!${name}`, resolve: (text: string) => text },
  { tag: `!${name}`, collection: 'seq', resolve: (list) => list },
]);

/**
 * Reads a template. A parameter without a default, a generated name and an account's number become texts `${…}`.
 * Throws an Error for a text that isn't a template.
 */
export function readTemplate(text: string): ReadTemplate {
  const document = parseDocument(text, { version: '1.1', logLevel: 'silent', strict: false, customTags: TAGS });
  if (document.errors.length > 0) throw new Error(`The template isn't YAML: ${document.errors[0]?.message}`);
  const template = dataOf(document.contents, document);
  if (!isObject(template) || !isObject(template['Resources'])) throw new Error('The template has no resources.');
  return new Resolver(template).template();
}

function dataOf(node: unknown, document: Document): Value {
  if (isAlias(node)) return dataOf(node.resolve(document), document);
  const plain = plainOf(node, document);
  const tag = (node as Node | null)?.tag;
  if (tag === undefined || !tag.startsWith('!') || tag.startsWith('!!')) return plain;
  const name = tag.slice(1);
  if (PLAIN_TAGS.has(name)) return { [name]: plain };
  return { [`Fn::${name}`]: name === 'GetAtt' && typeof plain === 'string' ? splitOnce(plain) : plain };
}

function plainOf(node: unknown, document: Document): Value {
  if (isMap(node)) {
    // A key is what was written: YAML 1.1 would make a key `Y` true.
    const entries = node.items.map(({ key, value }) => [textOf(key), dataOf(value, document)] as const);
    return Object.fromEntries(entries);
  }
  if (isSeq(node)) return node.items.map((item) => dataOf(item, document));
  if (!isScalar(node)) return null;
  const { value } = node;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value;
  return value === null || value === undefined ? null : textOf(node);
}

const textOf = (node: unknown): string => (isScalar(node) ? (node.source ?? String(node.value)) : String(node));

const splitOnce = (path: string): Value[] => {
  const dot = path.indexOf('.');
  return [path.slice(0, dot), path.slice(dot + 1)];
};

export const isObject = (value: Value | undefined): value is { [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A number, also where it is written as text; undefined for anything else. */
export function numberAt(properties: Properties, key: string): number | undefined {
  const value = properties[key];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export const textAt = (properties: Properties, key: string): string | undefined => {
  const value = properties[key];
  return value === undefined || value === null || typeof value === 'object' ? undefined : String(value);
};

export const objectAt = (properties: Properties, key: string): Properties => {
  const value = properties[key];
  return isObject(value) ? value : {};
};

export const listAt = (properties: Properties, key: string): readonly Value[] => {
  const value = properties[key];
  return Array.isArray(value) ? value : [];
};

/** The objects of a list; anything else in it is skipped. */
export const objectsAt = (properties: Properties, key: string): readonly Properties[] =>
  listAt(properties, key).filter(isObject);

/** Pseudo parameters that have a value everywhere. */
const PSEUDO: Readonly<Record<string, Resolved>> = { 'AWS::NoValue': NO_VALUE };

/** Attributes that are the name a resource may state as a property of the same name. */
const NAMES = new Set(['EndpointName', 'EndpointConfigName', 'ModelName', 'InferenceComponentName']);

class Resolver {
  readonly #resources: Properties;
  readonly #parameters: Properties;
  readonly #conditions: Properties;

  constructor(template: Properties) {
    this.#resources = objectAt(template, 'Resources');
    this.#parameters = objectAt(template, 'Parameters');
    this.#conditions = objectAt(template, 'Conditions');
  }

  template(): ReadTemplate {
    const created = Object.entries(this.#resources).flatMap(([id, resource]): Resource[] => {
      if (!isObject(resource)) return [];
      const condition = textAt(resource, 'Condition');
      if (condition !== undefined && !this.#holds({ Condition: condition })) return [];
      const properties = this.#resolve(resource['Properties'] ?? {});
      return [{ id, type: textAt(resource, 'Type') ?? '', properties: isResolvedObject(properties) ? properties : {} }];
    });
    return { resources: created };
  }

  #resolve(value: Value): Resolved {
    if (Array.isArray(value)) return value.map((item) => this.#resolve(item)).filter((item) => item !== NO_VALUE);
    if (!isObject(value)) return value;
    const [entry, ...more] = Object.entries(value);
    if (entry !== undefined && more.length === 0) {
      const [name, argument] = entry;
      if (name === 'Ref') return this.#ref(String(argument));
      if (name.startsWith('Fn::')) return this.#call(name, argument);
    }
    const resolved: { [key: string]: Value } = {};
    for (const [key, item] of Object.entries(value)) {
      const result = this.#resolve(item);
      if (result !== NO_VALUE) resolved[key] = result;
    }
    return resolved;
  }

  #ref(id: string): Resolved {
    const pseudo = PSEUDO[id];
    if (pseudo !== undefined) return pseudo;
    const parameter = this.#parameters[id];
    if (isObject(parameter)) return parameter['Default'] ?? `\${${id}}`;
    return `\${${id}}`;
  }

  #call(name: string, argument: Value): Resolved {
    const list = Array.isArray(argument) ? argument : [argument];
    const [first = null, second = null, third = null] = list;
    switch (name) {
      case 'Fn::GetAtt':
        return this.#attribute(String(first), String(second));
      case 'Fn::Sub':
        return this.#substitute(String(first), isObject(second) ? second : {});
      case 'Fn::If':
        return this.#resolve(this.#holds({ Condition: String(first) }) ? second : third);
      case 'Fn::Join':
        return this.#texts(second).join(String(first));
      case 'Fn::Select':
        return this.#texts(second)[Number(first)] ?? '';
      case 'Fn::Split':
        return this.#text(second).split(String(first));
      default:
        return name in CONDITIONS ? this.#holds({ [name]: argument }) : `\${${name} ${JSON.stringify(argument)}}`;
    }
  }

  /** A stated name, so that a reference to it equals the name itself. */
  #attribute(id: string, attribute: string): Resolved {
    const resource = this.#resources[id];
    const stated = isObject(resource) && NAMES.has(attribute) && objectAt(resource, 'Properties')[attribute];
    const resolved = stated ? this.#resolve(stated) : NO_VALUE;
    return resolved === NO_VALUE ? `\${${id}.${attribute}}` : resolved;
  }

  #substitute(text: string, given: Properties): string {
    return text.replaceAll(/\$\{(!?)([^${}]*)\}/g, (_, escaped: string, name: string) => {
      if (escaped) return `\${${name}}`;
      const own = given[name];
      if (own !== undefined) return this.#text(own);
      const [id = '', attribute = ''] = splitOnce(name).map(String);
      return name.includes('.') ? String(this.#attribute(id, attribute)) : String(this.#ref(name));
    });
  }

  #text(value: Value): string {
    const resolved = this.#resolve(value);
    return resolved === NO_VALUE ? '' : String(resolved);
  }

  #texts(value: Value): string[] {
    const resolved = this.#resolve(value);
    return Array.isArray(resolved) ? resolved.map(String) : String(resolved).split(',');
  }

  #holds(condition: Value): boolean {
    if (!isObject(condition)) return condition === true || condition === 'true';
    const [[name = '', argument = null] = []] = Object.entries(condition);
    if (name === 'Condition') return this.#holds(this.#conditions[String(argument)] ?? false);
    const list = Array.isArray(argument) ? argument : [argument];
    return (
      CONDITIONS[name]?.(
        list,
        (one) => this.#holds(one),
        (one) => this.#text(one),
      ) ?? false
    );
  }
}

type Decide = (list: readonly Value[], holds: (one: Value) => boolean, text: (one: Value) => string) => boolean;

const CONDITIONS: Readonly<Record<string, Decide>> = {
  'Fn::Equals': ([a = null, b = null], _, text) => text(a) === text(b),
  'Fn::Not': ([one = null], holds) => !holds(one),
  'Fn::And': (list, holds) => list.every(holds),
  'Fn::Or': (list, holds) => list.some(holds),
};

const isResolvedObject = (value: Resolved): value is { [key: string]: Value } => value !== NO_VALUE && isObject(value);
