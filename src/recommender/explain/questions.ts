import { costOf } from '../costs/bill.ts';
import type { PriceList } from '../facts/price-list.ts';
import { type Judgement, pricingOf } from '../judge/judgement.ts';
import type { OpenAnswer, OpenQuestion, Recommendation } from '../recommendation.ts';
import { type Kernel, optionOf, withValue } from '../search/outcome.ts';
import { ordinaryAnswers } from '../search/plausible.ts';
import type { WorkloadField } from '../workload/workload.ts';

/** More questions than this are a form. */
export const QUESTIONS_MAX = 2;

/** What an option is chosen by first of all. */
const CHOSEN_BY: readonly WorkloadField[] = ['trafficPattern', 'responseTimeSeconds'];

/** The unstated facts that decide most, each with where its ordinary answers lead; none where an option is claimed. */
export function questionsFor(
  { choice, assumptions }: Recommendation,
  judgement: Judgement,
  kernel: Kernel,
  prices: PriceList,
): OpenQuestion[] {
  if (choice?.confidence !== 'needs-facts') return [];
  const decisive = assumptions.filter((assumption) => assumption.decisive).map(({ field }) => field);
  const questions: OpenQuestion[] = [];
  for (const field of new Set([...decisive, ...CHOSEN_BY])) {
    const answers = answersTo(field, judgement, kernel, prices);
    if (answers.length > 1) questions.push({ field, answers });
    if (questions.length === QUESTIONS_MAX) break;
  }
  return questions;
}

/** Where a few ordinary values of a field would lead, each alone. Those that lead to one option are one answer. */
export function answersTo(field: WorkloadField, { needs }: Judgement, kernel: Kernel, prices: PriceList): OpenAnswer[] {
  const answers: OpenAnswer[] = [];
  for (const value of ordinaryAnswers(field, needs)) {
    const judged = kernel(withValue(needs.stated, field, value));
    const option = optionOf(judged);
    const known = answers.find((answer) => answer.option === option);
    if (known === undefined) answers.push({ option, values: [value], cost: costOfChoice(judged, prices) });
    else known.values.push(value);
  }
  return answers;
}

/** What the choice of a judgement costs; null where no option fits. */
export function costOfChoice(judgement: Judgement, prices: PriceList): OpenAnswer['cost'] {
  if (judgement.choice === null) return null;
  const { option, monthlyUsd, components, isModelled } = costOf(pricingOf(judgement, judgement.choice, prices));
  return { option, monthlyUsd, components, ...(isModelled && { isModelled }) };
}
