import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driftOf, type Running } from '../../src/account/drift.ts';
import type { EndpointLine } from '../../src/account/review.ts';
import type { Runs } from '../../src/account/runs.ts';
import { hasInstances, type Recommendation, recommend } from '../../src/recommender/index.ts';
import { runs as cases } from '../support/lane.ts';
import { REVIEWS, reviewOf } from '../support/reviews.ts';
import { anyWorkload, workload } from '../support/workloads.ts';
import { reviewed } from './support/read-directly.ts';
import { realTime, worldOf } from './support/seeded.ts';

const LINE = reviewed(worldOf(realTime({ name: 'scoring' })), 'scoring').line;

/** Three instances to start with, up to six. */
// biome-ignore format: a fixture in few lines.
const SCALING = recommend(workload({ name: 'fraud', trafficPattern: 'variable', peakRequestsPerSecond: 300, monthlyRequests: 100_000_000,
  processingTimeSeconds: 0.02, responseTimeSeconds: 0.3, coldStarts: 'unacceptable' }));

function decided(recommendation: Recommendation) {
  const { choice } = recommendation;
  if (choice === null) throw new Error('Nothing was recommended');
  const { decision } = REVIEWS['accepted'] ?? {};
  return reviewOf(recommendation, {
    state: 'accepted',
    ...(decision && { decision: { ...decision, option: choice.option } }),
  });
}

/** What runs where a recommendation was deployed as it is. */
function asDecided({ choice }: Recommendation): Runs {
  if (choice === null) throw new Error('Nothing was recommended');
  const { instance, option, hosting, scaling } = choice;
  const variants = instance?.variants ?? 1;
  return {
    option,
    hosting,
    scaling,
    instance: instance?.type ?? null,
    count: instance === null ? null : instance.start * variants,
    min: instance === null ? null : instance.min * variants,
    max: instance === null ? null : instance.max * variants,
    memorySizeInMB: null,
    maxConcurrency: null,
    provisionedConcurrency: null,
    variants,
    containers: null,
    components: null,
    status: 'InService',
    since: null,
  };
}

const running = (runs: Runs, more: Partial<EndpointLine> = {}): Running & { line: EndpointLine } => ({
  line: { ...LINE, runs, configured: {}, ...more },
});

// biome-ignore format: a fixture in few lines.
const NOTHING_READ: Runs = { ...asDecided(SCALING), option: null, hosting: null, scaling: null, instance: null, count: null, min: null, max: null,
  variants: null };

describe('drift', () => {
  const now = asDecided(SCALING);
  const drift = (changed: Partial<Runs>, more: Partial<EndpointLine> = {}) =>
    driftOf(decided(SCALING), running({ ...now, ...changed }, more));
  const { type = '', min = 0, max = 0 } = SCALING.choice?.instance ?? {};

  it('is decided here for auto scaling from some instances to more', () => {
    expect([SCALING.choice?.scaling, min < max, type]).toEqual(['auto-scaling', true, expect.stringMatching(/^ml\./)]);
  });

  // biome-ignore format: one case a line.
  it.each<[what: string, changed: Partial<Runs>, told: string]>([
    ['option', { option: 'serverless' }, 'It runs Serverless Inference; Real-time Inference was decided.'],
    ['type', { instance: 'ml.g5.2xlarge' }, `It runs on ml.g5.2xlarge; ${type} was decided.`],
    ['hosting', { hosting: 'multi-model' }, 'It serves from a multi-model endpoint; a single-model endpoint was decided.'],
    ['variants', { variants: 2 }, 'It has 2 variants; 1 decided.'],
    ['minimum', { min: min + 1 }, `It scales from ${min + 1} to ${max} instances; from ${min} to ${max} instances was decided.`],
    ['maximum', { max: max - 1 }, `It scales from ${min} to ${max - 1} instances; from ${min} to ${max} instances was decided.`],
    ['scaling', { scaling: 'fixed', min: 2, max: 2, count: 2 }, `It has a fixed 2 instances; auto scaling from ${min} to ${max} instances was decided.`],
  ])('of the %s is one sentence with both values', (_, changed, told) => {
    expect(drift(changed)).toEqual([told]);
  });

  it('of a scaling target without a policy is said; one with a policy is not', () => {
    const review = decided(SCALING);
    expect(driftOf(review, { ...running(now), lacksPolicy: true })).toEqual([
      'No scaling policy moves its count; auto scaling was decided.',
    ]);
    expect(driftOf(review, { ...running(now), lacksPolicy: false })).toEqual([]);
    const withTarget = worldOf(realTime({ name: 'scoring', scales: [2, 6] }));
    expect(reviewed(withTarget, 'scoring').lacksPolicy).toBe(true);
    expect(reviewed(worldOf(realTime({ name: 'scoring' })), 'scoring').lacksPolicy).toBe(false);
  });

  it('of models on inference components counts them: 12 of 40', () => {
    // biome-ignore format: a fixture in few lines.
    const many = recommend(workload({ name: 'adapters', trafficPattern: 'variable', responseTimeSeconds: 2, modelCount: 40, modelSizeGB: 16 }));
    const { workload: asked } = LINE;
    const more = { configured: { modelCount: 'inference components' }, workload: { ...asked, modelCount: 12 } };
    expect(driftOf(decided(many), running(asDecided(many), more))).toContain(
      'It serves 12 models as inference components; 40 decided.',
    );
  });

  it('says nothing of type and counts where the option was chosen against the recommendation', () => {
    const review = { ...REVIEWS['overridden'], latest: decided(SCALING).latest } as (typeof REVIEWS)[string];
    const { decision } = review;
    if (decision === null) throw new Error('It is decided');
    const other = { ...review, decision: { ...decision, option: 'asynchronous' as const } };
    expect(driftOf(other, running({ ...now, option: 'asynchronous', instance: 'ml.p5.48xlarge', max: 99 }))).toEqual(
      [],
    );
    expect(driftOf(other, running(now))).toEqual(['It runs Real-time Inference; Asynchronous Inference was decided.']);
  });

  it('allows the minimum that scheduled actions raise before busy hours', () => {
    const { choice } = SCALING;
    if (!choice?.instance) throw new Error('It runs on instances');
    const scheduled = { ...SCALING, choice: { ...choice, instance: { ...choice.instance, busyMin: min + 1 } } };
    expect(driftOf(decided(scheduled), running({ ...now, min: min + 1 }))).toEqual([]);
    expect(driftOf(decided(scheduled), running({ ...now, min: min + 2 }))).toHaveLength(1);
  });

  it('of a job names type and instances', () => {
    const nightly = recommend(workload({ name: 'nightly', trafficPattern: 'dataset', datasetSizeGB: 40 }));
    const { instance } = nightly.choice ?? {};
    // biome-ignore format: a fixture in few lines.
    const job = { ...LINE, kind: 'transform-job' as const, region: 'us-east-1', findings: [] as const, measured: {}, likely: null,
      runs: { option: 'batch-transform' as const, hosting: 'single-model' as const, instance: 'ml.p3.2xlarge', count: 7, perMonth: 30, meanHours: 1,
        model: null } };
    const told = driftOf(decided(nightly), { line: job });
    expect(told[0]).toBe(`It runs on ml.p3.2xlarge; ${instance?.type} was decided.`);
  });

  it('is none where what was decided runs, and none where nothing was read', () => {
    fc.assert(
      fc.property(anyWorkload, (asked) => {
        const recommendation = recommend(asked);
        const { choice } = recommendation;
        fc.pre(choice !== null && choice.option !== 'batch-transform');
        expect(driftOf(decided(recommendation), running(asDecided(recommendation)))).toEqual([]);
        expect(driftOf(decided(recommendation), running(NOTHING_READ))).toEqual([]);
      }),
      { numRuns: cases(20) },
    );
  });

  it('has both types wherever another type runs, in sentences without a line break', () => {
    fc.assert(
      fc.property(anyWorkload, (asked) => {
        const recommendation = recommend(asked);
        const { choice } = recommendation;
        fc.pre(choice?.instance != null && hasInstances(choice.option) && choice.option !== 'batch-transform');
        const told = driftOf(
          decided(recommendation),
          running({ ...asDecided(recommendation), instance: 'ml.m4.10xlarge' }),
        );
        expect(told).toEqual([`It runs on ml.m4.10xlarge; ${choice?.instance?.type} was decided.`]);
      }),
      { numRuns: cases(20) },
    );
  });
});
