import { createAdvisor } from '../advice/advisor.ts';
import { briefly, guardrailsFor, type PolicyContext } from '../policy/apply-policy.ts';
import type { Policy } from '../policy/policy.ts';
import {
  formatCount,
  formatNumber,
  INSTANCE_TYPE_NAMES,
  type Recommendation,
  type TeamPrices,
  type Workload,
} from '../recommender/index.ts';
import { technicalWords } from '../wording/differences.ts';
import { joinClauses } from '../wording/sentences.ts';
import { inert, table, WIDTH, wrap } from './lines.ts';

const COLUMNS = [
  { title: 'Workload', width: 17 },
  { title: 'Technically best', width: 20 },
  { title: 'Best allowed', width: 20 },
  { title: 'Decided by', width: 15 },
];

/**
 * What a policy changes in some workloads, for a terminal, ending in a line break. Tries the rules that hold in the context, and
 * names those that hold elsewhere only and those that change nothing. `team`: what the team pays, if not what the policy says.
 */
export function writePolicyCheck(
  policy: Policy,
  workloads: readonly Workload[],
  context: PolicyContext = {},
  team: TeamPrices | undefined = policy.prices,
): string {
  const [free, ruled] = [createAdvisor({ policy: { ...policy, rules: [] }, team }), createAdvisor({ policy, team })];
  const changed = workloads.flatMap((workload) => {
    const [technical, allowed] = [free.advise(workload, context), ruled.advise(workload, context)];
    const { decidedBy = [] } = allowed.policy ?? {};
    return decidedBy.length === 0 ? [] : [{ name: workload.name, technical, allowed, decidedBy }];
  });
  const rows = changed.map(({ name, technical, allowed, decidedBy }) => {
    return [inert(name), inert(wordsOf(technical)), inert(wordsOf(allowed)), inert(decidedBy.join(', '))];
  });
  const held = new Set(guardrailsFor(policy, context).map(({ name }) => name));
  const deciding = new Set(changed.flatMap(({ decidedBy }) => decidedBy));
  const idle = [...held].filter((name) => !deciding.has(name));
  const elsewhere = policy.rules.filter(({ name }) => !held.has(name)).map(({ name }) => name);
  const counts = `${formatCount(policy.rules.length, 'rule')} and ${formatCount(policy.defaults.length, 'default')}`;
  return `${[
    `No faults in ${counts}. Version ${policy.version}.`,
    ...(team === undefined ? [] : pricesLines(team).flatMap((line) => wrap(inert(line), WIDTH))),
    `Changes ${changed.length} of ${formatCount(workloads.length, 'workload')}.`,
    ...(rows.length === 0 ? [] : ['', ...table(COLUMNS, rows)]),
    ...listed('No effect on these workloads', idle),
    ...listed('Not tried, because they hold only for some channels or people', elsewhere),
    ...(elsewhere.length === 0 ? [] : ['Add --channel ID or --requested-by ID to try them.']),
  ].join('\n')}\n`;
}

/** "Prices: 23% off list, 30% on ml.g*, a Savings Plan with 2 rates, EUR at 0.91 per USD." */
function pricesLines({ discountPercent, discounts = [], savingsPlan, currency }: TeamPrices): string[] {
  const { rates = [] } = savingsPlan ?? {};
  const parts = [
    ...(discountPercent === undefined ? [] : [`${formatNumber(discountPercent)}% off list`]),
    ...discounts.map(({ instanceType, percent }) => `${formatNumber(percent)}% on ${instanceType}`),
    ...(savingsPlan === undefined ? [] : [`a Savings Plan with ${formatCount(rates.length, 'rate')}`]),
    ...(currency === undefined ? [] : [`${currency.code} at ${currency.perUsd} per USD (${currency.asOf})`]),
  ];
  const unknown = new Set(rates.map(({ instanceType }) => instanceType).filter((type) => !KNOWN_TYPES.has(type)));
  const lines = [`Prices: ${parts.slice(0, PARTS_SHOWN).join(', ')}${parts.length > PARTS_SHOWN ? ' and more' : ''}.`];
  if (unknown.size === 0) return lines;
  const named = [...unknown].slice(0, PARTS_SHOWN).join(', ');
  return [...lines, `Rates of ${formatCount(unknown.size, 'unknown type')} are never used: ${named}.`];
}

const KNOWN_TYPES: ReadonlySet<string> = new Set(INSTANCE_TYPE_NAMES);
const PARTS_SHOWN = 8;

function listed(heading: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const quoted = names.map((name) => `"${name}"`);
  return ['', ...wrap(inert(`${heading}: ${joinClauses(quoted, 'and')}.`), WIDTH)];
}

function wordsOf(recommendation: Recommendation): string {
  const best = briefly(recommendation);
  const { region } = recommendation.workload;
  if (best === null) return 'nothing';
  const words = technicalWords(best);
  return `${words}${region === undefined ? '' : `, ${region}`}`;
}
