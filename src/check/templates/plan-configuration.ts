import { isRegion } from '../../account/facts.ts';
import { isObject, listOf } from './declared.ts';
import { unknownText } from './unknown-text.ts';

type Values = Readonly<Record<string, unknown>>;

/** A resource of the plan, with where it stands. */
export interface PlacedResource {
  readonly address: string;
  /** Of its module, with indices: "module.chat[0]"; empty for the root. */
  readonly module: string;
  readonly type: string;
  readonly name: string;
  /** By count or for_each; null without. */
  readonly index: string | number | null;
  /** Its name in AWS; undefined where it has none yet, or it is sensitive. */
  readonly known: string | undefined;
}

/** "module.a[0].module.b" is ["a", "b"]. */
const modulesOf = (address: string): string[] =>
  [...address.matchAll(/module\.([A-Za-z0-9_-]+)(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?/g)].map(([, name = '']) => name);

/** The configuration that a plan was made from: what refers to what, before anything has a name. */
export class PlanConfiguration {
  readonly #plan: Values;
  readonly #path: string;
  readonly #resources = new Map<string, Values>();
  readonly #modules = new Map<string, Values>();
  readonly #placed = new Map<string, PlacedResource[]>();
  readonly #addresses: ReadonlySet<string>;

  constructor(plan: Values, path: string, planned: readonly PlacedResource[]) {
    this.#plan = plan;
    this.#path = path;
    const { configuration } = plan;
    if (isObject(configuration) && isObject(configuration['root_module']))
      this.#enter(configuration['root_module'], []);
    for (const one of planned) {
      const key = `${one.module}|${one.type}.${one.name}`;
      const placed = this.#placed.get(key);
      if (placed === undefined) this.#placed.set(key, [one]);
      else placed.push(one);
    }
    this.#addresses = new Set(planned.map(({ module }) => module));
  }

  #enter(module: Values, path: readonly string[]): void {
    const at = path.join('/');
    this.#modules.set(at, module);
    for (const resource of listOf(module['resources'])) {
      if (isObject(resource)) this.#resources.set(`${at}|${String(resource['address'])}`, resource);
    }
    const { module_calls: calls } = module;
    for (const [name, call] of Object.entries(isObject(calls) ? calls : {})) {
      if (isObject(call) && isObject(call['module'])) this.#enter(call['module'], [...path, name]);
    }
  }

  #resourceOf({ module, type, name }: PlacedResource): Values | undefined {
    return this.#resources.get(`${modulesOf(module).join('/')}|${type}.${name}`);
  }

  expressionsOf(place: PlacedResource): unknown {
    return this.#resourceOf(place)?.['expressions'];
  }

  /** The text for the name of the resource that an expression refers to; undefined where it refers to none. */
  refersTo(expression: unknown, from: PlacedResource): string | undefined {
    return this.#follow(expression, from.module, from.index, new Set());
  }

  #follow(expression: unknown, module: string, index: PlacedResource['index'], seen: Set<string>): string | undefined {
    if (!isObject(expression)) return undefined;
    for (const reference of listOf(expression['references'])) {
      const key = `${module} ${String(reference)}`;
      // In a circle, or by many ways to the same.
      if (typeof reference !== 'string' || seen.has(key)) continue;
      seen.add(key);
      const found = this.#one(reference, module, index, seen);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #one(reference: string, module: string, index: PlacedResource['index'], seen: Set<string>): string | undefined {
    const [first = '', second = '', third = ''] = reference.split('.');
    const [own = ''] = second.split('[');
    if (first === 'var') return this.#given(own, module, seen);
    if (first === 'module') return this.#output(own, third, module, seen);
    const placed = this.#placed.get(`${module}|${first}.${own}`) ?? [];
    const same = placed.length === 1 ? placed[0] : placed.find((one) => one.index === index);
    return same && (same.known ?? unknownText(this.#path, same.address));
  }

  /** What a module's variable is given by its parent. */
  #given(variable: string, module: string, seen: Set<string>): string | undefined {
    const path = modulesOf(module);
    const calls = this.#modules.get(path.slice(0, -1).join('/'))?.['module_calls'];
    const call = isObject(calls) ? calls[path.at(-1) ?? ''] : undefined;
    const given = isObject(call) && isObject(call['expressions']) ? call['expressions'][variable] : undefined;
    return this.#follow(given, parentOf(module), null, seen);
  }

  /** What a module within this one returns, where there is one instance of it. */
  #output(name: string, output: string, module: string, seen: Set<string>): string | undefined {
    const path = [...modulesOf(module), name];
    const outputs = this.#modules.get(path.join('/'))?.['outputs'];
    const returned = isObject(outputs) ? outputs[output] : undefined;
    const below = `${module === '' ? '' : `${module}.`}module.${name}`;
    const [only, ...more] = [...this.#addresses].filter(
      (address) => (address === below || address.startsWith(`${below}[`)) && modulesOf(address).length === path.length,
    );
    if (!isObject(returned) || only === undefined || more.length > 0) return undefined;
    return this.#follow(returned['expression'], only, null, seen);
  }

  /** The Region of the provider that a resource has. */
  regionOf(place: PlacedResource): string | null {
    const { configuration, variables } = this.#plan;
    const providers = isObject(configuration) ? configuration['provider_config'] : undefined;
    if (!isObject(providers)) return null;
    const key = this.#resourceOf(place)?.['provider_config_key'];
    const own = typeof key === 'string' ? providers[key] : undefined;
    const provider = regionExpression(own) ?? regionExpression(providers['aws']);
    if (provider === undefined) return null;
    const variable = listOf(provider['references']).find((one) => typeof one === 'string' && one.startsWith('var.'));
    const region =
      provider['constant_value'] ?? (typeof variable === 'string' ? variableOf(variable, variables) : undefined);
    return typeof region === 'string' && isRegion(region) ? region : null;
  }
}

/** The value of "var.NAME.FIELD.FIELD" among the plan's variables. */
function variableOf(reference: string, variables: unknown): unknown {
  const [, name = '', ...fields] = reference.split('.');
  return [name, 'value', ...fields].reduce<unknown>(
    (found, step) => (isObject(found) && Object.hasOwn(found, step) ? found[step] : undefined),
    variables,
  );
}

const regionExpression = (provider: unknown): Values | undefined => {
  const expressions = isObject(provider) ? provider['expressions'] : undefined;
  const region = isObject(expressions) ? expressions['region'] : undefined;
  return isObject(region) ? region : undefined;
};

const parentOf = (module: string): string => {
  const at = module.lastIndexOf('module.');
  return module.slice(0, Math.max(0, at - 1));
};
