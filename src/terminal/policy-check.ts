import { createAdvisor } from '../advice/advisor.ts';
import { briefly, guardrailsFor, type PolicyContext } from '../policy/apply-policy.ts';
import type { Policy } from '../policy/policy.ts';
import { formatCount, inCurrency, type Recommendation, type Workload } from '../recommender/index.ts';
import { technicalWords } from '../wording/differences.ts';
import { inCurrencyOf } from '../wording/money.ts';
import { joinClauses } from '../wording/sentences.ts';
import { inert, rateLines, table, WIDTH, wrap } from './lines.ts';

const COLUMNS = [
  { title: 'Workload', width: 17 },
  { title: 'Technically best', width: 20 },
  { title: 'Best allowed', width: 20 },
  { title: 'Decided by', width: 15 },
];

/**
 * What a policy changes in some workloads, for a terminal, ending in a line break. Tries the rules that hold in the context, and
 * names those that hold elsewhere only and those that change nothing.
 */
export function writePolicyCheck(policy: Policy, workloads: readonly Workload[], context: PolicyContext = {}): string {
  const [free, ruled] = [createAdvisor({ policy: { ...policy, rules: [] } }), createAdvisor({ policy })];
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
    `Changes ${changed.length} of ${formatCount(workloads.length, 'workload')}.`,
    ...(rows.length === 0 ? [] : ['', ...table(COLUMNS, rows), ...inCurrency(policy.prices?.currency, rateLines)]),
    ...listed('No effect on these workloads', idle),
    ...listed('Not tried, because they hold only for some channels or people', elsewhere),
    ...(elsewhere.length === 0 ? [] : ['Add --channel ID or --requested-by ID to try them.']),
  ].join('\n')}\n`;
}

function listed(heading: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const quoted = names.map((name) => `"${name}"`);
  return ['', ...wrap(inert(`${heading}: ${joinClauses(quoted, 'and')}.`), WIDTH)];
}

function wordsOf(recommendation: Recommendation): string {
  const best = briefly(recommendation);
  const { region } = recommendation.workload;
  if (best === null) return 'nothing';
  const words = inCurrencyOf(recommendation, () => technicalWords(best));
  return `${words}${region === undefined ? '' : `, ${region}`}`;
}
