import { monthlyUsd } from '../costs/bill.ts';
import { plannedInstances } from '../costs/priced-instance.ts';
import { writingModel } from '../costs/writing-types.ts';
import {
  FEATURE_FIGURES,
  HOST_IMAGES,
  HOSTING_FEATURES,
  OLDER_DRIVERS,
  SDK_VERSION,
} from '../facts/hosting-features.ts';
import { instanceTypeOf } from '../facts/instance-types.ts';
import { sourceOfModel } from '../facts/model-figures.ts';
import type { PriceList } from '../facts/price-list.ts';
import { SOURCES } from '../facts/sources.ts';
import { estimated, figure, say, type Words } from '../findings/words.ts';
import type { Judgement, Pair } from '../judge/judgement.ts';
import { comesInKnownHours } from '../needs/needs.ts';
import type { Reason, Sizing } from '../recommendation.ts';
import { formatCount, formatGB, formatMB, formatNumber, formatSeconds } from '../workload/measures.ts';
import { formatUsdApart } from '../workload/money.ts';
import { INSTANCES } from './warnings/capacity.ts';
import { canBeRouted } from './warnings/regions.ts';
import { standInNames, typeInPools } from './warnings/settings.ts';
import { fleetOf, situationOf, type Warning } from './warnings/warning.ts';

/**
 * A setting or a feature of AWS's that suits this choice. Nothing fails without it, which would be a warning: a note is told in the
 * thread, never in the message. To add one: a row here, and its facts in `facts/hosting-features.ts`.
 */
export interface Note extends Words {
  readonly rule: Warning['rule'];
}

const BYTES_PER_MB = 2 ** 20;

/** Ours: retrieved passages or an agent's instructions come first, rather than a question. */
const LONG_PROMPT_TOKENS = 2000;

export type NoteCode =
  | 'host-driver-older-than-cuda'
  | 'cache-bounded-by-server'
  | 'pools-stand-in'
  | 'reserve-for-known-times'
  | 'partition-gpus'
  | 'route-by-prefix'
  | 'cache-component-data'
  | 'inline-body-fits'
  | 'openai-clients-can-call'
  | 'detailed-metrics-not-priced'
  | 'zero-outside-busy-hours'
  | 'inference-router'
  | 'deploy-each-region'
  | 'speculative-decoding';

/** In the order in which they are told. */
export const NOTES: Readonly<Record<NoteCode, Note>> = {
  'host-driver-older-than-cuda': {
    rule: (situation) => {
      const asked = fleetOf(situation)?.type;
      return asked !== undefined && driverOf(asked) !== undefined ? { asked } : null;
    },
    text: ({ asked }) => {
      const { driver, cuda } = driverOf(String(asked)) ?? {};
      return `The host driver of ${asked} (${driver}, CUDA ${cuda}) is too old for a CUDA 13 image by default, which takes ${HOST_IMAGES.cuda13}: the template has InferenceAmiVersion as its image needs it (disputed: another AWS page deploys one without it).`;
    },
    source: HOSTING_FEATURES.hostImage.source,
  },
  /** A known model whose planned cache takes a setting that older servers don't have on. */
  'cache-bounded-by-server': {
    rule: ({ plan, needs }) => {
      const { kvBytes: asked, kvBytesUnbounded: allowed } = needs.model?.figures ?? {};
      if (asked === undefined || allowed === undefined || writingModel(plan, needs) === undefined) return null;
      return { asked, allowed };
    },
    text: ({ needs, asked, allowed }) =>
      `Turn on VLLM_ALLOW_CHUNKED_LOCAL_ATTN_WITH_HYBRID_KV_CACHE: ${needs.model?.known?.id} is planned with ${formatNumber(figure(asked))} bytes of cache per token, and vLLM releases with it off take ${formatNumber(figure(allowed))}.`,
    source: ({ needs }) => sourceOfModel(needs.model?.figures),
  },
  /** The P families have a warning, and a new family another type to take. */
  'pools-stand-in': {
    rule: (situation) => {
      const asked = typeInPools(situation);
      if (asked === undefined || !/^ml\.g\d/.test(asked)) return null;
      const allowed = standInNames(situation);
      return allowed === undefined || INSTANCES['new-instance-may-lack'].rule(situation) ? null : { asked, allowed };
    },
    text: ({ asked, allowed }) =>
      `If AWS has no ${asked}, an endpoint with InstancePools (not in Terraform) takes ${allowed}.`,
    source: SOURCES.instancePools,
  },
  'reserve-for-known-times': {
    rule: (situation) => {
      const asked = typeInPools(situation);
      const isKnown = situation.needs.stated.trafficPredictable === true;
      return isKnown && asked !== undefined && /^ml\.p\d/.test(asked) ? { asked } : null;
    },
    text: ({ asked }) =>
      `For an event with a date, a flexible training plan reserves ${asked}: the whole window is billed, and the endpoint stops serving when it ends.`,
    source: HOSTING_FEATURES.reservedCapacity.source,
  },
  'partition-gpus': {
    rule: (situation) => {
      const { needs, hosting } = situation;
      const { modelSizeGB: asked } = needs;
      if (hosting.id !== 'inference-components' || needs.arrangement === 'adapters' || needs.models < 2) return null;
      const allowed = gpuOf(fleetOf(situation)?.type);
      return asked !== undefined && allowed !== undefined && asked <= allowed / 2 ? { asked, allowed } : null;
    },
    text: ({ asked, allowed }) =>
      `A component of ${formatGB(Number(figure(asked).toPrecision(3)))} takes a whole GPU of ${formatGB(figure(allowed))}, unless AcceleratorPartitionLayouts (MIG) splits it: the API has it, CloudFormation, Terraform and AWS's SDK ${SDK_VERSION} don't.`,
    source: HOSTING_FEATURES.gpuPartitions.source,
  },
  'route-by-prefix': {
    rule: (situation) => {
      const { plan, needs, option } = situation;
      const { inputTokens: asked = 0 } = needs.stated;
      if (option.answers !== 'on-the-call' || asked < LONG_PROMPT_TOKENS || !writingModel(plan, needs)) return null;
      const planned = plannedInstances(situation);
      return planned?.isSized && planned.busiest > 1 ? { asked, allowed: planned.busiest } : null;
    },
    text: ({ asked, allowed }) =>
      `If prompts of ${formatCount(figure(asked), 'token')} begin alike, as with RAG or agents, PREFIX_AWARE routing (not in Terraform) sends those to the same of the ${formatNumber(figure(allowed))} instances.`,
    source: HOSTING_FEATURES.prefixAwareRouting.source,
  },
  'cache-component-data': {
    rule: ({ hosting, scaling }) => (hosting.id === 'inference-components' && scaling === 'auto-scaling' ? {} : null),
    text: () =>
      'Set DataCacheConfig.EnableCaching on each component: artifacts and image stay on the instance, so a further copy starts sooner.',
    source: HOSTING_FEATURES.componentCache.source,
  },
  'inline-body-fits': {
    rule: ({ needs, option }) => {
      const { payloadSizeMB: asked, payloadByReference } = needs.stated;
      if (option.answers !== 'from-a-queue' || asked === undefined || payloadByReference === true) return null;
      const allowed = FEATURE_FIGURES.inlineBodyBytes;
      return asked * BYTES_PER_MB <= allowed ? { asked, allowed } : null;
    },
    text: ({ allowed }) =>
      `Requests fit the call's Body, which takes up to ${formatNumber(figure(allowed))} bytes, so they needn't go through S3; the output still does.`,
    source: HOSTING_FEATURES.inlineBody.source,
  },
  'openai-clients-can-call': {
    rule: ({ plan, needs, option, hosting }) => {
      if (option.id !== 'real-time' || needs.streaming === 'bidirectional') return null;
      if (hosting.id !== 'single-model' && hosting.id !== 'inference-components') return null;
      return writingModel(plan, needs) ? { asked: needs.region } : null;
    },
    text: ({ asked }) =>
      `OpenAI clients can call a vLLM or SGLang container at runtime.sagemaker.${asked}.amazonaws.com/endpoints/NAME/openai/v1, and callers also need sagemaker:CallWithBearerToken.`,
    source: HOSTING_FEATURES.openAiPath.source,
  },
  /** On by default, and more of them with each instance. */
  'detailed-metrics-not-priced': {
    rule: (situation) => {
      const asked = fleetOf(situation)?.instances ?? 0;
      return asked > 1 ? { asked } : null;
    },
    text: ({ asked }) =>
      `CloudWatch isn't priced: ${formatNumber(figure(asked))} instances publish detailed metrics unless EnableDetailedObservability is false, and AWS doesn't say whether those are charged.`,
    source: HOSTING_FEATURES.endpointMetrics.source,
  },
  /** What the schedule saves, for who would rather have instances at any hour. */
  'zero-outside-busy-hours': {
    rule: ({ plan, needs, book, option, scaling, judgement }) => {
      if (option.id !== 'real-time' || scaling !== 'scale-to-zero' || !comesInKnownHours(needs)) return null;
      const allowed = judgement.ranked[0]?.monthlyUsd;
      const asked = monthlyUsd({ plan: { ...plan, hosting: 'single-model', scaling: 'auto-scaling' }, needs, book });
      return asked === null || allowed == null ? null : { asked, allowed };
    },
    text: ({ needs, asked, allowed }) => {
      const [all, own] = formatUsdApart(estimated(needs, asked), estimated(needs, allowed));
      return `A schedule stops it outside the busy hours, when no requests are said to arrive: ${own} per month, against ${all} for an endpoint that stands all day.`;
    },
    source: SOURCES.scaleToZero,
  },
  'inference-router': {
    rule: (situation) => (canBeRouted(situation) ? {} : null),
    text: ({ option }) => {
      const { routerPayloadMB, routerAttemptSeconds } = FEATURE_FIGURES;
      const limits = `${formatMB(routerPayloadMB)} per request, ${formatSeconds(routerAttemptSeconds)} per attempt, one retry`;
      const how = option.answers === 'from-a-queue' ? 'by InvokeInferenceRouterAsync' : limits;
      const untold = option.id === 'serverless' ? " (test it: AWS's page names no serverless destination)" : '';
      return `SageMaker's inference router (November 2026) sends requests to a healthy Region${untold}: ${how}; create it with aws sagemaker create-inference-router --inference-router-name NAME --routing-targets '[{"Name":"MODEL","Destinations":[{"ResourceArn":"ARN"},{"ResourceArn":"ARN"}]}]'.`;
    },
    source: SOURCES.createInferenceRouter,
  },
  'deploy-each-region': {
    rule: ({ needs: { regions } }) => (regions.length > 1 ? { asked: regions.length } : null),
    text: ({ needs, option, scaling, asked }) => {
      const [other = 'REGION'] = needs.stated.otherRegions ?? [];
      if (option.answers === 'as-a-job') return `Without ${needs.region}, run the job in ${other}: it needs no router.`;
      const held =
        ', each priced to serve what it may take over (auto scaling adds that within minutes, a higher MinCapacity has it at once)';
      return `Deploy the template in each of ${formatNumber(figure(asked))} Regions, with a type and an image URI of that Region${scaling === 'auto-scaling' ? held : ''}: aws cloudformation deploy --region ${other} --template-file FILE --stack-name NAME.`;
    },
    source: SOURCES.inferenceRouter,
  },
  'speculative-decoding': {
    rule: ({ plan, needs, option }) =>
      option.id === 'real-time' && writingModel(plan, needs) !== undefined ? {} : null,
    text: () =>
      "EAGLE speculative decoding may answer faster: an optimization job makes its heads, and AWS's page names no additional cost for it.",
    source: SOURCES.optimizationJob,
  },
};

/** What suits the choice and isn't a mistake to leave out. */
export function notesFor(
  judgement: Judgement,
  choice: Pair,
  prices: PriceList,
  sizing: Sizing | null = null,
): Reason[] {
  const situation = situationOf(judgement, choice, prices, sizing);
  return (Object.keys(NOTES) as NoteCode[]).flatMap((code) => {
    const figures = NOTES[code].rule(situation);
    return figures ? [say(NOTES, code, situation, figures)] : [];
  });
}

/** "g5", of ml.g5.xlarge */
const familyOf = (type: string): string => type.split('.')[1] ?? '';

const driverOf = (type: string): (typeof OLDER_DRIVERS)[string] | undefined => OLDER_DRIVERS[familyOf(type)];

/** The memory of one GPU of a P family from the A100 on, in GB. */
function gpuOf(type: string | undefined): number | undefined {
  if (type === undefined || !/^ml\.p[4-6]/.test(type)) return undefined;
  const spec = instanceTypeOf(type);
  return spec && Math.round(spec.gpuMemoryGiB / spec.gpuCount);
}
