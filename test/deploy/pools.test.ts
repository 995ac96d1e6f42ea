import { describe, expect, it } from 'vitest';
import { type Deployment, deploymentOf } from '../../src/deploy/deployment.ts';
import {
  formatUsd,
  type Guardrail,
  type PolicyApplied,
  SHIPPED_PRICES,
  type Workload,
} from '../../src/recommender/index.ts';
import { explained, surely } from '../support/answers.ts';
import { at, list, variantsOf } from '../support/deploy-rules/rule.ts';
import { workload as workloadOf } from '../support/workloads.ts';
import { CHOICES, choicesNamed } from './cases.ts';

const [QUEUED, CHAT, COMPONENTS, FRAUD, UNSIZED] = choicesNamed(
  'asynchronous-to-zero',
  'real-time-language-model',
  'inference-components',
  'real-time',
  'real-time-unsized',
) as [Workload, Workload, Workload, Workload, Workload];

function deployed(workload: Workload, rules: readonly Guardrail[] = []): Deployment {
  const policy = { rules } as PolicyApplied;
  const deployment = deploymentOf({ ...surely(workload, SHIPPED_PRICES, rules), policy });
  if (!deployment.ok) throw new Error(deployment.text);
  return deployment;
}

const variantOf = ({ template }: Deployment): unknown => variantsOf(template)[0]?.variant;

const poolOf = (deployment: Deployment): unknown[] =>
  list(at(variantOf(deployment), 'InstancePools', 'Fn::If', 1)).map((pool) => at(pool, 'InstanceType'));

describe('the instance pools of a variant', () => {
  it('are of components too, and of each production variant', () => {
    expect(poolOf(deployed(COMPONENTS))).toEqual(['ml.g6.xlarge', 'ml.g6.2xlarge', 'ml.g6e.xlarge']);
    const { template } = deployed({ ...UNSIZED, requiresMultipleVariants: true });
    const pools = variantsOf(template).map(({ variant }) => at(variant, 'InstancePools'));
    expect(pools).toHaveLength(2);
    expect(pools[0]).toBeDefined();
    expect(pools[1]).toEqual(pools[0]);
  });

  it('have no type that the team forbids', () => {
    const barred: Guardrail = { name: 'no g5', forbid: { instanceType: ['ml.g5.*', 'ml.g4dn.2xlarge'] } };
    expect(poolOf(deployed(QUEUED, [barred]))).toEqual(['ml.g4dn.xlarge', 'ml.g6.xlarge', 'ml.g4dn.4xlarge']);
  });

  it.each([
    ['a processor type', FRAUD],
    ['a type that the team named', { ...QUEUED, instanceType: 'ml.g4dn.xlarge' }],
    ['a Region of which AWS lists no pools', { ...QUEUED, region: 'eu-west-3' }],
    ['a type beside which none carries as much', CHAT],
    ['a model from AWS Marketplace', { ...UNSIZED, requiresMarketplaceModel: true }],
  ])('are left out of %s', (_, workload) => {
    const deployment = deployed(workload);
    expect(at(variantOf(deployment), 'InstanceType')).toEqual(deployment.serving.instance?.type);
    expect(JSON.stringify(deployment.template)).not.toContain('InstanceFallback');
  });
});

describe('each type of a pool', () => {
  const pooled = Object.entries(CHOICES).filter(([, workload]) => poolOf(deployed(workload)).length > 0);

  it.each(pooled)('holds the load of %s with as many instances or fewer, by the recommender', (_, workload) => {
    const { serving } = deployed(workload);
    for (const type of poolOf(deployed(workload)).map(String)) {
      const named = deploymentOf(surely({ ...workload, instanceType: type, requiresGpu: true }), {
        option: serving.option,
      });
      if (!named.ok) throw new Error(`${type}: ${named.text}`);
      const { instance } = named.serving;
      expect(instance?.canServe, type).toBe(true);
      expect(instance?.max, type).toBeLessThanOrEqual(serving.instance?.max ?? 0);
      expect(instance?.atOnce, type).toBeGreaterThanOrEqual(serving.instance?.atOnce ?? Infinity);
    }
  });

  it.each(pooled)('costs at most three times the first of %s', (_, workload) => {
    const { standIns } = deployed(workload).serving;
    const [first = 0, ...others] = [standIns?.chosen, ...(standIns?.others ?? [])].map((one) => one?.usdPerHour ?? NaN);
    expect(others.toSorted((a, b) => a - b)).toEqual(others);
    for (const usd of others) expect(usd).toBeLessThanOrEqual(first * 3);
  });
});

describe('the note on capacity', () => {
  const noteOf = (workload: Workload): string =>
    deployed(workload).notes.find((note) => note.startsWith('If AWS has no')) ?? '';

  it.each(['asynchronous-to-zero', 'inference-components', 'inference-components-to-zero', 'real-time-reservable'])(
    'has the bill that the message has, and what it comes to on the dearest type: %s',
    (name) => {
      const [workload] = choicesNamed(name) as [Workload];
      const { choice, costs } = explained(workload);
      const bill = costs.find(({ option }) => option === choice?.option)?.monthlyUsd?.likely ?? NaN;
      const { standIns, sizing } = { ...deployed(workload).serving, sizing: choice?.sizing };
      const written = (usd: number) => formatUsd(usd, sizing?.basis === 'modelled' ? 'modelled' : 'estimated');
      const dearest = standIns?.others.at(-1);
      expect(standIns?.chosen.usdPerMonth).toBeCloseTo(bill, 6);
      expect(noteOf(workload)).toContain(
        `The bill of ${written(bill)} per month is for ${standIns?.chosen.type}; if all are ${dearest?.type}, it's ${written(dearest?.usdPerMonth ?? NaN)}.`,
      );
    },
  );

  it('has prices per hour where the load is not known', () => {
    expect(noteOf(UNSIZED)).toContain('An instance-hour costs $0.74 to $1.41.');
  });

  it('names what could stand in where the team named the type, or the Region has no pools', () => {
    expect(noteOf({ ...QUEUED, instanceType: 'ml.g4dn.xlarge' })).toContain(
      ': you named the type. ml.g4dn.2xlarge, ml.g6.xlarge or ml.g5.xlarge would hold the load',
    );
    expect(noteOf({ ...QUEUED, region: 'eu-west-3' })).toContain(': AWS lists no instance pools in eu-west-3. ml.');
  });

  it('says nothing of scaling where the number of instances is fixed', () => {
    const named = {
      modelSizeGB: 3,
      requiresGpu: true,
      responseTimeSeconds: 1,
      instanceType: 'ml.g4dn.xlarge',
    } as const;
    expect(noteOf(workloadOf({ ...named, trafficPattern: 'steady' }))).toContain(
      "the endpoint isn't created: you named the type",
    );
    expect(noteOf(workloadOf({ ...named, trafficPattern: 'variable' }))).toContain(
      "isn't created and can't scale out: you named",
    );
  });

  it('names other types with their counts where none carries as much one for one', () => {
    const [first, second] = explained(CHAT).choice?.sizing?.alternatives ?? [];
    expect(noteOf(CHAT)).toContain(
      `No other type carries as much one for one. ${first?.count} × ${first?.type} or ${second?.count} × ${second?.type} would hold the load.`,
    );
  });

  it('is not there for processor types', () => {
    expect(noteOf(FRAUD)).toBe('');
  });
});

it.each([
  ['of a type that none reserves', QUEUED],
  ['of several variants, since an endpoint takes one plan', { ...CHAT, requiresMultipleVariants: true }],
])('a training plan is none %s', (_, workload) => {
  expect(deployed(workload).template.Parameters).not.toHaveProperty('TrainingPlanArn');
});
