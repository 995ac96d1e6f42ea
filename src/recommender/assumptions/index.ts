import type { Judgement } from '../judge.ts';
import type { Assumption } from '../recommendation.ts';
import type { Surveyed } from '../search/survey.ts';
import type { AssumptionRule } from './assumption-rule.ts';
import { MODEL_ASSUMPTIONS } from './model-assumptions.ts';
import { NEED_ASSUMPTIONS } from './need-assumptions.ts';
import { TRAFFIC_ASSUMPTIONS } from './traffic-assumptions.ts';

/** Everything that can be assumed, in the order in which a team would be asked. Add one to the list of its kind. */
export const ASSUMPTION_RULES: readonly AssumptionRule[] = [
  ...TRAFFIC_ASSUMPTIONS,
  ...MODEL_ASSUMPTIONS,
  ...NEED_ASSUMPTIONS,
];

/** How much depends on an assumption: another option, another hosting or scaling, or nothing. */
type Weight = 0 | 1 | 2;

/**
 * What was taken for granted and matters, by what the search found for each field: those that decide the option come first,
 * then those that decide hosting or scaling, then the defaults that are named anyway.
 */
export function assumptionsFor(judgement: Judgement, surveyed: readonly Surveyed[]): Assumption[] {
  const { needs } = judgement;
  const weights = new Map(surveyed.map((field) => [field.dimension.field, weightOf(field, judgement)]));
  const weighed = ASSUMPTION_RULES.flatMap((rule) => {
    if (needs.stated[rule.field] !== undefined || rule.applies?.(needs) === false) return [];
    const weight = weights.get(rule.field) ?? 2;
    return weight < 2 || rule.always?.(needs) ? [{ rule, weight }] : [];
  });
  return weighed
    .sort((a, b) => a.weight - b.weight)
    .map(({ rule }) => ({ field: rule.field, value: rule.value(judgement), text: rule.text(judgement) }));
}

function weightOf({ walks }: Surveyed, { choice }: Judgement): Weight {
  let weight: Weight = 2;
  for (const walk of walks) {
    for (const { judgement } of walk) {
      const other = judgement.choice;
      if (other?.option !== choice?.option) return 0;
      if (other?.hosting !== choice?.hosting || other?.scaling !== choice?.scaling) weight = 1;
    }
  }
  return weight;
}
