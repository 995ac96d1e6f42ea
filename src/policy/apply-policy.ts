import {
  type Guardrail,
  type PolicyApplied,
  type PriceList,
  type Recommendation,
  type RuleOverride,
  recommend,
  rulesBroken,
  type TechnicallyBest,
} from '../recommender/index.ts';
import type { Assumed, Policy, TeamDefault, When } from './policy.ts';

/** Who asks, and where. The Region is the workload's. */
export interface PolicyContext {
  /** Slack ID of the channel; absent outside Slack, where no rule for a channel holds. */
  readonly channel?: string | undefined;
  /** Slack ID of the person who asks. */
  readonly requestedBy?: string | undefined;
  /** Rules that were set aside for this review. One counts only while the policy's rule of that name names who set it aside. */
  readonly overrides?: readonly RuleOverride[] | undefined;
}

export interface Applied {
  /** The best answer that breaks no rule. The recommendation itself where the rules change nothing in it. */
  readonly allowed: Recommendation;
  /** The recommendation, where its choice isn't the allowed one; else null. */
  readonly technicallyBest: Recommendation | null;
  /** The names of the rules that made the choice another one, in the order in which they were met. */
  readonly decidedBy: readonly string[];
}

/**
 * What the rules of a policy that hold make of a recommendation. Pure and total. Rules that the answer keeps anyway change no byte
 * of it.
 */
export function applyRules(
  recommendation: Recommendation,
  { version, rules }: Pick<PolicyApplied, 'version' | 'rules'>,
  prices: PriceList,
): Applied {
  if (rules.length === 0) return { allowed: recommendation, technicallyBest: null, decidedBy: [] };
  const { workload } = recommendation;
  const guarded = recommend(workload, prices, rules);
  const { policy: _, ...plain } = recommendation;
  if (JSON.stringify(guarded) === JSON.stringify(plain)) {
    return { allowed: recommendation, technicallyBest: null, decidedBy: [] };
  }
  const isOther = !isSameChoice(guarded, recommendation);
  const isElsewhere = guarded.workload.region !== workload.region;
  const decidedBy = isOther || isElsewhere ? rulesMet(recommendation, rules, prices) : [];
  const technicallyBest = isOther && recommendation.choice !== null ? recommendation : null;
  const applied = { version, rules, decidedBy, technicallyBest: technicallyBest && briefly(technicallyBest) };
  return { allowed: { ...guarded, policy: applied }, technicallyBest, decidedBy };
}

/** Whether a policy lets somebody set the rule of a name aside. */
export function mayOverride({ rules }: Policy, rule: string, userId: string): boolean {
  return rules.find(({ name }) => name === rule)?.overriddenBy?.includes(userId) ?? false;
}

/**
 * What the team assumes where people say nothing: the defaults of a channel or a person before everybody's, and of two such a
 * later one before an earlier.
 */
export function defaultsFor({ defaults }: Policy, context: PolicyContext): Assumed {
  const here = defaults.filter(({ when }) => holds(when, context));
  const isForAll = ({ when }: TeamDefault): boolean => when === undefined;
  const inOrder = [...here.filter(isForAll), ...here.filter((one) => !isForAll(one))];
  return Object.assign({}, ...inOrder.map(({ assume }) => withoutUndefined(assume)));
}

const withoutUndefined = (assume: TeamDefault['assume']): Assumed =>
  Object.fromEntries(Object.entries(assume).filter(([, value]) => value !== undefined));

const RULES = new WeakMap<Policy, Map<string, readonly Guardrail[]>>();

/** The rules that hold for a channel and a person. The same list for the same rules: the recommender remembers by it. */
export function guardrailsFor(policy: Policy, context: PolicyContext): readonly Guardrail[] {
  const inForce = context.overrides?.filter(({ rule, byId }) => mayOverride(policy, rule, byId));
  const aside = new Set(inForce?.map(({ rule }) => rule));
  const here = policy.rules.filter(({ name, when }) => holds(when, context) && !aside.has(name));
  const known = RULES.get(policy) ?? new Map<string, readonly Guardrail[]>();
  RULES.set(policy, known);
  const key = JSON.stringify(here.map(({ name }) => name));
  const rules =
    known.get(key) ??
    here.map(({ when, ...rule }) => (when?.region ? { ...rule, when: { region: when.region } } : rule));
  known.set(key, rules);
  return rules;
}

function holds(when: When | undefined, { channel, requestedBy }: PolicyContext): boolean {
  const isIn = (ids: readonly string[] | undefined, id: string | undefined): boolean =>
    ids === undefined || (id !== undefined && ids.includes(id));
  return isIn(when?.channel, channel) && isIn(when?.requestedBy, requestedBy);
}

/** The rules that the answer without them breaks, then those that the answer under these breaks, and so on. */
function rulesMet(technical: Recommendation, rules: readonly Guardrail[], prices: PriceList): string[] {
  const met: Guardrail[] = [];
  let answer = technical;
  for (;;) {
    const broken = rulesBroken(answer, rules).filter((rule) => !met.includes(rule));
    if (broken.length === 0) break;
    met.push(...broken);
    answer = recommend(technical.workload, prices, [...met]);
  }
  if (met.length > 0) return met.map(({ name }) => name);
  // Where no instance can be named, as in a Region without prices, an answer breaks no rule, and one may still rule it out.
  const { workload } = technical;
  const alone = rules.filter((rule) => !isSameChoice(recommend(workload, prices, [rule]), technical));
  return (alone.length > 0 ? alone : rules).map(({ name }) => name);
}

function isSameChoice({ choice: one }: Recommendation, { choice: other }: Recommendation): boolean {
  const key = (choice: Recommendation['choice']): string =>
    JSON.stringify(choice && [choice.option, choice.hosting, choice.scaling, { ...choice.instance, holds: undefined }]);
  return key(one) === key(other);
}

/** The choice of an answer in short; null where no option fits. */
export function briefly({ choice, costs }: Recommendation): TechnicallyBest | null {
  if (choice === null) return null;
  const { option, title, instance, sizing } = choice;
  const monthlyUsd = costs.find((cost) => cost.option === option)?.monthlyUsd?.likely ?? null;
  return { option, title, instance, ...(sizing && { basis: sizing.basis }), monthlyUsd };
}
