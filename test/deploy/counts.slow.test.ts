import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deploymentOf } from '../../src/deploy/deployment.ts';
import { renderDeployment } from '../../src/deploy/index.ts';
import type { Template } from '../../src/deploy/template.ts';
import {
  type Choice,
  type ChosenInstance,
  parseWorkload,
  QUOTAS,
  recommend,
  type Workload,
} from '../../src/recommender/index.ts';
import { pricedWorkload, tokenWorkload } from '../recommender/costs/support.ts';
import { at, list, resourcesOf } from '../support/deploy-rules/rule.ts';
import { runs } from '../support/lane.ts';
import { sparseWorkload, workload } from '../support/workloads.ts';

const templateFor = (stated: Partial<Workload>): { template: Template; notes: readonly string[]; choice: Choice } => {
  const recommendation = recommend(workload({ name: 'counted', ...stated }));
  const deployment = deploymentOf(recommendation);
  if (!deployment.ok || recommendation.choice === null) throw new Error(JSON.stringify(deployment));
  return { template: deployment.template, notes: deployment.notes, choice: recommendation.choice };
};

/** Of every variant: minimum, initial count and maximum as the template says them. A job and a fixed number have one count. */
function countsIn(template: Template): { min: unknown; start: unknown; max: unknown }[] {
  const run = at(template.Resources['Run']?.Properties, 'Definition', 'States', 'Transform', 'Parameters');
  if (run !== undefined) {
    const count = at(run, 'TransformResources', 'InstanceCount');
    return [{ min: count, start: count, max: count }];
  }
  const targets = resourcesOf(template, 'AWS::ApplicationAutoScaling::ScalableTarget').map(([, one]) => one.Properties);
  const [configuration] = resourcesOf(template, 'AWS::SageMaker::EndpointConfig');
  return list(at(configuration?.[1].Properties, 'ProductionVariants')).map((variant) => {
    const start = at(variant, 'InitialInstanceCount');
    const managed = at(variant, 'ManagedInstanceScaling');
    if (managed !== undefined) {
      return { min: at(managed, 'MinInstanceCount'), start, max: at(managed, 'MaxInstanceCount') };
    }
    const target = targets.find(({ ResourceId }) =>
      String(at(ResourceId, 'Fn::Sub')).endsWith(`/variant/${at(variant, 'VariantName')}`),
    );
    return { min: target?.['MinCapacity'] ?? start, start, max: target?.['MaxCapacity'] ?? start };
  });
}

const asCounts = ({ min, start, max }: ChosenInstance) => ({ min, start, max });

const LANGUAGE: Partial<Workload> = {
  modelId: 'meta-llama/Llama-3.1-8B-Instruct',
  trafficPattern: 'variable',
  requiresStreaming: 'response',
  responseTimeSeconds: 2,
  peakRequestsPerSecond: 50,
  inputTokens: 1000,
  outputTokens: 500,
};

const OPEN: Partial<Workload> = {
  trafficPattern: 'variable',
  requiresGpu: true,
  modelSizeGB: 3,
  responseTimeSeconds: 1,
  peakRequestsPerSecond: 800,
};

const FRAUD: Partial<Workload> = {
  trafficPattern: 'variable',
  peakRequestsPerSecond: 150,
  processingTimeSeconds: 0.04,
  responseTimeSeconds: 0.3,
  instanceType: 'ml.m5.large',
};

const TIGHT: Partial<Workload> = {
  peakRequestsPerSecond: 2,
  processingTimeSeconds: 0.2,
  instanceType: 'ml.g4dn.xlarge',
};

/** Of few fields alone, one in twenty says enough for a size. */
const anySize = fc.oneof(sparseWorkload, pricedWorkload, tokenWorkload);

describe('the counts of a template', () => {
  it('are those of the choice, for any workload whose size is known', () => {
    fc.assert(
      fc.property(anySize, (fields) => {
        const parsed = parseWorkload({ ...fields, name: 'counted' });
        fc.pre(parsed.ok);
        const recommendation = recommend(parsed.workload);
        const { choice } = recommendation;
        const deployment = deploymentOf(recommendation);
        fc.pre(deployment.ok && choice?.instance != null && choice.sizing?.basis !== 'unknown');
        const counts = countsIn(deployment.template);
        expect(counts.length).toBeGreaterThan(0);
        for (const each of counts) expect(each).toEqual(asCounts(choice.instance));
      }),
      { numRuns: runs(200, { costly: true }) },
    );
  });

  it.each([
    // Two vCPUs work on 2 requests of 40 ms: 2 × 0.7 × 60 s / 40 ms.
    ['70% of what it does in a minute, of a stated time', FRAUD, 2100],
    [
      'what keeps waiting within the limit, where that takes more: 60 per minute of 2 per second on 2',
      { ...FRAUD, ...TIGHT },
      60,
    ],
  ] as const)('follow the load at %s', (_share, stated, target) => {
    const { template } = templateFor(stated);
    const [policy] = resourcesOf(template, 'AWS::ApplicationAutoScaling::ScalingPolicy');
    expect(at(policy?.[1].Properties, 'TargetTrackingScalingPolicyConfiguration', 'TargetValue')).toBe(target);
  });

  it.each([
    ['more than one instance', FRAUD, ['LEAST_OUTSTANDING_REQUESTS']],
    ['one that is fixed', { ...FRAUD, trafficPattern: 'steady', peakRequestsPerSecond: 1 }, [undefined]],
    ['a number that is asked for', OPEN, ['LEAST_OUTSTANDING_REQUESTS']],
  ] as const)('go with the routing of %s', (_count, stated, strategies) => {
    const [configuration] = resourcesOf(templateFor(stated).template, 'AWS::SageMaker::EndpointConfig');
    const variants = list(at(configuration?.[1].Properties, 'ProductionVariants'));
    expect(variants.map((variant) => at(variant, 'RoutingConfig', 'RoutingStrategy'))).toEqual(strategies);
  });

  it('are asked for where the seconds of a request decide, and the notes say so', () => {
    const { template, notes, choice } = templateFor(OPEN);
    expect(choice.sizing?.basis).toBe('unknown');
    expect(countsIn(template)).toEqual([
      { min: { Ref: 'MinInstanceCount' }, start: { Ref: 'InitialInstanceCount' }, max: { Ref: 'MaxInstanceCount' } },
    ]);
    const { MinInstanceCount, InitialInstanceCount, MaxInstanceCount } = template.Parameters;
    const entered = [MinInstanceCount, InitialInstanceCount, MaxInstanceCount];
    expect(entered.map((parameter) => [parameter?.Default, parameter?.MinValue])).toEqual([
      [undefined, 1],
      [undefined, 1],
      [undefined, 2],
    ]);
    expect(notes.join(' ')).toContain('depends on the seconds per request');
  });

  it('are one parameter where the number is fixed, and the job of a dataset has one too', () => {
    const steady = templateFor({ ...OPEN, trafficPattern: 'steady' });
    expect(countsIn(steady.template)[0]?.start).toEqual({ Ref: 'InstanceCount' });
    const job = templateFor({ trafficPattern: 'dataset', datasetRecordsPerRun: 10_000_000, datasetDeadlineHours: 4 });
    expect(job.choice.sizing?.basis).toBe('unknown');
    expect(JSON.stringify(job.template)).toContain(
      '"InstanceCount.$":{"Fn::Sub":"States.StringToJson(\'${InstanceCount}\')"}',
    );
    expect(job.template.Parameters['InstanceCount']?.Default).toBeUndefined();
  });

  it.each(['steady', 'variable'] as const)(
    'that are asked for are at least 2 where two Availability Zones are needed, under %s traffic',
    (trafficPattern) => {
      const { template } = templateFor({ ...OPEN, trafficPattern, availability: 'multi-az' });
      const { InstanceCount, MinInstanceCount } = template.Parameters;
      const least = InstanceCount ?? MinInstanceCount;
      expect(least).toMatchObject({ MinValue: 2, ConstraintDescription: 'At least 2.' });
      expect(least?.Description).toContain('At least 2, for two Availability Zones.');
    },
  );

  it.each(['cloudformation', 'terraform', 'notebook'] as const)(
    'that are asked for refuse one instance for two zones, in %s',
    (format) => {
      const stated = { ...OPEN, trafficPattern: 'steady', availability: 'multi-az' } as const;
      const code = renderDeployment(recommend(workload({ name: 'counted', ...stated })), { format });
      const [file] = code.ok ? code.files : [];
      expect(file?.content).toMatch(/MinValue: 2|var\.instance_count >= 2/);
    },
  );

  it.each(['cloudformation', 'terraform'] as const)('that are asked for promise no rate, in %s', (format) => {
    const code = renderDeployment(recommend(workload({ name: 'counted', ...OPEN })), { format });
    if (!code.ok) throw new Error(code.text);
    expect(code.behaviour.maxRequestsPerSecond).toBeNull();
    expect(code.behaviour.peakReachedAfterSeconds).toBeNull();
    expect(code.behaviour.basis.join(' ')).toContain('How many instances there are is a parameter');
    expect(code.parameters.map(({ name }) => name.toLowerCase().replaceAll('_', ''))).toEqual(
      expect.arrayContaining(['mininstancecount', 'initialinstancecount', 'maxinstancecount']),
    );
  });
});

describe('the template of 20 models of 8 GB that go to zero, of which 3 are called', () => {
  const { template, choice } = templateFor({
    trafficPattern: 'intermittent',
    coldStarts: 'minutes-acceptable',
    responseTimeSeconds: 20,
    processingTimeSeconds: 2,
    monthlyRequests: 20_000,
    modelsScaleIndependently: true,
    modelsShareEndpoint: true,
    requiresScaleToZero: true,
    requiresGpu: true,
    modelSizeGB: 8,
    modelCount: 20,
    modelsShareContainer: true,
    activeModelCount: 3,
  });

  it('starts with the 3 instances that the bill counts, and has room for a copy of each of the 20', () => {
    expect(countsIn(template)).toEqual([{ min: 0, start: 3, max: 20 }]);
    expect(choice.instance).toMatchObject({ min: 0, start: 3, max: 20 });
  });

  it('creates each component that it has room for with 1 copy, which scaling takes to zero', () => {
    const copies = resourcesOf(template, 'AWS::SageMaker::InferenceComponent').map(([, { Properties }]) =>
      at(Properties['RuntimeConfig'], 'CopyCount'),
    );
    expect(copies.length).toBeGreaterThan(6);
    expect(new Set(copies)).toEqual(new Set([1]));
    const targets = resourcesOf(template, 'AWS::ApplicationAutoScaling::ScalableTarget');
    expect(targets.map(([, { Properties }]) => Properties['MinCapacity'])).toEqual(copies.map(() => 0));
  });
});

describe('the template of a language model', () => {
  const policies = (template: Template) =>
    resourcesOf(template, 'AWS::ApplicationAutoScaling::ScalingPolicy').map(
      ([, { Properties }]) => Properties['TargetTrackingScalingPolicyConfiguration'],
    );

  it('scales at 80% of the requests that one instance works on, as its count was planned', () => {
    const { template, choice } = templateFor(LANGUAGE);
    const deployment = deploymentOf(recommend(workload({ name: 'counted', ...LANGUAGE })));
    const atOnce = deployment.ok ? (deployment.serving.instance?.atOnce ?? 0) : 0;
    expect(choice.sizing?.basis).toBe('modelled');
    expect(atOnce).toBeGreaterThan(10);
    const [policy] = policies(template);
    expect(at(policy, 'TargetValue')).toBe(Math.floor(0.8 * atOnce));
    expect(at(policy, 'PredefinedMetricSpecification', 'PredefinedMetricType')).toBe(
      'SageMakerVariantConcurrentRequestsPerModelHighResolution',
    );
  });

  it("scales by an example's tokens where they aren't stated, not by one request per GPU", () => {
    const { outputTokens: _, inputTokens: __, ...untold } = LANGUAGE;
    const { template, choice } = templateFor(untold);
    expect(choice.sizing?.needs[0]).toBe('outputTokens');
    expect(Number(at(policies(template)[0], 'TargetValue'))).toBeGreaterThan(1);
  });

  it('gives answers the time that they take on a slow instance', () => {
    const slow = { ...LANGUAGE, outputTokens: 1500, requiresStreaming: 'none', streamTokensPerSecond: 40 } as const;
    const deployment = deploymentOf(recommend(workload({ name: 'counted', ...slow, responseTimeSeconds: 59 })));
    if (!deployment.ok) throw new Error(deployment.text);
    const { longestSeconds = 0, secondsPerRequest = 0 } = deployment.serving;
    expect(longestSeconds).toBeGreaterThan(secondsPerRequest);
    expect(deployment.template.Outputs['ClientTimeoutSeconds'] !== undefined).toBe(
      longestSeconds > QUOTAS.slowCall.value,
    );
  });
});

describe('what gets no template for want of a size', () => {
  const refusalOf = (stated: Partial<Workload>): string => {
    const deployment = deploymentOf(recommend(workload({ name: 'counted', ...stated })));
    return deployment.ok ? '' : deployment.text;
  };

  it('is a model that nobody knows, until its size is stated', () => {
    const { modelId: _, ...traffic } = LANGUAGE;
    expect(refusalOf({ ...traffic, modelId: 'acme/unheard-of' })).toBe(
      "I don't know the model acme/unheard-of, nor how large it is, so no instance can be chosen for it. State the parameters (billion) or model memory first.",
    );
  });

  it("is not a stated type whose speed isn't known: its count is asked for", () => {
    const { template } = templateFor({ ...LANGUAGE, instanceType: 'ml.inf2.xlarge' });
    expect(template.Parameters['MaxInstanceCount']).toBeDefined();
  });
});
