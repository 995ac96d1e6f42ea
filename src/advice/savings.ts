import {
  INSTANCE_TYPE_NAMES,
  type InferenceOptionId,
  instanceTypeOf,
  type Recommendation,
  type RejectedOption,
  type Workload,
} from '../recommender/index.ts';
import type { Advisor } from './advisor.ts';

/** What would cost less than the choice. */
export interface Savings {
  /** The answer of today, which all ways are compared with. */
  readonly today: Recommendation;
  /** The cheapest first. */
  readonly ways: readonly Saving[];
}

/** A way to a smaller bill. */
export type Saving = {
  /** Per month, likely, once it is done. */
  readonly usd: number;
  /** What serves then. */
  readonly option: InferenceOptionId;
} & (
  | { readonly kind: 'also-fits' }
  | { readonly kind: 'would-fit'; readonly wouldFitIf: NonNullable<RejectedOption['wouldFitIf']> }
  /** A change within what the choice is. */
  | { readonly kind: 'lever'; readonly lever: Lever }
  /** `count`: at the peak, of each endpoint. */
  | { readonly kind: 'type'; readonly type: string; readonly count: number }
);

/** `half-time`: half the processing time. `one-zone`: no second Availability Zone. `any-type`: no named instance type. */
export type Lever = 'half-time' | 'one-zone' | 'any-type' | 'lowest-cost';

/** Savings below 5% aren't worth a line. */
const WORTH = 0.95;

/** What would cost less than the choice, by today's prices: other options that fit, and changes to the workload. */
export function findSavings(advisor: Advisor, given: Pick<Recommendation, 'workload' | 'policy'>): Savings {
  const today = advisor.again(given);
  const { choice, costs, rejected, workload } = today;
  const likely = likelyUsd(today, choice?.option);
  if (choice === null || likely === undefined) return { today, ways: [] };
  const changed = (changes: Partial<Workload>) => advisor.again({ ...today, workload: { ...workload, ...changes } });
  const others = costs.flatMap(({ option, monthlyUsd }): Saving[] =>
    option === choice.option || monthlyUsd === null ? [] : [{ kind: 'also-fits', option, usd: monthlyUsd.likely }],
  );
  const fitting = rejected.flatMap(({ option, wouldFitIf, verdict }): Saving[] => {
    if (wouldFitIf === null || verdict !== 'ruled-out' || !isNear(workload, wouldFitIf.changes)) return [];
    const usd = likelyUsd(changed(wouldFitIf.changes), option);
    return usd === undefined ? [] : [{ kind: 'would-fit', option, wouldFitIf, usd }];
  });
  const levers = leversOf(workload).flatMap(([lever, changes]): Saving[] => {
    const after = changed(changes);
    const usd = likelyUsd(after, after.choice?.option);
    return after.choice === null || usd === undefined
      ? []
      : [{ kind: 'lever', lever, option: after.choice.option, usd }];
  });
  const types = otherTypes(today).flatMap((type): Saving[] => {
    const after = changed({ instanceType: type });
    const usd = likelyUsd(after, after.choice?.option);
    const count = after.choice?.sizing?.count?.likely;
    if (after.choice === null || usd === undefined || count === undefined) return [];
    return [{ kind: 'type', type, count, option: after.choice.option, usd }];
  });
  const cheapest = types.toSorted((one, other) => one.usd - other.usd).slice(0, TYPES_MAX);
  const ways = [...others, ...fitting, ...levers, ...cheapest].filter(({ usd }) => usd < likely * WORTH);
  return { today, ways: ways.toSorted((one, other) => one.usd - other.usd) };
}

/** Of other instance types, that many are worth a line. */
const TYPES_MAX = 2;

/** The types that the choice was weighed against, and the smallest of each family with GPUs where it runs on one. */
function otherTypes({ choice }: Recommendation): string[] {
  const { instance, sizing } = choice ?? {};
  if (!instance) return [];
  const weighed = (sizing?.alternatives ?? []).map(({ type }) => type);
  const hasGpu = (instanceTypeOf(instance.type)?.gpuCount ?? 0) > 0;
  return [...new Set([...weighed, ...(hasGpu ? smallestWithGpu() : [])])].filter((type) => type !== instance.type);
}

/** "ml.g4dn.xlarge", "ml.g5.xlarge", … */
function smallestWithGpu(): string[] {
  const smallest = new Map<string, { type: string; vcpu: number }>();
  for (const type of INSTANCE_TYPE_NAMES) {
    const { gpuCount = 0, vcpu = 0 } = instanceTypeOf(type) ?? {};
    const family = type.split('.')[1] ?? type;
    const known = smallest.get(family);
    if (gpuCount > 0 && (known === undefined || vcpu < known.vcpu)) smallest.set(family, { type, vcpu });
  }
  return [...smallest.values()].map(({ type }) => type);
}

const likelyUsd = ({ costs }: Recommendation, of: InferenceOptionId | undefined): number | undefined =>
  costs.find(({ option }) => option === of)?.monthlyUsd?.likely;

const FIELDS_MAX = 2;
const TIMES_MAX = 4;
/** What a workload is, rather than what it needs. */
const GIVEN = new Set(['trafficPattern', 'modelCount', 'containerCount']);

/** Returns whether a change is realistic: at most two fields, and no number more than four times apart. */
function isNear(workload: Workload, changes: Partial<Workload>): boolean {
  const fields = Object.keys(changes) as (keyof Workload)[];
  return (
    fields.length <= FIELDS_MAX &&
    fields.every((field) => {
      if (GIVEN.has(field)) return false;
      const [from, to] = [workload[field], changes[field]];
      if (typeof from !== 'number' || typeof to !== 'number') return true;
      return Math.max(from, to) <= TIMES_MAX * Math.min(from, to);
    })
  );
}

function leversOf(workload: Workload): (readonly [lever: Lever, changes: Partial<Workload>])[] {
  const { processingTimeSeconds: seconds, availability, instanceType, costPriority } = workload;
  return [
    ...(seconds === undefined ? [] : [['half-time', { processingTimeSeconds: seconds / 2 }] as const]),
    ...(availability === 'multi-az' ? [['one-zone', { availability: 'single-instance' }] as const] : []),
    ...(instanceType === undefined ? [] : [['any-type', { instanceType: undefined }] as const]),
    ...(costPriority === 'lowest-cost' ? [] : [['lowest-cost', { costPriority: 'lowest-cost' }] as const]),
  ];
}
