import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toYaml } from '../../src/deploy/cloudformation.ts';
import { deploymentOf } from '../../src/deploy/deployment.ts';
import type { Template } from '../../src/deploy/template.ts';
import { type Recommendation, recommend, type Workload } from '../../src/recommender/index.ts';
import { buildCount, buildScaling } from '../../src/slack/render/thread/sizing.ts';
import { answerTo, surely } from '../support/answers.ts';
import { at, list, resourcesOf, variantsOf } from '../support/deploy-rules/rule.ts';
import { runs } from '../support/lane.ts';
import { possible, sparseWorkload, workload } from '../support/workloads.ts';
import { CHOICES } from './cases.ts';

/** What a sentence promises of a template, and whether the template keeps it. */
interface Promised {
  readonly what: string;
  /** A sentence that says so of the choice. */
  readonly says: RegExp;
  readonly keeps: (template: Template) => boolean;
  /** The template never has it without a word. */
  readonly isSaidAlways?: true;
}

const targets = (template: Template) => resourcesOf(template, 'AWS::ApplicationAutoScaling::ScalableTarget');
const minimums = (template: Template): unknown[] =>
  targets(template).map(([, target]) => target.Properties['MinCapacity']);
const policies = (template: Template) => resourcesOf(template, 'AWS::ApplicationAutoScaling::ScalingPolicy');
const isServerless = (template: Template): boolean =>
  variantsOf(template).some(({ variant }) => at(variant, 'ServerlessConfig') !== undefined);
const isJob = (template: Template): boolean => variantsOf(template).length === 0;

// biome-ignore format: one case a line.
const PROMISES: readonly Promised[] = [
  { what: 'scheduled actions', says: /scheduled actions? (?:raise|keep|lower)/i,
    keeps: (template) => targets(template).some(([, { Properties }]) => list(Properties['ScheduledActions']).length === 2), isSaidAlways: true },
  {
    what: 'provisioned concurrency in known hours',
    says: /provisioned concurrency (?:keeps|stays)/i,
    keeps: (template) => variantsOf(template).some(({ variant }) => at(variant, 'ServerlessConfig',
      'ProvisionedConcurrency') !== undefined) && resourcesOf(template, 'AWS::Scheduler::Schedule').length === 2,
    isSaidAlways: true,
  },
  { what: 'auto scaling', says: /auto scaling adds/i, keeps: (template) => policies(template).length > 0 },
  { what: 'scaling to zero', says: /(?:the endpoint|the models?) scales? to zero|with scaling to zero|^.*it scales to zero while idle/im,
    keeps: (template) => isServerless(template) || (minimums(template).length > 0 && minimums(template).every((min) => min === 0)) },
  { what: 'a wake-up', says: /\bwakes? (?:it|the endpoint|one copy)|waking takes/i,
    keeps: (template) => isServerless(template) || policies(template).some(([, { Properties }]) => Properties['PolicyType'] === 'StepScaling') },
  { what: 'a host driver', says: /template (?:has|sets) InferenceAmiVersion/,
    keeps: (template) => variantsOf(template).some(({ variant }) => at(variant, 'InferenceAmiVersion') !== undefined) },
  { what: 'types that stand in', says: /endpoint takes ml\./,
    keeps: (template) => variantsOf(template).some(({ variant }) => at(variant, 'InstancePools') !== undefined) },
  { what: 'a fixed number of instances', says: /with a fixed number of instances|it doesn't scale|the number of instances is fixed/i,
    keeps: (template) => isJob(template) || policies(template).length === 0 || minimums(template).length === 0 },
];

/** What is said of the choice: in the message, in the thread's answers on scaling, in the template's comments and notes. */
function saidOf(recommendation: Recommendation, written: readonly string[]): string {
  const { choice, rationale, warnings, notes = [] } = recommendation;
  const thread = [buildScaling(recommendation, 'how fast does it start'), buildCount(recommendation)];
  return [
    choice?.title ?? '',
    ...[...rationale, ...warnings, ...notes].map(({ text }) => text),
    ...thread.map(({ text, blocks }) => `${text}\n${JSON.stringify(blocks)}`),
    ...written,
  ].join('\n');
}

function brokenPromises(recommendation: Recommendation): string[] {
  const deployment = deploymentOf(recommendation);
  if (!deployment.ok) return [];
  const { template, header, notes, behaviour } = deployment;
  const yaml = toYaml(template, header);
  const said = saidOf(recommendation, [yaml.slice(0, yaml.indexOf('Resources:')), ...notes, ...behaviour.basis]);
  return PROMISES.flatMap(({ what, says, keeps, isSaidAlways }) => {
    const isSaid = says.test(said);
    const isKept = keeps(template);
    if (isSaid && !isKept) return [`${what}: said (${says.exec(said)?.[0]}), and not in the template`];
    return isSaidAlways && isKept && !isSaid ? [`${what}: in the template, and not said`] : [];
  });
}

/** Fields of a choice's workload drawn anew, so that every choice is among them. */
const workloads: fc.Arbitrary<Workload> = fc.oneof(
  sparseWorkload,
  fc
    .tuple(fc.constantFrom(...Object.values(CHOICES)), sparseWorkload)
    .map(([stated, { name: _, ...fields }]) => possible({ ...stated, ...fields })),
);

it('the first answer from zero takes 8 min until a queue is awake, and the 90 s of the request', () => {
  const queued = { trafficPattern: 'intermittent', payloadSizeMB: 500, responseTimeSeconds: 900 } as const;
  const deployment = deploymentOf(recommend(workload({ ...queued, processingTimeSeconds: 90 })));
  expect(deployment.ok && deployment.behaviour.firstAnswerAfterIdleSeconds).toBe(480 + 90);
});

describe('what message, thread and notes say of a deployment', () => {
  it.each(Object.entries(CHOICES))('is in the template of %s', (_, workload) => {
    expect(brokenPromises(answerTo(workload))).toEqual([]);
  });

  it('is in the template of each of 1,000 random workloads, and nothing of it goes unsaid', () => {
    const tried = new Set<string>();
    fc.assert(
      fc.property(workloads, (workload) => {
        const answer = surely(workload);
        expect(brokenPromises(answer)).toEqual([]);
        const { choice } = answer;
        if (choice) tried.add(`${choice.option} ${choice.scaling}`);
      }),
      { numRuns: runs(1000, { costly: true }) },
    );
    expect(tried.size).toBeGreaterThan(3);
  });

  it('is missed where a template loses its scheduled actions', () => {
    const name = 'inference-components-adapters';
    const deployment = deploymentOf(answerTo(CHOICES[name] as Workload));
    const scheduled = PROMISES.find(({ what }) => what === 'scheduled actions');
    expect(deployment.ok && scheduled?.keeps(deployment.template)).toBe(true);
    const without =
      deployment.ok && JSON.parse(JSON.stringify(deployment.template).replace('ScheduledActions', 'Other'));
    expect(scheduled?.keeps(without)).toBe(false);
  });
});
