import { applyRules, defaultsFor, guardrailsFor, mayOverride, type PolicyContext } from '../policy/apply-policy.ts';
import type { Assumed, Policy } from '../policy/policy.ts';
import { type TeamRules, teamRulesFor } from '../policy/team-rules.ts';
import {
  type CostCurve,
  costCurve,
  type Doubt,
  type Estimate,
  estimate,
  factsVersionOf,
  formatUsd,
  type PolicyApplied,
  type PriceList,
  type Recommendation,
  recommend,
  SHIPPED_PRICES,
  type TeamPrices,
  type Workload,
  weighed,
} from '../recommender/index.ts';
import type { Changes } from '../wording/read-what-if.ts';

// The one door to advice: the recommender with its prices, the team's policy and its defaults, handed in once. Renderers get what
// it answers, and never ask it.

export type Given = Pick<Recommendation, 'workload' | 'policy' | 'doubts'>;

/** Two answers of now, by the same prices and rules. */
export interface Compared {
  readonly before: Recommendation;
  readonly after: Recommendation;
}

/** Answers by today's quotas and prices. Pure: the same question gets the same answer. */
export interface Advisor {
  /** Null where the team has none. */
  readonly policy: Policy | null;
  readonly prices: PriceList;
  /** What the team assumes where people say nothing: `DEFAULT_REGION`, then its policy's defaults. */
  defaultsIn(context: PolicyContext): Assumed;
  /**
   * The recommendation to keep for a workload: with the policy's defaults where nothing is stated, and under its rules. It holds
   * these, so that whatever is worked out from it later keeps to them too. `doubts`: words that it is weighed with, so that it asks
   * about those that decide.
   */
  advise(workload: Workload, context?: PolicyContext, doubts?: readonly Doubt[]): Recommendation;
  /** The policy's rules for a team's decision, to keep with a recommendation. Undefined without a policy. */
  teamRules(context: Parameters<typeof teamRulesFor>[1]): TeamRules | undefined;
  /** An earlier answer decided anew, under the rules that it was made under, with the doubts that its workload leaves open. */
  again(given: Given): Recommendation;
  /** What an earlier answer decided anew would choose and bill: several times as fast. */
  estimate(given: Given): Estimate;
  /** An earlier answer decided anew, without changes and with them. */
  whatIf(given: Given, changes: Changes): Compared;
  /**
   * What an answer's options cost at other volumes. Null where nothing can be drawn, and where today's prices differ from those
   * of the answer's bill: the two would contradict each other.
   */
  curveOf(given: Recommendation): CostCurve | null;
  /** The version of the quotas and prices that it answers by. */
  factsVersion(): string;
}

interface AdvisorParts {
  /** Default: none. */
  readonly policy?: Policy | null;
  /** Default: those that ship. */
  readonly prices?: PriceList;
  /** What the team pays instead. Default: the policy's. */
  readonly team?: TeamPrices | undefined;
  /** For a new review that names none. Default: none. */
  readonly defaultRegion?: string | null;
}

export function createAdvisor({
  policy = null,
  prices: list = SHIPPED_PRICES,
  team = policy?.prices,
  defaultRegion = null,
}: AdvisorParts = {}): Advisor {
  const prices = team === undefined ? list : { ...list, team };

  function again({ workload, policy: held, doubts = [] }: Given): Recommendation {
    const recommendation = recommend(workload, prices);
    if (held === undefined) return weighed(recommendation, doubts, prices);
    const { allowed } = applyRules(recommendation, held, prices);
    const policy = { ...held, ...(allowed.policy ?? { decidedBy: [], technicallyBest: null }) };
    return weighed({ ...allowed, policy }, doubts, prices);
  }

  return {
    policy,
    prices,
    defaultsIn: (context) => ({
      ...(defaultRegion !== null && { region: defaultRegion }),
      ...(policy !== null && defaultsFor(policy, context)),
    }),
    advise(workload, context = {}, doubts = []) {
      const advised = policy === null ? recommend(workload, prices) : adviseUnder(policy, workload, context, prices);
      return weighed(advised, doubts, prices);
    },
    teamRules: (context) => teamRulesFor(policy, context),
    again,
    estimate: ({ workload, policy: held }) => estimate(workload, prices, held?.rules),
    whatIf: (given, changes) => ({
      before: again(given),
      after: again({ ...given, workload: withChanges(given.workload, changes) }),
    }),
    curveOf({ workload, policy: held, costs }) {
      const curve = costCurve(workload, prices, held?.rules);
      return curve !== null && agrees(curve, costs) ? curve : null;
    },
    factsVersion: () => factsVersionOf(prices),
  };
}

interface OpenedWith extends Omit<AdvisorParts, 'policy' | 'team'> {
  /** A file of what the team pays; it comes before the policy's. */
  readonly pricesFile?: string | null | undefined;
}

type OpenedAdvisor = { readonly ok: true; readonly advisor: Advisor } | { readonly ok: false; readonly text: string };

/** The advisor of a program, with a policy file or without. Of a faulty file `text` has a line for each fault. */
export async function openAdvisor(
  file: string | null | undefined,
  { pricesFile, ...parts }: OpenedWith = {},
): Promise<OpenedAdvisor> {
  let policy: Policy | null = null;
  let team: TeamPrices | undefined;
  if (file != null) {
    const { openPolicy } = await import('../policy/read-policy.ts');
    const opened = await openPolicy(file);
    if (!opened.ok) return opened;
    policy = opened.policy;
  }
  if (pricesFile != null) {
    const { openPrices } = await import('../policy/read-policy.ts');
    const opened = await openPrices(pricesFile);
    if (!opened.ok) return opened;
    team = opened.prices;
  }
  return { ok: true, advisor: createAdvisor({ ...parts, policy, ...(team && { team }) }) };
}

function adviseUnder(policy: Policy, workload: Workload, context: PolicyContext, prices: PriceList): Recommendation {
  const defaults = defaultsFor(policy, context);
  const recommendation = recommend({ ...defaults, ...stated(workload) }, prices);
  const overrides = (context.overrides ?? []).filter(({ rule, byId }) => mayOverride(policy, rule, byId));
  const rules = guardrailsFor(policy, context);
  const { allowed } = applyRules(recommendation, { version: policy.version, rules }, prices);
  const understood = allowed.workload;
  const assumed = {
    ...Object.fromEntries(
      Object.entries(defaults).filter(([field, value]) => understood[field as keyof Assumed] === value),
    ),
    ...(understood.region !== recommendation.workload.region && { region: understood.region }),
  };
  const isAssuming = Object.keys(assumed).length > 0;
  if (rules.length === 0 && overrides.length === 0 && !isAssuming) return allowed;
  const nothing: PolicyApplied = { version: policy.version, rules, decidedBy: [], technicallyBest: null };
  const applied = {
    ...(allowed.policy ?? nothing),
    ...(isAssuming && { assumed }),
    ...(overrides.length > 0 && { overrides }),
  };
  return { ...allowed, policy: applied };
}

/** The workload with some fields otherwise; null takes one back. */
export const withChanges = (workload: Workload, changes: Changes): Workload => stated({ ...workload, ...changes });

/** Without the fields that say nothing. */
function stated(workload: { readonly [Field in keyof Workload]: Workload[Field] | null }): Workload {
  const fields = Object.entries(workload).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(fields) as unknown as Workload;
}

/** Whether a curve says of the stated volume what the bill says. */
function agrees({ points, options, assumedSeconds }: CostCurve, costs: Recommendation['costs']): boolean {
  const now = points.find(({ isStated }) => isStated);
  if (now === undefined || assumedSeconds !== null) return true;
  return options.every((option, at) => {
    const billed = costs.find((cost) => cost.option === option)?.monthlyUsd?.likely;
    return billed !== undefined && formatUsd(billed) === formatUsd(now.usd[at] ?? 0);
  });
}
