import { bareName } from './fields.ts';
import { type Declared, isObject, listOf, type ReadType } from './templates/declared.ts';
import { splitKnown } from './templates/unknown-text.ts';

/** What a scaling resource moves: "endpoint/NAME/variant/VARIANT", "inference-component/NAME". */
export function resourceIdOf({ properties }: Declared): string | undefined {
  const { ResourceId: id, ScalingTargetId: target } = properties;
  if (typeof id === 'string') return id;
  return typeof target === 'string' && target.includes('|') ? splitKnown(target, '|')[0] : undefined;
}

/** The endpoints and components that a resource is about, by name. */
function ownersOf(declared: Declared): string[] {
  const { type, properties } = declared;
  if (type.startsWith('AWS::ApplicationAutoScaling::')) {
    const [kind, name] = splitKnown(resourceIdOf(declared) ?? '', '/');
    return name === undefined ? [] : [`${kind} ${name}`];
  }
  if (type === 'AWS::SageMaker::InferenceComponent') {
    const { EndpointName: name } = properties;
    return typeof name === 'string' ? [`endpoint ${bareName(name)}`] : [];
  }
  if (type !== 'AWS::CloudWatch::Alarm') return [];
  const actions = listOf(properties['AlarmActions']).map((action) => `action ${String(action)}`);
  return [...new Set([...metricsOf(declared).flatMap(dimensionOwners), ...actions])];
}

/** The metrics of an alarm: its own, or those of its expression. */
export function metricsOf({ properties }: Declared): Readonly<Record<string, unknown>>[] {
  const stats = listOf(properties['Metrics']).flatMap((metric) => {
    const stat = isObject(metric) ? metric['MetricStat'] : undefined;
    return isObject(stat) && isObject(stat['Metric']) ? [{ ...stat['Metric'], Statistic: stat['Stat'] }] : [];
  });
  return stats.length > 0 ? stats : [properties];
}

function dimensionOwners({ Dimensions: dimensions }: Readonly<Record<string, unknown>>): string[] {
  return listOf(dimensions).flatMap((dimension) => {
    if (!isObject(dimension)) return [];
    const { Name: name, Value: value } = dimension;
    if (name === 'EndpointName') return [`endpoint ${String(value)}`];
    return name === 'InferenceComponentName' ? [`inference-component ${String(value)}`] : [];
  });
}

/** Finds resources by type and name, and by what they are about. Those that are deployed together come first. */
export class ResourceIndex {
  readonly #byName = new Map<string, Declared[]>();
  readonly #byOwner = new Map<string, Declared[]>();

  constructor(all: readonly Declared[]) {
    for (const one of all) {
      push(this.#byName, `${one.type} ${one.name}`, one);
      for (const owner of ownersOf(one)) push(this.#byOwner, `${one.type} ${owner}`, one);
    }
  }

  find(type: ReadType, name: string, group: string): Declared | undefined {
    const all = this.#byName.get(`${type} ${bareName(name)}`) ?? [];
    return all.find((one) => one.group === group) ?? (all.length === 1 ? all[0] : undefined);
  }

  /** `action`: alarms that trigger a policy of this name. */
  about(type: ReadType, kind: 'endpoint' | 'inference-component' | 'action', name: string, group: string): Declared[] {
    const all = this.#byOwner.get(`${type} ${kind} ${name}`) ?? [];
    const own = all.filter((one) => one.group === group);
    return own.length > 0 ? own : all;
  }
}

function push(map: Map<string, Declared[]>, key: string, one: Declared): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [one]);
  else list.push(one);
}
