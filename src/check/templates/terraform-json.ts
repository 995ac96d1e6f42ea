import { isRegion } from '../../account/facts.ts';
import {
  type Declared,
  faultText,
  isObject,
  listOf,
  mentionsSageMaker,
  type ParsedFile,
  type Read,
} from './declared.ts';
import { evaluate, type TerraformScope } from './terraform-expression.ts';
import { joined } from './terraform-joined.ts';
import { nameArgument, propertiesOf, rowOf } from './terraform-names.ts';
import { isKnown, unknownText } from './unknown-text.ts';
import { Work } from './work.ts';

type Values = Readonly<Record<string, unknown>>;

/** A block as it is written. */
interface Block {
  readonly type: string;
  readonly name: string;
  readonly body: Values;
  readonly file: string;
}

/** One of a block's resources. */
interface Instance {
  readonly block: Block;
  readonly address: string;
  /** What `each` and `count` are within it. */
  readonly loop: Values;
  readonly doubt?: string;
}

/** One count makes as many at most; no team has more endpoints of a kind. */
const INSTANCES_MAX = 1000;

/** Reads the .tf.json files of one folder, which are one module. */
export function readTerraformJson(files: readonly ParsedFile[]): Read {
  const module = new Module(files);
  const declared = module.blocks
    .filter(({ type }) => rowOf(type) !== undefined)
    .flatMap((block) => module.instancesOf(block))
    .map((instance) => module.declare(instance));
  const unread = files.flatMap(({ path, value }) =>
    entriesIn(value['module']).map(([name, body]) => ({
      isWanted: mentionsSageMaker(JSON.stringify([name, body])),
      fault: { file: path, line: null, text: `module ${name} isn't read. ${MAKE_A_PLAN}` },
    })),
  );
  return {
    declared: joined(declared),
    notes: unread.flatMap(({ isWanted, fault }) => (isWanted ? [] : faultText(fault))),
    faults: unread.flatMap(({ isWanted, fault }) => (isWanted ? fault : [])),
  };
}

/** What reads everything. */
export const MAKE_A_PLAN =
  'Check a plan instead: terraform plan -out plan.tfplan && terraform show -json plan.tfplan > plan.json';

/** A block may be an object, or a list of objects. */
const entriesIn = (section: unknown): [string, unknown][] =>
  listOf(section).flatMap((part) => (isObject(part) ? Object.entries(part) : []));

const bodiesOf = (value: unknown): Values[] => listOf(value).filter(isObject);

class Module {
  readonly blocks: readonly Block[];
  readonly #id: string;
  readonly #locals: ReadonlyMap<string, unknown>;
  readonly #variables: ReadonlyMap<string, Values>;
  readonly #providers: readonly Values[];
  readonly #byName: ReadonlyMap<string, Block>;
  readonly #work: Work;
  readonly #instances = new Map<Block, Instance[]>();

  constructor(files: readonly ParsedFile[]) {
    this.#id = files[0]?.path ?? '';
    this.#work = new Work(
      this.#id,
      files.map(({ value }) => value),
    );
    this.blocks = files.flatMap(({ path, value }) =>
      entriesIn(value['resource']).flatMap(([type, named]) =>
        entriesIn(named).flatMap(([name, body]) =>
          bodiesOf(body).map((one) => ({ type, name, body: one, file: path })),
        ),
      ),
    );
    this.#byName = new Map(this.blocks.map((block) => [`${block.type}.${block.name}`, block]));
    this.#locals = new Map(files.flatMap(({ value }) => entriesIn(value['locals'])));
    const variables = files.flatMap(({ value }) => entriesIn(value['variable']));
    this.#variables = new Map(variables.flatMap(([name, body]) => bodiesOf(body).map((one) => [name, one] as const)));
    this.#providers = files.flatMap(({ value }) =>
      entriesIn(value['provider']).flatMap(([name, body]) => (name === 'aws' ? bodiesOf(body) : [])),
    );
  }

  #unknown(why: string): string {
    return unknownText(this.#id, why);
  }

  #scope(loop: Values): TerraformScope {
    return { id: this.#id, lookUp: (path) => this.#lookUp(path, loop) };
  }

  #once(key: string, work: () => unknown): unknown {
    return this.#work.once(key, work, () => this.#unknown('a reference to itself'));
  }

  #lookUp([first, second, ...rest]: readonly (string | number)[], loop: Values): unknown {
    const name = String(second);
    if (first === 'each' || first === 'count') return within(loop[`${first}.${name}`], rest);
    if (first === 'local') {
      if (!this.#locals.has(name)) return undefined;
      return within(
        this.#once(`local.${name}`, () => evaluate(this.#locals.get(name), this.#scope({}))),
        rest,
      );
    }
    if (first === 'var') {
      const variable = this.#variables.get(name);
      const isSecret = variable?.['sensitive'] === true || variable?.['ephemeral'] === true;
      return variable === undefined || isSecret ? undefined : this.#work.spend(within(variable['default'], rest));
    }
    const block = this.#byName.get(`${String(first)}.${name}`);
    return block === undefined ? undefined : this.#attribute(block, rest);
  }

  /** An attribute of a resource: as it is written, or its name. */
  #attribute(block: Block, path: readonly (string | number)[]): unknown {
    const instances = this.instancesOf(block);
    const [first] = path;
    const isIndexed =
      typeof first === 'number' || instances.some(({ address }) => address.endsWith(`["${String(first)}"]`));
    const suffix = typeof first === 'number' ? `[${first}]` : `["${String(first)}"]`;
    const instance = isIndexed ? instances.find(({ address }) => address.endsWith(suffix)) : instances[0];
    const [attribute, ...rest] = isIndexed ? path.slice(1) : path;
    if (instance === undefined || typeof attribute !== 'string') return undefined;
    const isName = ['arn', 'id', 'name', nameArgument(block.type)].includes(attribute);
    if (isName && rowOf(block.type) !== undefined) return this.nameOf(instance);
    if (!Object.hasOwn(block.body, attribute)) return undefined;
    const work = () => evaluate(block.body[attribute], this.#scope(instance.loop));
    return within(this.#once(`${instance.address}.${attribute}`, work), rest);
  }

  nameOf({ block, address, loop }: Instance): string {
    const written = block.body[nameArgument(block.type)];
    const name = this.#once(`${address}.name`, () => evaluate(written, this.#scope(loop)));
    return typeof name === 'string' && name !== '' ? name : this.#unknown(address);
  }

  instancesOf(block: Block): Instance[] {
    const made = this.#instances.get(block) ?? this.#makeInstances(block);
    this.#instances.set(block, made);
    return made;
  }

  #makeInstances(block: Block): Instance[] {
    const { type, name, body } = block;
    const address = `${type}.${name}`;
    const { count, for_each: each } = body;
    if (count === undefined && each === undefined) return [{ block, address, loop: {} }];
    const makes = this.#once(`${address}.instances`, () => evaluate(count ?? each, this.#scope({})));
    const number = count === undefined ? Number.NaN : Number(makes);
    if (Number.isInteger(number) && number >= 0 && number <= INSTANCES_MAX) {
      return Array.from({ length: number }, (_, at) => ({
        block,
        address: `${address}[${at}]`,
        loop: { 'count.index': at },
      }));
    }
    const entries = each !== undefined && typeof makes === 'object' && makes !== null ? entriesOf(makes) : [];
    if (entries.length > 0 && entries.length <= INSTANCES_MAX) {
      return entries.map(([key, value]) => ({
        block,
        address: `${address}["${key}"]`,
        loop: { 'each.key': key, 'each.value': value },
      }));
    }
    const isNone = each !== undefined && typeof makes === 'object' && makes !== null && entries.length === 0;
    const doubt = `How many there are: ${count === undefined ? 'for_each' : 'count'} isn't known`;
    return isNone ? [] : [{ block, address, loop: {}, doubt }];
  }

  declare(instance: Instance): Declared {
    const { block, address, loop, doubt } = instance;
    const { type, body, file } = block;
    const { lifecycle: _, depends_on: __, provider, count: ___, for_each: ____, ...rest } = body;
    const values = this.#work.spend(evaluate(rest, this.#scope(loop)));
    const own = isObject(values) ? values : {};
    return {
      type: (rowOf(type) as NonNullable<ReturnType<typeof rowOf>>).type,
      address,
      file,
      group: this.#id,
      format: 'terraform',
      name: this.nameOf(instance),
      properties: propertiesOf(type, own),
      region: this.#regionOf(own['region'], provider),
      after: null,
      ...(doubt !== undefined && { doubt }),
    };
  }

  #regionOf(own: unknown, named: unknown): string | null {
    const alias = typeof named === 'string' ? named.replace(/^\$\{|\}$/g, '').split('.')[1] : undefined;
    const provider = this.#providers.find((one) => one['alias'] === alias) ?? undefined;
    const region = own ?? evaluate(provider?.['region'], this.#scope({}));
    return typeof region === 'string' && isKnown(region) && isRegion(region) ? region : null;
  }
}

const entriesOf = (value: object): [string, unknown][] =>
  Array.isArray(value) ? value.map((item) => [String(item), item]) : Object.entries(value);

/** What is at a path within a value. */
function within(value: unknown, path: readonly (string | number)[]): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string | number, unknown>)[step];
  }
  return found;
}
