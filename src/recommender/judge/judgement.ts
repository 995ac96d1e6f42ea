import type { Barred, Plan, Pricing } from '../costs/costing.ts';
import { bookFor } from '../costs/price-book.ts';
import type { PriceList } from '../facts/price-list.ts';
import type { Finding } from '../findings/index.ts';
import type { HostingPattern, Weighing } from '../hosting/pattern.ts';
import type { Needs } from '../needs/needs.ts';
import type { InferenceOption } from '../options/option.ts';
import type { Guardrail, RuledCases, Scaling } from '../recommendation.ts';
import { matchesGlob } from '../workload/nearest.ts';
import { remembered, rememberedByName } from '../workload/remembered.ts';

/** An option with a hosting pattern that serves the workload: the thing that is judged. */
export interface Pair {
  readonly option: InferenceOption;
  readonly hosting: HostingPattern;
  readonly tier: 0 | 1;
  readonly preference: number;
  readonly scaling: Scaling;
  /** What the pattern and the scaling found, on top of what the option itself found. */
  readonly findings: readonly Finding[];
  readonly fit: Fit;
  /** The instance types that the team's rules forbid it. Absent: none. */
  readonly isBarred?: Barred | undefined;
}

/** `doubtful`: it may not fit, so it loses to whatever fits for certain. */
export type Fit = 'no' | 'doubtful' | 'yes';

export interface Verdict {
  readonly option: InferenceOption;
  /** What the option itself found, whatever the hosting. */
  readonly findings: readonly Finding[];
  readonly pairs: readonly Pair[];
  /** The pair that would serve; null where the option is ruled out. */
  best: Pair | null;
}

export interface Judgement {
  readonly needs: Needs;
  /** The team's rules for its Region; null where there are none. */
  readonly guards: Guards | null;
  readonly weighings: readonly Weighing[];
  /** One for each option, in the options' order. */
  readonly verdicts: readonly Verdict[];
  /** What fits, best first, with what it would cost. */
  readonly ranked: readonly Priced[];
  /** What the estimates did to that order; null where they are not known or there is nothing to compare. */
  readonly economics: Economics | null;
  /** The pair that is recommended; null where no option fits. */
  readonly choice: Pair | null;
}

/** A team's rules, as far as they hold in one Region. */
export interface Guards {
  readonly rules: readonly Guardrail[];
  /** Regions that they name and don't forbid. */
  readonly regions: readonly string[];
  isRegionForbidden(region: string): boolean;
  /** The instance types that some of the rules forbid together. */
  barredBy(rules: readonly Guardrail[]): Barred;
  /** Those that any of them forbids, and those that none allows whatever they cost. */
  readonly isBarred: Barred;
  readonly isBarredAtAnyCost: Barred;
}

/** An option that fits, and the pair that would serve. */
export interface Fitting {
  readonly verdict: Verdict;
  readonly pair: Pair;
}

/** An option that fits, with what it would cost per month; null where that is not known. */
export interface Priced extends Fitting {
  readonly monthlyUsd: number | null;
}

/**
 * What the estimates did to the order of the traffic's shape. `decides`: the first was overtaken by a cheaper one.
 * `confirms`: the first is the cheapest by more than a close call. `close`: they are within a factor of two, so the shape
 * decides. `worth-it`: a cheaper one was not let past, for what it gives up.
 */
export interface Economics {
  readonly kind: 'decides' | 'confirms' | 'close' | 'worth-it';
  readonly winnerUsd: number;
  readonly other: Verdict;
  readonly otherUsd: number;
}

export interface Weighed {
  readonly ranked: readonly Priced[];
  readonly economics: Economics | null;
}

export const planOf = ({ option, hosting, scaling, isBarred }: Pair): Plan => ({
  option: option.id,
  costing: option.costing,
  hosting: hosting.id,
  scaling,
  isBarred,
});

export const pricingOf = ({ needs }: Pick<Judgement, 'needs'>, pair: Pair, prices: PriceList): Pricing => ({
  plan: planOf(pair),
  needs,
  book: bookFor(prices, needs.region),
});

/** The same rules and Regions give the same guards. What holds in one of several Regions holds for all that serves in them. */
export const guardsFor = (guardrails: readonly Guardrail[], ...regions: readonly string[]): Guards =>
  guardsBy(guardrails)(regions.join('\n'));

const guardsBy = remembered((guardrails: readonly Guardrail[]) =>
  rememberedByName((regions: string) => makeGuards(guardrails, regions.split('\n'))),
);

function makeGuards(guardrails: readonly Guardrail[], regions: readonly string[]): Guards {
  const holdsIn = (...places: readonly string[]): Guardrail[] =>
    guardrails.filter((rule) => places.some((where) => isOf(rule, where)));
  const rules = holdsIn(...regions);
  const barred = new Map<string, Barred>();
  const barredBy: Guards['barredBy'] = (some) => {
    const key = JSON.stringify(some.map(({ name }) => name));
    const kept = [...some];
    const known = barred.get(key) ?? ((type: string) => kept.some((rule) => names(rule, 'instanceType', type)));
    barred.set(key, known);
    return known;
  };
  const isRegionForbidden = (where: string): boolean =>
    holdsIn(where).some((rule) => rule.except === undefined && names(rule, 'region', where));
  const named = guardrails.flatMap(({ allow }) => allow?.region ?? []).filter((where) => !where.includes('*'));
  return {
    rules,
    regions: named.filter((where) => !isRegionForbidden(where)),
    isRegionForbidden,
    barredBy,
    isBarred: barredBy(rules),
    isBarredAtAnyCost: barredBy(rules.filter(({ except }) => except === undefined)),
  };
}

/** Whether a rule rules a case out, by what it forbids or by what it leaves. */
export function names({ forbid, allow }: Guardrail, what: keyof RuledCases, value: string): boolean {
  const only = allow?.[what];
  return matchesAny(forbid?.[what] ?? [], value) || (only !== undefined && !matchesAny(only, value));
}

const isOf = ({ when }: Guardrail, region: string): boolean =>
  when?.region === undefined || matchesAny(when.region, region);

/** Of some Regions the first that a rule rules out. */
export const regionRuledOut = (rule: Guardrail, regions: readonly string[]): string | undefined =>
  regions.find((region) => isOf(rule, region) && names(rule, 'region', region));

const matchesAny = (globs: readonly string[], text: string): boolean => globs.some((glob) => matchesGlob(glob, text));
