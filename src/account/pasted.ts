import * as z from 'zod';
import type { EndpointFacts, Series, Unknown } from './facts.ts';
import { PASTED_METRICS, PASTED_STATISTICS } from './metrics.ts';
import { belongsTo } from './runs.ts';
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
  readonly results: Result[];
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
  const documents: Documents = {
    endpoints: [],
    configs: [],
    models: [],
    components: [],
    results: [],
    targets: null,
    policies: null,
    actions: null,
    alarms: null,
  };
  for (const [at, value] of values.entries()) {
    const fault = file(value, documents);
    if (fault !== null) return { ok: false, text: `Document ${at + 1}: ${fault}` };
  }
  return assemble(documents, region, now);
}

/** JSON values one after the other, or in an array. Null where a text is no JSON. */
function documentsIn(text: string): unknown[] | null {
  const found: unknown[] = [];
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
      const value = parse(text.slice(start, at + 1));
      if (value === undefined) return null;
      found.push(...(Array.isArray(value) ? value : [value]));
    } else if (depth === 0 && !/[\s,\ufeff]/.test(character)) return null;
  }
  return depth === 0 ? found : null;
}

function parse(text: string): unknown {
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
  if (keys.has('MetricDataResults')) {
    return list('MetricDataResults', resultShape, (all) => documents.results.push(...all));
  }
  if (keys.has('InferenceComponentName')) return one(componentShape, (item) => documents.components.push(item));
  if (keys.has('EndpointName')) return one(endpointShape, (item) => documents.endpoints.push(item));
  if (keys.has('EndpointConfigName')) return one(configShape, (item) => documents.configs.push(item));
  if (keys.has('ModelName')) return one(modelShape, (item) => documents.models.push(item));
  const join = <Key extends 'targets' | 'policies' | 'actions' | 'alarms'>(key: Key) => {
    return (items: NonNullable<Documents[Key]>) => {
      documents[key] = [...(documents[key] ?? []), ...items] as Documents[Key];
    };
  };
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
  const names = pairs.map(({ name }) => name);
  const periods = { periodSeconds: period, wholeSeconds: (days * DAY_MS) / 1000 };
  const facts = pairs.map((pair): EndpointFacts => {
    const own = { name: pair.name, components: ofEndpoint(documents.components, pair.name) };
    const isOwn = ({ ResourceId: id }: { ResourceId: string }) => belongsTo(own, id);
    const modelNames = new Set(pair.config?.ProductionVariants.map(({ ModelName: name }) => name));
    const models = documents.models.filter(({ ModelName: name }) => modelNames.has(name));
    const arn = pair.endpoint?.EndpointArn ?? pair.config?.EndpointConfigArn;
    const series = documents.results.flatMap((result) => seriesOf(result, pair, names, periods, unused));
    const base = {
      ...pair,
      region: region ?? arn?.split(':')[3] ?? null,
      models: models.length === 0 ? null : models,
      components: own.components.length === 0 && isShared(pair.config) ? null : own.components,
      targets: documents.targets?.filter(isOwn) ?? null,
      policies: documents.policies?.filter(isOwn) ?? null,
      actions: documents.actions?.filter(isOwn) ?? null,
      alarms: documents.alarms,
      series: documents.results.length === 0 ? null : series,
      imageGB: null,
      now: end,
      days,
    };
    return { ...base, gaps: missing(base) };
  });
  return { ok: true, facts, unused: [...new Map(unused.map((one) => [one.what, one])).values()] };
}

const isShared = (config: EndpointConfig | null): boolean =>
  config?.ProductionVariants.every(({ ModelName: name }) => name === undefined) ?? false;

const ofEndpoint = (components: readonly Component[], name: string): Component[] =>
  components.filter(({ EndpointName: endpoint }) => endpoint === name);

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

/** The endpoint that a label names: as a word of it, else as its longest part. */
function namedIn(label: string, names: readonly string[]): string | undefined {
  const words = new Set(label.split(/[^A-Za-z0-9-]+/));
  const longest = names.toSorted((one, other) => other.length - one.length);
  return longest.find((name) => words.has(name)) ?? longest.find((name) => label.includes(name));
}

/** A pasted result as a series of this endpoint: its `Label`, else its `Id`, says which metric and statistic, and of which endpoint. */
function seriesOf(
  result: Result,
  { name, endpoint, config }: { name: string; endpoint: Endpoint | null; config: EndpointConfig | null },
  names: readonly string[],
  { periodSeconds, wholeSeconds }: { periodSeconds: number; wholeSeconds: number },
  unused: Unknown[],
): Series[] {
  const said = `${result.Label ?? ''} ${result.Id ?? ''}`;
  const meant = names.length === 1 ? undefined : namedIn(said, names);
  const shown = result.Label ?? result.Id ?? 'a metric';
  if (names.length > 1 && meant === undefined) {
    unused.push({ what: shown, why: 'Its Label names none of the endpoints.' });
    return [];
  }
  if (meant !== undefined && meant !== name) return [];
  const rest = meant === undefined ? said : said.replaceAll(meant, ' ');
  const known = PASTED_METRICS.find(([metric]) => rest.toLowerCase().includes(metric.toLowerCase()));
  const statistic = PASTED_STATISTICS.find(([pattern]) =>
    pattern.test(known ? rest.replaceAll(known[0], ' ') : rest),
  )?.[1];
  const taken = statistic ?? known?.[2];
  if (known === undefined || taken === undefined || taken === null) {
    const why = known === undefined ? 'Its Label names no metric that is used.' : 'Its Label names no statistic.';
    unused.push({ what: shown, why });
    return [];
  }
  const [metric, namespace] = known;
  const variant = config?.ProductionVariants[0]?.VariantName ?? endpoint?.ProductionVariants?.[0]?.VariantName;
  const points = (result.Timestamps ?? []).map((time, at): [number, number] => [time, result.Values?.[at] ?? 0]);
  return [
    {
      namespace,
      metric,
      dimensions: { EndpointName: name, ...(variant !== undefined && { VariantName: variant }) },
      statistic: taken,
      // A single point is of the whole time.
      periodSeconds: points.length === 1 ? wholeSeconds : periodSeconds,
      points: points.toSorted(([one], [other]) => one - other),
    },
  ];
}
