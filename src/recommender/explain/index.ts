import { type RowUsed, regionsOf, rowsUsed } from '../costs/bill.ts';
import { rateFor } from '../costs/price-book.ts';
import { instanceOf } from '../costs/priced-instance.ts';
import { scalingTimesOf } from '../costs/scaling-times.ts';
import { HOSTING_FEATURES } from '../facts/hosting-features.ts';
import type { PriceList, PriceRow, TeamPrices } from '../facts/price-list.ts';
import { SHIPPED_PRICES } from '../facts/prices.ts';
import { MULTI_MODEL_GPU_INSTANCES, QUOTAS, SERVERLESS_MEMORY_SIZES_MB, SERVERLESS_REGIONS } from '../facts/quotas.ts';
import { GUIDE_DATE } from '../facts/sources.ts';
import { type Judgement, type Pair, pricingOf } from '../judge/judgement.ts';
import { isOnePerContainer, type Needs } from '../needs/needs.ts';
import type { Choice, HoldsIf, PricesUsed, Recommendation, Scaling } from '../recommendation.ts';
import { clauseFor, conditionText } from '../search/change-words.ts';
import type { Confidence, PlausibleTurn } from '../search/confidence.ts';
import type { Surveyed } from '../search/survey.ts';
import { formatNumber } from '../workload/measures.ts';
import { formatUsd } from '../workload/money.ts';
import { inFormOrder } from '../workload/parse.ts';
import { remembered } from '../workload/remembered.ts';
import { labelOf } from '../workload/workload.ts';
import type { Assumed } from './assumptions/assumption.ts';
import { assumptionsFor, withDecisive } from './assumptions/index.ts';
import { billsFor, breakEvensOf } from './bills.ts';
import { rationaleFor } from './merits.ts';
import { notesFor } from './notes.ts';
import { outsideFor } from './outside.ts';
import { rejectedHostings, rejectedOptions } from './rejected.ts';
import { savingsPlanFor } from './savings-plan.ts';
import { sizingOf } from './sizing/index.ts';
import { conditionsOf, type WarningCode, warningsFor } from './warnings/index.ts';

// The answer in words. Knows everything below it, and is known by `index.ts` alone.

/** An answer before the search says how sure it is. */
export type Explained = Omit<Recommendation, 'choice' | 'assumptions'> & {
  choice: Omit<Choice, 'confidence' | 'holdsIf'> | null;
  assumptions: Assumed[];
};

/** The answer without the search for what would change it: reasons, bills, warnings, and the defaults that were assumed. */
export function explain(
  judgement: Judgement,
  prices: PriceList = SHIPPED_PRICES,
  surveyed: readonly Surveyed[] = [],
): Explained {
  const { choice } = judgement;
  const turns = breakEvensOf(judgement, prices);
  const described = choice && describe(choice, judgement, prices);
  const rejected = rejectedOptions(judgement, prices);
  const warnings = choice ? warningsFor(judgement, choice, prices, described?.sizing) : [];
  const advisesSecond = warnings.some(({ code }) => code === ('one-instance-in-production' satisfies WarningCode));
  const costs = billsFor(judgement, prices, turns, advisesSecond);
  const outside = outsideFor(judgement, { choice: described, costs, rejected });
  const savingsPlan = savingsPlanFor(judgement, described, costs, prices);
  return {
    kind: choice ? 'recommended' : 'nothing-fits',
    workload: inFormOrder(judgement.needs.stated),
    choice: described,
    rationale: choice && described ? rationaleFor(judgement, choice, rejected, described) : [],
    rejected,
    rejectedHosting: choice ? rejectedHostings(judgement, choice) : [],
    costs,
    ...(outside.length > 0 && { outside }),
    ...(savingsPlan && { savingsPlan }),
    flips: [],
    assumptions: assumptionsFor(judgement, surveyed, prices, turns),
    warnings,
    notes: choice ? notesFor(judgement, choice, prices, described?.sizing) : [],
    facts: factsOf([judgement], prices),
  };
}

export function withConfidence(answer: Explained, confidence: Confidence): Recommendation {
  const { level, turns } = confidence;
  const open = turns.flatMap(({ field, reach }) => (reach ? field : []));
  const { choice } = answer;
  const sizing = choice?.sizing && { ...choice.sizing, needs: [...choice.sizing.needs, ...open] };
  const tight = tightTime(answer);
  const sure = level === 'firm' && tight.length > 0 ? 'likely' : level;
  const holdsIf = [...turns.map(conditionFor), ...tight];
  return {
    ...answer,
    choice: choice && inOrder(sizing ? { ...choice, sizing } : choice, { confidence: sure, holdsIf }),
    assumptions: withDecisive(answer.assumptions, confidence),
  };
}

/** From this share of the response time on, the work leaves so little for network and overhead that nothing is firm. Ours. */
const TIGHT_SHARE = 0.95;

/** "If a request takes over 20 ms: no option fits.", where it takes nearly as long. */
function tightTime({ choice, warnings }: Explained): HoldsIf[] {
  const warning = warnings.find(({ code }) => code === ('response-time-without-margin' satisfies WarningCode));
  const [asked, allowed] = [Number(warning?.asked), Number(warning?.allowed)];
  if (!(asked >= TIGHT_SHARE * allowed) || choice?.sizing?.tokens) return [];
  const [field, value] = ['processingTimeSeconds', allowed * 1.001] as const;
  const range = { least: value, below: allowed, most: value };
  return [{ field, text: conditionText(clauseFor(field, value, range), null), to: null, value, range }];
}

/** "If a request takes over 60 s: Asynchronous Inference." Of what every ordinary number leads to, no number is said. */
export function conditionFor({ field, to, value, range, alike, reach, share }: PlausibleTurn): HoldsIf {
  if (range && reach) {
    const [least, most] = reach.usd.map((usd) => formatUsd(usd));
    const bills = `${formatNumber(reach.span.from)} to ${formatNumber(reach.span.to)} of them: ${least} to ${most} per month`;
    const twice = range.below === undefined ? 'under half' : 'over twice';
    return { field, text: `If ${clauseFor(field, value, range)}: ${twice} the bill (${bills}).`, to, value, range };
  }
  if (share === 1 && range !== undefined)
    return {
      field,
      text: conditionText(`the ${labelOf(field)} ${isPlural(labelOf(field)) ? 'are' : 'is'} known`, to),
      to,
      value,
    };
  const text = conditionText(clauseFor(field, value, range), to);
  return { field, text, to, value, ...(range && { range }), ...(alike && { alike }) };
}

/** "requests per month", "runs"; not "processing time". */
const isPlural = (label: string): boolean => /^(?:(?:peak|busy) )?(?:requests|records|runs|hours|days)\b/.test(label);

const inOrder = (
  { conditional, ...choice }: Omit<Choice, 'confidence' | 'holdsIf'>,
  sureness: Pick<Choice, 'confidence' | 'holdsIf'>,
): Choice => ({ ...choice, ...sureness, conditional });

function describe(choice: Pair, judgement: Judgement, prices: PriceList): Omit<Choice, 'confidence' | 'holdsIf'> {
  const pricing = pricingOf(judgement, choice, prices);
  const { plan, needs } = pricing;
  const capacity = plan.costing.capacityFor(pricing);
  const regions = regionsOf(pricing);
  return {
    option: choice.option.id,
    hosting: choice.hosting.id,
    scaling: choice.scaling,
    title: titleOf(choice, needs),
    instance: instanceOf(pricing),
    sizing: sizingOf(judgement, choice, prices),
    times: capacity ? scalingTimesOf(plan, needs, capacity) : null,
    ...(regions && { regions }),
    conditional: conditionsOf(judgement, choice).length > 0,
  };
}

const SCALING_WORDS: Record<Scaling, string> = {
  fixed: 'with a fixed number of instances',
  'auto-scaling': 'with auto scaling',
  'scale-to-zero': 'with scaling to zero',
  'on-demand': '',
  'provisioned-concurrency': 'with provisioned concurrency',
  'per-job': '',
};

/** "Real-time inference on a multi-model endpoint with auto scaling" */
function titleOf({ option, hosting, scaling }: Pair, needs: Needs): string {
  const each = option.answers === 'as-a-job' ? 'with a job for each model' : 'on an endpoint for each model';
  const hostingWords = hosting.id === 'single-model' && needs.models > 1 ? each : hosting.titleWords;
  const perContainer = hosting.id === 'multi-model' && isOnePerContainer(needs) ? 'for each container' : '';
  return [option.titleWords, hostingWords, perContainer, SCALING_WORDS[scaling]].filter(Boolean).join(' ');
}

/**
 * What the answer rests on: when the quotas were read, the oldest price it used, a version of all the facts, and the team's prices,
 * which also price what would change it. `after`: what is judged then.
 */
export function factsOf(
  [judgement, ...after]: readonly [Judgement, ...Judgement[]],
  prices: PriceList,
): Recommendation['facts'] {
  const used = rowsOf(judgement, prices);
  const pricesAsOf = oldestPrice(used.map(({ row }) => row));
  const facts = { quotasAsOf: GUIDE_DATE, pricesAsOf, version: factsVersionOf(prices) };
  const { team } = prices;
  if (team === undefined) return facts;
  const all = [...used, ...after.flatMap((other) => rowsOf(other, prices))];
  return { ...facts, prices: { list: pricesAsOf, ...teamPricesUsed(all, team) } };
}

/** What the bills of the options that fit rest on. */
const rowsOf = (judgement: Judgement, prices: PriceList): RowUsed[] =>
  judgement.ranked.flatMap(({ pair }) => rowsUsed(pricingOf(judgement, pair, prices)));

/** The team's prices, of a plan's rates only those of some bills: AWS lists thousands. */
function teamPricesUsed(used: readonly RowUsed[], team: TeamPrices): Omit<PricesUsed, 'list'> {
  const { discountPercent, discounts = [], savingsPlan, currency } = team;
  const rates = new Set(used.flatMap(({ thing }) => rateFor(thing, team) ?? []));
  return {
    ...(discountPercent !== undefined && { discountPercent }),
    ...(discounts.length > 0 && { discounts: [...discounts] }),
    ...(savingsPlan && { savingsPlan: { ...savingsPlan, rates: [...rates] } }),
    ...(currency && { currency }),
  };
}

function oldestPrice(rows: readonly PriceRow[]): string {
  let oldest: string | undefined;
  for (const { date } of rows) {
    const read = date ?? UNDATED;
    if (oldest === undefined || read < oldest) oldest = read;
  }
  return oldest ?? 'no price used';
}

/** Sorts behind every date: it is named only where nothing that is dated was used. */
const UNDATED = 'undated';

/** It changes when any quota, feature or price does. */
export const factsVersionOf = remembered((prices: PriceList): string =>
  fingerprint([
    QUOTAS,
    HOSTING_FEATURES,
    [...SERVERLESS_REGIONS],
    [...MULTI_MODEL_GPU_INSTANCES],
    SERVERLESS_MEMORY_SIZES_MB,
    pricesThatCount(prices),
  ]),
);

/** Without what changes no amount: a discount of nothing, and the currency that people read. */
function pricesThatCount({ team, ...list }: PriceList): PriceList {
  const { discountPercent, discounts, savingsPlan } = team ?? {};
  const counts = {
    ...(discountPercent && { discountPercent }),
    ...(discounts?.length && { discounts }),
    ...(savingsPlan?.rates.length && { savingsPlan }),
  };
  return Object.keys(counts).length === 0 ? list : { ...list, team: counts };
}

/** FNV-1a, 32 bits, as eight hexadecimal digits: short enough to read aloud, and the same on every machine. */
function fingerprint(facts: unknown): string {
  let hash = 0x811c9dc5;
  const text = JSON.stringify(facts);
  // Not by for … of, which makes an object for each of tens of thousands of characters, at every start.
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) as number;
    if (code > 0xffff) at += 1;
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
