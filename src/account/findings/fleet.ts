import { createAdvisor } from '../../advice/advisor.ts';
import {
  answersFromInstances,
  bookFor,
  formatUsd,
  instanceTypeOf,
  named,
  type PriceList,
  type Reason,
  SHIPPED_PRICES,
  type Workload,
} from '../../recommender/index.ts';
import { instanceMonthUsd } from '../price-now.ts';
import type { Reviewed } from '../review.ts';
import type { Quota } from '../shapes.ts';
import { page } from './rule.ts';

// What only shows over all endpoints: many of one image, and quotas.

/** Fewer aren't worth a shared endpoint. Our judgement. */
const MERGE_MIN = 3;
/** Small: its peak keeps at most this share of one instance's vCPUs busy. Our judgement. */
const SMALL_SHARE = 0.35;

/**
 * Images that AWS documents as multi-model: its frameworks and built-in algorithms. Any other image has to implement the
 * multi-model API, which the account doesn't say (sagemaker/latest/dg/multi-model-support.html).
 */
const MULTI_MODEL_IMAGES =
  /\/(?:pytorch-inference|tensorflow-inference|mxnet-inference|sagemaker-scikit-learn|sagemaker-xgboost|xgboost|linear-learner|knn|randomcutforest|sagemaker-tritonserver)[:@]/;

/** Endpoints that could be one, and what that would save together if they can share all else: in US dollars per month. */
export interface Merge {
  readonly region: string | null;
  readonly image: string;
  readonly endpoints: readonly string[];
  /** Null where it can't be told from what was measured. */
  readonly saving: number | null;
  /** Of `saving`, what the endpoints' own savings don't have yet, verified or likely. Counted once for all of them. */
  readonly beyondOwn: number;
}

/** Small endpoints of one image and Region, at least three. */
export function mergesOf(reviewed: readonly Reviewed[], prices: PriceList = SHIPPED_PRICES): Merge[] {
  const groups = new Map<string, Reviewed[]>();
  for (const one of reviewed.filter(isSmall)) {
    const key = `${one.line.region} ${one.image}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].filter(({ length }) => length >= MERGE_MIN).map((members) => mergeOf(members, prices));
}

function isSmall({ line: { runs, workload, findings }, image }: Reviewed): boolean {
  const spec = instanceTypeOf(runs.instance ?? '');
  if (runs.option === null || !answersFromInstances(runs.option) || runs.hosting !== 'single-model') return false;
  if (image === null || spec === undefined) return false;
  if (runs.variants !== 1 || spec.acceleratorCount > 0 || findings.some(({ code }) => code === 'idle')) return false;
  const { peakRequestsPerSecond, processingTimeSeconds } = workload;
  if (peakRequestsPerSecond === undefined || processingTimeSeconds === undefined) return false;
  return peakRequestsPerSecond * processingTimeSeconds <= spec.vcpu * SMALL_SHARE;
}

function mergeOf(members: readonly Reviewed[], prices: PriceList): Merge {
  const { region = null } = members[0]?.line ?? {};
  const image = members[0]?.image ?? '';
  const now = sumOf(members.map(({ line }) => line.monthlyUsd?.now ?? null));
  const together = togetherUsd(members, prices);
  const isVerified = MULTI_MODEL_IMAGES.test(image) && members.every(({ isMeasured }) => isMeasured);
  const saving = now === null || together === null || !isVerified ? null : now - together;
  const own = members.reduce((sum, { line }) => sum + Math.max(0, line.saving ?? line.likely?.saving ?? 0), 0);
  const endpoints = members.map(({ line }) => line.name);
  return { region, image, endpoints, saving, beyondOwn: Math.max(0, (saving ?? 0) - own) };
}

/** Of the memory of an instance, what models may take: the rest is the system's and the server's. Our judgement. */
const MEMORY_SHARE = 0.9;

/**
 * What one endpoint for all of them costs per month: sized for their peaks together, and with room for all models in memory, since
 * one that isn't loaded makes its request wait. Memory in use holds each model's server too, so this errs on the large side. Null
 * where a price or a model's memory isn't known.
 */
function togetherUsd(members: readonly Reviewed[], prices: PriceList): number | null {
  const workload = mergedWorkload(members);
  const { instanceType: type, region } = workload;
  const memory = sumOf(members.map(({ line }) => line.workload.modelSizeGB ?? null));
  const spec = instanceTypeOf(type ?? '');
  if (type === undefined || region === undefined || memory === null || spec === undefined) return null;
  const instances = Math.ceil(memory / (spec.memoryGiB * MEMORY_SHARE));
  const forPeak = createAdvisor({ prices })
    .advise(workload)
    .costs.find(({ option }) => answersFromInstances(option));
  const each = forPeak === undefined ? null : instanceMonthUsd(bookFor(prices, region), forPeak.option, type);
  const peakUsd = forPeak?.monthlyUsd?.likely;
  return each === null || peakUsd === undefined ? null : Math.max(peakUsd, instances * each);
}

/** One endpoint for all of their models: their requests and peaks together, as long and as large as the largest. */
function mergedWorkload(members: readonly Reviewed[]): Workload {
  const workloads = members.map(({ line }) => line.workload);
  const most = (field: 'processingTimeSeconds' | 'modelSizeGB' | 'busyHoursPerDay' | 'busyDaysPerWeek') =>
    workloads.reduce((largest, one) => Math.max(largest, one[field] ?? 0), 0);
  const total = (field: 'monthlyRequests' | 'peakRequestsPerSecond') =>
    workloads.reduce((sum, one) => sum + (one[field] ?? 0), 0);
  const isIntermittent = workloads.every(({ trafficPattern: pattern }) => pattern === 'intermittent');
  const [first] = members
    .map(({ line }) => line)
    .toSorted((one, other) => vcpusOf(other.runs.instance) - vcpusOf(one.runs.instance));
  const optional: Partial<Workload> = {
    ...(most('modelSizeGB') > 0 && { modelSizeGB: most('modelSizeGB') }),
    ...(most('busyHoursPerDay') > 0 && { busyHoursPerDay: most('busyHoursPerDay') }),
    ...(most('busyDaysPerWeek') > 0 && { busyDaysPerWeek: most('busyDaysPerWeek') }),
    ...(workloads.some(({ availability: one }) => one === 'multi-az') && { availability: 'multi-az' as const }),
    ...(first?.runs.instance && { instanceType: first.runs.instance }),
    ...(first?.region && { region: first.region }),
  };
  return {
    ...named('merged'),
    trafficPattern: isIntermittent ? 'intermittent' : 'variable',
    monthlyRequests: total('monthlyRequests'),
    peakRequestsPerSecond: total('peakRequestsPerSecond'),
    processingTimeSeconds: most('processingTimeSeconds'),
    modelCount: members.length,
    modelsShareContainer: true,
    modelsShareEndpoint: true,
    requiresGpu: false,
    ...optional,
  };
}

const vcpusOf = (type: string | null): number => instanceTypeOf(type ?? '')?.vcpu ?? 0;

const sumOf = (amounts: readonly (number | null)[]): number | null =>
  amounts.reduce<number | null>((sum, amount) => (sum === null || amount === null ? null : sum + amount), 0);

export function mergeReason({ image, endpoints, saving }: Merge): Reason {
  const what = `${endpoints.length} small endpoints run this image and could be one multi-model endpoint`;
  const verified = MULTI_MODEL_IMAGES.test(image)
    ? saving === null
      ? 'What that saves is not known.'
      : saving > 0
        ? `With room for all in memory, that would save at least ${formatUsd(saving)} per month. Check that they can share role, VPC and environment.`
        : 'It would not cost less.'
    : 'First check that the image implements the multi-model API.';
  return {
    code: 'merge',
    text: `${what}. ${verified}`,
    asked: endpoints.length,
    allowed: MERGE_MIN,
    source: page(
      'Supported algorithms, frameworks and instances for multi-model endpoints',
      'sagemaker/latest/dg/multi-model-support',
    ),
  };
}

/** The instance types whose endpoints together may scale beyond the quota, with the reason. */
export function quotaReasons(reviewed: readonly Reviewed[], quotas: readonly Quota[]): Map<string, Reason> {
  const most = new Map<string, number>();
  for (const { line } of reviewed) {
    const { instance, max, count } = line.runs;
    if (instance !== null) most.set(instance, (most.get(instance) ?? 0) + (max ?? count ?? 0));
  }
  const reasons = new Map<string, Reason>();
  for (const [type, sum] of most) {
    const quota = quotas.find(({ QuotaName: name }) => name === `${type} for endpoint usage`)?.Value;
    if (quota === undefined || sum <= quota) continue;
    const text = `All endpoints together may scale to ${sum} ${type}; the quota is ${quota}.`;
    reasons.set(type, { code: 'quota', text, asked: sum, allowed: quota });
  }
  return reasons;
}
