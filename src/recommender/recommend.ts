import { assumptionsFor } from './assumptions/index.ts';
import { billsFor } from './bills.ts';
import type { PriceList } from './costs/price-list.ts';
import { SHIPPED_PRICES } from './costs/prices/index.ts';
import { factsOf } from './facts.ts';
import { type Judgement, judge, type Pair } from './judge.ts';
import { inFormOrder } from './parse-workload.ts';
import { rationaleFor } from './rationale.ts';
import type { Choice, Recommendation } from './recommendation.ts';
import { rejectedOptions } from './rejected.ts';
import { rejectedHostings } from './rejected-hosting.ts';
import { findFlips } from './search/flips.ts';
import { type Kernel, outcomeOf, withValue } from './search/outcome.ts';
import { type Surveyed, survey } from './search/survey.ts';
import { Turns } from './search/turn.ts';
import { wouldFitIf } from './search/would-fit-if.ts';
import { titleOf } from './title.ts';
import { turnsOf } from './turns.ts';
import { conditionsOf, warningsFor } from './warnings/index.ts';
import { WORKLOAD_FIELDS, type Workload } from './workload.ts';

/**
 * How this workload should be served: judged first, then searched for what would change the answer, then explained. Pure
 * and total: every valid workload gets an answer, and the same one gets the same bytes. Without prices, those that ship.
 */
export function recommend(workload: Workload, prices: PriceList = SHIPPED_PRICES): Recommendation {
  const kernel: Kernel = (tried) => judge(tried, prices);
  const judgement = kernel(evenlyShaped(workload));
  const surveyed = survey(judgement, kernel, prices);
  const answer = explain(judgement, prices, surveyed);
  const { stated } = judgement.needs;
  const turns = new Turns((field, value) => ({ value, outcome: outcomeOf(kernel(withValue(stated, field, value))) }));
  return {
    ...answer,
    rejected: answer.rejected.map((rejected) => ({
      ...rejected,
      wouldFitIf: wouldFitIf(rejected.option, rejected.verdict, surveyed, judgement, kernel, turns),
    })),
    flips: findFlips(surveyed, judgement, turns),
  };
}

/** The answer without the search for what would change it: reasons, bills, warnings, and the defaults that were assumed. */
export function explain(
  judgement: Judgement,
  prices: PriceList = SHIPPED_PRICES,
  surveyed: readonly Surveyed[] = [],
): Recommendation {
  const { choice } = judgement;
  const turns = turnsOf(judgement, prices);
  return {
    kind: choice ? 'recommended' : 'nothing-fits',
    workload: inFormOrder(judgement.needs.stated),
    choice: choice && describe(choice, judgement),
    rationale: choice ? rationaleFor(judgement, choice) : [],
    rejected: rejectedOptions(judgement),
    rejectedHosting: choice ? rejectedHostings(judgement, choice) : [],
    costs: billsFor(judgement, prices, turns),
    flips: [],
    assumptions: assumptionsFor(judgement, surveyed, prices, turns),
    warnings: choice ? warningsFor(judgement, choice, prices) : [],
    facts: factsOf(judgement, prices),
  };
}

function describe(choice: Pair, judgement: Judgement): Choice {
  return {
    option: choice.option.id,
    hosting: choice.hosting.id,
    scaling: choice.scaling,
    title: titleOf(choice, judgement.needs),
    conditional: conditionsOf(judgement, choice).length > 0,
  };
}

const BLANK = Object.fromEntries(WORKLOAD_FIELDS.map((field) => [field, undefined]));

/** With every field in its place, stated or not: the search tries hundreds of workloads, and engines read one shape faster. */
function evenlyShaped(workload: Workload): Workload {
  return { ...BLANK, ...inFormOrder(workload) };
}
