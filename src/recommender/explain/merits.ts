import { SOURCES } from '../facts/sources.ts';
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
import type { Reason } from '../recommendation.ts';
import { formatGB, formatMB, formatNumber, formatSeconds, formatUsd, formatUsdApart } from '../workload/measures.ts';
import { leadingMerits, trafficMerits } from './merits-of-traffic.ts';

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
      `${other?.title} costs ${formatUsd(estimated(needs, allowed))} against ${formatUsd(estimated(needs, asked))} per month, but ${needs.costPriority === 'performance' ? 'you put performance first' : "cost alone doesn't justify a queue"}.`,
    source: SOURCES.priceList,
  },
  'only-one-left': {
    text: ({ option }) => `${option.title} is the only option that fits.`,
  },
} satisfies Record<string, Words>;

/** What speaks for the choice. First what rules the most others out, then what the traffic and the hosting say. */
export function rationaleFor(judgement: Judgement, choice: Pair): Reason[] {
  const { needs } = judgement;
  const subject = { needs, option: choice.option, hosting: choice.hosting, scaling: choice.scaling };
  const reasons = [
    ...leadingMerits(subject, choice),
    ...decisiveMerits(judgement, choice).map((merit) => sayFit(merit, subject)),
    ...trafficMerits(subject, choice),
  ];
  if (judgement.ranked.length === 1) reasons.push(say('only-one-left', MERITS['only-one-left'], subject));
  return withEconomics(reasons, judgement.economics, subject);
}

/** What the options that are ruled out fail on and the choice does not; what most of them fail on comes first. */
function decisiveMerits({ verdicts, needs }: Judgement, choice: Pair): FitMerit[] {
  const merits = new Map<string, { merit: FitMerit; others: number }>();
  for (const verdict of verdicts) {
    if (verdict.best !== null) continue;
    for (const { code } of verdict.findings) {
      const merit = meritAgainst(code, needs, choice);
      if (!merit) continue;
      const key = `${merit.code} ${merit.asked}`;
      merits.set(key, { merit, others: (merits.get(key)?.others ?? 0) + 1 });
    }
  }
  return [...merits.values()].sort((a, b) => b.others - a.others).map(({ merit }) => merit);
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
  const reason = say(code, MERITS[code], subject, { other: other.option, asked: winnerUsd, allowed: otherUsd });
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
      `You need an answer in ${formatSeconds(figure(asked))}, so the caller must be answered directly.`,
    source: SOURCES.options,
  },
  'stays-warm': {
    text: ({ needs }) => `${noColdStarts(needs)}; these instances are always on.`,
    source: SOURCES.options,
  },
  'feature-available': {
    text: ({ needs, option, asked }) =>
      asked === GPU && !needs.stated.requiresGpu
        ? `${gpuNeed(needs)}; ${option.title} supports it.`
        : `You need ${asked}, which ${option.title} supports.`,
    source: ({ needs, asked }) => (asked === 'streaming' ? STREAMING_SOURCES[needs.streaming] : SOURCES.featureMatrix),
  },
  'memory-available': {
    text: ({ asked }) => `A model of ${formatGB(figure(asked))} fits into an instance's memory.`,
    source: SOURCES.realTime,
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

const sayFit = (merit: FitMerit, subject: Subject): Reason => say(merit.code, FIT_MERITS[merit.code], subject, merit);

/** What speaks for the choice where another option fails on this. */
function meritAgainst(code: ConstraintCode, needs: Needs, choice: Pair): FitMerit | undefined {
  switch (code) {
    case 'payload-over-quota':
      return fits('payload-fits', 'payloadSizeMB', needs, choice);
    case 'processing-over-quota':
      return fits('processing-fits', 'processingTimeSeconds', needs, choice);
    case 'queue-gives-no-promise':
      return { code: 'answers-directly', asked: needs.responseTimeSeconds };
    case 'cold-starts-not-accepted':
    case 'busy-times-not-known':
      return staysWarm(choice) ? { code: 'stays-warm' } : undefined;
    case 'model-over-memory':
      return { code: 'memory-available', asked: needs.modelSizeGB };
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
