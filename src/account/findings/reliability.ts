import {
  answersFromInstances,
  bookFor,
  formatRate,
  formatSeconds,
  INSTANCE_TYPE_NAMES,
  type InferenceOptionId,
  instanceTypeOf,
  isAsFast,
  optionOf,
  type PriceBook,
} from '../../recommender/index.ts';
import { containersOf, variantsOf } from '../runs.ts';
import { busyShareOf, page, type Rule, type Seen } from './rule.ts';

/** Requests in nearly every hour: production, as far as metrics tell. Our judgement. */
const STEADY_SHARE_MIN = 0.95;
/** p99 above this share of a time-out: one in a hundred is about to fail. Our judgement. */
const TIMEOUT_SHARE_MAX = 0.9;
/** Of a synchronous call, in seconds (hosting-faqs.html, read 2026-11). */
const SYNCHRONOUS_SECONDS = 60;

/** What fails, or is about to. */
export const RELIABILITY_RULES: readonly Rule[] = [
  {
    code: 'one-instance',
    source: page('Best practices for deploying models', 'sagemaker/latest/dg/deployment-best-practices'),
    find({ facts, runs, measures }) {
      // A configuration alone says how many it started with.
      if (facts.endpoint === null || runs.option === null || runs.count !== 1) return null;
      if (!answersFromInstances(runs.option)) return null;
      if ((busyShareOf(measures) ?? 0) < STEADY_SHARE_MIN) return null;
      return {
        text: 'One instance serves steady traffic. Two, in different Availability Zones, survive a failure.',
        asked: 1,
        allowed: 2,
      };
    },
  },
  {
    code: 'serverless-throttled',
    source: page('Serverless Inference', 'sagemaker/latest/dg/serverless-endpoints'),
    find({ runs, measures: { concurrencyUse } }) {
      if (concurrencyUse === null || concurrencyUse.value < 1) return null;
      const limit = runs.maxConcurrency ?? 'its maximum';
      return {
        text: `Concurrency reached ${limit}. Requests above it are throttled.`,
        asked: concurrencyUse.value,
        allowed: 1,
      };
    },
  },
  {
    code: 'timeout-too-short',
    source: page('Model hosting FAQs', 'sagemaker/latest/dg/hosting-faqs'),
    find(seen) {
      const p99 = seen.measures.p99?.value;
      const limit = timeoutOf(seen);
      if (p99 === undefined || limit === null || p99 <= limit * TIMEOUT_SHARE_MAX) return null;
      const seconds = Number(p99.toPrecision(3));
      return {
        text: `p99 latency is ${formatSeconds(seconds)}, and requests time out at ${formatSeconds(limit)}.`,
        asked: seconds,
        allowed: limit,
      };
    },
  },
  {
    code: 'old-generation',
    find({ facts, runs, prices }) {
      for (const { InstanceType: type } of variantsOf(facts)) {
        const newer =
          type === undefined || facts.region === null || runs.option === null
            ? undefined
            : successorOf(type, bookFor(prices, facts.region), runs.option);
        if (newer === undefined) continue;
        const { name, usd, was } = newer;
        const text = `${name} has at least as much as ${type}, for ${formatRate(usd)} instead of ${formatRate(was)} per hour.`;
        return { text, asked: type as string, allowed: name };
      }
      return null;
    },
  },
];

/** The shorter of the container's own time-out (`TS_…`, `MMS_…`) and that of a synchronous call; null where there is none. */
function timeoutOf({ facts, runs }: Seen): number | null {
  const environments = (facts.models ?? [])
    .flatMap(containersOf)
    .map(({ Environment: environment = {} }) => environment);
  const own = environments.flatMap((environment) =>
    Object.entries(environment)
      .filter(([name]) => /^(?:SAGEMAKER_)?(?:TS|MMS)_[A-Z_]*TIMEOUT$/.test(name))
      .map(([, value]) => Number(value))
      .filter((seconds) => seconds > 0),
  );
  const isSynchronous = runs.option !== null && optionOf(runs.option).answers === 'on-the-call';
  const synchronous = isSynchronous ? [SYNCHRONOUS_SECONDS] : [];
  const all = [...own, ...synchronous];
  return all.length === 0 ? null : Math.min(...all);
}

interface Successor {
  readonly name: string;
  /** Per hour. */
  readonly usd: number;
  readonly was: number;
}

/** "m", 5, false: of ml.m5.xlarge. An "n" after the digit stands for more network (ec2/latest/instancetypes, naming conventions). */
function generationOf(type: string): [letters: string, generation: number, isNetworked: boolean] {
  const [, letters = '', digits = '0', attributes = ''] = /^ml\.([a-z]+)(\d+)([a-z]*)/.exec(type) ?? [];
  return [letters, Number(digits), attributes.includes('n')];
}

/** The cheapest type of a newer generation with at least as much of everything, for less. Graviton needs another image. */
function successorOf(type: string, book: PriceBook, option: InferenceOptionId): Successor | undefined {
  const spec = instanceTypeOf(type);
  const component = optionOf(option).priced;
  const was = book.listed(component, type)?.usd;
  if (spec === undefined || was === undefined) return undefined;
  const [letters, generation, isNetworked] = generationOf(type);
  const better = INSTANCE_TYPE_NAMES.flatMap((name) => {
    const other = instanceTypeOf(name);
    const usd = book.listed(component, name)?.usd;
    const [otherLetters, otherGeneration, isOtherNetworked] = generationOf(name);
    if (other === undefined || usd === undefined || usd >= was || other.isArm !== spec.isArm) return [];
    if (otherLetters !== letters || otherGeneration <= generation || (isNetworked && !isOtherNetworked)) return [];
    const holds =
      other.vcpu >= spec.vcpu &&
      other.memoryGiB >= spec.memoryGiB &&
      other.gpuCount >= spec.gpuCount &&
      other.gpuMemoryGiB >= spec.gpuMemoryGiB &&
      other.acceleratorCount >= spec.acceleratorCount &&
      (spec.gpuCount === 0 || isAsFast(name, type)) &&
      (other.hasLocalDisk || !spec.hasLocalDisk);
    return holds ? [{ name, usd, was }] : [];
  });
  return better.toSorted((one, other) => one.usd - other.usd || (one.name < other.name ? -1 : 1))[0];
}
