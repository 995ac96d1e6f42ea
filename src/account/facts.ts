import type { Alarm, Component, Endpoint, EndpointConfig, Model, Policy, ScheduledAction, Target } from './shapes.ts';

// What already runs: what it is, what it costs, what it should be, and what is wrong with it. Pure; `aws/` reads the account.

/** Something that isn't known about an endpoint: a field of a workload or what could not be read. */
export interface Unknown {
  readonly what: string;
  readonly why: string;
}

/** A metric to ask for. `dimensions` have to be those it is published with, or it comes back empty. */
export interface Wanted {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Sum`, `Maximum`, `p95` … */
  readonly statistic: string;
  readonly periodSeconds: number;
}

export interface Series extends Wanted {
  /** Oldest first: milliseconds since 1970, and the value. Null where CloudWatch didn't give all of them. */
  readonly points: readonly (readonly [time: number, value: number])[] | null;
}

/** What was read of one endpoint. Null: could not be read, or wasn't pasted. */
export interface EndpointFacts {
  readonly region: string | null;
  readonly name: string;
  readonly endpoint: Endpoint | null;
  readonly config: EndpointConfig | null;
  readonly models: readonly Model[] | null;
  /** Empty where the endpoint has none. */
  readonly components: readonly Component[] | null;
  /** Of this endpoint alone, as are policies and actions. */
  readonly targets: readonly Target[] | null;
  readonly policies: readonly Policy[] | null;
  readonly actions: readonly ScheduledAction[] | null;
  /** On this endpoint's metrics, or of its policies. */
  readonly alarms: readonly Alarm[] | null;
  readonly series: readonly Series[] | null;
  /** Compressed, in GB; null where not read. */
  readonly imageGB: number | null;
  readonly gaps: readonly Unknown[];
  /** When it was read, in milliseconds since 1970. */
  readonly now: number;
  /** How far back the metrics were asked for. */
  readonly days: number;
}

/** One text for a metric with its dimensions and statistic, whatever the order of the dimensions. */
export function keyOf({ namespace, metric, dimensions, statistic }: Omit<Wanted, 'periodSeconds'>): string {
  const sorted = Object.entries(dimensions)
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  return [namespace, metric, statistic, ...sorted].join('\n');
}

/** The endpoint or component that a scaling resource belongs to: "endpoint/NAME/variant/VARIANT", "inference-component/NAME". */
export function ownerOf(resourceId: string): { endpoint?: string; variant?: string; component?: string } {
  const [kind, name, , variant] = resourceId.split('/');
  if (name === undefined) return {};
  if (kind === 'inference-component') return { component: name };
  return variant === undefined ? { endpoint: name } : { endpoint: name, variant };
}

const REGION = /^[a-z]{2,4}(?:-[a-z]{2,12}){1,2}-\d{1,2}$/;

export const isRegion = (text: string): boolean => REGION.test(text);

/** The Region of an ARN. Null where it has none. */
export function regionOf(arn: string | undefined): string | null {
  const region = arn?.split(':')[3] ?? '';
  return isRegion(region) ? region : null;
}
