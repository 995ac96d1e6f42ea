import { isRegion } from '../../account/facts.ts';
import { type Declared, listOf, mentionsSageMaker } from './declared.ts';
import type { Block, Body, Expression } from './hcl.ts';
import {
  ADDRESS,
  entriesOf,
  evaluate,
  type Key,
  Missing,
  step,
  type TerraformScope,
  withNames,
} from './terraform-expression.ts';
import { calledFolder, pathText, type TerraformFile } from './terraform-files.ts';
import { nameArgument, propertiesOf, rowOf } from './terraform-names.ts';
import { withDefaults } from './terraform-types.ts';
import { isKnown, unknownText, whyUnknown } from './unknown-text.ts';
import type { Work } from './work.ts';

/** One of a block's resources or modules. */
interface Instance {
  readonly block: Block;
  readonly address: string;
  /** By count or for_each; undefined without, and where it isn't known. */
  readonly key?: Key;
  /** What `each` and `count` are within it. */
  readonly loop: Readonly<Record<string, unknown>>;
  readonly doubt?: string;
}

export interface ModuleParts {
  readonly folder: string;
  readonly folders: ReadonlyMap<string, readonly TerraformFile[]>;
  readonly root: { readonly id: string; readonly work: Work; left: number };
  /** "module.chat[0]."; empty for the root. */
  readonly address: string;
  /** Of the root, the file that calls what is called; undefined in the root itself. */
  readonly file?: string | undefined;
  /** What a variable is given; undefined where it isn't. */
  given(name: string): unknown;
  /** Of a provider that the module doesn't configure itself: "aws.west". */
  regionOf(provider: string): string | null;
}

export interface UnreadModule {
  readonly name: string;
  readonly file: string;
  /** It may well make an endpoint. */
  readonly isServing: boolean;
}

/** One count makes as many at most, and so do all calls of modules of a root; no team has more endpoints of a kind. */
export const INSTANCES_MAX = 1000;

/** In characters. An endpoint from a module that is given all its values in one object takes some 10,000. */
const MODULE_REPEATED_MAX = 20_000;

/** What isn't a resource's own. */
const META: ReadonlySet<string> = new Set('count for_each provider providers depends_on source version'.split(' '));

/** What reads everything. */
export const MAKE_A_PLAN =
  'Check a plan instead: terraform plan -out plan.tfplan && terraform show -json plan.tfplan > plan.json';

/** A folder of Terraform's files with the values that it is called with: what its expressions refer to. */
export class Module {
  readonly #parts: ModuleParts;
  readonly #id: string;
  readonly #blocks = new Map<string, Block>();
  readonly #files = new Map<Block, string>();
  readonly #locals = new Map<string, Expression>();
  readonly #known = new Map<string, unknown>();
  readonly #children = new Map<string, Module | undefined>();
  readonly unread: UnreadModule[] = [];

  constructor(parts: ModuleParts) {
    this.#parts = parts;
    this.#id = `${parts.root.id} ${parts.address}`;
    const files = parts.folders.get(parts.folder) ?? [];
    for (const { path, blocks } of [...files.filter((one) => !isOverride(one)), ...files.filter(isOverride)]) {
      for (const one of blocks) {
        const alias = one.type === 'provider' ? `.${pathText(one.body.attributes.get('alias'))}` : '';
        const key = `${[one.type, ...one.labels].join('.')}${alias}`;
        const block = overridden(this.#blocks.get(key), one);
        this.#blocks.set(key, block);
        this.#files.set(block, path);
        if (one.type === 'locals') for (const [name, of] of one.body.attributes) this.#locals.set(name, of);
      }
    }
  }

  #scope(loop: Instance['loop'] = {}): TerraformScope {
    const { work } = this.#parts.root;
    return withNames(
      { id: this.#id, lookUp: (path) => work.spend(this.#lookUp(path)), spend: (found) => work.spend(found) },
      loop,
    );
  }

  #fileOf(block: Block): string {
    return this.#parts.file ?? this.#files.get(block) ?? '';
  }

  #unknown(why: string): string {
    return unknownText(this.#id, why);
  }

  #once(key: string, make: () => unknown): unknown {
    if (this.#known.has(key)) return this.#known.get(key);
    const found = this.#parts.root.work.once(`${this.#id} ${key}`, make, () => this.#unknown('a reference to itself'));
    this.#known.set(key, found);
    return found;
  }

  #within(value: unknown, path: readonly Key[]): unknown {
    return path.reduce((found: unknown, key) => step(found, key, this.#id), value);
  }

  #lookUp(path: readonly Key[]): unknown {
    const [first, second, ...rest] = path;
    const name = String(second);
    if (second === undefined) return new Missing(String(first));
    if (first === 'local') {
      const local = this.#locals.get(name);
      const worked = () => (local === undefined ? new Missing(name) : evaluate(local, this.#scope()));
      return this.#within(this.#once(`local.${name}`, worked), rest);
    }
    if (first === 'var') {
      const given = this.#once(`var.${name}`, () => this.variable(name));
      return this.#within(given, rest);
    }
    const block = this.#blocks.get(first === 'module' ? `module.${name}` : `resource.${first}.${name}`);
    return block === undefined ? this.#unknown(path.join('.')) : this.#ofInstances(block, rest);
  }

  /** What a variable is given, else its default. */
  variable(name: string): unknown {
    const { attributes } = this.#blocks.get(`variable.${name}`)?.body ?? {};
    if (attributes === undefined) return new Missing(`var.${name}`);
    const is = (key: string) => pathText(attributes.get(key));
    const given = this.#parts.given(name);
    const initial = attributes.get('default');
    const usesDefault = given === undefined || (given === null && is('nullable') === 'false');
    const value = usesDefault && initial !== undefined ? evaluate(initial, this.#scope()) : given;
    if (value === undefined || is('sensitive') === 'true' || is('ephemeral') === 'true')
      return this.#unknown(`var.${name}`);
    return withDefaults(value, attributes.get('type'), this.#scope());
  }

  output(name: string): unknown {
    const value = this.#blocks.get(`output.${name}`)?.body.attributes.get('value');
    return value === undefined ? new Missing(name) : this.#once(`output.${name}`, () => evaluate(value, this.#scope()));
  }

  /** What is at a path within the resources or modules of a block. */
  #ofInstances(block: Block, path: readonly Key[]): unknown {
    const instances = this.#instancesOf(block);
    const { attributes } = block.body;
    const isMany = attributes.has('count') || attributes.has('for_each');
    const [first, ...more] = path;
    if (!isMany) return this.#attribute(instances[0] as Instance, path);
    const doubted = instances.find(({ doubt }) => doubt !== undefined);
    // Old modules leave the key out.
    const isPlain = typeof first === 'string' && attributes.has('count');
    if (doubted !== undefined) return this.#attribute(doubted, isPlain ? path : more);
    if (first === undefined) {
      const whole = instances.map((one) => [String(one.key), this.#attribute(one, [])] as const);
      return attributes.has('count') ? whole.map(([, one]) => one) : Object.fromEntries(whole);
    }
    const instance = isPlain ? instances[0] : instances.find(({ key }) => String(key) === String(first));
    return instance === undefined ? new Missing(String(first)) : this.#attribute(instance, isPlain ? path : more);
  }

  /** An attribute of a resource, as it is written or its name; what a module returns. */
  #attribute(instance: Instance, path: readonly Key[]): unknown {
    const { block, address, loop } = instance;
    const [first, ...rest] = path;
    if (block.type === 'module') {
      const child = this.#child(instance);
      if (child === undefined || first === undefined) return this.#unknown([address, ...path].join('.'));
      return this.#within(child.output(String(first)), rest);
    }
    const [type = ''] = block.labels;
    const names = rowOf(type) === undefined ? [] : ['arn', 'id', 'name', nameArgument(type)];
    if (names.includes(String(first))) return this.#nameOf(instance);
    const whole = this.#once([address, first].join('.'), () => ({
      ...this.#valuesOf(first === undefined ? block.body : onlyOf(block.body, String(first)), this.#scope(loop)),
      ...(first === undefined && Object.fromEntries(names.map((name) => [name, this.#nameOf(instance)]))),
      [ADDRESS]: address,
    }));
    const found = this.#within(whole, path);
    // What a block leaves out may come from AWS, such as the name of a variant.
    const isLeftOut =
      found instanceof Missing &&
      typeof path.at(-1) === 'string' &&
      block.body.blocks.some((one) => kindOf(one) === first) &&
      !(this.#within(whole, path.slice(0, -1)) instanceof Missing);
    return isLeftOut ? this.#unknown([address, ...path].join('.')) : found;
  }

  #nameOf({ block, address, loop }: Instance): string {
    const written = block.body.attributes.get(nameArgument(block.labels[0] ?? ''));
    const name = written && this.#once(`${address} name`, () => evaluate(written, this.#scope(loop)));
    return typeof name === 'string' && name !== ''
      ? name
      : unknownText(this.#parts.root.id, `${this.#parts.address}${address}`);
  }

  /** Arguments and blocks by name; each block is an item of a list. */
  #valuesOf(body: Body, scope: TerraformScope): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const [name, of] of body.attributes) if (!META.has(name)) values[name] = evaluate(of, scope);
    for (const block of body.blocks) {
      const name = kindOf(block);
      const made =
        block.type === 'dynamic' ? this.#dynamic(name, block.body, scope) : [this.#valuesOf(block.body, scope)];
      values[name] = [...listOf(values[name]), ...made];
    }
    return values;
  }

  #dynamic(name: string, { attributes, blocks }: Body, scope: TerraformScope): unknown[] {
    const each = evaluate(attributes.get('for_each') ?? NOTHING, scope);
    const content = blocks.find(({ type }) => type === 'content');
    const iterator = attributes.get('iterator');
    const called = iterator === undefined ? name : pathText(iterator);
    const entries = content === undefined || each === null ? [] : entriesOf(each);
    if (content === undefined || entries === undefined) return [each];
    return entries.map(([key, value]) =>
      scope.spend(this.#valuesOf(content.body, withNames(scope, { [called]: { key, value } }))),
    );
  }

  #instancesOf(block: Block): readonly Instance[] {
    const address = [...(block.type === 'module' ? ['module'] : []), ...block.labels].join('.');
    const { attributes } = block.body;
    const count = attributes.get('count');
    const of = count ?? attributes.get('for_each');
    if (of === undefined) return [{ block, address, loop: {} }];
    const makes = this.#once(`${address} instances`, () => evaluate(of, this.#scope()));
    const keys = count === undefined ? keysOf(makes) : numbersTo(makes);
    if (keys === undefined || keys.length > INSTANCES_MAX || !keys.every(([key]) => isKnown(key))) {
      const why = whyUnknown(JSON.stringify(makes)) || 'count or for_each';
      return [{ block, address, loop: {}, doubt: `How many there are: ${why}` }];
    }
    return keys.map(([key, value]) =>
      count === undefined
        ? { block, address: `${address}["${key}"]`, key, loop: { each: { key, value } } }
        : { block, address: `${address}[${key}]`, key, loop: { count: { index: key } } },
    );
  }

  /** The module that a call makes; undefined where its files aren't there. */
  #child({ block, address, loop }: Instance): Module | undefined {
    if (this.#children.has(address)) return this.#children.get(address);
    const { folder, folders, root, address: path } = this.#parts;
    const called = calledFolder(folder, pathText(block.body.attributes.get('source')));
    root.left -= 1;
    const isThere = called !== undefined && folders.has(called) && root.left >= 0;
    const given = (name: string) => {
      const of = META.has(name) ? undefined : block.body.attributes.get(name);
      return of && this.#once(`${address}.${name}`, () => evaluate(of, this.#scope(loop)));
    };
    const regionOf = (provider: string) => this.#regionFor(block, provider);
    const parts = { folders, root, address: `${path}${address}.`, file: this.#fileOf(block), given, regionOf };
    if (isThere) root.work.allow(MODULE_REPEATED_MAX);
    const child = isThere ? new Module({ ...parts, folder: called }) : undefined;
    this.#children.set(address, child);
    return child;
  }

  declared(doubt?: string): Declared[] {
    return [...this.#blocks.values()].flatMap((block) => {
      if (block.type === 'module') return this.#instancesOf(block).flatMap((one) => this.#declaredIn(one, doubt));
      const row = block.type === 'resource' ? rowOf(block.labels[0] ?? '') : undefined;
      return row === undefined ? [] : this.#instancesOf(block).map((one) => this.#declare(one, row.type, doubt));
    });
  }

  #declaredIn(instance: Instance, doubt: string | undefined): Declared[] {
    const child = this.#child(instance);
    if (child !== undefined) {
      const declared = child.declared(instance.doubt ?? doubt);
      this.unread.push(...child.unread);
      return declared;
    }
    const { labels, body } = instance.block;
    const text = JSON.stringify([labels, body.attributes.get('source'), [...body.attributes.keys()]]);
    const isServing = mentionsSageMaker(text) || /"ml\.[a-z]/.test(JSON.stringify([...body.attributes]));
    this.unread.push({ name: labels.join(''), file: this.#fileOf(instance.block), isServing });
    return [];
  }

  #declare(instance: Instance, type: Declared['type'], doubted: string | undefined): Declared {
    const { block, address, loop, doubt = doubted } = instance;
    const { root, address: path } = this.#parts;
    const values = root.work.spend(this.#valuesOf(block.body, this.#scope(loop)));
    const [own = ''] = block.labels;
    const provider = pathText(block.body.attributes.get('provider')) || own.slice(0, own.indexOf('_'));
    const region = values['region'] ?? this.region(provider);
    return {
      type,
      address: `${path}${address}`,
      file: this.#fileOf(block),
      group: root.id,
      format: 'terraform',
      name: this.#nameOf(instance),
      properties: propertiesOf(own, values),
      region: typeof region === 'string' && isRegion(region) ? region : null,
      after: null,
      ...(doubt !== undefined && { doubt }),
    };
  }

  /** That of the module's provider, else of the one that it is given. */
  region(provider: string): string | null {
    const [name, alias = ''] = provider.split('.');
    const block = this.#blocks.get(`provider.${name}.${alias}`);
    if (block === undefined) return this.#parts.regionOf(provider);
    const of = block.body.attributes.get('region');
    const region = of && evaluate(of, this.#scope());
    return typeof region === 'string' ? region : null;
  }

  /** The Region of what a call passes as a provider of this name. */
  #regionFor(call: Block, provider: string): string | null {
    const passed = call.body.attributes.get('providers');
    const own = passed?.kind === 'object' ? passed.items.find(([key]) => pathText(key) === provider)?.[1] : undefined;
    if (own === undefined) return provider.includes('.') ? null : this.region(provider);
    return this.region(pathText(own));
  }
}

const isOverride = ({ path }: TerraformFile): boolean => /(?:^|[/_])override\.(?:tf|tofu)(?:\.json)?$/.test(path);

/** What a block makes, itself or for each. */
const kindOf = ({ type, labels }: Block): string => (type === 'dynamic' ? (labels[0] ?? '') : type);

/** A block that another replaces in part: its arguments, and all its blocks of a kind. */
function overridden(before: Block | undefined, { body, ...block }: Block): Block {
  const replaced = new Set(body.blocks.map(kindOf));
  const kept = before?.body.blocks.filter((one) => !replaced.has(kindOf(one))) ?? [];
  const attributes = new Map([...(before?.body.attributes ?? []), ...body.attributes]);
  return { ...block, body: { attributes, blocks: [...kept, ...body.blocks] } };
}

/** A set has no keys but its items. */
const keysOf = (each: unknown): [Key, unknown][] | undefined =>
  entriesOf(each)?.map(([at, value]) => [typeof at === 'number' ? String(value) : at, value]);

function numbersTo(count: unknown): [Key, unknown][] | undefined {
  const length = isKnown(count) ? Number(count) : Number.NaN;
  return length >= 0 && length <= INSTANCES_MAX ? Array.from({ length }, (_, at) => [at, null]) : undefined;
}

const NOTHING: Expression = { kind: 'tuple', items: [] };

const onlyOf = ({ attributes, blocks }: Body, name: string): Body => ({
  attributes: new Map([...attributes].filter(([key]) => key === name)),
  blocks: blocks.filter((one) => kindOf(one) === name),
});
