import { optionTitle } from '../options/index.ts';
import type { DecidingField, Flip, Recommendation } from '../recommendation.ts';
import { changeClause } from '../search/change-words.ts';
import { formatUsd } from '../workload/money.ts';
import type { WorkloadField } from '../workload/workload.ts';
import { relaxedTo } from './sizing/decides.ts';

/** What is no field of a workload. */
const NO_FIELD: ReadonlySet<DecidingField> = new Set(['memory', 'invocation-limit']);

/** The answer with a flip for each stated constraint that binds: the option stays, and what it takes is less. */
export function withBinding(answer: Recommendation): Recommendation {
  const { choice, workload, flips } = answer;
  const deciders = choice?.sizing?.decides ?? [];
  const basis = choice?.sizing?.basis === 'modelled' ? 'modelled' : 'listed';
  const known = new Set(flips.map(({ field }) => field));
  const binding = deciders.flatMap((decider): Flip[] => {
    const field = decider.field as WorkloadField;
    if (choice === null || NO_FIELD.has(decider.field) || workload[field] === undefined || known.has(field)) return [];
    const to = relaxedTo(decider);
    const usd = decider.relaxedMonthlyUsd;
    const bill = usd === null ? '' : `, about ${formatUsd(usd, basis)} per month`;
    const text = `If ${changeClause(field, to, workload[field])}: ${optionTitle(choice.option)}${bill}.`;
    return [{ field, from: workload[field], to, option: choice.option, text }];
  });
  return binding.length === 0 ? answer : { ...answer, flips: [...flips, ...binding] };
}
