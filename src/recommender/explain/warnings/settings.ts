import { instanceOf } from '../../costs/priced-instance.ts';
import { standInsFor } from '../../costs/stand-ins.ts';
import { INSTANCE_POOL_REGIONS, RESERVABLE_INSTANCES } from '../../facts/hosting-features.ts';
import { QUOTAS } from '../../facts/quotas.ts';
import { SOURCES } from '../../facts/sources.ts';
import { figure, unitOf } from '../../findings/words.ts';
import { instancesAtCreation } from '../../judge/serving.ts';
import { dueSeconds } from '../../needs/needs.ts';
import { jobRecordsAtOnce } from '../../options/batch-transform.ts';
import { hasInstances } from '../../options/index.ts';
import { formatCount, formatGB, formatMB, formatNumber, formatSeconds, spokenTime } from '../../workload/measures.ts';
import { formatUsd } from '../../workload/money.ts';
import { above, fleetOf, type Situation, type Warning } from './warning.ts';

/** Settings of AWS's of which the default doesn't serve this workload. */
export const SETTINGS = {
  'invocation-timeout-default': {
    rule: ({ needs, option }) =>
      option.answers === 'from-a-queue'
        ? above(needs.processingTimeSeconds, QUOTAS.asynchronousProcessingDefault.value)
        : null,
    text: ({ needs, asked, allowed }) =>
      `Set InvocationTimeoutSeconds to ${formatNumber(QUOTAS.asynchronousProcessing.value)} on every call: by default, processing ends after ${formatSeconds(figure(allowed))}, and a ${unitOf(needs)} takes ${formatSeconds(figure(asked))}.`,
    source: QUOTAS.asynchronousProcessingDefault.source,
  },
  'transform-timeout-default': {
    rule: ({ needs, option }) =>
      option.answers === 'as-a-job'
        ? above(needs.processingTimeSeconds, QUOTAS.batchRecordProcessingDefault.value)
        : null,
    text: ({ asked, allowed }) =>
      `Set InvocationsTimeoutInSeconds to ${formatNumber(QUOTAS.batchRecordProcessing.value)}: by default, processing ends after ${formatSeconds(figure(allowed))}, and a record takes ${formatSeconds(figure(asked))}.`,
    source: QUOTAS.batchRecordProcessingDefault.source,
  },
  /** Above what a job sends at all, that is a condition of the choice (`record-over-mini-batch`). */
  'transform-payload-default': {
    rule: ({ needs, option }) => {
      if (option.answers !== 'as-a-job' || Number(needs.payloadSizeMB) > QUOTAS.batchRecord.value) return null;
      return above(needs.payloadSizeMB, QUOTAS.batchRecordDefault.value);
    },
    text: ({ asked, allowed }) => {
      const payload = Math.ceil(figure(asked));
      const atOnce = Math.floor(QUOTAS.batchRecord.value / payload);
      return `Set MaxPayloadInMB to ${payload} and MaxConcurrentTransforms to at most ${atOnce}: the default takes ${formatMB(figure(allowed))} per record, and the two multiply to at most ${formatMB(QUOTAS.batchRecord.value)}.`;
    },
    source: QUOTAS.batchRecordDefault.source,
  },
  /** The estimate counts on more. A larger record has its own warning, which names both settings. */
  'transform-concurrency-default': {
    rule: ({ needs, option, choice, book }) => {
      const { datasetRecordsPerRun } = needs.stated;
      if (option.answers !== 'as-a-job' || datasetRecordsPerRun === undefined) return null;
      if (needs.processingTimeSeconds === undefined || Number(needs.payloadSizeMB) > QUOTAS.batchRecordDefault.value)
        return null;
      return above(jobRecordsAtOnce(needs, book, choice.isBarred), QUOTAS.batchConcurrencyDefault.value);
    },
    text: ({ asked, allowed }) =>
      `Set MaxConcurrentTransforms to ${formatNumber(figure(asked))}, which the estimate counts on: by default, an instance scores ${formatCount(figure(allowed), 'record')} at a time.`,
    source: QUOTAS.batchConcurrencyDefault.source,
  },
  'queue-expires-before-due': {
    rule: ({ needs, option }) => {
      if (option.answers !== 'from-a-queue') return null;
      const due = needs.isDataset ? dueSeconds(needs.stated) : needs.responseTimeSeconds;
      return due === Infinity ? null : above(due, QUOTAS.asynchronousQueueAge.value);
    },
    text: ({ needs, asked, allowed }) =>
      `${needs.isDataset ? 'A run is due in' : 'Callers wait up to'} ${spokenTime(figure(asked))}, but a request expires after ${spokenTime(figure(allowed))} in the queue (RequestTTLSeconds), so plan instances that start each one by then.`,
    source: QUOTAS.asynchronousQueueAge.source,
  },
  /** How long the requests of a burst take is not given, so nothing can be counted. */
  'burst-not-planned': {
    rule: (situation) => {
      const { needs, option } = situation;
      const { burstRequests: asked } = needs.stated;
      if (option.plannedFor !== 'busiest-hour' || needs.isDataset || needs.processingTimeSeconds !== undefined)
        return null;
      return above(asked, fleetOf(situation)?.atOnce ?? Infinity);
    },
    text: ({ asked }) =>
      `${formatNumber(figure(asked))} requests arriving together are not planned for: give the processing time to have the instances counted.`,
    source: SOURCES.asynchronousAutoScaling,
  },
  /** Guidance and no limit: nothing is ruled out by it. */
  'model-over-guidance': {
    rule: ({ needs, option }) =>
      hasInstances(option.id) ? above(needs.modelSizeGB, QUOTAS.modelSizeGuidance.value) : null,
    text: ({ asked, allowed }) =>
      `A model of ${formatGB(figure(asked))} exceeds the ${formatGB(figure(allowed))} that AWS's guide names; AWS's own sample serves 753 GB, fetched to local disks at start-up within ${formatNumber(QUOTAS.startUpTimeout.value)} s.`,
    source: QUOTAS.modelSizeGuidance.source,
  },
  /** Of the types with the most accelerators. */
  'capacity-may-lack': {
    rule: (situation) => {
      const asked = typeInPools(situation);
      if (asked === undefined || !/^ml\.p\d/.test(asked)) return null;
      const allowed = standInNames(situation);
      return { asked, ...(allowed !== undefined && { allowed }) };
    },
    text: ({ asked, allowed }) =>
      allowed === undefined
        ? `If AWS has no ${asked}, no other type takes its place one for one, so check quota and capacity first${RESERVABLE_INSTANCES.has(String(asked)) ? ', or reserve it with a training plan' : ''}.`
        : `If AWS has no ${asked}, an endpoint with InstancePools (not in Terraform) takes ${allowed}.`,
    source: SOURCES.instancePools,
  },
  'components-start-at-one': {
    rule: (situation) => {
      const { plan, needs } = situation;
      const instance = isComponentsAtZero(situation) ? instanceOf(situation) : null;
      return instance && { asked: instancesAtCreation(plan, needs, instance) };
    },
    text: ({ asked }) =>
      `Create each component with 1 copy: the first deployment bills ${formatCount(figure(asked), 'instance')} until auto scaling takes unused copies to zero.`,
    source: SOURCES.scaleToZero,
  },
  /** One Region was seen to refuse it, and AWS lists none. */
  'zero-may-be-refused': {
    rule: (situation) => {
      const { region } = situation.needs.stated;
      if (region === undefined || region === ZERO_SEEN_IN) return null;
      return isComponentsAtZero(situation) ? { asked: region } : null;
    },
    text: ({ asked }) =>
      asked === ZERO_REFUSED_IN
        ? `Try MinInstanceCount 0 first: ${asked} refused it in August 2026, and AWS doesn't list the Regions that take it.`
        : `Try MinInstanceCount 0 in ${asked} first: AWS doesn't list the Regions that take it, and ${ZERO_REFUSED_IN} refused it in August 2026.`,
    source: SOURCES.scaleToZero,
  },
} satisfies Record<string, Warning>;

/** A Region that refused MinInstanceCount 0, and one that took it: tried on 2026-08-27. */
const ZERO_REFUSED_IN = 'eu-west-3';
const ZERO_SEEN_IN = 'us-east-1';

/** The type of which instance pools can hold others as well: behind the caller's request or a queue, for one model or components. */
export function typeInPools(situation: Situation): string | undefined {
  const { id } = situation.hosting;
  return id === 'single-model' || id === 'inference-components' ? fleetOf(situation)?.type : undefined;
}

/** "ml.g5.2xlarge, then ml.g6e.xlarge (up to $2.61 per hour)": what stands in for the type; nothing where none does. */
export function standInNames(situation: Situation): string | undefined {
  const others = standInsFor(situation, situation.plan.costing.capacityFor(situation))?.others ?? [];
  const dearest = others.at(-1);
  if (dearest === undefined || !INSTANCE_POOL_REGIONS.has(situation.needs.region)) return undefined;
  return `${others.map(({ type }) => type).join(', then ')} (up to ${formatUsd(dearest.usdPerHour)} per hour)`;
}

function isComponentsAtZero({ hosting, scaling }: Situation): boolean {
  return hosting.id === 'inference-components' && scaling === 'scale-to-zero';
}
