import { isRegion } from '../../account/facts.ts';
import { type Declared, isObject, listOf, type ParsedFile, type Read } from './declared.ts';
import { type PlacedResource, PlanConfiguration } from './plan-configuration.ts';
import { joined } from './terraform-joined.ts';
import { nameArgument, propertiesOf, rowOf } from './terraform-names.ts';
import { unknownText } from './unknown-text.ts';

// What `terraform show -json` prints of a plan or a state.

type Values = Readonly<Record<string, unknown>>;

/** A resource of a plan, with where it is. */
interface Planned extends PlacedResource {
  readonly values: Values;
  readonly sensitive: unknown;
}

/** Reads what a plan makes of the infrastructure, or what a state has. */
export function readPlan(file: ParsedFile): Read {
  const { value } = file;
  const changes = listOf(value['resource_changes']).flatMap((change) =>
    isObject(change) && isObject(change['change']) ? [[String(change['address']), change['change']] as const] : [],
  );
  return readRoot(file, rootOf(value['planned_values']) ?? rootOf(value['values']), new Map(changes));
}

/** Reads what was there before a plan; undefined where the file is no plan. */
export function readPriorState(file: ParsedFile): Read | undefined {
  const { prior_state: prior, planned_values: planned } = file.value;
  if (!isObject(planned)) return undefined;
  return readRoot(file, isObject(prior) ? rootOf(prior['values']) : undefined, new Map());
}

function readRoot({ path, value }: ParsedFile, root: Values | undefined, changes: ReadonlyMap<string, Values>): Read {
  const placed = root === undefined ? [] : resourcesIn(root);
  const configuration = new PlanConfiguration(value, path, placed);
  const declared = placed.map((one) => {
    const { after_unknown: unknown, after_sensitive: hidden } = changes.get(one.address) ?? {};
    const context = { one, path, configuration };
    const known = merged(one.values, unknown, [one.sensitive, hidden], configuration.expressionsOf(one), context);
    return declare(one, isObject(known) ? known : {}, path, configuration.regionOf(one));
  });
  return { declared: joined(declared), notes: [] };
}

const rootOf = (values: unknown): Values | undefined =>
  isObject(values) && isObject(values['root_module']) ? values['root_module'] : undefined;

function resourcesIn(module: Values, address = ''): Planned[] {
  const own = listOf(module['resources']).flatMap((resource) =>
    isObject(resource) && resource['mode'] !== 'data' && rowOf(String(resource['type'])) !== undefined
      ? [plannedOf(resource, address)]
      : [],
  );
  const children = listOf(module['child_modules']).flatMap((child) =>
    isObject(child) ? resourcesIn(child, String(child['address'] ?? '')) : [],
  );
  return [...own, ...children];
}

function plannedOf(resource: Values, module: string): Planned {
  const { address, index, sensitive_values: sensitive } = resource;
  const type = String(resource['type']);
  const values = isObject(resource['values']) ? resource['values'] : {};
  const name = isObject(sensitive) && sensitive[nameArgument(type)] === true ? '' : values[nameArgument(type)];
  return {
    address: typeof address === 'string' ? address : type,
    module,
    type,
    name: String(resource['name']),
    index: typeof index === 'string' || typeof index === 'number' ? index : null,
    known: typeof name === 'string' && name !== '' ? name : undefined,
    values,
    sensitive,
  };
}

interface Context {
  readonly one: Planned;
  readonly path: string;
  readonly configuration: PlanConfiguration;
}

/** Values with a text in place of what isn't known, or mustn't be shown. */
function merged(
  value: unknown,
  unknown: unknown,
  sensitive: readonly unknown[],
  expression: unknown,
  context: Context,
): unknown {
  if (sensitive.includes(true)) return unknownText(context.path, 'a sensitive value');
  if (unknown === true) {
    return context.configuration.refersTo(expression, context.one) ?? unknownText(context.path, 'known after apply');
  }
  const within = (key: string | number, of: unknown): unknown =>
    typeof of === 'object' && of !== null ? (of as Record<string | number, unknown>)[key] : undefined;
  const item = (key: string | number, below: unknown) =>
    merged(
      within(key, value),
      within(key, unknown),
      sensitive.map((of) => within(key, of)),
      below,
      context,
    );
  if (Array.isArray(value) || Array.isArray(unknown)) {
    const length = Math.max(listOf(value).length, listOf(unknown).length);
    return Array.from({ length }, (_, at) => item(at, Array.isArray(expression) ? expression[at] : expression));
  }
  if (!isObject(value) && !isObject(unknown)) return value;
  const keys = new Set([
    ...Object.keys(isObject(value) ? value : {}),
    ...Object.keys(isObject(unknown) ? unknown : {}),
  ]);
  return Object.fromEntries([...keys].map((key) => [key, item(key, within(key, expression) ?? inherited(expression))]));
}

/** Of an attribute that holds objects, the expression is that of the whole attribute. */
const inherited = (expression: unknown): unknown =>
  isObject(expression) && Array.isArray(expression['references']) ? expression : undefined;

function declare(one: Planned, values: Values, path: string, provided: string | null): Declared {
  const { address, type, known } = one;
  const region = values['region'];
  return {
    type: (rowOf(type) as NonNullable<ReturnType<typeof rowOf>>).type,
    address,
    file: path,
    group: path,
    format: 'terraform',
    name: known ?? unknownText(path, address),
    properties: propertiesOf(type, values),
    region: typeof region === 'string' && isRegion(region) ? region : provided,
    after: null,
  };
}
