import type { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** A label and all its values, each of which has a figure from the start: a rate needs the 0 before the first. */
type Labels = Readonly<Record<string, readonly string[]>>;

/** Makes metrics of the bot, under its prefix. */
export interface Meters {
  counter(name: string, help: string, labels: Labels): Counter;
  /** Has no value before it is set. */
  gauge(name: string, help: string, labelNames?: readonly string[]): Gauge;
  histogram(name: string, help: string, buckets: number[]): Histogram;
}

const PREFIX = 'endpoint_reviewer_';

type Library = Pick<typeof import('prom-client'), 'Counter' | 'Gauge' | 'Histogram'>;

export function createMeters({ Counter, Gauge, Histogram }: Library, register: Registry): Meters {
  const registers = [register];
  return {
    counter(name, help, labels) {
      const counter = new Counter({ name: PREFIX + name, help, labelNames: Object.keys(labels), registers });
      for (const combination of combinationsOf(labels)) counter.inc(combination, 0);
      return counter;
    },
    gauge: (name, help, labelNames = []) => new Gauge({ name: PREFIX + name, help, labelNames, registers }),
    histogram: (name, help, buckets) => new Histogram({ name: PREFIX + name, help, buckets, registers }),
  };
}

function combinationsOf(labels: Labels): Record<string, string>[] {
  return Object.entries(labels).reduce<Record<string, string>[]>(
    (combinations, [label, values]) =>
      combinations.flatMap((combination) => values.map((value) => ({ ...combination, [label]: value }))),
    [{}],
  );
}
