import type { DisputedQuota, Quota } from '../facts/quotas.ts';
import type { Economics, Judgement, Pair } from '../judge/judgement.ts';
import { isUnpredictableAndTolerant } from '../judge/ranking.ts';
import type { Needs } from '../needs/needs.ts';
import type { ConstraintCode, MeritCode, ReasonCode } from '../reasons/reason-code.ts';
import { reasonOf } from '../reasons/reason-of.ts';
import type { Subject } from '../reasons/reason-words.ts';
import type { HostingPatternId, Reason } from '../recommendation.ts';

interface Merit {
  code: MeritCode;
  asked?: number | string | undefined;
  allowed?: number | string | undefined;
}

/** What speaks for the choice. First what rules the most others out, then what the traffic and the hosting say. */
export function rationaleFor(judgement: Judgement, choice: Pair): Reason[] {
  const { needs } = judgement;
  const merits = new Map<MeritCode | string, { merit: Merit; others: number }>();
  for (const verdict of judgement.verdicts) {
    if (verdict.best !== null) continue;
    for (const { code } of verdict.findings) {
      const merit = meritAgainst(code, needs, choice);
      if (!merit) continue;
      const key = `${merit.code} ${merit.asked}`;
      merits.set(key, { merit, others: (merits.get(key)?.others ?? 0) + 1 });
    }
  }
  const decisive = [...merits.values()].sort((a, b) => b.others - a.others).map(({ merit }) => merit);
  const all = [...leadingMerits(needs, choice), ...decisive, ...trafficMerits(needs, choice)];
  if (judgement.ranked.length === 1) all.push({ code: 'only-one-left' });
  const subject = { needs, option: choice.option, hosting: choice.hosting, scaling: choice.scaling };
  const reasons = all.map((merit) => reasonOf(merit.code, subject, merit));
  return withEconomics(reasons, judgement.economics, subject);
}

const ECONOMICS_CODES: Record<Economics['kind'], MeritCode> = {
  decides: 'cheapest-by-estimate',
  confirms: 'cheapest-by-estimate',
  close: 'estimates-are-close',
  'worth-it': 'worth-its-price',
};

/** Where the estimate decided, it leads; otherwise it stands behind what did. */
function withEconomics(reasons: Reason[], economics: Economics | null, subject: Subject): Reason[] {
  if (!economics) return reasons;
  const { kind, other, winnerUsd, otherUsd } = economics;
  const reason = reasonOf(ECONOMICS_CODES[kind], subject, {
    other: other.option,
    asked: winnerUsd,
    allowed: otherUsd,
  });
  return kind === 'decides' ? [reason, ...reasons] : [...reasons, reason];
}

/** What others fail on and the choice does not. */
function meritAgainst(code: ReasonCode, needs: Needs, choice: Pair): Merit | undefined {
  const { limits } = choice.option;
  switch (code as ConstraintCode) {
    case 'payload-over-quota':
      return fits('payload-fits', needs.payloadSizeMB, limits.payload);
    case 'processing-over-quota':
      return fits('processing-fits', needs.processingTimeSeconds, limits.processing);
    case 'queue-gives-no-promise':
      return { code: 'answers-directly', asked: needs.responseTimeSeconds };
    case 'cold-starts-not-accepted':
    case 'busy-times-not-known':
      return choice.hosting.id === 'multi-model' ? undefined : { code: 'stays-warm' };
    case 'model-over-memory':
      return { code: 'memory-available', asked: needs.stated.modelSizeGB };
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

const FEATURE_NAMES: Partial<Record<ReasonCode, string>> = {
  'gpu-not-supported': 'GPU instances',
  'vpc-not-supported': 'a VPC',
  'network-isolation-not-supported': 'network isolation',
  'data-capture-not-supported': 'data capture',
  'variants-not-supported': 'several production variants',
  'marketplace-not-supported': 'models from AWS Marketplace',
  'streaming-not-supported': 'streaming',
};

function fits(code: MeritCode, asked: number | undefined, limit: Quota | DisputedQuota): Merit | undefined {
  if (asked === undefined || asked > limit.value) return undefined;
  return { code, asked, allowed: limit.value };
}

const HOSTING_MERITS: Record<Exclude<HostingPatternId, 'single-model'>, MeritCode> = {
  'multi-model': 'many-models-one-container',
  'multi-container': 'containers-stay-loaded',
  'inference-pipeline': 'sequence-on-one-endpoint',
  'inference-components': 'components-share-instances',
};

/** The hosting leads where the workload is about it; a data set leads to a job. */
function leadingMerits(needs: Needs, { option, hosting }: Pair): Merit[] {
  const merits: Merit[] = option.id === 'batch-transform' ? [{ code: 'scores-stored-data' }] : [];
  if (needs.isDataset && option.id !== 'batch-transform') merits.push({ code: 'called-by-scheduler' });
  if (hosting.id === 'single-model') return needs.models > 1 ? [...merits, { code: 'one-model-each' }] : merits;
  return [...merits, { code: needs.arrangement === 'adapters' ? 'adapters-share-base' : HOSTING_MERITS[hosting.id] }];
}

function trafficMerits(needs: Needs, { option, scaling }: Pair): Merit[] {
  const merits: Merit[] = [];
  if (option.id === 'asynchronous' && needs.responseTimeSeconds !== undefined) {
    merits.push({ code: 'answers-within-queue', asked: needs.responseTimeSeconds });
  }
  switch (scaling) {
    case 'fixed':
      return [...merits, { code: 'steady-uses-instances' }];
    case 'auto-scaling':
      return [...merits, { code: option.id === 'asynchronous' ? 'queue-absorbs-peaks' : 'follows-traffic' }];
    case 'scale-to-zero':
      return [...merits, { code: 'scales-to-zero' }];
    case 'on-demand':
      return [
        ...merits,
        { code: isUnpredictableAndTolerant(needs) ? 'unpredictable-and-tolerant' : 'pays-for-use-only' },
      ];
    case 'provisioned-concurrency':
      return [...merits, { code: 'warm-in-known-hours' }];
    case 'per-job':
      return merits;
  }
}
