import { SOURCES } from '../facts/sources.ts';
import { QUEUE_RESPONSE_TIME_MIN_SECONDS } from '../facts/working-figures.ts';
import { gpuNeed } from '../findings/features.ts';
import type { ConstraintCode } from '../findings/index.ts';
import {
  estimateAgainst,
  estimated,
  figure,
  noColdStarts,
  type Subject,
  say,
  unitOf,
  type Words,
} from '../findings/words.ts';
import type { Economics, Judgement, Pair } from '../judge/judgement.ts';
import { askedOf, type LimitedField, type Needs } from '../needs/needs.ts';
import { INFERENCE_OPTIONS } from '../options/index.ts';
import type { InferenceOption } from '../options/option.ts';
import type { Reason, RejectedOption } from '../recommendation.ts';
import { formatGB, formatMB, formatNumber, formatSeconds, listOf } from '../workload/measures.ts';
import { formatUsd, formatUsdApart } from '../workload/money.ts';
import { leadingMerits, type Planned, scalingWithout, trafficMerits } from './merits-of-traffic.ts';

/** What the estimates say for the choice, and that nothing else fits. */
export const MERITS = {
  'cheapest-by-estimate': {
    text: estimateAgainst,
    source: SOURCES.priceList,
  },
  'estimates-are-close': {
    text: ({ needs, other, asked, allowed }) => {
      const [own, others] = formatUsdApart(estimated(needs, asked), estimated(needs, allowed));
      if (own === others)
        return `${other?.title} is estimated at the same ${formatUsd(estimated(needs, asked))} per month, so cost doesn't decide.`;
      return `The estimates are close (${own} per month, ${others} for ${other?.title}), so cost doesn't decide.`;
    },
    source: SOURCES.priceList,
  },
  'worth-its-price': {
    text: ({ needs, other, asked, allowed }) =>
      `${other?.title} costs ${formatUsd(estimated(needs, allowed))} against ${formatUsd(estimated(needs, asked))} per month, but ${needs.costPriority === 'performance' ? 'performance comes first' : "cost alone doesn't justify a queue"}.`,
    source: SOURCES.priceList,
  },
  'only-one-left': {
    text: ({ option }) => `${option.title} is the only option that fits.`,
  },
} satisfies Record<string, Words>;

/** Reasons beside which it needn't be said that nothing else fits. */
const REASONS_ENOUGH = 2;

/** What speaks for the choice. First what rules the most others out, then what the traffic and the hosting say. */
export function rationaleFor(
  judgement: Judgement,
  choice: Pair,
  rejected: readonly RejectedOption[],
  planned: Planned,
): Reason[] {
  const { needs } = judgement;
  const subject = { needs, option: choice.option, hosting: choice.hosting, scaling: choice.scaling };
  const reasons = [
    ...leadingMerits(subject, choice),
    ...decisiveMerits(judgement, choice, rejected).map((merit) => say(FIT_MERITS, merit.code, subject, merit)),
    ...trafficMerits(subject, choice, planned),
  ];
  if (judgement.ranked.length === 1 && reasons.length < REASONS_ENOUGH)
    reasons.push(say(MERITS, 'only-one-left', subject));
  const weighed = withEconomics(reasons, judgement.economics, subject);
  return weighed.length > 0 ? weighed : scalingWithout(subject, choice);
}

/** What options that are ruled out, or fit only under a condition, fail on and the choice doesn't. */
interface Decisive extends FitMerit {
  readonly lacking: readonly InferenceOption[];
  /** Those of them that it's the leading reason against. */
  readonly leading: readonly InferenceOption[];
}

/**
 * As few of them as rule out every option that any does, what rules the most of them out first, then what leads against an
 * option. What only repeats why an option is out isn't needed.
 */
function decisiveMerits(judgement: Judgement, choice: Pair, rejected: readonly RejectedOption[]): Decisive[] {
  const merits = allMerits(judgement, choice, rejected);
  const decisive: Decisive[] = [];
  const out = new Set<InferenceOption>();
  const still = (options: readonly InferenceOption[]): number => options.filter((option) => !out.has(option)).length;
  for (;;) {
    const [next] = merits.toSorted(
      (a, b) => still(b.lacking) - still(a.lacking) || still(b.leading) - still(a.leading),
    );
    if (next === undefined || still(next.lacking) === 0) return decisive;
    decisive.push(next);
    for (const option of next.lacking) out.add(option);
  }
}

function allMerits({ verdicts, needs }: Judgement, choice: Pair, rejected: readonly RejectedOption[]): Decisive[] {
  const merits = new Map<string, Decisive>();
  for (const { best, findings, option } of verdicts) {
    // What fits only under a condition loses to what fits without one.
    if (best !== null && !(best.fit === 'doubtful' && choice.fit === 'yes')) continue;
    const lead = rejected.find((other) => other.option === option.id)?.reasons[0]?.code;
    for (const { code, allowed } of findings) {
      const merit = meritAgainst(code, allowed, needs, choice);
      if (!merit) continue;
      const key = `${merit.code} ${merit.asked}`;
      const { lacking = [], leading = [] } = merits.get(key) ?? {};
      merits.set(key, {
        ...merit,
        lacking: [...new Set([...lacking, option])],
        leading: code === lead ? [...leading, option] : leading,
      });
    }
  }
  return [...merits.values()];
}

const ECONOMICS_CODES: Record<Economics['kind'], keyof typeof MERITS> = {
  decides: 'cheapest-by-estimate',
  confirms: 'cheapest-by-estimate',
  close: 'estimates-are-close',
  'worth-it': 'worth-its-price',
};

/** Where the estimate decided, it leads; otherwise it stands behind what did. */
function withEconomics(reasons: Reason[], economics: Economics | null, subject: Subject): Reason[] {
  if (!economics) return reasons;
  const { kind, other, winnerUsd, otherUsd } = economics;
  const code = ECONOMICS_CODES[kind];
  const reason = say(MERITS, code, subject, { other: other.option, asked: winnerUsd, allowed: otherUsd });
  return kind === 'decides' ? [reason, ...reasons] : [...reasons, reason];
}

const STREAMING_SOURCES = {
  none: undefined,
  response: SOURCES.responseStream,
  bidirectional: SOURCES.bidirectionalStream,
} as const;

const GPU = 'a GPU';

/** What others fail on and the choice does not. */
export const FIT_MERITS = {
  'payload-fits': {
    text: ({ needs, option, asked, allowed }) =>
      `${formatMB(figure(asked))} per ${unitOf(needs)} is within the ${formatMB(figure(allowed))} limit of ${option.title}.`,
    source: ({ option }) => option.limits.payloadSizeMB?.source,
  },
  'processing-fits': {
    text: ({ needs, option, asked, allowed }) =>
      `${formatSeconds(figure(asked))} per ${unitOf(needs)} is within the ${formatSeconds(figure(allowed))} limit of ${option.title}.`,
    source: ({ option }) => option.limits.processingTimeSeconds?.source,
  },
  'answers-directly': {
    text: ({ asked }) =>
      `Callers need an answer in ${formatSeconds(figure(asked))}, so they must be answered directly.`,
    source: SOURCES.options,
  },
  'answers-after-timeout': {
    text: ({ asked, allowed }) =>
      `A request takes ${formatSeconds(figure(asked))} and the caller disconnects after ${formatSeconds(figure(allowed))}, so the answer can't come on the call.`,
    source: SOURCES.asynchronous,
  },
  'stays-warm': {
    text: ({ needs }) => `${noColdStarts(needs)}; these instances are always on.`,
    source: SOURCES.options,
  },
  'feature-available': {
    text: ({ needs, option, asked, lacking = [] }) => {
      const without = listOf(lacking.map(({ title }) => title));
      if (asked === GPU) return `${gpuNeed(needs)}; ${without} ${lacking.length === 1 ? 'has' : 'have'} none.`;
      return lacking.length === INFERENCE_OPTIONS.length - 1
        ? `The workload needs ${asked}, which only ${option.title} offers.`
        : `The workload needs ${asked}, which ${without} ${lacking.length === 1 ? "doesn't" : "don't"} support.`;
    },
    source: ({ needs, asked }) => (asked === 'streaming' ? STREAMING_SOURCES[needs.streaming] : SOURCES.featureMatrix),
  },
  'memory-available': {
    text: ({ asked, allowed }) =>
      `A model of ${formatGB(figure(asked))} needs an instance: Serverless Inference holds at most ${formatGB(figure(allowed))}.`,
    source: SOURCES.serverlessConfig,
  },
  'image-fits': {
    text: ({ asked }) => `A container image of ${formatGB(figure(asked))} rules out only Serverless Inference.`,
    source: SOURCES.serverless,
  },
  'concurrency-available': {
    text: ({ option, asked }) =>
      `${option.title} serves ${formatNumber(figure(asked))} concurrent requests by adding instances.`,
    source: SOURCES.autoScaling,
  },
  'region-available': {
    text: ({ option, asked }) =>
      `AWS doesn't list Serverless Inference for ${asked}; that doesn't affect ${option.title}.`,
    source: SOURCES.serverless,
  },
} satisfies Record<string, Words>;

interface FitMerit {
  readonly code: keyof typeof FIT_MERITS;
  readonly asked?: number | string | undefined;
  readonly allowed?: number | undefined;
}

/** What speaks for the choice where another option fails on this. */
function meritAgainst(
  code: ConstraintCode,
  limit: number | string | undefined,
  needs: Needs,
  choice: Pair,
): FitMerit | undefined {
  switch (code) {
    case 'payload-over-quota':
    case 'payload-disputed':
      return fits('payload-fits', 'payloadSizeMB', needs, choice);
    case 'processing-over-quota':
      return fits('processing-fits', 'processingTimeSeconds', needs, choice);
    case 'queue-gives-no-promise':
      return { code: 'answers-directly', asked: needs.responseTimeSeconds };
    case 'requests-not-a-data-set':
      return Number(needs.responseTimeSeconds) < QUEUE_RESPONSE_TIME_MIN_SECONDS
        ? { code: 'answers-directly', asked: needs.responseTimeSeconds }
        : undefined;
    case 'caller-timeout-shorter':
      return choice.option.answers === 'from-a-queue'
        ? { code: 'answers-after-timeout', asked: needs.processingTimeSeconds, allowed: figure(limit) }
        : undefined;
    case 'cold-starts-not-accepted':
    case 'busy-times-not-known':
      return staysWarm(choice) ? { code: 'stays-warm' } : undefined;
    case 'model-over-memory':
      return { code: 'memory-available', asked: needs.modelSizeGB, allowed: figure(limit) };
    case 'image-over-quota':
      return { code: 'image-fits', asked: needs.stated.containerImageSizeGB };
    case 'concurrency-over-quota':
      return { code: 'concurrency-available', asked: needs.concurrency };
    case 'region-not-listed':
      return { code: 'region-available', asked: needs.region };
    default: {
      const feature = FEATURE_NAMES[code];
      return feature ? { code: 'feature-available', asked: feature } : undefined;
    }
  }
}

/** Models of a multi-model endpoint are loaded when they are called, and copies at zero have to wake. */
const staysWarm = ({ hosting, scaling }: Pair): boolean => hosting.id !== 'multi-model' && scaling !== 'scale-to-zero';

const FEATURE_NAMES: Partial<Record<ConstraintCode, string>> = {
  'gpu-not-supported': GPU,
  'vpc-not-supported': 'VPC access',
  'network-isolation-not-supported': 'network isolation',
  'data-capture-not-supported': 'data capture',
  'variants-not-supported': 'multiple production variants',
  'marketplace-not-supported': 'a model from AWS Marketplace',
  'streaming-not-supported': 'streaming',
};

function fits(code: FitMerit['code'], field: LimitedField, needs: Needs, { option }: Pair): FitMerit | undefined {
  const asked = askedOf(needs, field);
  const allowed = option.limits[field]?.value;
  if (asked === undefined || allowed === undefined || asked > allowed) return undefined;
  return { code, asked, allowed };
}
