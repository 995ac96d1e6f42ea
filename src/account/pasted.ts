import * as z from 'zod';
import { type EndpointFacts, regionOf, type Series, type Unknown } from './facts.ts';
import { metricOfLabel } from './metrics.ts';
import { alarmsOf, belongsTo } from './runs.ts';
import {
  type Alarm,
  actionShape,
  alarmShape,
  type Component,
  componentShape,
  configShape,
  type Endpoint,
  type EndpointConfig,
  endpointShape,
  isWhole,
  type Model,
  modelShape,
  type Policy,
  policyShape,
  resultShape,
  type ScheduledAction,
  type Target,
  targetShape,
} from './shapes.ts';

// What the AWS CLI prints, pasted: no access is needed. In any order, of one endpoint or many.

/** The endpoints that were pasted, or one sentence that says what is wrong with the text. */
export type Pasted = { ok: true; facts: EndpointFacts[]; unused: Unknown[] } | { ok: false; text: string };

type Result = z.infer<typeof resultShape>;

interface Documents {
  readonly endpoints: Endpoint[];
  readonly configs: EndpointConfig[];
  readonly models: Model[];
  readonly components: Component[];
  results: Result[];
  targets: Target[] | null;
  policies: Policy[] | null;
  actions: ScheduledAction[] | null;
  alarms: Alarm[] | null;
}

const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;
/** CloudWatch keeps an hour's datapoint for 455 days (API_GetMetricData.html, read 2026-11). */
const KEPT_DAYS = 455;
const TOO_LONG = `The metrics span more than ${KEPT_DAYS} days, which is as long as CloudWatch keeps any.`;

/** Reads the JSON of `describe-endpoint`, `describe-endpoint-config`, `describe-model`, `get-metric-data` and the scaling reads. */
export function readPasted(text: string, { region, now }: { region: string | null; now: number }): Pasted {
  const values = documentsIn(text);
  if (values === null || values.length === 0) {
    return { ok: false, text: 'Not JSON. Paste what aws sagemaker describe-endpoint-config prints.' };
  }
  const described = { endpoints: [], configs: [], models: [], components: [], results: [] };
  const documents: Documents = { ...described, targets: null, policies: null, actions: null, alarms: null };
  for (const [at, value] of values.entries()) {
    const fault = file(value, documents);
    if (fault !== null) return { ok: false, text: `Document ${at + 1}: ${fault}` };
  }
  return assemble(documents, region, now);
}

/** JSON values one after the other, or in an array; one that is repeated only once. Null where a text is no JSON. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a scanner that looks at one character after the other
function documentsIn(text: string): unknown[] | null {
  const found: unknown[] = [];
  const texts = new Set<string>();
  let depth = 0;
  let start = -1;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string;
    if (isQuoted) {
      if (character === '\\') at += 1;
      else if (character === '"') isQuoted = false;
    } else if (character === '"' && depth > 0) isQuoted = true;
    else if (character === '{' || character === '[') {
      if (depth === 0) start = at;
      depth += 1;
    } else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth < 0) return null;
      if (depth > 0) continue;
      const one = text.slice(start, at + 1);
      const value = parseJson(one);
      if (value === undefined) return null;
      if (texts.has(one)) continue;
      texts.add(one);
      for (const document of Array.isArray(value) ? value : [value]) found.push(document);
    } else if (depth === 0 && !/[\s,\ufeff]/.test(character)) return null;
  }
  return depth === 0 ? found : null;
}

/** Undefined where a text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Puts a document where it belongs, by its keys. Returns what is wrong with it. */
function file(value: unknown, documents: Documents): string | null {
  if (typeof value !== 'object' || value === null) return 'not an object.';
  const keys = new Set(Object.keys(value));
  const one = <Item>(shape: z.ZodType<Item>, add: (item: Item) => void) => {
    const parsed = shape.safeParse(value);
    if (parsed.success) add(parsed.data);
    return parsed.success ? null : `${parsed.error.issues[0]?.path.join('.')} isn't as AWS prints it.`;
  };
  const list = <Item>(key: string, shape: z.ZodType<Item>, add: (items: Item[]) => void) =>
    one(z.object({ [key]: z.array(shape) }), (all) => add(all[key] ?? []));
  if (keys.has('InferenceComponentName')) return one(componentShape, (item) => documents.components.push(item));
  if (keys.has('EndpointName')) return one(endpointShape, (item) => documents.endpoints.push(item));
  if (keys.has('EndpointConfigName')) return one(configShape, (item) => documents.configs.push(item));
  if (keys.has('ModelName')) return one(modelShape, (item) => documents.models.push(item));
  const join = <Key extends 'results' | 'targets' | 'policies' | 'actions' | 'alarms'>(key: Key) => {
    return (items: NonNullable<Documents[Key]>) => {
      documents[key] = [...(documents[key] ?? []), ...items] as Documents[Key];
    };
  };
  if (keys.has('MetricDataResults')) return list('MetricDataResults', resultShape, join('results'));
  if (keys.has('ScalableTargets')) return list('ScalableTargets', targetShape, join('targets'));
  if (keys.has('ScalingPolicies')) return list('ScalingPolicies', policyShape, join('policies'));
  if (keys.has('ScheduledActions')) return list('ScheduledActions', actionShape, join('actions'));
  if (keys.has('MetricAlarms')) return list('MetricAlarms', alarmShape, join('alarms'));
  return 'not what AWS prints of an endpoint, a configuration, a model or metrics.';
}

function assemble(documents: Documents, region: string | null, now: number): Pasted {
  const { endpoints, configs } = documents;
  const alone = configs.filter(
    (config) => !endpoints.some(({ EndpointConfigName: name }) => name === config.EndpointConfigName),
  );
  const pairs = [
    ...endpoints.map((endpoint) => ({
      name: endpoint.EndpointName,
      endpoint,
      config: configs.find(({ EndpointConfigName: name }) => name === endpoint.EndpointConfigName) ?? null,
    })),
    ...alone.map((config) => ({ name: config.EndpointConfigName, endpoint: null, config })),
  ];
  if (pairs.length === 0) {
    return { ok: false, text: 'No endpoint in it. Paste describe-endpoint or describe-endpoint-config as well.' };
  }
  const unused: Unknown[] = [];
  const times = documents.results.flatMap(({ Timestamps: all = [] }) => all);
  const period = periodOf(documents.results);
  const last = times.reduce((latest, time) => Math.max(latest, time), 0);
  const end = times.length === 0 ? now : last + period * 1000;
  const usual = end - (times.length === 0 ? USUAL_DAYS : 0) * DAY_MS;
  const start = times.reduce((first, time) => Math.min(first, time), usual);
  if (last - start > KEPT_DAYS * DAY_MS) return { ok: false, text: TOO_LONG };
  const days = Math.max(1, Math.round((end - start) / DAY_MS));
  const periods = { periodSeconds: period, wholeSeconds: (days * DAY_MS) / 1000 };
  const series = seriesByEndpoint(documents.results, pairs, periods, unused);
  const used = new Set<object>();
  const take = <Item extends object>(items: readonly Item[], isOwn: (item: Item) => boolean): Item[] => {
    const own = items.filter(isOwn);
    for (const item of own) used.add(item);
    return own;
  };
  const facts = pairs.map((pair): EndpointFacts => {
    const { name, config } = pair;
    const components = take(documents.components, ({ EndpointName: endpoint }) => endpoint === name);
    const isOwn = ({ ResourceId: id }: { ResourceId: string }) => belongsTo({ name, components }, id);
    const modelNames = new Set(config?.ProductionVariants.map(({ ModelName: model }) => model));
    const models = take(documents.models, ({ ModelName: model }) => modelNames.has(model));
    const policies = documents.policies && take(documents.policies, isOwn);
    const alarmed = alarmsOf(documents.alarms ?? [], { name, components }, policies ?? []);
    const base = {
      ...pair,
      region: region ?? regionOf(pair.endpoint?.EndpointArn ?? config?.EndpointConfigArn),
      models: models.length === 0 ? null : models,
      components: components.length === 0 && isShared(config) ? null : components,
      targets: documents.targets && take(documents.targets, isOwn),
      policies,
      actions: documents.actions && take(documents.actions, isOwn),
      alarms: documents.alarms && take(alarmed, () => true),
      series: documents.results.length === 0 ? null : (series.get(name) ?? []),
      imageGB: null,
      now: end,
      days,
    };
    return { ...base, gaps: missing(base) };
  });
  unused.push(...leftOver(documents, used));
  return { ok: true, facts, unused: [...new Map(unused.map((one) => [`${one.what}\n${one.why}`, one])).values()] };
}

/** What was pasted of none of the endpoints. */
function leftOver(documents: Documents, used: ReadonlySet<object>): Unknown[] {
  const rest = <Item extends object>(items: readonly Item[] | null, nameOf: (item: Item) => string, why: string) =>
    (items ?? []).filter((item) => !used.has(item)).map((item) => ({ what: nameOf(item), why }));
  const elsewhere = 'Its ResourceId names none of the endpoints.';
  const { models, components, targets, policies, actions, alarms } = documents;
  return [
    ...rest(models, (one) => `Model ${one.ModelName}`, 'None of the configurations names it.'),
    ...rest(components, (one) => `Component ${one.InferenceComponentName}`, 'It runs on none of the endpoints.'),
    ...rest(targets, (one) => `Scaling target ${one.ResourceId}`, elsewhere),
    ...rest(policies, (one) => `Scaling policy ${one.PolicyName} of ${one.ResourceId}`, elsewhere),
    ...rest(actions, (one) => `Scheduled action ${one.ScheduledActionName} of ${one.ResourceId}`, elsewhere),
    ...rest(alarms, (one) => `Alarm ${one.AlarmName}`, 'Its dimensions name none of the endpoints.'),
  ];
}

const isShared = (config: EndpointConfig | null): boolean =>
  config?.ProductionVariants.every(({ ModelName: name }) => name === undefined) ?? false;

/** What to paste as well. */
function missing(facts: Omit<EndpointFacts, 'gaps'>): Unknown[] {
  const wanted: [what: string, command: string, isThere: boolean][] = [
    ['endpoint', 'aws sagemaker describe-endpoint', facts.endpoint !== null],
    ['endpoint configuration', 'aws sagemaker describe-endpoint-config', facts.config !== null],
    ['model', 'aws sagemaker describe-model', facts.models !== null || isShared(facts.config)],
    ['inference components', 'aws sagemaker describe-inference-component', facts.components !== null],
    ['scaling', 'aws application-autoscaling describe-scalable-targets', facts.targets !== null],
    ['metrics', 'aws cloudwatch get-metric-data', facts.series !== null],
    ['Region', '--region', facts.region !== null],
  ];
  return wanted
    .filter(([, , isThere]) => !isThere)
    .map(([what, command]) => ({ what, why: `Not pasted. Add ${command}.` }));
}

/** Seconds between two datapoints, the least that occurs; a day where none has two. */
function periodOf(results: readonly Result[]): number {
  const gaps = results.flatMap(({ Timestamps: all = [] }) => {
    const sorted = all.toSorted((one, other) => one - other);
    return sorted.slice(1).map((time, at) => (time - (sorted[at] ?? time)) / 1000);
  });
  const positive = gaps.filter((gap) => gap > 0);
  return positive.length === 0 ? DAY_MS / 1000 : positive.reduce((least, gap) => Math.min(least, gap));
}

/** What says which metric, which statistic and which endpoint a result is of. */
const labelOf = ({ Label: label = '', Id: id = '' }: Result): string => `${label} ${id}`;

const wordsOf = (label: string): string[] => label.split(/[^A-Za-z0-9-]+/);

/** The endpoint that a label names, as a word of it, else as its longest part, and what else the label says. */
function splitLabel(label: string, longestFirst: readonly string[]): { name: string; rest: string } | undefined {
  const words = wordsOf(label);
  const word = longestFirst.find((name) => words.includes(name));
  if (word !== undefined) return { name: word, rest: words.filter((one) => one !== word).join(' ') };
  const part = longestFirst.find((name) => label.includes(name));
  return part === undefined ? undefined : { name: part, rest: label.replaceAll(part, ' ') };
}

const UNNAMED = 'Its Label names none of the endpoints.';

type Pair = Pick<EndpointFacts, 'name' | 'endpoint' | 'config'>;

/** The pasted results as series, by endpoint. Those of a single one needn't name it, but if some do, the others are of another. */
function seriesByEndpoint(
  results: readonly Result[],
  pairs: readonly Pair[],
  periods: { periodSeconds: number; wholeSeconds: number },
  unused: Unknown[],
): Map<string, Series[]> {
  const longestFirst = pairs.map(({ name }) => name).toSorted((one, other) => other.length - one.length);
  const byName = new Map(pairs.map((pair) => [pair.name, pair]));
  const found = new Map<string, Series[]>(longestFirst.map((name) => [name, []]));
  const [single = ''] = byName.size === 1 ? longestFirst : [];
  const isNamed = single === '' || results.some((result) => wordsOf(labelOf(result)).includes(single));
  for (const result of results) {
    const label = labelOf(result);
    const split = isNamed ? splitLabel(label, longestFirst) : { name: single, rest: label };
    const pair = byName.get(split?.name ?? '');
    const read = pair === undefined ? UNNAMED : seriesOf(result, split?.rest ?? '', pair, periods);
    if (typeof read === 'string') unused.push({ what: result.Label ?? result.Id ?? 'a metric', why: read });
    else found.get(pair?.name ?? '')?.push(isWhole(result, results) ? read : { ...read, points: null });
  }
  return found;
}

/** A pasted result as a series of an endpoint, or why it isn't one. `says`: its label without the endpoint. */
function seriesOf(
  result: Result,
  says: string,
  { name, endpoint, config }: Pair,
  { periodSeconds, wholeSeconds }: { periodSeconds: number; wholeSeconds: number },
): Series | string {
  const metric = metricOfLabel(says);
  if (typeof metric === 'string') return metric;
  const { Timestamps: times = [], Values: values = [] } = result;
  if (times.length !== values.length) return "Its Timestamps and Values don't match in number.";
  const variant = config?.ProductionVariants[0]?.VariantName ?? endpoint?.ProductionVariants?.[0]?.VariantName;
  const points = times.map((time, at): [number, number] => [time, values[at] ?? 0]);
  return {
    ...metric,
    dimensions: { EndpointName: name, ...(variant !== undefined && { VariantName: variant }) },
    // A single point is of the whole time.
    periodSeconds: points.length === 1 ? wholeSeconds : periodSeconds,
    points: points.toSorted(([one], [other]) => one - other),
  };
}
