import { type Declared, isObject, listOf, type Properties, READ_TYPES, type ReadType, type Scope } from './declared.ts';
import { holds, resolveValue } from './intrinsics.ts';
import { unknownText, whyUnknown } from './unknown-text.ts';
import { Work } from './work.ts';

export interface StackParts {
  /** Tells the stacks of one run apart. */
  readonly id: string;
  readonly file: string;
  /** What is deployed together. */
  readonly group: string;
  readonly template: Readonly<Record<string, unknown>>;
  /** What a parent passes. */
  readonly given?: Readonly<Record<string, unknown>>;
  readonly region: string | null;
  /** The Region of its prices where `region` is null. */
  readonly priced: string;
  /** Null where the files don't say it. */
  readonly name: string | null;
  /** Before its addresses: "Nested/". */
  readonly path?: string;
  /** The stack that one of its resources makes, if its template is among the files. */
  nested(
    properties: Readonly<Record<string, unknown>>,
    resource: unknown,
    parent: Stack,
    id: string,
  ): Stack | undefined;
  exported(name: string): unknown;
}

/** The names that resources have, and whether `Ref` returns the name or an ARN (AWS CloudFormation Template Reference, 2026-09). */
const NAMES: Readonly<Record<string, readonly [property: string, arn?: string]>> = {
  'AWS::SageMaker::Endpoint': ['EndpointName', 'endpoint'],
  'AWS::SageMaker::EndpointConfig': ['EndpointConfigName', 'endpoint-config'],
  'AWS::SageMaker::InferenceComponent': ['InferenceComponentName', 'inference-component'],
  'AWS::SageMaker::Model': ['ModelName', 'model'],
  'AWS::CloudWatch::Alarm': ['AlarmName'],
};

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const NESTED = ['AWS::CloudFormation::Stack', 'AWS::Serverless::Application'];

/** SAM's own types, as what they become. */
const SAM: Readonly<Record<string, string>> = { 'AWS::Serverless::StateMachine': 'AWS::StepFunctions::StateMachine' };

/** One CloudFormation template with its parameters: what its functions refer to. */
export class Stack implements Scope {
  readonly id: string;
  readonly #parts: StackParts;
  #resources: Readonly<Record<string, unknown>> = {};
  readonly #conditions = new Map<string, boolean | null>();
  readonly #names = new Map<string, string>();
  readonly #children = new Map<string, Stack | undefined>();
  readonly #work: Work;
  readonly notes: string[] = [];

  constructor(parts: StackParts) {
    this.#parts = parts;
    this.id = parts.id;
    const { template, file } = parts;
    this.#work = new Work(file, template);
    const expanded = expandLoops(template['Resources'], this.#work, (value) => resolveValue(value, this));
    this.#resources = expanded.resources;
    this.notes.push(...expanded.unknown.map((name) => `${file}: ${name} isn't read; what it loops over isn't known.`));
  }

  #section(name: string, key: string): unknown {
    const section = this.#parts.template[name];
    return isObject(section) && Object.hasOwn(section, key) ? section[key] : undefined;
  }

  #unknown(why: string): string {
    return unknownText(this.id, why);
  }

  spend<T>(found: T): T {
    return this.#work.spend(found);
  }

  ref(name: string): unknown {
    const { region, given = {} } = this.#parts;
    if (name === 'AWS::NoValue') return undefined;
    if (name === 'AWS::Region') return region ?? this.#unknown(name);
    if (name === 'AWS::StackName') return this.#parts.name ?? this.#unknown(name);
    if (name.startsWith('AWS::')) return this.#unknown(name);
    const parameter = this.#section('Parameters', name);
    if (isObject(parameter)) return this.#parameter(name, parameter, given);
    const resource = this.#resource(name);
    if (resource === undefined) return this.#unknown(name);
    return this.#once(`ref ${name}`, () => this.#reference(name, String(resource['Type'])));
  }

  #parameter(name: string, parameter: Record<string, unknown>, given: Readonly<Record<string, unknown>>): unknown {
    const isSecret = String(parameter['NoEcho']) === 'true';
    const type = String(parameter['Type']);
    const value = Object.hasOwn(given, name) ? given[name] : parameter['Default'];
    if (isSecret || value === undefined || type.startsWith('AWS::SSM::')) return this.#unknown(`parameter ${name}`);
    return /^(?:CommaDelimitedList$|List<)/.test(type) && typeof value === 'string'
      ? value.split(',').map((item) => item.trim())
      : value;
  }

  #resource(id: string): Record<string, unknown> | undefined {
    const resource = Object.hasOwn(this.#resources, id) ? this.#resources[id] : undefined;
    return isObject(resource) ? resource : undefined;
  }

  #reference(id: string, type: string): unknown {
    if (type === TARGET) {
      const [resource, dimension] = ['ResourceId', 'ScalableDimension'].map((key) => this.#property(id, key));
      return `${String(resource)}|${String(dimension)}|sagemaker`;
    }
    const arn = NAMES[type]?.[1];
    return arn === undefined ? this.nameOf(id) : `arn:aws:sagemaker:::${arn}/${this.nameOf(id)}`;
  }

  #property(id: string, key: string): unknown {
    const properties = this.#resource(id)?.['Properties'];
    return isObject(properties) ? resolveValue(properties[key], this) : undefined;
  }

  /** What a resource is called in AWS, or a text that stands for the name that CloudFormation makes up. */
  nameOf(id: string): string {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const [property] = NAMES[String(this.#resource(id)?.['Type'])] ?? [];
    const made = this.#unknown(`${this.#parts.path ?? ''}${id}`);
    const name = property === undefined ? made : this.#once(`name ${id}`, () => this.#property(id, property));
    const called = typeof name === 'string' && name !== '' ? name : made;
    this.#names.set(id, called);
    return called;
  }

  attribute(id: string, path: string): unknown {
    const resource = this.#resource(id);
    if (resource === undefined) return this.#unknown(`${id}.${path}`);
    const type = String(resource['Type']);
    const output = /^Outputs\.(.+)$/.exec(path)?.[1];
    if (NESTED.includes(type) && output !== undefined) {
      return (
        this.#once(`output ${id}.${output}`, () => this.child(id)?.output(output)) ?? this.#unknown(`${id}.${path}`)
      );
    }
    const [property] = NAMES[type] ?? [];
    if (path === property) return this.nameOf(id);
    return /^(?:Arn|Id|.*Arn)$/.test(path) ? this.ref(id) : this.#unknown(`${id}.${path}`);
  }

  output(name: string): unknown {
    const output = this.#section('Outputs', name);
    return isObject(output) ? resolveValue(output['Value'], this) : undefined;
  }

  exports(): [name: string, value: () => unknown][] {
    const outputs = this.#parts.template['Outputs'];
    return Object.entries(isObject(outputs) ? outputs : {}).flatMap(([key, output]) => {
      const name =
        isObject(output) && isObject(output['Export']) ? resolveValue(output['Export']['Name'], this) : undefined;
      return typeof name === 'string' ? [[name, () => this.output(key)] as [string, () => unknown]] : [];
    });
  }

  exported(name: string): unknown {
    return this.#once(`export ${name}`, () => this.#parts.exported(name));
  }

  /** Of a Region that the files don't say, what the Region of the prices has, without its name. */
  mapping(map: string, first: string, second: string): unknown {
    const level = this.#section('Mappings', map);
    const region = this.#unknown('AWS::Region');
    const key = first === region ? this.#parts.priced : first;
    const row = isObject(level) && Object.hasOwn(level, key) ? level[key] : undefined;
    const found = isObject(row) && Object.hasOwn(row, second) ? row[second] : undefined;
    return first === region && typeof found === 'string' ? found.replaceAll(key, region) : found;
  }

  condition(name: string): boolean | null {
    const known = this.#conditions.get(name);
    if (known !== undefined) return known;
    const condition = this.#section('Conditions', name);
    const found = this.#once(`condition ${name}`, () => holds(condition, this));
    const sure = typeof found === 'boolean' ? found : null;
    this.#conditions.set(name, sure);
    return sure;
  }

  /** Undefined where it is in the middle of working the same thing out: a circle. */
  #once(key: string, work: () => unknown): unknown {
    return this.#work.once(key, work, () => this.#unknown('a reference to itself'));
  }

  child(id: string): Stack | undefined {
    if (this.#children.has(id)) return this.#children.get(id);
    this.#children.set(id, undefined);
    const resource = this.#resource(id);
    const properties = resource?.['Properties'];
    const resolved = isObject(properties) ? resolveValue(properties, this) : {};
    const child = this.#parts.nested(isObject(resolved) ? resolved : {}, resource, this, id);
    this.#children.set(id, child);
    return child;
  }

  declared(): Declared[] {
    return Object.keys(this.#resources).flatMap((id) => {
      const resource = this.#resource(id) ?? {};
      const written = String(resource['Type']);
      const type = SAM[written] ?? written;
      const isNested = NESTED.includes(type);
      if (!isNested && !(READ_TYPES as readonly string[]).includes(type)) return [];
      const condition = typeof resource['Condition'] === 'string' ? resource['Condition'] : '';
      const exists = condition === '' || this.condition(condition);
      if (exists === false) return [];
      if (isNested) return this.#declaredIn(id);
      const declared = this.#declare(id, type as ReadType, resource);
      return [exists === null ? { ...declared, doubt: `Whether it exists: condition ${condition}` } : declared];
    });
  }

  #declaredIn(id: string): Declared[] {
    const child = this.child(id);
    if (child === undefined) this.notes.push(`${this.#parts.file}: the nested stack ${id} isn't among the files.`);
    return child?.declared() ?? [];
  }

  #declare(id: string, type: ReadType, resource: Record<string, unknown>): Declared {
    const { file, group, region, path = '' } = this.#parts;
    const properties = isObject(resource['Properties']) ? resolveValue(resource['Properties'], this) : {};
    const ordered = type.startsWith('AWS::ApplicationAutoScaling::');
    return {
      type,
      address: `${path}${id}`,
      file,
      group,
      format: 'cloudformation',
      name: this.nameOf(id),
      properties: (isObject(properties) ? properties : {}) as Properties,
      region,
      ...(typeof properties === 'string' && { doubt: `Everything in ${path}${id}: ${whyUnknown(properties)}` }),
      after: ordered ? new Set([...this.#before(id)].map((one) => `${path}${one}`)) : null,
    };
  }

  /** The resources that are made before one: those that it depends on or refers to, and what is before them. */
  #before(id: string): Set<string> {
    const found = new Set<string>();
    const waiting = [id];
    for (let next = waiting.pop(); next !== undefined && found.size < BEFORE_MAX; next = waiting.pop()) {
      const resource = this.#resource(next);
      const direct = new Set([
        ...listOf(resource?.['DependsOn']).map(String),
        ...referencesIn(resource?.['Properties']),
      ]);
      for (const one of direct) {
        if (found.has(one) || this.#resource(one) === undefined) continue;
        found.add(one);
        waiting.push(one);
      }
    }
    return found;
  }
}

/** More than any endpoint waits for: the rest is not followed. */
const BEFORE_MAX = 500;

/** The names that a value refers to by Ref, GetAtt and Sub. */
const referencesIn = (value: unknown): string[] =>
  [...(JSON.stringify(value) ?? '').matchAll(REFERENCE)].map((found) => (found[1] ?? found[2]) as string);

const REFERENCE = /(?:"Ref":|"Fn::GetAtt":\[?)(?:\{"Fn::Sub":)?"(\w+)|\$\{(\w+)/g;

/** CloudFormation allows 500 resources in a template; loops that make far more are not expanded. */
const MADE_MAX = 10_000;

interface Expanded {
  readonly resources: Readonly<Record<string, unknown>>;
  /** Names of the loops whose list isn't known. */
  readonly unknown: readonly string[];
}

/** Expands `Fn::ForEach` among resources. `resolve`: works out the list. */
export function expandLoops(resources: unknown, work: Work, resolve: (value: unknown) => unknown): Expanded {
  const made: Record<string, unknown> = {};
  const unknown: string[] = [];
  let count = 0;
  const expand = (entries: Readonly<Record<string, unknown>>): void => {
    for (const [key, value] of Object.entries(entries)) {
      if (!key.startsWith('Fn::ForEach::')) {
        made[key] = value;
        count += 1;
        continue;
      }
      const [variable, list, body] = listOf(value);
      const items = resolve(list);
      const isReadable = Array.isArray(items) && items.every((item) => typeof item === 'string') && isObject(body);
      if (!isReadable || typeof variable !== 'string' || count > MADE_MAX) {
        unknown.push(key);
        continue;
      }
      for (const item of items as string[])
        expand(work.spend(replaced(body, variable, item)) as Record<string, unknown>);
    }
  };
  if (isObject(resources)) expand(resources);
  return { resources: made, unknown };
}

function replaced(value: unknown, variable: string, item: string): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(`\${${variable}}`, item).replaceAll(`&{${variable}}`, item.replaceAll(/[^A-Za-z0-9]/g, ''));
  }
  if (Array.isArray(value)) return value.map((one) => replaced(one, variable, item));
  if (!isObject(value)) return value;
  if (value['Ref'] === variable) return item;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [replaced(key, variable, item) as string, replaced(one, variable, item)]),
  );
}
