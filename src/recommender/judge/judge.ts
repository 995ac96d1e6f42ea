import { bookFor, type PriceBook } from '../costs/price-book.ts';
import type { PriceList } from '../facts/price-list.ts';
import { SHIPPED_PRICES } from '../facts/prices.ts';
import { MISSING_FEATURE } from '../findings/features.ts';
import { doubtful, type Finding, rulesOut } from '../findings/index.ts';
import { HOSTING_PATTERNS } from '../hosting/index.ts';
import type { HostingPattern, Weighing } from '../hosting/pattern.ts';
import { type Needs, type SupportDifferences, shareAccelerators, understand } from '../needs/needs.ts';
import { INFERENCE_OPTIONS } from '../options/index.ts';
import type { InferenceOption } from '../options/option.ts';
import type { Workload } from '../workload/workload.ts';
import type { Fit, Judgement, Pair, Verdict } from './judgement.ts';
import { rankFitting, weighCosts } from './ranking.ts';

// The kernel. Knows options, patterns and what they find and cost; no sentence.

/** The kernel: judges every option with every hosting pattern, without a word of text, fast enough to be searched with. */
export function judge(workload: Workload, prices: PriceList = SHIPPED_PRICES): Judgement {
  const needs = understand(workload);
  const weighings: Weighing[] = [];
  for (const pattern of HOSTING_PATTERNS) weighings.push(pattern.weigh(needs));
  const verdicts: Verdict[] = [];
  const book = bookFor(prices, needs.region);
  for (const option of INFERENCE_OPTIONS) verdicts.push(judgeOption(option, needs, weighings, book));
  const tierMax = reachableTier(verdicts, needs);
  for (const verdict of verdicts) verdict.best = bestPair(verdict.pairs, tierMax);
  const { ranked, economics } = weighCosts(rankFitting(verdicts, needs), needs, book);
  return { needs, weighings, verdicts, ranked, economics, choice: ranked[0]?.pair ?? null };
}

function judgeOption(option: InferenceOption, needs: Needs, weighings: readonly Weighing[], book: PriceBook): Verdict {
  const findings: Finding[] = [];
  option.judge(needs, findings, book);
  judgeFeatures(needs, option.supports, findings);
  const fit = fitOf(findings);
  const pairs: Pair[] = [];
  if (fit !== 'no') {
    let index = 0;
    for (const hosting of HOSTING_PATTERNS) {
      const weighing = weighings[index++];
      if (!weighing?.serves || !option.hostings.includes(hosting.id)) continue;
      pairs.push(judgePair(option, hosting, needs, weighing, fit));
    }
  }
  return { option, findings, pairs, best: null };
}

function judgePair(
  option: InferenceOption,
  hosting: HostingPattern,
  needs: Needs,
  { tier, preference }: Weighing & { serves: true },
  optionFit: Fit,
): Pair {
  const findings: Finding[] = [];
  hosting.judge(needs, option, findings);
  judgeFeatures(needs, hosting.supports, findings);
  const scaling = option.scale(needs, hosting.id, findings);
  return { option, hosting, tier, preference, scaling, findings, fit: worse(optionFit, fitOf(findings)) };
}

function fitOf(findings: readonly Finding[]): Fit {
  let fit: Fit = 'yes';
  for (const { effect } of findings) {
    if (effect === 'rules-out') return 'no';
    if (effect === 'doubtful') fit = 'doubtful';
  }
  return fit;
}

const worse = (a: Fit, b: Fit): Fit => (FIT_RANK[a] > FIT_RANK[b] ? a : b);

const FIT_RANK: Record<Fit, number> = { yes: 0, doubtful: 1, no: 2 };

/**
 * Models are served one by one only where no option can serve them as they ask to be served. For a dataset each
 * model is a separate job, so every option may serve it in its own way.
 */
function reachableTier(verdicts: readonly Verdict[], needs: Needs): 0 | 1 {
  if (needs.isDataset) return 1;
  const best = { yes: 2, doubtful: 2 };
  for (const { pairs } of verdicts) {
    for (const { fit, tier } of pairs) if (fit !== 'no' && tier < best[fit]) best[fit] = tier;
  }
  // Components that only may fit still come before a queue for each model.
  const reached = shareAccelerators(needs)
    ? Math.min(best.yes, best.doubtful)
    : best.yes < 2
      ? best.yes
      : best.doubtful;
  return reached === 0 ? 0 : 1;
}

function bestPair(pairs: readonly Pair[], tierMax: 0 | 1): Pair | null {
  let best: Pair | null = null;
  for (const pair of pairs) {
    if (pair.fit === 'no' || pair.tier > tierMax) continue;
    if (best === null || orderOf(pair) < orderOf(best)) best = pair;
  }
  return best;
}

const orderOf = (pair: Pair): number => FIT_RANK[pair.fit] * 100 + pair.tier * 10 + pair.preference;

/** Adds what is required and not supported. */
function judgeFeatures({ features }: Needs, supports: SupportDifferences, findings: Finding[]): void {
  for (const feature of features) {
    const support = supports[feature];
    if (support === undefined || support === 'yes') continue;
    const missing = MISSING_FEATURE[feature];
    findings.push(support === 'no' ? rulesOut(missing.no) : doubtful(missing.disputed));
  }
}
