import { monthlyUsd } from '../costs/bill.ts';
import { type Barred, isPaced, type Pricing } from '../costs/costing.ts';
import { bookFor, type PriceBook } from '../costs/price-book.ts';
import { requestsPerMonth, volumeAt } from '../costs/volume.ts';
import type { PriceList } from '../facts/price-list.ts';
import { SHIPPED_PRICES } from '../facts/prices.ts';
import { BILLS_ALIKE_SHARE } from '../facts/working-figures.ts';
import { MISSING_FEATURE } from '../findings/features.ts';
import { doubtful, type Finding, rulesOut } from '../findings/index.ts';
import { HOSTING_PATTERNS } from '../hosting/index.ts';
import type { HostingPattern, Weighing } from '../hosting/pattern.ts';
import { SINGLE_MODEL } from '../hosting/single-model.ts';
import {
  DEFAULT_REGION,
  type Granted,
  mayStream,
  type Needs,
  type SupportDifferences,
  shareAccelerators,
  understand,
  writesTokens,
} from '../needs/needs.ts';
import { INFERENCE_OPTIONS, isJob } from '../options/index.ts';
import type { InferenceOption } from '../options/option.ts';
import type { Guardrail, InferenceOptionId, Recommendation } from '../recommendation.ts';
import type { Workload } from '../workload/workload.ts';
import {
  type Fit,
  type Guards,
  guardsFor,
  type Judgement,
  names,
  type Pair,
  planOf,
  pricingOf,
  regionRuledOut,
  type Verdict,
} from './judgement.ts';
import { rankFitting, weighCosts } from './ranking.ts';

// The kernel. Knows options, patterns and what they find and cost; no sentence.

/**
 * The kernel: judges every option with every hosting pattern, without a word of text, fast enough to be searched with. Where
 * nobody said whether answers are streamed, they aren't, unless no type would be fast enough otherwise; `granted` says which.
 */
export function judge(
  workload: Workload,
  prices: PriceList = SHIPPED_PRICES,
  guardrails: readonly Guardrail[] = NO_GUARDRAILS,
  granted?: Granted,
): Judgement {
  const judgement = judgeAs(workload, prices, guardrails, granted);
  if (granted !== undefined || !mayStream(judgement.needs) || isServed(judgement, prices)) return judgement;
  const streamed = judgeAs(workload, prices, guardrails, { streaming: 'response' });
  return isServed(streamed, prices) ? streamed : judgement;
}

function judgeAs(
  workload: Workload,
  prices: PriceList,
  guardrails: readonly Guardrail[],
  granted: Granted | undefined,
): Judgement {
  const fit = judgeFit(workload, prices, guardrails, granted);
  const { needs, verdicts } = fit;
  const { ranked, economics } = weighCosts(rankFitting(verdicts, needs), needs, bookFor(prices, needs.region));
  return { ...fit, ranked, economics, choice: ranked[0]?.pair ?? null };
}

/** Whether some type serves the choice as fast as asked; a type that somebody named, that one. */
export function isServed(judgement: Judgement, prices: PriceList): boolean {
  const { choice, needs } = judgement;
  if (choice === null) return true;
  const capacity = choice.option.costing.capacityFor(pricingOf(judgement, choice, prices));
  return capacity !== undefined && (needs.model?.writing?.tokens === undefined || isPaced(needs, capacity));
}

/** The same up to what fits, in a third of the time: what fits is neither ranked by its cost nor chosen from. */
export function judgeFit(
  workload: Workload,
  prices: PriceList,
  guardrails: readonly Guardrail[],
  granted?: Granted,
): Judgement {
  const needs = guardrails.length === 0 ? understand(workload, granted) : withRequired(workload, guardrails, granted);
  const guards = guardrails.length === 0 ? null : guardsFor(guardrails, ...needs.regions);
  const weighings: Weighing[] = [];
  for (const pattern of HOSTING_PATTERNS) weighings.push(pattern.weigh(needs));
  const verdicts: Verdict[] = [];
  const book = bookFor(prices, needs.region);
  for (const option of INFERENCE_OPTIONS) verdicts.push(judgeOption(option, needs, weighings, book, guards));
  const tierMax = reachableTier(verdicts, needs);
  for (const verdict of verdicts)
    verdict.best = apartIfAsCheap(bestPair(verdict.pairs, tierMax), verdict.pairs, needs, book);
  return { needs, guards, weighings, verdicts, ranked: [], economics: null, choice: null };
}

function judgeOption(
  option: InferenceOption,
  needs: Needs,
  weighings: readonly Weighing[],
  book: PriceBook,
  guards: Guards | null,
): Verdict {
  const findings: Finding[] = [];
  option.judge(needs, findings, book, guards?.isBarredAtAnyCost);
  judgeFeatures(needs, option.supports, findings);
  if (guards) judgeRules(option, needs.regions, guards, findings);
  const fit = fitOf(findings);
  const pairs: Pair[] = [];
  if (fit !== 'no') {
    let index = 0;
    for (const hosting of HOSTING_PATTERNS) {
      const weighing = weighings[index++];
      if (!weighing?.serves || !option.hostings.includes(hosting.id)) continue;
      const pair = judgePair(option, hosting, needs, weighing, fit, book);
      pairs.push(guards ? guarded(pair, guards, needs, book) : pair);
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
  book: PriceBook,
): Pair {
  const findings: Finding[] = [];
  hosting.judge(needs, option, findings, book);
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

/** One by one only where no option serves them as asked. A dataset's models are separate jobs, so any way is fine. */
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

/**
 * Small models share an accelerator where that saves a tenth of the bill and more; under a load that keeps one busy each, every
 * model has its own endpoint instead, which nothing else slows down.
 */
function apartIfAsCheap(best: Pair | null, pairs: readonly Pair[], needs: Needs, book: PriceBook): Pair | null {
  const mayShare = best?.hosting.id === 'multi-model' && needs.requiresGpu && !needs.isDataset && !writesTokens(needs);
  if (best === null || !mayShare) return best;
  const apart = pairs.find(({ hosting, fit }) => hosting === SINGLE_MODEL && fit === best.fit);
  const apartUsd = apart && monthlyUsd({ plan: planOf(apart), needs, book });
  const sharedUsd = monthlyUsd({ plan: planOf(best), needs, book });
  if (apart === undefined || apartUsd == null || sharedUsd === null) return best;
  return sharedUsd > apartUsd * (1 - BILLS_ALIKE_SHARE) ? apart : best;
}

const orderOf = (pair: Pair): number => FIT_RANK[pair.fit] * 100 + pair.tier * 10 + pair.preference;

// What a team's rules make of it. A rule that holds only in some Regions is judged in the Region that was asked for.

type Regions = Needs['regions'];

const NO_GUARDRAILS: readonly Guardrail[] = [];

/**
 * What the workload needs with what the rules require of it. Where no Region is stated and the usual one is forbidden, the first
 * that a rule names and none forbids.
 */
function withRequired(workload: Workload, guardrails: readonly Guardrail[], granted: Granted | undefined): Needs {
  const { regions, isRegionForbidden } = guardsFor(guardrails, DEFAULT_REGION);
  const { otherRegions = [], availability } = workload;
  const isOpen = workload.region === undefined && isRegionForbidden(DEFAULT_REGION);
  const other = isOpen ? regions.find((one) => !otherRegions.includes(one)) : undefined;
  const region = workload.region ?? other;
  const { rules } = guardsFor(guardrails, region ?? DEFAULT_REGION, ...otherRegions);
  const needsZones = rules.some(({ require }) => require?.availability === 'multi-az');
  const required = {
    ...workload,
    ...(other !== undefined && { region: other }),
    ...(needsZones && availability !== 'multi-region' && { availability: 'multi-az' as const }),
  };
  const needs = understand(required, granted);
  return needsZones ? { ...needs, instancesMin: 2 } : needs;
}

/** Adds what rules forbid of an option as such, whatever it costs. */
function judgeRules({ id, title }: InferenceOption, regions: Regions, { rules }: Guards, findings: Finding[]): void {
  for (const rule of rules) {
    if (rule.except === undefined) findings.push(...casesNamed(rule, id, title, regions));
  }
}

function casesNamed(rule: Guardrail, option: InferenceOptionId, title: string, regions: Regions): Finding[] {
  const region = regionRuledOut(rule, regions);
  return [
    ...(names(rule, 'option', option) ? [forbidden(rule, title)] : []),
    ...(region === undefined ? [] : [forbidden(rule, region)]),
  ];
}

const forbidden = ({ name, except }: Guardrail, asked: string): Finding => ({
  code: 'policy',
  effect: 'rules-out',
  asked,
  ...(except && { allowed: except.budgetUsd }),
  rule: name,
});

/** The pair on the instances that the rules leave it; ruled out where they leave none, or forbid what it costs. */
function guarded(pair: Pair, guards: Guards, needs: Needs, book: PriceBook): Pair {
  const { option } = pair;
  const { rules } = guards;
  const findings: Finding[] = [];
  const broken: Guardrail[] = [];
  const without = (isBarred: Barred): Pricing => ({ plan: { ...planOf(pair), isBarred }, needs, book });
  let pricing = without(guards.barredBy(broken));
  let usd = monthlyUsd(pricing);
  // Where no type holds the model, the rules still decide whether there are types to look at.
  const held = typeOf(pricing) === undefined ? { ...needs, modelSizeGB: undefined, model: undefined } : needs;
  const typeLeft = (): string | undefined => typeOf({ ...pricing, needs: held });
  const isFree = ({ except }: Guardrail): boolean => except !== undefined && usd !== null && usd <= except.budgetUsd;
  // One rule after the other: a type that one forbids may give way to a type that another one does.
  for (let type = typeLeft(); type !== undefined; type = typeLeft()) {
    const named = type;
    const next = rules.filter((rule) => names(rule, 'instanceType', named) && !isFree(rule));
    if (next.length === 0) break;
    findings.push(...next.map((rule) => forbidden(rule, named)));
    broken.push(...next);
    pricing = without(guards.barredBy(broken));
    usd = monthlyUsd(pricing);
  }
  if (typeLeft() !== undefined) findings.length = 0;
  for (const rule of rules) {
    if (rule.except !== undefined && !isFree(rule)) {
      findings.push(...casesNamed(rule, option.id, option.title, needs.regions));
    }
    const least = rule.limit && (usd ?? leastUsd(pricing));
    if (rule.limit !== undefined && least != null && least > rule.limit.budgetUsd) {
      findings.push({
        code: 'policy',
        effect: 'rules-out',
        asked: least,
        allowed: rule.limit.budgetUsd,
        rule: rule.name,
      });
    }
  }
  const fit = findings.length > 0 ? 'no' : pair.fit;
  const barring = rules.filter((rule) => rule.except === undefined || broken.includes(rule));
  return { ...pair, fit, isBarred: guards.barredBy(barring), findings: [...pair.findings, ...findings] };
}

/** What it costs however short the requests are, where only their length isn't known; else null. */
function leastUsd(pricing: Pricing): number | null {
  const requests = requestsPerMonth(pricing.needs);
  return requests === undefined ? null : monthlyUsd(pricing, volumeAt(pricing.needs, requests, 0));
}

/**
 * What the rules forbid of an option that is ruled out without them: nobody may choose it past them. Judged with each pattern that
 * would serve, else as a single model. Nothing where one of these keeps to the rules.
 */
export function forbiddenBeside(
  { option, pairs }: Verdict,
  { needs, guards, weighings }: Judgement,
  book: PriceBook,
): Finding[] {
  if (guards === null || pairs.length > 0) return [];
  const serving = HOSTING_PATTERNS.filter(({ id }, at) => weighings[at]?.serves && option.hostings.includes(id));
  const found = (serving.length > 0 ? serving : [SINGLE_MODEL]).map((hosting) => {
    const scaling = option.scale(needs, hosting.id, []);
    const pair: Pair = { option, hosting, tier: 0, preference: 0, scaling, findings: [], fit: 'no' };
    return guarded(pair, guards, needs, book).findings;
  });
  return found.some((findings) => findings.length === 0) ? [] : found.flat();
}

/** By what the answer says of itself: option, Region, instances, likely cost. None of one that was made under them. */
export function rulesBroken(
  { choice, workload, costs }: Pick<Recommendation, 'choice' | 'workload' | 'costs'>,
  guardrails: readonly Guardrail[],
): Guardrail[] {
  if (choice === null) return [];
  const { option, instance } = choice;
  const { regions } = understand(workload);
  const usd = costs.find((cost) => cost.option === option)?.monthlyUsd?.likely ?? null;
  const isOneZone =
    instance !== null && (instance.min || instance.start) < 2 && !isJob(option) && workload.availability !== 'multi-az';
  return guardsFor(guardrails, ...regions).rules.filter((rule) => {
    const { except, limit, require } = rule;
    const isNamed =
      names(rule, 'option', option) ||
      regionRuledOut(rule, regions) !== undefined ||
      (instance !== null && names(rule, 'instanceType', instance.type));
    if (isNamed && !(except !== undefined && usd !== null && usd <= except.budgetUsd)) return true;
    if (limit !== undefined && usd !== null && usd > limit.budgetUsd) return true;
    return require?.availability === 'multi-az' && isOneZone;
  });
}

/** The instance type that would serve; undefined where nothing that is priced is an instance, or none holds the model. */
function typeOf(pricing: Pricing): string | undefined {
  const { instancesOf, capacityFor } = pricing.plan.costing;
  if (instancesOf === undefined) return undefined;
  const type = capacityFor(pricing)?.type;
  return type === undefined ? undefined : String(type);
}

function judgeFeatures({ features }: Needs, supports: SupportDifferences, findings: Finding[]): void {
  for (const feature of features) {
    const support = supports[feature];
    if (support === undefined || support === 'yes') continue;
    const missing = MISSING_FEATURE[feature];
    findings.push(support === 'no' ? rulesOut(missing.no) : doubtful(missing.disputed));
  }
}
