import type { PriceList } from '../../facts/price-list.ts';
import type { Judgement } from '../../judge/judgement.ts';
import type { Assumption } from '../../recommendation.ts';
import type { Confidence } from '../../search/confidence.ts';
import type { Surveyed } from '../../search/survey.ts';
import type { PairedBreakEven } from '../bills.ts';
import type { Assumed, AssumptionRule } from './assumption.ts';
import { type PricedAssumption, pricedAssumptions } from './estimate.ts';
import {
  COMPUTED_ASSUMPTIONS,
  LANGUAGE_MODEL_ASSUMPTIONS,
  MODEL_ASSUMPTIONS,
  NEED_ASSUMPTIONS,
} from './models-and-needs.ts';
import { TRAFFIC_ASSUMPTIONS } from './traffic.ts';

/** Everything that can be assumed, in the order in which a team would be asked. Add one to the list of its kind. */
export const ASSUMPTION_RULES: readonly AssumptionRule[] = [
  ...TRAFFIC_ASSUMPTIONS,
  ...MODEL_ASSUMPTIONS,
  ...LANGUAGE_MODEL_ASSUMPTIONS,
  ...COMPUTED_ASSUMPTIONS,
  ...NEED_ASSUMPTIONS,
];

/** How much depends on an assumption: another option, another hosting or scaling, or nothing. */
type Weight = 0 | 1 | 2;

/** By what the search found for each: what decides the option, then hosting or scaling, then the defaults named anyway. */
export function assumptionsFor(
  judgement: Judgement,
  surveyed: readonly Surveyed[],
  prices: PriceList,
  turns: readonly PairedBreakEven[],
): Assumed[] {
  return mergeByField(judgedAssumptions(judgement, surveyed), pricedAssumptions(judgement, prices, turns));
}

function judgedAssumptions(judgement: Judgement, surveyed: readonly Surveyed[]): Assumed[] {
  const { needs } = judgement;
  const weights = new Map(surveyed.map((field) => [field.dimension.field, weightOf(field, judgement)]));
  const weighed = ASSUMPTION_RULES.flatMap((rule) => {
    if (needs.stated[rule.field] !== undefined || rule.applies?.(needs) === false) return [];
    const text = rule.text(judgement);
    const weight = weights.get(rule.field) ?? 2;
    return text !== null && (weight < 2 || rule.always?.(needs)) ? [{ rule, weight, text }] : [];
  });
  return weighed
    .sort((a, b) => a.weight - b.weight)
    .map(({ rule, text }) => ({ field: rule.field, value: rule.value(judgement), text }));
}

/** Marks what is decisive. Where facts are needed, those that decide most come first. */
export function withDecisive(assumed: readonly Assumed[], { level, turns }: Confidence): Assumption[] {
  const decisive: readonly Assumed['field'][] = [...new Set(turns.map(({ field }) => field))];
  const marked = assumed.map((assumption) => ({ ...assumption, decisive: decisive.includes(assumption.field) }));
  if (level !== 'needs-facts') return marked;
  const place = ({ field }: Assumed): number => (decisive.includes(field) ? decisive.indexOf(field) : decisive.length);
  return marked.sort((a, b) => place(a) - place(b));
}

/** One a field, where it stood first; what was said of it later is added. No value of a rival's is taken for the choice's. */
function mergeByField(judged: readonly Assumed[], priced: readonly PricedAssumption[]): Assumed[] {
  const merged = new Map<Assumed['field'], Assumed>();
  for (const assumption of judged) merged.set(assumption.field, assumption);
  for (const { field, value, text, ofRivals } of priced) {
    const known = merged.get(field);
    if (known === undefined) merged.set(field, { field, value: ofRivals ? null : value, text });
    else
      merged.set(field, {
        field,
        value: ofRivals ? known.value : (known.value ?? value),
        text: `${known.text} ${withoutOpening(text, known.text)}`,
      });
  }
  return [...merged.values()];
}

/** Once it's said that a field isn't given, the rest follows: "Payload: not given; assumed to be at most 4 MB. Data in and out isn't priced." */
function withoutOpening(text: string, said: string): string {
  const opening = /^[^:;]+: not given; /.exec(text)?.[0];
  if (opening === undefined || !said.startsWith(opening)) return text;
  const rest = text.slice(opening.length);
  return rest.startsWith('ml.') ? rest : rest.charAt(0).toUpperCase() + rest.slice(1);
}

function weightOf({ walks }: Surveyed, { choice }: Judgement): Weight {
  let weight: Weight = 2;
  for (const walk of walks) {
    for (const { outcome } of walk) {
      const other = outcome.choice;
      if (other?.option !== choice?.option) return 0;
      if (other?.hosting !== choice?.hosting || other?.scaling !== choice?.scaling) weight = 1;
    }
  }
  return weight;
}
