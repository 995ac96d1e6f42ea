import { isRegion } from '../../account/facts.ts';
import { type Declared, isObject, listOf, type ParsedFile, type Read } from './declared.ts';
import { nameText, type Place, PlanConfiguration } from './plan-configuration.ts';
import { joined } from './terraform-joined.ts';
import { nameArgument, propertiesOf, rowOf } from './terraform-names.ts';
import { unknownText } from './unknown-text.ts';

// What `terraform show -json` prints of a plan or a state.

type Values = Readonly<Record<string, unknown>>;

/** A resource of a plan, with where it is. */
interface Planned extends Place {
  readonly address: string;
  /** Its name in AWS; undefined where it has none yet, or it is sensitive. */
  readonly known: string | undefined;
  readonly values: Values;
  readonly sensitive: unknown;
}

/** Reads what a plan makes of the infrastructure, or what a state has. */
export function readPlan({ path, value }: ParsedFile): Read {
  const root = rootOf(value['planned_values']) ?? rootOf(value['values']);
  const changes = new Map(
    listOf(value['resource_changes']).flatMap((change) =>
      isObject(change) && isObject(change['change']) ? [[String(change['address']), change['change']] as const] : [],
    ),
  );
  const planned = root === undefined ? [] : resourcesIn(root);
  const configuration = new PlanConfiguration(value, path, planned);
  const declared = planned.map((one) => {
    const change = changes.get(one.address);
    const sensitive = [one.sensitive, change?.['after_sensitive']];
    const context = { one, path, configuration };
    const known = merged(one.values, change?.['after_unknown'], sensitive, configuration.expressionsOf(one), context);
    return declare(one, isObject(known) ? known : one.values, path, configuration.regionOf(one));
  });
  return { declared: joined(declared), notes: [] };
}

/** Reads what was there before a plan; undefined where the file is no plan. */
export function readPriorState({ path, value }: ParsedFile): Read | undefined {
  if (!isObject(value['planned_values'])) return undefined;
  const { prior_state: prior } = value;
  const root = isObject(prior) ? rootOf(prior['values']) : undefined;
  const before = root === undefined ? [] : resourcesIn(root);
  const configuration = new PlanConfiguration(value, path, before);
  const declared = before.map((one) => {
    const known = merged(one.values, undefined, [one.sensitive], undefined, { one, path, configuration });
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
    name: known ?? nameText(path, address),
    properties: propertiesOf(type, values),
    region: typeof region === 'string' && isRegion(region) ? region : provided,
    after: null,
  };
}
