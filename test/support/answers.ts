import { type Explained, explain } from '../../src/recommender/explain/index.ts';
import {
  type Guardrail,
  type PriceList,
  type Recommendation,
  recommend,
  SHIPPED_PRICES,
  type Workload,
} from '../../src/recommender/index.ts';
import { judge } from '../../src/recommender/judge/judge.ts';
import { workload } from './workloads.ts';

/** What is chosen, billed and warned of, without the search for what would change it, which takes four fifths of the time. */
export const explained = (
  stated: Partial<Workload>,
  prices: PriceList = SHIPPED_PRICES,
  rules: readonly Guardrail[] = [],
): Explained => explain(judge(workload(stated), prices, rules), prices);

/** What `explained` says as an answer that is sure: of what is deployed, only the header says how sure it is. */
export function surely(stated: Partial<Workload>, prices?: PriceList, rules?: readonly Guardrail[]): Recommendation {
  const { choice, assumptions, ...answer } = explained(stated, prices, rules);
  return {
    ...answer,
    choice: choice && { ...choice, confidence: 'firm', holdsIf: [] },
    assumptions: assumptions.map((assumption) => ({ ...assumption, decisive: false })),
  };
}

const answers = new Map<string, Recommendation>();

/** The whole answer. Tests of a worker that ask for the same one share it. */
export function answerTo(stated: Partial<Workload>): Recommendation {
  const asked = JSON.stringify(stated);
  const answer = answers.get(asked) ?? recommend(workload(stated));
  if (answers.size >= 1000) answers.clear();
  answers.set(asked, answer);
  return answer;
}

/** The bill of the choice. */
export const billOf = ({ choice, costs }: Pick<Explained, 'choice' | 'costs'>) =>
  costs.find(({ option }) => option === choice?.option);
