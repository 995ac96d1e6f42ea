import {
  type Choice,
  type Guardrail,
  INFERENCE_OPTIONS,
  type InferenceOptionId,
  type PriceList,
  parseWorkload,
  type Serving,
  servingOf,
  type Workload,
} from '../recommender/index.ts';
import { readWorkloads } from '../terminal/answer-workload.ts';
import { isObject, listOf } from './templates/declared.ts';

export interface Decided {
  readonly name: string;
  readonly option: InferenceOptionId;
  /** Null where another option was chosen than the recommended one: of that neither type nor count was decided. */
  readonly choice: Choice | null;
  readonly workload: Workload;
  readonly rules: readonly Guardrail[];
  /** Memory and concurrency of a serverless endpoint; null for everything else. */
  readonly serverless: Serving['serverless'];
}

export type ReadDecision =
  | { readonly ok: true; readonly decided: Decided }
  | { readonly ok: false; readonly text: string };

const no = (text: string): ReadDecision => ({ ok: false, text });
const EXPECTED = 'Expected the JSON of recommend --json, of a webhook, or of a review from reviews export.';

/** Reads a recommendation, the body of a webhook or an exported review. What is wrong is said without quoting the text. */
export function readDecision(text: string, prices: PriceList): ReadDecision {
  const [entry, ...more] = readWorkloads(text);
  const first = entry?.ok ? entry.input : undefined;
  if (!isObject(first)) return no(`Not JSON. ${EXPECTED}`);
  if (more.length > 0) return no(`${more.length + 1} documents. Give the one that these templates are about.`);
  const { revisions } = first;
  const latest = listOf(revisions).findLast(isObject);
  const recommendation = latest?.['recommendation'] ?? first['recommendation'] ?? first;
  if (!isObject(recommendation) || !('choice' in recommendation)) return no(`Not a decision. ${EXPECTED}`);
  const workload = workloadIn(recommendation);
  if (workload === undefined) return no(`Its workload isn't readable. ${EXPECTED}`);
  const { choice: chosen, policy } = recommendation;
  const { decision } = first;
  const option = optionIn(decision) ?? optionIn(chosen);
  if (option === undefined) return no('It chooses no option, so there is nothing to compare with.');
  const choice = optionIn(chosen) === option ? (chosen as unknown as Choice) : null;
  const rules = isObject(policy) && Array.isArray(policy['rules']) ? (policy['rules'] as Guardrail[]) : [];
  const serverless =
    option === 'serverless' && choice !== null ? servingOf(workload, option, prices, rules)?.serverless : null;
  return {
    ok: true,
    decided: { name: workload.name, option, choice, workload, rules, serverless: serverless ?? null },
  };
}

/** Earlier versions took Regions that AWS doesn't have. */
function workloadIn({ workload }: Readonly<Record<string, unknown>>): Workload | undefined {
  const { region, ...other } = isObject(workload) ? workload : {};
  const parsed = parseWorkload(other);
  return parsed.ok ? { ...parsed.workload, ...(typeof region === 'string' && { region }) } : undefined;
}

function optionIn(value: unknown): InferenceOptionId | undefined {
  const named = isObject(value) ? value['option'] : undefined;
  return INFERENCE_OPTIONS.find(({ id }) => id === named)?.id;
}
