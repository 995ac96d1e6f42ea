import fc from 'fast-check';
import { toYaml } from '../../../src/deploy/cloudformation.ts';
import { deploymentOf } from '../../../src/deploy/deployment.ts';
import type { Behaviour } from '../../../src/deploy/index.ts';
import { type Serving, servingOf, type Workload } from '../../../src/recommender/index.ts';
import { answerTo } from '../../support/answers.ts';
import { type Load, loadOf } from '../../support/oracle/load.ts';
import { deploymentIn, type JobUnit, type Unit } from '../../support/oracle/read-deployment.ts';
import { readTemplate } from '../../support/oracle/read-template.ts';
import { type Simulation, simulate } from '../../support/oracle/simulate.ts';

// Templates of random workloads, and what their simulation shows.

export interface Rendered {
  readonly serving: Serving;
  readonly load: Load;
  readonly text: string;
  readonly units: readonly Unit[];
  readonly job: JobUnit | null;
  readonly simulation: Simulation;
  /** As the product says it. */
  readonly behaviour: Behaviour;
}

/** The template of each option that fits, simulated. */
export function renderedFor(workload: Workload): Rendered[] {
  const recommendation = answerTo(workload);
  return recommendation.costs.flatMap(({ option }) => {
    const serving = servingOf(workload, option);
    const deployment = deploymentOf(recommendation, { option });
    if (serving === null || !deployment.ok) return [];
    const text = toYaml(deployment.template, deployment.header);
    const load = loadOf(serving, workload);
    const { units, job } = deploymentIn(readTemplate(text));
    return [{ serving, load, text, units, job, simulation: simulate(text, load), behaviour: deployment.behaviour }];
  });
}

/** Workloads of all options, stated well enough for figures; some without a few of them. */
export const workloads: fc.Arbitrary<Workload> = fc
  .record({
    stated: fc.record({
      name: fc.constant('a workload'),
      trafficPattern: fc.constantFrom('steady', 'variable', 'intermittent', 'dataset' as const),
      processingTimeSeconds: fc.constantFrom(0.02, 0.3, 4, 25, 90, 600),
      responseTimeSeconds: fc.constantFrom(0.2, 5, 60, 900, 3600),
      monthlyRequests: fc.constantFrom(500, 20_000, 1_000_000),
      peakRequestsPerSecond: fc.constantFrom(0.05, 2, 30),
      coldStarts: fc.constantFrom('unacceptable', 'acceptable', 'minutes-acceptable' as const),
      requiresGpu: fc.boolean(),
      modelCount: fc.constantFrom(1, 3, 40),
      modelSizeGB: fc.constantFrom(0.5, 6),
      busyHoursPerDay: fc.constantFrom(3, 8),
      busyFrom: fc.constant('09:00'),
      availability: fc.constantFrom('standard', 'multi-az' as const),
      datasetRecordsPerRun: fc.constantFrom(1000, 500_000),
      datasetRunsPerMonth: fc.constantFrom(4, 30),
      requiresScaleToZero: fc.boolean(),
    }),
    silent: fc.subarray([
      'responseTimeSeconds',
      'monthlyRequests',
      'coldStarts',
      'requiresScaleToZero',
      'busyHoursPerDay',
    ]),
  })
  .map(({ stated, silent }) => {
    const entries = Object.entries(stated).filter(([field]) => !silent.includes(field));
    return Object.fromEntries(entries) as unknown as Workload;
  });
