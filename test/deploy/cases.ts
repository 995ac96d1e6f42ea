import { readFileSync } from 'node:fs';
import { parseWorkload, type Workload } from '../../src/recommender/index.ts';

/** A workload of `examples/`. */
export function example(name: string, more: Partial<Workload> = {}): Workload {
  const text = readFileSync(new URL(`../../examples/${name}.json`, import.meta.url), 'utf8');
  const parsed = parseWorkload(JSON.parse(text));
  if (!parsed.ok) throw new Error(`examples/${name}.json: ${JSON.stringify(parsed.faults)}`);
  return { ...parsed.workload, ...more };
}

/** A workload for each choice, by the name of its golden template. */
export const CHOICES: Readonly<Record<string, Workload>> = {
  'real-time': example('fraud-scoring'),
  'multi-model': example('tenant-models'),
  'inference-pipeline': example('preprocessing-chain'),
  'asynchronous-to-zero': example('ct-scans'),
  'asynchronous-steady': example('ct-scans', { trafficPattern: 'steady', monthlyRequests: 50_000 }),
};
