import type { EndpointFacts, Unknown } from '../facts.ts';
import { alarmsOf, belongsTo } from '../runs.ts';
import {
  actionShape,
  alarmShape,
  type Component,
  componentShape,
  configShape,
  endpointShape,
  type Model,
  modelShape,
  policyShape,
  targetShape,
} from '../shapes.ts';
import type { Hopeless } from './calls.ts';
import type { AwsRegion } from './open-region.ts';
import { described, type Listed, listAll } from './pages.ts';

/** What is read once for all endpoints of a Region and joined by name. Null: could not be read. */
export interface Shared extends Pick<EndpointFacts, 'targets' | 'policies' | 'actions' | 'alarms' | 'gaps'> {
  /** What no call can get past. */
  readonly hopeless: Hopeless | null;
}

/** Reads scaling and alarms of a whole Region: a few calls, whatever the number of endpoints. */
export async function readShared(region: AwsRegion): Promise<Shared> {
  const [targets, policies, actions, alarms] = await Promise.all([
    listAll('scaling targets', region.describeTargets, (page) => page.ScalableTargets, targetShape),
    listAll('scaling policies', region.describePolicies, (page) => page.ScalingPolicies, policyShape),
    listAll('scheduled actions', region.describeActions, (page) => page.ScheduledActions, actionShape),
    listAll('alarms', region.describeAlarms, (page) => page.MetricAlarms, alarmShape),
  ]);
  const all: readonly Listed<unknown>[] = [targets, policies, actions, alarms];
  return {
    targets: targets.items,
    policies: policies.items,
    actions: actions.items,
    alarms: alarms.items,
    gaps: all.flatMap(({ gaps }) => gaps),
    hopeless: all.map(({ hopeless }) => hopeless).find((one) => one !== null) ?? null,
  };
}

/** What an endpoint is, still without its metrics; or that there is none, or why no call will work. */
export type ReadEndpoint =
  | { readonly kind: 'read'; readonly facts: EndpointFacts }
  | { readonly kind: 'missing' }
  | { readonly kind: 'stopped' }
  | Hopeless;

/** Reads one endpoint with its configuration, models and components. What is refused stays null, and the gap says why. */
export async function readEndpoint(
  region: AwsRegion,
  name: string,
  shared: Shared,
  { now, days }: { now: number; days: number },
): Promise<ReadEndpoint> {
  const answer = await region.describeEndpoint(name);
  if (!answer.ok && answer.kind !== 'gap') return answer;
  const endpoint = described('endpoint', answer, endpointShape);
  const configName = endpoint.item?.EndpointConfigName;
  const config =
    configName === undefined
      ? { item: null, gaps: [] }
      : described('endpoint configuration', await region.describeConfig(configName), configShape);
  const variants = config.item?.ProductionVariants ?? [];
  const isShared = variants.length > 0 && variants.every(({ ModelName: model }) => model === undefined);
  const components = isShared ? await readComponents(region, name) : { items: [] as Component[], gaps: [] };
  const named = [
    ...variants.map(({ ModelName: model }) => model),
    ...(components.items ?? []).map(({ Specification: one }) => one?.ModelName),
  ];
  const models = await readModels(region, [...new Set(named.flatMap((model) => model ?? []))]);
  const isWhole = components.items?.every(({ Specification: one }) => one !== undefined) === true;
  const own = { name, components: components.items };
  const gaps = [...endpoint.gaps, ...config.gaps, ...components.gaps, ...models.gaps, ...shared.gaps];
  const isOwn = ({ ResourceId: id }: { ResourceId: string }) => belongsTo(own, id);
  const policies = shared.policies?.filter(isOwn) ?? null;
  return {
    kind: 'read',
    facts: {
      region: region.name,
      name,
      endpoint: endpoint.item,
      config: config.item,
      models: config.item === null || !isWhole ? null : models.items,
      components: config.item === null ? null : components.items,
      targets: shared.targets?.filter(isOwn) ?? null,
      policies,
      actions: shared.actions?.filter(isOwn) ?? null,
      alarms: shared.alarms && alarmsOf(shared.alarms, own, policies ?? []),
      series: null,
      imageGB: endpoint.item && (await imageGB(region, endpoint.item.EndpointArn, models.items)),
      gaps: gaps.map(({ what, why }) => ({ what, why })),
      now,
      days,
    },
  };
}

async function readComponents(region: AwsRegion, endpoint: string) {
  const listed = await listAll(
    'inference components',
    (token) => region.listComponents(endpoint, token),
    (page) => page.InferenceComponents,
    componentShape.pick({ InferenceComponentName: true }),
  );
  if (listed.items === null) return { items: null, gaps: listed.gaps };
  const answers = await Promise.all(
    listed.items.map(async ({ InferenceComponentName: name }) =>
      described('inference component', await region.describeComponent(name), componentShape),
    ),
  );
  const items = answers.map(({ item }, at): Component => {
    const name = listed.items?.[at]?.InferenceComponentName ?? '';
    return item ?? { InferenceComponentName: name, EndpointName: endpoint };
  });
  return { items, gaps: once([...listed.gaps, ...answers.flatMap(({ gaps }) => gaps)]) };
}

/** Null where one of them couldn't be read: half of the containers would look like all of them. */
async function readModels(region: AwsRegion, names: readonly string[]) {
  const answers = await Promise.all(
    names.map(async (name) => described('model', await region.describeModel(name), modelShape)),
  );
  const items = answers.flatMap(({ item }): Model[] => (item === null ? [] : [item]));
  return {
    items: items.length < names.length ? null : items,
    gaps: once(answers.flatMap(({ gaps }) => gaps)),
  };
}

const once = (gaps: readonly Unknown[]): Unknown[] => [...new Map(gaps.map((gap) => [gap.why, gap])).values()];

/** "123456789012.dkr.ecr.eu-west-1.amazonaws.com/scoring:3" */
const OWN_IMAGE = /^(\d{12})\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/([^:@]+):([^:@]+)$/;
const BYTES_PER_GB = 2 ** 30;

/** Of the account's own images alone: those of others can't be read. Optional, so a refusal is no gap. */
async function imageGB(region: AwsRegion, arn: string | undefined, models: readonly Model[] | null) {
  const images = (models ?? []).flatMap((model) => model.Containers ?? [model.PrimaryContainer]);
  const [, registry, repository, tag] = OWN_IMAGE.exec(images.length === 1 ? (images[0]?.Image ?? '') : '') ?? [];
  if (registry === undefined || repository === undefined || tag === undefined) return null;
  if (!arn?.includes(`:${registry}:`)) return null;
  const answer = await region.describeImages(registry, repository, tag);
  const bytes = answer.ok ? answer.value.imageDetails?.[0]?.imageSizeInBytes : undefined;
  return bytes === undefined ? null : Number((bytes / BYTES_PER_GB).toPrecision(3));
}
